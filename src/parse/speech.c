#include "parse/speech.h"

#include "parse/line.h"
#include "parse/script.h"

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
        since = utterance->start_ms == NO_TIME ? since : utterance->start_ms;
        placed[i] = (Placed){utterance, since, i};
    }
    qsort(placed, (size_t)utterances->len, sizeof *placed, earlier);
    return placed;
}

// One blank for each run of blanks, none at the ends.
static Str in_one_line(Str text, Arena *arena)
{
    Buf line = {.arena = arena};
    bool gap = false;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            gap = line.len > 0;
            continue;
        }
        if (gap) {
            buf_char(&line, ' ');
            gap = false;
        }
        buf_char(&line, c);
    }
    return buf_str(&line);
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

static void say(Script *script, const Utterance *utterance)
{
    Str said = in_one_line(utterance->text, script->arena);
    if (said.len == 0) {
        return;
    }
    if (is_event(said)) {
        odds_add(script->odds, ODD_EVENT, utterance->line);
        script_aside(script, said);
        return;
    }
    int32_t speaker =
        script_speaker(script, in_one_line(utterance->speaker, script->arena));
    script_say(script,
               (Turn){
                   .speaker = speaker,
                   .start_ms = utterance->start_ms,
                   .end_ms = utterance->end_ms,
                   .line = utterance->line,
                   .continues = !utterance->begins && goes_on(script, speaker),
                   .question = NO_QUESTION,
               },
               said);
}

Transcript speech_transcript(const Source *source, const char *format,
                             const Utterances *utterances, Odds *odds,
                             Diags *diags)
{
    Script script = script_new(source, format, odds, diags->arena);
    const Placed *placed = in_order(utterances, diags->arena);
    for (ptrdiff_t i = 0; i < utterances->len; i++) {
        say(&script, placed[i].utterance);
    }
    script.transcript.cues = (int32_t)script.transcript.turns.len;
    if (script_is_silent(&script)) {
        odds_add(odds, ODD_NOTHING, 0);
    }
    odds_report(odds, source->file, diags);
    return script_end(&script, diags);
}
