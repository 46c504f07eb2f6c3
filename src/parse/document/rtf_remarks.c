#include "parse/document/rtf_remarks.h"

#include "parse/talk/line.h"

RtfRemarks rtf_remarks_new(Arena *arena)
{
    return (RtfRemarks){.ref = NONE, .open = NONE, .arena = arena};
}

// ---- colours

static const char *const highlights[] = {
    "",         "black",     "blue",        "cyan",    "green",
    "magenta",  "red",       "yellow",      "",        "darkBlue",
    "darkCyan", "darkGreen", "darkMagenta", "darkRed", "darkYellow",
    "darkGray", "lightGray",
};

enum {
    HIGHLIGHTS = sizeof highlights / sizeof *highlights,
    COLOURS_MAX = 1 << 12,
    WHITE = 0xFFFFFF,
};

void rtf_colour_part(RtfRemarks *remarks, RtfAct act, int32_t number)
{
    int shift = act == RTF_RED ? 16 : act == RTF_GREEN ? 8 : 0;
    remarks->rgb &= ~(255 << shift);
    remarks->rgb |= (number & 255) << shift;
    remarks->told = true;
}

void rtf_colour_ends(RtfRemarks *remarks)
{
    bool usual = !remarks->told || remarks->rgb == WHITE;
    if (remarks->table.len < COLOURS_MAX) {
        *PUSH(&remarks->table, remarks->arena) =
            usual ? (Str){0}
                  : str_format(remarks->arena, "#%06X", (unsigned)remarks->rgb);
    }
    remarks->rgb = 0;
    remarks->told = false;
}

Str rtf_colour(const RtfRemarks *remarks, int32_t highlight, int32_t back)
{
    if (highlight > 0 && highlight < HIGHLIGHTS) {
        return str_of(highlights[highlight]);
    }
    return back > 0 && back < remarks->table.len ? remarks->table.at[back]
                                                 : (Str){0};
}

void rtf_remarks_colour(RtfRemarks *remarks, RtfText *text, Str colour)
{
    if (str_eq(colour, remarks->colour)) {
        return;
    }
    rtf_text_settle(text);
    if (remarks->open != NONE) {
        flow_place(&text->text, remarks->open, true);
    }
    remarks->open = NONE;
    remarks->colour = colour;
    if (colour.len > 0) {
        remarks->open = (int32_t)remarks->all.len;
        *PUSH(&remarks->all, remarks->arena) = (Remark){.colour = colour};
        flow_place(&text->text, remarks->open, false);
    }
}

// ---- comments

// The remark of a range, which is added when new.
static int32_t remark_of(RtfRemarks *remarks, Str range)
{
    int32_t at = map_put(&remarks->ranges, range, remarks->arena);
    if (at == remarks->numbers.len) {
        *PUSH(&remarks->numbers, remarks->arena) = (int32_t)remarks->all.len;
        *PUSH(&remarks->all, remarks->arena) = (Remark){0};
    }
    return remarks->numbers.at[at];
}

// Minutes, hours, days, months and years in the bits of one number.
static Str date_of(Str said, Arena *arena)
{
    bool minus = str_starts(said, S("-"));
    int32_t number;
    if (!str_number(minus ? str_slice(said, 1, said.len) : said, &number)) {
        return (Str){0};
    }
    // The day of the week stands in the highest bits and makes it negative.
    uint32_t bits = minus ? 0 - (uint32_t)number : (uint32_t)number;
    int minute = (int)(bits & 63), hour = (int)(bits >> 6 & 31);
    int day = (int)(bits >> 11 & 31), month = (int)(bits >> 16 & 15);
    int year = 1900 + (int)(bits >> 20 & 511);
    bool sound = minute < 60 && hour < 24 && day > 0 && month > 0 && month < 13;
    return sound ? str_format(arena, "%04d-%02d-%02dT%02d:%02d:00", year, month,
                              day, hour, minute)
                 : (Str){0};
}

void rtf_remarks_part(RtfRemarks *remarks, RtfText *text, RtfAct act, Str said)
{
    said = one_line(said, remarks->arena);
    switch (act) {
    case RTF_RANGE_BEGINS:
    case RTF_RANGE_ENDS:
        flow_place(&text->text, remark_of(remarks, said),
                   act == RTF_RANGE_ENDS);
        break;
    case RTF_AUTHOR:
        remarks->author = said;
        break;
    case RTF_DATE:
        remarks->date = date_of(said, remarks->arena);
        break;
    default: { // RTF_REF
        int32_t at = map_find(&remarks->ranges, said);
        remarks->ref = at < 0 ? NONE : remarks->numbers.at[at];
        break;
    }
    }
}

// Without what cannot be seen but line ends and tabs.
static Str visible(Str words, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        if ((unsigned char)c >= ' ' || c == '\n' || c == '\t') {
            buf_char(&out, c);
        }
    }
    return str_trim(buf_str(&out));
}

void rtf_remarks_comment(RtfRemarks *remarks, RtfText *text, Str words)
{
    int32_t number = remarks->ref;
    bool known = number != NONE && remarks->all.at[number].text.len == 0;
    if (!known) {
        number = (int32_t)remarks->all.len;
        *PUSH(&remarks->all, remarks->arena) = (Remark){0};
        flow_place(&text->text, number, false);
    }
    Remark *remark = &remarks->all.at[number];
    remark->text = visible(words, remarks->arena);
    remark->author = remarks->author;
    remark->date = remarks->date;
    remarks->author = remarks->date = (Str){0};
    remarks->ref = NONE;
}
