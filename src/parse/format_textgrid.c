#include "parse/format.h"

#include "base/buf.h"
#include "parse/talk/line.h"
#include "parse/tiers/praat_signs.h"
#include "parse/tiers/tiers.h"

// Praat looks for words in double quotes, numbers that stand free and flags
// like <exists>; all else in the file ("xmin =", "intervals [3]:") is remark.
// So its long form, its short form and its chronological form are read alike.
// Source: Praat manual, "TextGrid file formats".
typedef enum TokenKind {
    TOKEN_END,
    TOKEN_TEXT,
    TOKEN_NUMBER,
    TOKEN_FLAG,
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Str words; // between the quotes, which are still doubled; a number; a flag
    int32_t line;
} Token;

typedef struct Grid {
    Str text;
    ptrdiff_t at;
    int32_t line;
    Tiers tiers;
    Odds *odds;
    Arena *arena;
} Grid;

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void step_to(Grid *grid, ptrdiff_t to)
{
    for (; grid->at < to; grid->at++) {
        grid->line += grid->text.at[grid->at] == '\n';
    }
}

// Past the word that begins here, and what touches it.
static ptrdiff_t end_of_word(Str text, ptrdiff_t i)
{
    while (i < text.len && !is_white(text.at[i])) {
        i++;
    }
    return i;
}

// The quote that ends the text which begins behind `i`, or -1.
static ptrdiff_t end_of_quotes(Str text, ptrdiff_t i)
{
    for (i++; i < text.len; i++) {
        if (text.at[i] == '"') {
            if (i + 1 == text.len || text.at[i + 1] != '"') {
                return i;
            }
            i++;
        }
    }
    return -1;
}

static bool is_number(Str word)
{
    ptrdiff_t i = word.len > 0 && (word.at[0] == '-' || word.at[0] == '+');
    return i < word.len && is_digit(word.at[i]) &&
           word.at[word.len - 1] != ':' && word.at[word.len - 1] != ']';
}

static Token next_token(Grid *grid)
{
    Str text = grid->text;
    while (grid->at < text.len) {
        char c = text.at[grid->at];
        int32_t line = grid->line;
        ptrdiff_t begin = grid->at, end;
        if (is_white(c)) {
            step_to(grid, begin + 1);
            continue;
        }
        if (c == '!') {
            end = str_find(text, S("\n"), begin);
            step_to(grid, end < 0 ? text.len : end);
            continue;
        }
        if (c == '"') {
            end = end_of_quotes(text, begin);
            step_to(grid, end < 0 ? text.len : end + 1);
            return end < 0 ? (Token){TOKEN_END, {0}, line}
                           : (Token){TOKEN_TEXT,
                                     str_slice(text, begin + 1, end), line};
        }
        end = end_of_word(text, begin);
        step_to(grid, end);
        Str word = str_slice(text, begin, end);
        if (is_number(word)) {
            return (Token){TOKEN_NUMBER, word, line};
        }
        if (c == '<' && word.at[word.len - 1] == '>') {
            return (Token){TOKEN_FLAG, word, line};
        }
    }
    return (Token){TOKEN_END, {0}, grid->line};
}

// The next token, which must be of that kind.
static bool take(Grid *grid, TokenKind kind, Token *token, Err *err)
{
    static const char *const kinds[] = {"the end", "text in quotes", "a number",
                                        "a flag"};
    *token = next_token(grid);
    return token->kind == kind ||
           err_set(err, ERR_INPUT,
                   "line %d of the TextGrid: %s is missing or out of place",
                   token->line, kinds[kind]);
}

static bool take_time(Grid *grid, int32_t *ms, Err *err)
{
    Token token;
    if (!take(grid, TOKEN_NUMBER, &token, err)) {
        return false;
    }
    if (!seconds_read(token.words, ms)) {
        odds_add(grid->odds, ODD_BAD_TIME, token.line);
    }
    return true;
}

static bool take_count(Grid *grid, int32_t *count, Err *err)
{
    Token token;
    return take(grid, TOKEN_NUMBER, &token, err) &&
           (str_number(token.words, count) ||
            err_set(err, ERR_INPUT,
                    "line %d of the TextGrid: a count is missing or out of "
                    "place",
                    token.line));
}

// What stands between quotes, where "" is one.
static Str unquoted(Str words, Arena *arena)
{
    if (str_find(words, S("\"\""), 0) < 0) {
        return words;
    }
    Buf text = {.arena = arena};
    for (ptrdiff_t i = 0; i < words.len; i++) {
        buf_char(&text, words.at[i]);
        i += words.at[i] == '"';
    }
    return buf_str(&text);
}

static bool take_text(Grid *grid, Str *text, int32_t *line, Err *err)
{
    Token token;
    if (!take(grid, TOKEN_TEXT, &token, err)) {
        return false;
    }
    *text = praat_letters(unquoted(token.words, grid->arena), grid->arena);
    *line = token.line;
    return true;
}

// Points are no stretches of speech, but texts may stand at them.
static bool take_part(Grid *grid, Tier *tier, bool points, Err *err)
{
    Utterance said = {.end_ms = NO_TIME};
    if (!take_time(grid, &said.start_ms, err) ||
        (!points && !take_time(grid, &said.end_ms, err)) ||
        !take_text(grid, &said.text, &said.line, err)) {
        return false;
    }
    const TierPart *before =
        tier->parts.len > 0 ? &tier->parts.at[tier->parts.len - 1] : NULL;
    int32_t since = said.start_ms != NO_TIME ? said.start_ms
                    : before                 ? before->since
                                             : NO_TIME;
    *PUSH(&tier->parts, grid->arena) = (TierPart){said, since, 0};
    return true;
}

static bool take_tier(Grid *grid, bool *points, Err *err)
{
    Str class;
    int32_t line, ms;
    Tier *tier = PUSH(&grid->tiers, grid->arena);
    *tier = (Tier){.parent = NONE};
    if (!take_text(grid, &class, &line, err) ||
        !take_text(grid, &tier->name, &tier->line, err) ||
        !take_time(grid, &ms, err) || !take_time(grid, &ms, err)) {
        return false;
    }
    *points = str_eq(class, S("TextTier"));
    tier->name = str_trim(tier->name);
    return *points || str_eq(class, S("IntervalTier")) ||
           err_set(err, ERR_INPUT, "line %d: a tier of a kind nobody knows",
                   line);
}

static bool take_tiers(Grid *grid, int32_t count, Err *err)
{
    for (int32_t i = 0; i < count; i++) {
        bool points;
        int32_t parts;
        if (!take_tier(grid, &points, err) || !take_count(grid, &parts, err)) {
            return false;
        }
        Tier *tier = &grid->tiers.at[i];
        for (int32_t k = 0; k < parts; k++) {
            if (!take_part(grid, tier, points, err)) {
                return false;
            }
        }
    }
    return true;
}

// All tiers first, then what they hold in the order of time, each with the
// number of its tier.
static bool take_chronological(Grid *grid, int32_t count, Err *err)
{
    bool *points = NEW_ARRAY(grid->arena, bool, count + 1);
    for (int32_t i = 0; i < count; i++) {
        if (!take_tier(grid, &points[i], err)) {
            return false;
        }
    }
    for (;;) {
        Grid ahead = *grid;
        int32_t tier;
        if (next_token(&ahead).kind == TOKEN_END &&
            ahead.at == grid->text.len) {
            return true;
        }
        if (!take_count(grid, &tier, err)) {
            return false;
        }
        if (tier < 1 || tier > count) {
            return err_set(err, ERR_INPUT,
                           "line %d: there is no tier of that number",
                           grid->line);
        }
        if (!take_part(grid, &grid->tiers.at[tier - 1], points[tier - 1],
                       err)) {
            return false;
        }
    }
}

static bool is_chronological(Str text)
{
    return str_starts(str_trim(text), S("\"Praat chronological TextGrid"));
}

// What the file is, up to its times.
static bool take_head(Grid *grid, bool chronological, Err *err)
{
    Str words;
    int32_t line, ms;
    bool known = chronological;
    do {
        if (!take_text(grid, &words, &line, err)) {
            return false;
        }
        known = known || str_eq(words, S("TextGrid"));
    } while (!known && str_starts(words, S("ooTextFile")));
    if (!known) {
        return err_set(err, ERR_INPUT, "line %d: a Praat file of another kind",
                       line);
    }
    return take_time(grid, &ms, err) && take_time(grid, &ms, err);
}

static bool take_grid(Grid *grid, Err *err)
{
    int32_t count;
    Token token;
    bool chronological = is_chronological(grid->text);
    if (!take_head(grid, chronological, err) ||
        (!chronological && !take(grid, TOKEN_FLAG, &token, err))) {
        return false;
    }
    if (!chronological && !str_eq(token.words, S("<exists>"))) {
        return true;
    }
    if (!take_count(grid, &count, err)) {
        return false;
    }
    if (count > TIERS_MAX) {
        return err_set(err, ERR_INPUT, "line %d: more than %d tiers",
                       grid->line, TIERS_MAX);
    }
    return chronological ? take_chronological(grid, count, err)
                         : take_tiers(grid, count, err);
}

static bool parse_textgrid(const Source *source, Arena *arena,
                           Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Grid grid = {
        .text = source->text,
        .line = 1,
        .odds = &odds,
        .arena = arena,
    };
    if (!take_grid(&grid, err)) {
        return false;
    }
    *PUSH(transcripts, arena) =
        tiers_transcript(source, "textgrid", &grid.tiers, &odds, diags);
    return true;
}

static int sniff_textgrid(const Source *source)
{
    enum { HEAD = 400 };
    Str text = str_trim(source->text);
    Str head = str_slice(text, 0, text.len < HEAD ? text.len : HEAD);
    bool grid = str_find(head, S("\"TextGrid\""), 0) >= 0 &&
                (str_find(head, S("ooTextFile"), 0) >= 0 ||
                 str_starts(head, S("Object class")));
    return grid || is_chronological(head) ? 2 : 0;
}

const Format format_textgrid = {
    .name = "textgrid",
    .title = "Praat TextGrid",
    .extensions = ".textgrid",
    .gives = "speakers from the tiers' names, or from a tier that tells "
             "who speaks; a turn for each interval or point that holds "
             "text, with its times, overlaps as they are; single words "
             "that touch as one turn where no tier holds whole "
             "utterances; long, short and chronological text files",
    .loses = "silent intervals; tiers that are no speech, told by kind: "
             "sounds, words or intervals that another tier holds, "
             "numbers, codes, notes and noises; Praat's backslash signs "
             "stay as they are written",
    .sniff = sniff_textgrid,
    .parse = parse_textgrid,
};
