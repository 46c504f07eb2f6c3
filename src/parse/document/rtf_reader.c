#include "parse/document/rtf_reader.h"

RtfGroup *rtf_group(RtfReader *reader)
{
    return &reader->groups[reader->depth - 1];
}

// ---- paragraphs and tables

Str rtf_take_paragraph(RtfReader *reader, int32_t *marked)
{
    RtfParagraph *paragraph = &reader->paragraph;
    Buf *text = &reader->text.text;
    rtf_text_settle(&reader->text);
    if (reader->aside == 0) {
        rtf_remarks_colour(&reader->remarks, &reader->text, (Str){0});
    }
    Str all = str_copy(reader->arena,
                       str_slice(buf_str(text), paragraph->begin, text->len));
    *marked = paragraph->plain ? paragraph->marked : (int32_t)all.len;
    text->len = paragraph->begin;
    paragraph->plain = false;
    return all;
}

static void end_table(RtfReader *reader)
{
    Rows *table = &reader->paragraph.table;
    if (table->len > 0) {
        *PUSH(&reader->blocks, reader->arena) =
            (Block){.kind = BLOCK_TABLE, .table = *table};
    }
    *table = (Rows){0};
}

void rtf_end_cell(RtfReader *reader)
{
    int32_t marked;
    Row *row = &reader->paragraph.row;
    Str cell = rtf_take_paragraph(reader, &marked);
    *PUSH(row, reader->arena) = str_trim(cell);
}

void rtf_end_row(RtfReader *reader)
{
    Row *row = &reader->paragraph.row;
    if (row->len > 0) {
        row->line = (int32_t)reader->blocks.len + 1;
        *PUSH(&reader->paragraph.table, reader->arena) = *row;
    }
    *row = (Row){0};
}

void rtf_end_paragraph(RtfReader *reader)
{
    const RtfGroup *group = rtf_group(reader);
    Block block = {
        .kind = group->heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
    };
    if (group->hidden || group->deleted) { // goes on in the next paragraph
        return;
    }
    if (group->in_table || reader->paragraph.row.len > 0 || reader->aside > 0) {
        rtf_text_point(&reader->text, '\n');
        return;
    }
    end_table(reader);
    block.text = rtf_take_paragraph(reader, &block.marked);
    *PUSH(&reader->blocks, reader->arena) = block;
}

void rtf_end_all(RtfReader *reader)
{
    rtf_text_settle(&reader->text);
    if (reader->text.text.len > reader->paragraph.begin) {
        if (reader->paragraph.row.len > 0) {
            rtf_end_cell(reader);
        } else {
            rtf_end_paragraph(reader);
        }
    }
    rtf_end_row(reader);
    end_table(reader);
}

void rtf_begin_part(RtfReader *reader, RtfAct act)
{
    RtfGroup *group = rtf_group(reader);
    rtf_text_settle(&reader->text);
    group->where = IN_BODY;
    group->part = act;
    group->hidden = group->deleted = false;
    group->anchored = reader->paragraph;
    reader->paragraph = (RtfParagraph){.begin = reader->text.text.len};
    reader->aside++;
}

void rtf_end_part(RtfReader *reader)
{
    int32_t unused;
    const RtfGroup *group = rtf_group(reader);
    Str said = rtf_take_paragraph(reader, &unused);
    reader->paragraph = group->anchored;
    reader->aside--;
    if (group->part == RTF_COMMENTS) {
        rtf_remarks_comment(&reader->remarks, &reader->text, said);
    } else {
        rtf_remarks_part(&reader->remarks, &reader->text, group->part, said);
    }
}

void rtf_begin_box(RtfReader *reader)
{
    RtfGroup *group = rtf_group(reader);
    rtf_text_settle(&reader->text);
    if (reader->aside == 0) {
        rtf_remarks_colour(&reader->remarks, &reader->text, (Str){0});
    }
    group->where = IN_BODY;
    group->box = true;
    group->in_table = false;
    group->heading = false;
    group->anchored = reader->paragraph;
    reader->paragraph = (RtfParagraph){.begin = reader->text.text.len};
}

void rtf_end_box(RtfReader *reader)
{
    rtf_end_all(reader);
    reader->paragraph = rtf_group(reader)->anchored;
}
