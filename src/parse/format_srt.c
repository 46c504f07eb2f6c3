#include "parse/format.h"

#include "parse/captions/captions.h"
#include "parse/talk/line.h"

enum { SNIFF_LINES = 40 };

typedef struct Srt {
    Captions captions;
    bool gap;   // a blank line stands since the last text
    Str number; // a line with nothing but a number, perhaps an index
    int32_t number_line;
    bool number_gap; // a blank line stands before it
    int32_t line;
    Odds *odds;
    Arena *arena;
} Srt;

static bool is_number(Str line)
{
    int32_t number;
    return str_number(line, &number);
}

static Caption *add_caption(Srt *srt, int32_t start_ms, int32_t end_ms,
                            bool timed)
{
    Caption *caption = PUSH(&srt->captions, srt->arena);
    *caption = (Caption){
        .start_ms = start_ms,
        .end_ms = end_ms,
        .timed = timed,
        .line = srt->line + 1,
    };
    srt->gap = false;
    srt->number = (Str){0};
    return caption;
}

// Adds a line of text to the caption it belongs to.
static void add_text(Srt *srt, Str text, int32_t line, bool gap)
{
    Captions *captions = &srt->captions;
    Caption *last = captions->len > 0 ? &captions->at[captions->len - 1] : NULL;
    if (last && last->text.len > 0) {
        if (gap) {
            odds_add(srt->odds, ODD_STRAY_TEXT, line);
        }
        last->text.len = text.at + text.len - last->text.at;
        return;
    }
    if (!last) {
        odds_add(srt->odds, ODD_BAD_CUE, line);
        last = add_caption(srt, NO_TIME, NO_TIME, false);
    }
    last->text = text;
    last->line = line;
}

// The number held back: an index that a text follows begins a caption without
// times, any other number is text.
static void settle_number(Srt *srt, bool text_follows)
{
    Str number = srt->number;
    int32_t index = 0;
    if (number.len == 0) {
        return;
    }
    srt->number = (Str){0};
    str_number(number, &index);
    bool next = index == srt->captions.len + 1;
    if (text_follows && srt->number_gap && next) {
        odds_add(srt->odds, ODD_BAD_CUE, srt->number_line);
        add_caption(srt, NO_TIME, NO_TIME, false);
    } else if (srt->captions.len > 0 || !next) {
        add_text(srt, number, srt->number_line, srt->number_gap);
    }
}

static bool has_times_sign(Str line)
{
    return str_find(line, S("-->"), 0) >= 0 && is_digit(line.at[0]);
}

static void take_line(Srt *srt, Str line)
{
    int32_t start_ms, end_ms;
    if (is_blank(line)) {
        settle_number(srt, false);
        srt->gap = true;
        return;
    }
    if (caption_times(line, false, &start_ms, &end_ms)) {
        add_caption(srt, start_ms, end_ms, true);
    } else if (has_times_sign(line)) {
        odds_add(srt->odds, ODD_BAD_CUE, srt->line);
        add_caption(srt, NO_TIME, NO_TIME, false);
    } else if (is_number(line)) {
        settle_number(srt, true);
        srt->number = line;
        srt->number_line = srt->line;
        srt->number_gap = srt->gap;
        srt->gap = false;
    } else {
        settle_number(srt, true);
        add_text(srt, line, srt->line, srt->gap);
        srt->gap = false;
    }
}

static bool parse_srt(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    (void)err;
    Odds odds = {0};
    Srt srt = {.odds = &odds, .arena = arena};
    Str rest = source->text;
    for (Str line; str_line(&rest, &line);) {
        srt.line++;
        take_line(&srt, blank_trim(line, true));
    }
    settle_number(&srt, false);
    *transcripts =
        captions_transcript(source, "srt", &srt.captions, &odds, diags);
    return true;
}

// Surely: an index and a time line, or a time line as only SubRip and SBV
// write it.
static int sniff_srt(const Source *source)
{
    Str text = source->text;
    Str line;
    int32_t start_ms, end_ms;
    bool number = false;
    int sure = 0;
    for (int i = 0; i < SNIFF_LINES && str_line(&text, &line); i++) {
        line = blank_trim(line, true);
        if (caption_times(line, false, &start_ms, &end_ms)) {
            bool comma = str_find(line, S(","), 0) > 0;
            bool vtt = caption_times(line, true, &start_ms, &end_ms) && !comma;
            return number || (comma && !vtt) ? 2 : 1;
        }
        number = is_number(line);
    }
    return sure;
}

const Format format_srt = {
    .name = "srt",
    .title = "SubRip captions",
    .extensions = ".srt .sbv",
    .gives = "speakers from 'Name: text' in the captions, times of each "
             "caption; SBV captions too",
    .loses = "fonts, positions and the numbers of the captions",
    .sniff = sniff_srt,
    .parse = parse_srt,
};
