#include "parse/format.h"

#include "parse/talk/clock.h"
#include "parse/talk/line.h"
#include "parse/talk/script.h"

enum {
    CLOCK_BYTES = 8,             // "00:21:14"
    OF_DAY_MS = 4 * 3600 * 1000, // a time from there on is one of a day
};

// How a message says from whom and to whom, in the languages of the program.
static const struct {
    const char *from, *to;
} words[] = {
    {"From ", " to "}, {"Von ", " an "},  {"De ", " à "},
    {"De ", " a "},    {"De ", " para "}, {"Da ", " a "},
};

typedef struct Message {
    Str name, said;
    int32_t ms, line;
    bool dated; // the time is one of that day
} Message;

static ptrdiff_t last_of(Str s, Str part)
{
    ptrdiff_t at = -1;
    for (ptrdiff_t i = str_find(s, part, 0); i >= 0;
         i = str_find(s, part, i + 1)) {
        at = i;
    }
    return at;
}

// "From  Name  to  Everyone:", with or without what was written behind it; of
// older programs, where a tab goes before, "From Name : what was written" too.
static bool read_from_to(Str rest, Message *message)
{
    bool older = str_starts(rest, S("\t"));
    rest = blank_trim(rest, true);
    ptrdiff_t colon = str_find(rest, S(":"), 0);
    older = older && colon > 0 && rest.at[colon - 1] == ' ';
    for (size_t i = 0; colon > 0 && i < sizeof words / sizeof *words; i++) {
        Str from = str_of(words[i].from), to = str_of(words[i].to);
        Str whom = str_slice(rest, 0, colon);
        ptrdiff_t end = last_of(whom, to);
        if (str_starts(rest, from) && (end >= from.len || older)) {
            end = end >= from.len ? end : colon;
            message->name = blank_trim(str_slice(rest, from.len, end), true);
            message->said =
                blank_trim(str_slice(rest, colon + 1, rest.len), true);
            return message->name.len > 0;
        }
    }
    return false;
}

// The line without the date that may stand before the time: "2023-05-01 ".
static Str undated(Str line)
{
    static const char shape[] = "0000-00-00 ";
    ptrdiff_t len = (ptrdiff_t)sizeof shape - 1;
    for (ptrdiff_t i = 0; i < len; i++) {
        bool digit = i < line.len && is_digit(line.at[i]);
        if (i >= line.len ||
            (shape[i] == '0' ? !digit : line.at[i] != shape[i])) {
            return line;
        }
    }
    return str_slice(line, len, line.len);
}

// A line that begins a message: "00:21:14 TAB Name: TAB text".
static bool begins_message(Str line, Message *message)
{
    Str clock = undated(line);
    message->dated = clock.len < line.len;
    line = clock;
    if (clock_read(line, &message->ms) != CLOCK_BYTES ||
        message->ms == NO_TIME || line.len == CLOCK_BYTES) {
        return false;
    }
    Str rest = str_slice(line, CLOCK_BYTES, line.len);
    if (read_from_to(rest, message)) {
        return true;
    }
    ptrdiff_t colon = str_find(rest, S(":\t"), 0);
    if (rest.at[0] != '\t' || colon < 2) {
        return false;
    }
    message->name = blank_trim(str_slice(rest, 0, colon), true);
    message->said = blank_trim(str_slice(rest, colon + 1, rest.len), true);
    return message->name.len > 0;
}

// Surely: the first line that is not blank begins a message.
static int sniff_zoomchat(const Source *source)
{
    Str line;
    Message message;
    for (LineWalk walk = line_walk(source->text); line_next(&walk, &line);) {
        if (!is_blank(line)) {
            return begins_message(line, &message) ? 2 : 0;
        }
    }
    return 0;
}

// "Reacted to …": a sign, and nothing that was written.
static bool is_reaction(Str said)
{
    return str_starts(said, S("Reacted to \"")) ||
           (str_starts(said, S("Removed a ")) &&
            str_find(said, S(" reaction from \""), 0) > 0);
}

static void end_message(Script *script, const Message *message, bool of_day)
{
    if (message->line == 0) {
        return;
    }
    if (is_reaction(message->said)) {
        odds_add(script->odds, ODD_EVENT, message->line);
        return;
    }
    of_day = of_day || message->dated || message->ms >= OF_DAY_MS;
    if (of_day) {
        odds_add(script->odds, ODD_TIME_OF_DAY, message->line);
    }
    script_say(script,
               (Turn){.speaker = script_speaker(script, message->name),
                      .start_ms = of_day ? NO_TIME : message->ms,
                      .end_ms = NO_TIME,
                      .line = message->line,
                      .question = NO_QUESTION},
               message->said);
}

static bool parse_zoomchat(const Source *source, Arena *arena,
                           Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Script script = script_new(source, "zoomchat", &odds, arena);
    Message message = {0}, next;
    Buf said = {.arena = arena};
    bool of_day = false;
    Str line;
    (void)err;
    for (LineWalk walk = line_walk(source->text); line_next(&walk, &line);) {
        Str more = blank_trim(line, true);
        if (begins_message(line, &next)) {
            of_day = message.line == 0 ? next.ms >= OF_DAY_MS : of_day;
            message.said = buf_str(&said);
            end_message(&script, &message, of_day);
            message = next;
            message.line = walk.line;
            said = (Buf){.arena = arena};
            buf_add(&said, next.said);
        } else if (more.len > 0 && message.line > 0) {
            buf_add(&said, said.len > 0 ? S("\n") : S(""));
            buf_add(&said, more);
        } else if (more.len > 0) {
            odds_add(&odds, ODD_PREAMBLE, walk.line);
        }
    }
    message.said = buf_str(&said);
    end_message(&script, &message, of_day);
    if (script_is_silent(&script)) {
        odds_add(&odds, ODD_NOTHING, 0);
    }
    *PUSH(transcripts, arena) = script_end(&script, diags);
    odds_report(&odds, source->file, diags);
    return true;
}

const Format format_zoomchat = {
    .name = "zoomchat",
    .title = "a Zoom chat log",
    .extensions = "",
    .gives = "a turn per message, its lines together; who wrote it; its time "
             "where it counts from the start of the recording",
    .loses = "times of day, to whom a message went, and reactions; findings "
             "count the first and the last",
    .sniff = sniff_zoomchat,
    .parse = parse_zoomchat,
};
