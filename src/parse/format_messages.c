#include "parse/format.h"

#include "parse/talk/line.h"
#include "parse/talk/script.h"

#include <string.h>

enum {
    NAME_BYTES_MAX = 100,
    SNIFF_LINES = 24,
    SURE_MESSAGES = 2, // among these
};

// How a program writes who sends a message and when.
typedef enum Manner {
    MANNER_NONE,
    MANNER_INLINE, // "[1/5/24, 10:00:03] Name: text", "1/5/24, 10:00 - …"
    MANNER_BEFORE, // "[1/5/24 10:00] Name", the text below
    MANNER_BEHIND, // "Name, [1.5.24 10:00]", the text below
} Manner;

typedef struct Message {
    Manner manner;
    Str name; // empty: the program says it
    Str said; // so far, on its first line
    int32_t line;
} Message;

static bool is_letter_or_digit(char c)
{
    char small = (char)(c | 0x20);
    return is_digit(c) || (small >= 'a' && small <= 'z');
}

// Between `min` and `max` digits, or letters too.
static bool take_run(Str s, ptrdiff_t *i, int min, int max, bool letters)
{
    int taken = 0;
    while (*i < s.len && taken < max &&
           (is_digit(s.at[*i]) || (letters && is_letter_or_digit(s.at[*i])))) {
        ++*i;
        taken++;
    }
    return taken >= min;
}

static bool take_one_of(Str s, ptrdiff_t *i, const char *marks)
{
    bool there = *i < s.len && s.at[*i] && strchr(marks, s.at[*i]);
    *i += there;
    return there;
}

static void skip_blanks(Str s, ptrdiff_t *i)
{
    for (ptrdiff_t len = 1; *i < s.len && len > 0; *i += len) {
        len = blank_len(s, *i, true);
    }
}

// "1/5/24", "01-May-24", "2024-05-01"
static bool take_date(Str s, ptrdiff_t *i)
{
    return take_run(s, i, 1, 4, false) && take_one_of(s, i, "./-") &&
           take_run(s, i, 1, 3, true) && take_one_of(s, i, "./-") &&
           take_run(s, i, 2, 4, false);
}

// "10:00", "10:00:03", "10:00 PM", "10:00 p. m."
static bool take_clock(Str s, ptrdiff_t *i)
{
    if (!take_run(s, i, 1, 2, false) || !take_one_of(s, i, ":.") ||
        !take_run(s, i, 2, 2, false)) {
        return false;
    }
    if (take_one_of(s, i, ":.") && !take_run(s, i, 2, 2, false)) {
        return false;
    }
    ptrdiff_t half = *i;
    skip_blanks(s, &half);
    if (take_one_of(s, &half, "APap")) {
        take_one_of(s, &half, ".");
        skip_blanks(s, &half);
        if (take_one_of(s, &half, "Mm")) {
            take_one_of(s, &half, ".");
            *i = half;
        }
    }
    return true;
}

// The length of a date and a time of day at the start of `s`, or 0.
static ptrdiff_t moment_len(Str s)
{
    ptrdiff_t i = 0;
    if (!take_date(s, &i)) {
        return 0;
    }
    take_one_of(s, &i, ",");
    skip_blanks(s, &i);
    return take_clock(s, &i) ? i : 0;
}

// "Name: text"; a line without a name is the program's.
static void read_inline(Str rest, Message *message)
{
    ptrdiff_t colon = str_find(rest, S(": "), 0);
    if (colon < 0 && str_ends(rest, S(":"))) {
        colon = rest.len - 1;
    }
    bool named = colon > 0 && colon <= NAME_BYTES_MAX;
    message->name =
        named ? blank_trim(str_slice(rest, 0, colon), true) : (Str){0};
    message->said = named ? str_slice(rest, colon + 1, rest.len) : rest;
}

static bool read_in_brackets(Str line, Message *message)
{
    Str inner = str_slice(line, 1, line.len);
    ptrdiff_t len = moment_len(inner);
    if (len == 0 || len >= inner.len || inner.at[len] != ']') {
        return false;
    }
    Str rest = blank_trim(str_slice(inner, len + 1, inner.len), false);
    read_inline(rest, message);
    message->manner = MANNER_INLINE;
    if (message->name.len == 0 && rest.len <= NAME_BYTES_MAX) {
        message->manner = MANNER_BEFORE;
    }
    return rest.len > 0;
}

static bool read_behind(Str line, Message *message)
{
    ptrdiff_t open = str_find(line, S(", ["), 0);
    Str rest = str_slice(line, open + 3, line.len);
    if (open < 1 || open > NAME_BYTES_MAX) {
        return false;
    }
    ptrdiff_t len = moment_len(rest);
    message->manner = MANNER_BEHIND;
    message->name = blank_trim(str_slice(line, 0, open), true);
    message->said = (Str){0};
    return len > 0 && len == rest.len - 1 && rest.at[len] == ']';
}

// A line that begins a message.
static bool begins_message(Str line, Message *message)
{
    line = blank_trim(line, true);
    ptrdiff_t len = moment_len(line);
    Str rest = str_slice(line, len, line.len);
    if (len > 0 && str_starts(rest, S(" - "))) {
        read_inline(str_slice(rest, 3, rest.len), message);
        message->manner = MANNER_INLINE;
        return true;
    }
    return str_starts(line, S("[")) ? read_in_brackets(line, message)
                                    : read_behind(line, message);
}

// How the first messages are written; none unless they are two and of one
// manner.  Of messages in brackets, one with a colon tells that all have one.
static Manner manner_of(Str text)
{
    int messages[MANNER_BEHIND + 1] = {0}, lines = 0;
    Str line;
    Message message;
    for (LineWalk walk = line_walk(text);
         lines < SNIFF_LINES && line_next(&walk, &line);) {
        if (is_blank(line)) {
            continue;
        }
        lines++;
        messages[begins_message(line, &message) ? message.manner
                                                : MANNER_NONE]++;
    }
    Manner manner = messages[MANNER_INLINE] > 0   ? MANNER_INLINE
                    : messages[MANNER_BEFORE] > 0 ? MANNER_BEFORE
                                                  : MANNER_BEHIND;
    return messages[manner] >= SURE_MESSAGES ? manner : MANNER_NONE;
}

static int sniff_messages(const Source *source)
{
    return manner_of(source->text) != MANNER_NONE ? 2 : 0;
}

// "<Media omitted>", and what begins with a mark of direction, as nobody
// writes: the program says it.
static bool is_of_program(Str said)
{
    Str text = blank_trim(said, true);
    return str_starts(blank_trim(said, false), S("\u200E")) ||
           (str_starts(text, S("<")) && str_ends(text, S(">")) &&
            str_find(text, S("\n"), 0) < 0);
}

static void end_message(Script *script, const Message *message, Str said)
{
    if (message->line == 0) {
        return;
    }
    if (message->name.len == 0 || is_of_program(said)) {
        odds_add(script->odds, ODD_EVENT, message->line);
        return;
    }
    odds_add(script->odds, ODD_TIME_OF_DAY, message->line);
    script_say(script,
               (Turn){.speaker = script_speaker(script, message->name),
                      .line = message->line,
                      TURN_PLAIN},
               blank_trim(said, true));
}

// The same line where the file's messages are of another manner.
static bool begins_so(Manner manner, Str line, Message *message)
{
    if (!begins_message(line, message)) {
        return false;
    }
    if (manner == MANNER_BEFORE && message->manner == MANNER_BEFORE) {
        message->name = blank_trim(message->said, true);
        message->said = (Str){0};
    }
    return message->manner == manner ||
           (manner == MANNER_INLINE && message->manner == MANNER_BEFORE);
}

static bool parse_messages(const Source *source, Arena *arena,
                           Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Script script = script_new(source, "messages", &odds, arena);
    Manner manner = manner_of(source->text);
    Message message = {0}, next;
    Buf said = {.arena = arena};
    Str line;
    (void)err;
    for (LineWalk walk = line_walk(source->text); line_next(&walk, &line);) {
        if (begins_so(manner, line, &next)) {
            end_message(&script, &message, buf_str(&said));
            message = next;
            message.line = walk.line;
            said = (Buf){.arena = arena};
            buf_add(&said, next.said);
        } else if (!is_blank(line) && message.line > 0) {
            buf_add(&said, said.len > 0 ? S("\n") : S(""));
            buf_add(&said, blank_trim(line, true));
        } else if (!is_blank(line)) {
            odds_add(&odds, ODD_PREAMBLE, walk.line);
        }
    }
    end_message(&script, &message, buf_str(&said));
    if (script_is_silent(&script)) {
        odds_add(&odds, ODD_NOTHING, 0);
    }
    *PUSH(transcripts, arena) = script_end(&script, diags);
    odds_report(&odds, source->file, diags);
    return true;
}

const Format format_messages = {
    .name = "messages",
    .title = "a chat of WhatsApp, Telegram or Discord as text",
    .extensions = "",
    .gives = "a turn per message, its lines together, and who wrote it",
    .loses = "dates and times of day, and what the program itself writes, such "
             "as '<Media omitted>'; findings count both",
    .sniff = sniff_messages,
    .parse = parse_messages,
};
