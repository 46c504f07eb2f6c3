#include "parse/format.h"

#include "parse/lines/lines.h"

static int sniff_lines(const Source *source)
{
    (void)source;
    return 1;
}

static bool is_markdown(Str file)
{
    return str_ends(file, S(".md")) || str_ends(file, S(".markdown"));
}

static bool parse_lines(const Source *source, Arena *arena,
                        Transcripts *transcripts, Diags *diags, Err *err)
{
    (void)err;
    Layout layout = {.markdown = is_markdown(source->file)};
    *PUSH(transcripts, arena) =
        lines_transcript(source, "lines", &layout, arena, diags);
    return true;
}

const Format format_lines = {
    .name = "lines",
    .title = "labelled lines of plain text or Markdown",
    .extensions = ".txt .md .markdown .text",
    .gives = "turns by their speaker labels in all usual forms "
             "('Name: text', '[Name] text', '**Name:** text', 'Name  0:05' "
             "above the text, 'Q. …'), time marks of all usual forms",
    .loses = "nothing: the text is kept as it is; front matter, headings, "
             "lines before the first label and comments that Google Docs set "
             "at the end are nobody's turn",
    .sniff = sniff_lines,
    .parse = parse_lines,
};
