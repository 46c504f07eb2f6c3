#include "parse/json/json_dialect.h"

#include "base/buf.h"
#include "base/map.h"
#include "parse/talk/line.h"

typedef struct People { // names by their ids
    Map ids;
    Strs names;
} People;

static People read_people(JsonSpeech *speech, const JsonDialect *dialect,
                          const Value *root)
{
    People people = {0};
    if (!dialect->people) {
        return people;
    }
    Values all = values_at(root, dialect->people, speech->arena);
    for (ptrdiff_t i = 0; i < all.len; i++) {
        Str id = value_text(value_at(all.at[i], dialect->id));
        Str name = value_text(value_at(all.at[i], dialect->name));
        if (name.len > 0 && id.len > 0 &&
            map_put(&people.ids, id, speech->arena) == people.names.len) {
            *PUSH(&people.names, speech->arena) = name;
        }
    }
    return people;
}

static const Value *part(const Value *value, const char *path)
{
    return value_at(value, path ? path : "?");
}

static Str speaker_of(JsonSpeech *speech, const JsonDialect *dialect,
                      const People *people, const Value *value)
{
    const Value *speaker = part(value, dialect->speaker);
    int32_t number = map_find(&people->ids, value_text(speaker));
    return number >= 0 ? people->names.at[number]
                       : json_speaker(speech, speaker);
}

static int32_t end_of(JsonSpeech *speech, const JsonDialect *dialect,
                      const Value *value, int32_t start_ms)
{
    return dialect->lasts
               ? json_end(speech, start_ms, part(value, dialect->lasts),
                          dialect->unit)
               : json_time(speech, part(value, dialect->end), dialect->unit);
}

// Words without times have those of the utterance, together.
static void lend_times(JsonWords *words, const Utterance *utterance)
{
    for (ptrdiff_t i = 0; i < words->len; i++) {
        if (words->at[i].start_ms != NO_TIME) {
            return;
        }
    }
    if (words->len > 0) {
        words->at[0].start_ms = utterance->start_ms;
        words->at[words->len - 1].end_ms = utterance->end_ms;
    }
}

static void read_one(JsonSpeech *speech, const JsonDialect *dialect,
                     const People *people, const Value *value, bool begins)
{
    Utterance utterance = json_utterance(value);
    utterance.begins = begins;
    utterance.speaker = speaker_of(speech, dialect, people, value);
    utterance.text = value_text(part(value, dialect->text));
    utterance.start_ms =
        json_time(speech, part(value, dialect->start), dialect->unit);
    utterance.end_ms = end_of(speech, dialect, value, utterance.start_ms);
    if (dialect->words) {
        Values values = values_at(value, dialect->words, speech->arena);
        JsonWords words = json_words(speech, &values, dialect->unit);
        if (words.len > 0 &&
            (is_blank(utterance.text) || json_words_differ(&words))) {
            lend_times(&words, &utterance);
            json_say_words(speech, &words, utterance);
            return;
        }
    }
    if (is_blank(utterance.text)) {
        odds_add(speech->odds, ODD_EMPTY_CUE, value->line);
    }
    json_say(speech, utterance);
}

// Where only words have times, these tell the unit.
static JsonUnit unit_of(JsonSpeech *speech, const JsonDialect *dialect,
                        const Value *root)
{
    if (!dialect->words || dialect->start || str_of(dialect->list).len == 0) {
        return dialect->unit;
    }
    Str path =
        str_format(speech->arena, "%s.%s", dialect->list, dialect->words);
    Values words =
        values_at(root, str_terminated(speech->arena, path), speech->arena);
    return json_words_unit(speech, &words, dialect->unit);
}

void json_read_list(JsonSpeech *speech, const JsonDialect *dialect,
                    const Value *root)
{
    People people = read_people(speech, dialect, root);
    Values all = values_at(root, dialect->list, speech->arena);
    JsonDialect as_is = *dialect;
    bool parted = true;
    as_is.unit = unit_of(speech, dialect, root);
    dialect = &as_is;
    for (ptrdiff_t i = 0; i < all.len; i++) {
        read_one(speech, dialect, &people, all.at[i], dialect->turns || parted);
        parted = str_eq(value_text(part(all.at[i], dialect->parts)), S("true"));
    }
}

void json_read(JsonSpeech *speech, const JsonDialect *dialect,
               const Value *root)
{
    (dialect->read ? dialect->read : json_read_list)(speech, dialect, root);
}
