#include "parse/talk/speech.h"

#include "parse/talk/line.h"
#include "parse/talk/script.h"
#include "parse/talk/speech_labels.h"

#include <stdlib.h>

typedef struct Placed {
    const Utterance *utterance;
    int32_t since;   // its start, or that of the one it follows
    ptrdiff_t order; // in the file
} Placed;

static int earlier(const void *a, const void *b)
{
    const Placed *x = a, *y = b;
    int by_time = (x->since > y->since) - (x->since < y->since);
    return by_time ? by_time : (x->order > y->order) - (x->order < y->order);
}

static Placed *in_order(const Utterances *utterances, Arena *arena)
{
    Placed *placed = NEW_ARRAY(arena, Placed, utterances->len + 1);
    int32_t since = NO_TIME;
    for (ptrdiff_t i = 0; i < utterances->len; i++) {
        const Utterance *utterance = &utterances->at[i];
        bool follows = utterance->start_ms == NO_TIME || utterance->joins;
        since = follows ? since : utterance->start_ms;
        placed[i] = (Placed){utterance, since, i};
    }
    if (!utterances->in_order) {
        qsort(placed, (size_t)utterances->len, sizeof *placed, earlier);
    }
    return placed;
}

// ---- one line of what is said together

typedef struct Line { // one blank for each run of blanks, none at the ends
    Buf text;
    bool gap; // a blank stands before what comes next
} Line;

// Result: where `text` begins in the line; beyond its end where it is blank.
static ptrdiff_t line_add(Line *line, Str text)
{
    ptrdiff_t begin = PTRDIFF_MAX;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            line->gap = line->text.len > 0;
            continue;
        }
        if (line->gap) {
            buf_char(&line->text, ' ');
            line->gap = false;
        }
        begin = begin < line->text.len ? begin : line->text.len;
        buf_char(&line->text, c);
    }
    return begin;
}

static Str in_one_line(Str text, Arena *arena)
{
    Line line = {.text.arena = arena};
    line_add(&line, text);
    return buf_str(&line.text);
}

// ---- speech and what is none

// The bracket group that `s` begins with, or nothing.
static ptrdiff_t group_len(Str s)
{
    int depth = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        depth += s.at[i] == '(' || s.at[i] == '[';
        depth -= s.at[i] == ')' || s.at[i] == ']';
        if (depth <= 0) {
            return i + 1;
        }
    }
    return s.len;
}

// True for an event, or several: "[coughs] (0.3)".
static bool are_events(Str said)
{
    bool all = is_event(said);
    for (ptrdiff_t len; !all && said.len > 0; said = str_trim(said)) {
        len = group_len(said);
        if (!is_event(str_slice(said, 0, len))) {
            return false;
        }
        said = str_slice(said, len, said.len);
    }
    return true;
}

// True when two people speak at one time.
static bool is_over(const Utterance *a, const Utterance *b)
{
    bool timed = a->start_ms != NO_TIME && a->end_ms != NO_TIME &&
                 b->start_ms != NO_TIME && b->end_ms != NO_TIME;
    return timed && a->start_ms < b->end_ms && b->start_ms < a->end_ms &&
           b->speaker.len > 0 && !str_eq(a->speaker, b->speaker);
}

// True when "[words]" marks an overlap: somebody near says such words too.
static bool is_overlap(const Placed *placed, ptrdiff_t i, ptrdiff_t len)
{
    enum { NEAR = 8 };
    const Utterance *one = placed[i].utterance;
    ptrdiff_t last = i + NEAR < len ? i + NEAR : len - 1;
    if (one->speaker.len == 0 || str_find(one->text, S("["), 0) < 0) {
        return false;
    }
    for (ptrdiff_t k = i > NEAR ? i - NEAR : 0; k <= last; k++) {
        const Utterance *other = placed[k].utterance;
        if (is_over(one, other) && str_find(other->text, S("["), 0) >= 0) {
            return true;
        }
    }
    return false;
}

static bool goes_on(const Script *script, int32_t speaker)
{
    const Turns *turns = &script->transcript.turns;
    if (turns->len == 0) {
        return false;
    }
    const Turn *before = &turns->at[turns->len - 1];
    Str said =
        str_slice(buf_str(&script->text), before->span.begin, before->span.end);
    return before->speaker == speaker &&
           (speaker != NO_SPEAKER || !ends_sentence(said));
}

// A turn of what is said together: the utterances [i, end) of `placed`.
static void say(Script *script, const Placed *placed, ptrdiff_t i,
                ptrdiff_t end, ptrdiff_t len, Arena *scratch)
{
    const Utterance *first = placed[i].utterance;
    Line line = {.text.arena = scratch};
    ptrdiff_t *begin = NEW_ARRAY(scratch, ptrdiff_t, end - i);
    for (ptrdiff_t k = i; k < end; k++) {
        begin[k - i] = line_add(&line, placed[k].utterance->text);
    }
    Str said = buf_str(&line.text);
    if (said.len == 0) {
        return;
    }
    if (first->heading) {
        script_aside(script, said);
        return;
    }
    if (are_events(said) && !is_overlap(placed, i, len)) {
        odds_add(script->odds, ODD_EVENT, first->line);
        script_aside(script, said);
        return;
    }
    int32_t speaker =
        script_speaker(script, in_one_line(first->speaker, scratch));
    Turn *turn =
        script_say(script,
                   (Turn){
                       .speaker = speaker,
                       .start_ms = first->start_ms,
                       .end_ms = placed[end - 1].utterance->end_ms,
                       .line = first->line > 0 ? first->line : 1,
                       .continues = !first->begins && goes_on(script, speaker),
                       .question = NO_QUESTION,
                   },
                   said);
    for (ptrdiff_t k = i + 1; k < end; k++) {
        const Utterance *part = placed[k].utterance;
        if (begin[k - i] < said.len && part->start_ms != NO_TIME) {
            script_mark(script, turn->span.begin + begin[k - i], part->start_ms,
                        part->line);
        }
    }
}

// How many parts the turns are told in; 0 where each is told in one.
static int32_t parts_of(const Turns *turns)
{
    for (ptrdiff_t i = 0; i < turns->len; i++) {
        if (turns->at[i].continues) {
            return (int32_t)turns->len;
        }
    }
    return 0;
}

Transcript speech_transcript(const Source *source, const char *format,
                             const Utterances *utterances, Odds *odds,
                             Diags *diags)
{
    Script script = script_new(source, format, odds, diags->arena);
    const Utterances said = speech_labels(utterances, source, diags->arena);
    const Placed *placed = in_order(&said, diags->arena);
    Arena scratch = {0};
    for (ptrdiff_t i = 0, end; i < said.len; i = end) {
        end = i + 1;
        while (end < said.len && placed[end].utterance->joins) {
            end++;
        }
        say(&script, placed, i, end, said.len, &scratch);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    script.transcript.cues = parts_of(&script.transcript.turns);
    if (script_is_silent(&script)) {
        odds_add(odds, ODD_NOTHING, 0);
    }
    odds_report(odds, source->file, diags);
    return script_end(&script, diags);
}
