#include "parse/json/json_speech.h"

#include "base/buf.h"
#include "parse/talk/line.h"

void json_say(JsonSpeech *speech, Utterance utterance)
{
    if (!is_blank(utterance.text)) {
        *PUSH(&speech->utterances, speech->arena) = utterance;
    }
}

int32_t json_time(JsonSpeech *speech, const Value *value, JsonUnit unit)
{
    bool bad = false;
    int32_t ms = json_ms(value, unit, &bad);
    if (bad) {
        odds_add(speech->odds, ODD_BAD_TIME, value->line);
    }
    return ms;
}

int32_t json_end(JsonSpeech *speech, int32_t start_ms, const Value *lasts,
                 JsonUnit unit)
{
    int32_t ms = json_time(speech, lasts, unit);
    bool there = start_ms != NO_TIME && ms != NO_TIME;
    return there && ms <= INT32_MAX - start_ms ? start_ms + ms : NO_TIME;
}

Utterance json_utterance(const Value *value)
{
    return (Utterance){
        .start_ms = NO_TIME, .end_ms = NO_TIME, .line = value->line};
}

static bool is_number(Str s)
{
    ptrdiff_t i = 0;
    while (i < s.len && is_digit(s.at[i])) {
        i++;
    }
    return i == s.len && i > 0;
}

Str json_label(Str label, Arena *arena)
{
    // whisper.cpp, Speechmatics, the BBC.
    static const char *const unknown[] = {"?", "UU", "U_UKN", "unknown"};
    label = blank_trim(label, true);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        if (str_eq_nocase(label, str_of(unknown[i]))) {
            return (Str){0};
        }
    }
    return is_number(label) ? str_format(arena, "Speaker %.*s", FMT(label))
                            : label;
}

Str json_speaker(JsonSpeech *speech, const Value *value)
{
    return json_label(value_text(value), speech->arena);
}
