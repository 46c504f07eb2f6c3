#include "report/reports.h"

#include "report/phrase.h"

typedef struct HitCells { // of all hits of a coding
    Str rules, words, contexts;
} HitCells;

static HitCells hit_cells(Sink *sink, const Coding *coding)
{
    Strs rules = {0}, words = {0}, contexts = {0};
    for (int32_t i = 0; i < coding->hits; i++) {
        Reason reason = excerpt_reason(sink->material->study, coding->document,
                                       coding->hit_index[i], sink->arena);
        *PUSH(&rules, sink->arena) = reason.rule;
        *PUSH(&words, sink->arena) = reason.words;
        *PUSH(&contexts, sink->arena) = reason.context;
    }
    return (HitCells){
        .rules = phrase_joined(sink->arena, rules, S("; ")),
        .words = phrase_joined(sink->arena, words, S("; ")),
        .contexts = phrase_joined(sink->arena, contexts, S("; ")),
    };
}

static void coding_row(Sink *sink, int32_t number)
{
    const Material *material = sink->material;
    const Coding *coding = &material->study->codings.at[number];
    const Code *code = &material->codebook->codes.at[coding->code];
    int32_t top = codebook_top(material->codebook, coding->code);
    Excerpt excerpt = excerpt_of_coding(material->study, number, sink->arena);
    HitCells hits = hit_cells(sink, coding);
    int64_t begin =
        material_point(material, coding->document, coding->span.begin);
    int64_t end = material_point(material, coding->document, coding->span.end);
    Str why = material_quotable(material, excerpt_why(material->study, number));
    const Cell cells[] = {
        cell_text(excerpt.name),
        cell_text(phrase_joined(sink->arena, excerpt.cases, S("; "))),
        cell_text(excerpt.speaker),
        cell_text(excerpt.role),
        cell_text(excerpt.group),
        cell_count(excerpt.number),
        cell_count(excerpt.line),
        cell_text(excerpt.time),
        cell_count(begin),
        cell_count(end),
        cell_text(excerpt.words),
        cell_text(code->id),
        cell_text(code->label),
        cell_text(str_of(kind_name(code->kind))),
        cell_text(material->codebook->codes.at[top].id),
        cell_text(str_of(origin_name(coding->origin))),
        cell_text(hits.rules),
        cell_text(hits.words),
        cell_text(coding->hits > 0 ? hits.contexts
                                   : str_of(context_name(coding->context))),
        cell_text(coding->coder),
        cell_text(str_of(status_name(coding->status))),
        cell_text(why),
        cell_text(material->codebook->hash),
    };
    sink_row(sink, cells);
}

static void records(Sink *sink)
{
    const Column columns[] = {
        {"document", S("Document"), false},
        {"case", S("Case"), false},
        {"speaker", S("Speaker"), false},
        {"role", S("Role"), false},
        {"group", S("Group"), false},
        {"turn", S("Turn or caption"), true},
        {"line", S("Line"), true},
        {"time", S("Time"), false},
        {"begin", S("Begin"), true},
        {"end", S("End"), true},
        {"text", S("Text"), false},
        {"code", S("Code"), false},
        {"label", S("Label"), false},
        {"kind", S("Kind"), false},
        {"top", S("Topmost code"), false},
        {"origin", S("Origin"), false},
        {"rule", S("Rule"), false},
        {"hit", S("Hit"), false},
        {"context", S("Context"), false},
        {"coder", S("Coder"), false},
        {"status", S("Status"), false},
        {"why", S("Why"), false},
        {"codebook", S("Codebook"), false},
    };
    Table table = table_of(sink, "excerpts", S("All codings that stand"),
                           columns, sizeof columns / sizeof *columns);
    const Codings *codings = &sink->material->study->codings;
    // A row needs much on the way, and there are many.
    Arena row = {0}, *kept = sink->arena;
    sink_table(sink, &table);
    sink->arena = &row;
    for (int32_t i = 0; i < codings->len; i++) {
        if (codings->at[i].status != STATUS_REMOVED) {
            coding_row(sink, i);
            arena_reset(&row);
        }
    }
    sink->arena = kept;
    arena_release(&row);
    sink_table_end(sink);
}

const Report report_excerpts = {
    .records = records,
};
