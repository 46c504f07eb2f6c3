#include "parse/json_speech.h"

#include "base/buf.h"
#include "parse/line.h"

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

Str json_speaker(JsonSpeech *speech, const Value *value)
{
    Str label = blank_trim(value_text(value), true);
    int32_t number;
    return str_number(label, &number)
               ? str_format(speech->arena, "Speaker %d", number)
               : label;
}
