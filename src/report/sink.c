#include "report/sink.h"

#include "report/phrase.h"

Sink sink_make(const SinkForm *form, const Material *material, Buf *out)
{
    return (Sink){
        .form = form,
        .material = material,
        .arena = material->arena,
        .out = out,
        .html = {.out = out},
        .json = {.out = out},
    };
}

enum { SPILL_BYTES = 256 * 1024 };

void sink_spill(Sink *sink)
{
    if (sink->spill && sink->out->len >= SPILL_BYTES) {
        sink->spill->take(sink->spill->to, buf_str(sink->out));
        sink->out->len = 0;
    }
}

void sink_section(Sink *sink, Str id, Str title)
{
    sink->depth++;
    if (sink->form->section_open) {
        sink->form->section_open(sink, id, title);
    }
}

void sink_section_end(Sink *sink)
{
    if (sink->form->section_close) {
        sink->form->section_close(sink);
    }
    sink->depth--;
}

void sink_paragraph_open(Sink *sink, Tone tone)
{
    if (sink->form->paragraph_open) {
        sink->form->paragraph_open(sink, tone);
    }
}

void sink_paragraph_close(Sink *sink)
{
    if (sink->form->paragraph_close) {
        sink->form->paragraph_close(sink);
    }
}

void sink_paragraph(Sink *sink, Tone tone, Str text)
{
    sink_paragraph_open(sink, tone);
    sink_text(sink, text);
    sink_paragraph_close(sink);
}

void sink_text(Sink *sink, Str text)
{
    if (sink->form->text) {
        sink->form->text(sink, text);
    }
}

void sink_strong(Sink *sink, Str text)
{
    if (sink->form->strong) {
        sink->form->strong(sink, text);
    }
}

void sink_link(Sink *sink, Str path, Str text)
{
    if (sink->form->link) {
        sink->form->link(sink, path, text);
    }
}

void sink_code(Sink *sink, int32_t code)
{
    if (sink->form->code) {
        sink->form->code(sink, code);
    }
}

void sink_grade(Sink *sink, Str grade)
{
    if (sink->form->grade) {
        sink->form->grade(sink, grade);
    }
}

void sink_list(Sink *sink, bool numbered)
{
    if (sink->form->list_open) {
        sink->form->list_open(sink, numbered);
    }
}

void sink_list_end(Sink *sink)
{
    if (sink->form->list_close) {
        sink->form->list_close(sink);
    }
}

void sink_item(Sink *sink, Str id)
{
    if (sink->form->item_open) {
        sink->form->item_open(sink, id);
    }
}

void sink_item_end(Sink *sink)
{
    if (sink->form->item_close) {
        sink->form->item_close(sink);
    }
}

void sink_facts(Sink *sink, bool large)
{
    if (sink->form->facts_open) {
        sink->form->facts_open(sink, large);
    }
}

void sink_facts_end(Sink *sink)
{
    if (sink->form->facts_close) {
        sink->form->facts_close(sink);
    }
}

void sink_fact_open(Sink *sink, Str term)
{
    if (sink->form->fact_open) {
        sink->form->fact_open(sink, term);
    }
}

void sink_fact_close(Sink *sink)
{
    if (sink->form->fact_close) {
        sink->form->fact_close(sink);
    }
}

void sink_fact(Sink *sink, Str term, Str value)
{
    sink_fact_open(sink, term);
    sink_text(sink, value);
    sink_fact_close(sink);
}

void sink_fold(Sink *sink, Str title)
{
    if (sink->form->fold_open) {
        sink->form->fold_open(sink, title);
    }
}

void sink_fold_end(Sink *sink)
{
    if (sink->form->fold_close) {
        sink->form->fold_close(sink);
    }
}

void sink_group(Sink *sink, const char *kind)
{
    if (sink->form->group_open) {
        sink->form->group_open(sink, kind);
    }
}

void sink_group_end(Sink *sink)
{
    if (sink->form->group_close) {
        sink->form->group_close(sink);
    }
}

void sink_excerpt(Sink *sink, const Excerpt *excerpt, Str path)
{
    if (sink->form->excerpt) {
        sink->form->excerpt(sink, excerpt, path);
    }
}

void sink_table(Sink *sink, const Table *table)
{
    sink->table = *table;
    sink->rows = 0;
    sink->tables++;
    if (sink->form->table_open) {
        sink->form->table_open(sink, table);
    }
}

void sink_row(Sink *sink, const Cell *cells)
{
    if (sink->form->row) {
        sink->form->row(sink, cells);
    }
    sink_spill(sink);
    sink->rows++;
}

void sink_table_end(Sink *sink)
{
    if (sink->form->table_close) {
        sink->form->table_close(sink);
    }
}

Cell cell_text(Str text)
{
    return (Cell){.kind = CELL_TEXT, .text = text};
}

Cell cell_linked(Str text, Str path)
{
    return (Cell){.kind = CELL_TEXT, .text = text, .path = path};
}

Cell cell_count(int64_t count)
{
    return (Cell){.kind = CELL_COUNT, .count = count};
}

Cell cell_decimal(double number, int32_t decimals)
{
    return (Cell){.kind = CELL_DECIMAL, .number = number, .decimals = decimals};
}

Cell cell_share(int64_t part, int64_t whole)
{
    return (Cell){.kind = CELL_SHARE, .count = part, .of = whole};
}

Cell cell_code(int32_t code, Str path)
{
    return (Cell){.kind = CELL_CODE, .code = code, .path = path};
}

Cell cell_grade(Str grade)
{
    return (Cell){.kind = CELL_GRADE, .text = grade};
}

Cell cell_blank(void)
{
    return (Cell){.kind = CELL_BLANK};
}

Str cell_words(const Sink *sink, const Cell *cell)
{
    switch (cell->kind) {
    case CELL_TEXT:
    case CELL_GRADE:
        return cell->text;
    case CELL_COUNT:
        return phrase_count(sink->arena, cell->count);
    case CELL_DECIMAL:
        return phrase_decimal(sink->arena, cell->number, cell->decimals);
    case CELL_SHARE:
        return phrase_share(sink->arena, cell->count, cell->of);
    case CELL_CODE:
        return material_label(sink->material, cell->code);
    case CELL_BLANK:
        break;
    }
    return (Str){0};
}

Table table_of(const Sink *sink, const char *id, Str caption,
               const Column *columns, ptrdiff_t count)
{
    Table table = {.id = id, .caption = caption, .sortable = true};
    for (ptrdiff_t i = 0; i < count; i++) {
        *PUSH(&table.columns, sink->arena) = columns[i];
    }
    return table;
}
