#include "parse/format.h"

#include "parse/lines.h"

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
    Odds odds = {0};
    Script script = script_new(source, "lines", &odds, arena);
    script.transcript.text = source->text;
    script.transcript.verbatim = true;
    Lines lines = lines_scan(source->text, source->labels,
                             is_markdown(source->file), arena);
    lines_cast(&lines, &odds);
    if (lines.beyond > 0) {
        odds_add(&odds, ODD_TOO_MANY, lines.beyond);
    }
    if (lines.cast.form == FORM_NONE || lines_are_moderated(&lines)) {
        lines_paragraphs(&lines, &script);
    } else {
        lines_turns(&lines, &script);
    }
    if (script_is_silent(&script)) {
        odds_add(&odds, ODD_NOTHING, 0);
    }
    odds_report(&odds, source->file, diags);
    *PUSH(transcripts, arena) = script_end(&script, diags);
    return true;
}

const Format format_lines = {
    .name = "lines",
    .title = "labelled lines of plain text or Markdown",
    .extensions = ".txt .md .markdown .text",
    .gives = "turns by their speaker labels in all usual forms "
             "('Name: text', '[Name] text', '**Name:** text', 'Name  0:05' "
             "above the text, 'Q. …'), time marks of all usual forms",
    .loses = "nothing: the text is kept as it is; front matter, headings and "
             "lines before the first label are nobody's turn",
    .sniff = sniff_lines,
    .parse = parse_lines,
};
