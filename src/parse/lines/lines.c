#include "parse/lines/lines.h"

Transcript lines_transcript(const Source *source, const char *format,
                            const Layout *layout, Arena *arena, Diags *diags)
{
    static const Layout unknown = {0};
    Odds odds = {0};
    Script script = script_new(source, format, &odds, arena);
    script.transcript.text = source->text;
    script.transcript.verbatim = true;
    Lines lines = lines_scan(source->text, source->labels,
                             layout ? layout : &unknown, arena);
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
    return script_end(&script, diags);
}
