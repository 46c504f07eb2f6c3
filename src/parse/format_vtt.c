#include "parse/format.h"

#include "parse/captions/captions.h"
#include "parse/talk/line.h"

enum { SNIFF_LINES = 60 };

typedef enum State {
    STATE_HEADER, // until the first blank line
    STATE_NONE,   // between blocks
    STATE_NOTE,   // in a comment, a style or a region
    STATE_ID,     // after lines that a time line may follow
    STATE_CUE,
} State;

typedef struct Vtt {
    State state;
    Captions captions;
    Str block;          // lines since the last blank one, without a time line
    int32_t block_line; // where it begins
    bool noted;         // a comment stands after the last caption
    int32_t line;
    Odds *odds;
    Arena *arena;
} Vtt;

static bool is_header(Str line)
{
    Str word = S("WEBVTT");
    return str_starts(line, word) &&
           (line.len == word.len || line.at[word.len] == ' ' ||
            line.at[word.len] == '\t');
}

static bool has_arrow(Str line)
{
    return str_find(line, S("-->"), 0) >= 0;
}

static Str join(Str first, Str last)
{
    return first.len == 0 ? last
                          : (Str){first.at, last.at + last.len - first.at};
}

// The name in an id as Webex writes it: 12 "Ada Hill" (1234567).
static Str voice_in_id(Str id)
{
    Str number, rest = str_trim(id), name;
    int32_t ignored;
    if (!str_cut(&rest, ' ', &number) || !str_number(number, &ignored) ||
        !str_starts(rest, S("\"")) || !str_ends(rest, S(")"))) {
        return (Str){0};
    }
    rest = str_slice(rest, 1, rest.len);
    ptrdiff_t close = str_find(rest, S("\" ("), 0);
    name = str_slice(rest, 0, close < 0 ? 0 : close);
    return str_trim(name);
}

static void add_caption(Vtt *vtt, int32_t start_ms, int32_t end_ms, bool timed)
{
    *PUSH(&vtt->captions, vtt->arena) = (Caption){
        .start_ms = start_ms,
        .end_ms = end_ms,
        .timed = timed,
        .line = vtt->line + 1,
        .voice = vtt->state == STATE_ID ? voice_in_id(vtt->block) : (Str){0},
    };
    vtt->state = STATE_CUE;
    vtt->noted = false;
    vtt->block = (Str){0};
}

static bool is_number(Str s)
{
    int32_t number;
    return str_number(str_trim(s), &number);
}

// Text between blank lines without a time: it belongs to the caption before,
// whose text a blank line has cut.  Before the first caption it is header.
static void end_block(Vtt *vtt)
{
    Str text = vtt->block;
    vtt->block = (Str){0};
    if (text.len == 0 || vtt->captions.len == 0 || is_number(text)) {
        return;
    }
    odds_add(vtt->odds, ODD_STRAY_TEXT, vtt->block_line);
    Caption *last = &vtt->captions.at[vtt->captions.len - 1];
    if (!vtt->noted) {
        if (last->text.len == 0) {
            last->line = vtt->block_line;
        }
        last->text = join(last->text, text);
        return;
    }
    add_caption(vtt, NO_TIME, NO_TIME, false);
    last = &vtt->captions.at[vtt->captions.len - 1];
    last->text = text;
    last->line = vtt->block_line;
}

static bool begins_note(const Vtt *vtt, Str line)
{
    bool note = str_starts(line, S("NOTE")) &&
                (line.len == 4 || line.at[4] == ' ' || line.at[4] == '\t');
    Str word = str_trim(line);
    bool style = str_eq(word, S("STYLE")) || str_eq(word, S("REGION"));
    return note || (style && vtt->captions.len == 0);
}

static void take_text(Vtt *vtt, Str line)
{
    switch (vtt->state) {
    case STATE_CUE: {
        Caption *caption = &vtt->captions.at[vtt->captions.len - 1];
        if (caption->text.len == 0) {
            caption->line = vtt->line;
        }
        caption->text = join(caption->text, line);
        break;
    }
    case STATE_NONE:
        if (begins_note(vtt, line)) {
            vtt->state = STATE_NOTE;
            vtt->noted = true;
            break;
        }
        vtt->state = STATE_ID;
        vtt->block_line = vtt->line;
        vtt->block = line;
        break;
    case STATE_ID:
        vtt->block = join(vtt->block, line);
        break;
    case STATE_HEADER:
    case STATE_NOTE:
        break;
    }
}

static void take_line(Vtt *vtt, Str line)
{
    int32_t start_ms, end_ms;
    bool first = vtt->line == 1;
    if (first && !is_header(line)) {
        odds_add(vtt->odds, ODD_NO_HEADER, 1);
        vtt->state = STATE_NONE;
    }
    if (line.len == 0) {
        end_block(vtt);
        vtt->state = first ? vtt->state : STATE_NONE;
    } else if (!has_arrow(line)) {
        take_text(vtt, line);
    } else if (caption_times(line, true, &start_ms, &end_ms)) {
        add_caption(vtt, start_ms, end_ms, true);
    } else if (vtt->state == STATE_CUE && !is_digit(line.at[0])) {
        take_text(vtt, line);
    } else {
        odds_add(vtt->odds, ODD_BAD_CUE, vtt->line);
        add_caption(vtt, NO_TIME, NO_TIME, false);
    }
}

static bool parse_vtt(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    (void)err;
    Odds odds = {0};
    Vtt vtt = {.odds = &odds, .arena = arena};
    Str rest = source->text;
    for (Str line; str_line(&rest, &line);) {
        vtt.line++;
        if (str_ends(line, S("\r"))) {
            line.len--;
        }
        take_line(&vtt, line);
    }
    end_block(&vtt);
    *transcripts =
        captions_transcript(source, "vtt", &vtt.captions, &odds, diags);
    return true;
}

static int sniff_vtt(const Source *source)
{
    Str text = source->text;
    Str line;
    int32_t start_ms, end_ms;
    for (int i = 0; i < SNIFF_LINES && str_line(&text, &line); i++) {
        if (i == 0 && is_header(str_trim(line))) {
            return 2;
        }
        if (has_arrow(line) && caption_times(line, true, &start_ms, &end_ms)) {
            return 1;
        }
    }
    return 0;
}

const Format format_vtt = {
    .name = "vtt",
    .title = "WebVTT captions",
    .extensions = ".vtt .webvtt",
    .gives = "speakers from voice tags, from Webex's cue ids or from "
             "'Name: text' in the captions, times of each caption; rolling "
             "captions once",
    .loses = "styles, positions, comments, cue ids and marks for single words",
    .sniff = sniff_vtt,
    .parse = parse_vtt,
};
