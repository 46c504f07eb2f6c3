// Services that do not write one list of utterances.
#include "parse/json/json_dialect.h"

#include "base/buf.h"

void json_read_words(JsonSpeech *speech, const JsonDialect *dialect,
                     const Value *root)
{
    Values values = values_at(root, dialect->list, speech->arena);
    JsonUnit unit = json_words_unit(speech, &values, dialect->unit);
    JsonWords words = json_words(speech, &values, unit);
    if (dialect->people) {
        Values spans = values_at(root, dialect->people, speech->arena);
        json_words_by_time(speech, &words, &spans, unit);
    }
    json_say_words(speech, &words, json_utterance(root));
}

// Amazon Transcribe: one list of words for all, who speaks in another; or lists
// of words by channel.
void json_read_aws(JsonSpeech *speech, const JsonDialect *dialect,
                   const Value *root)
{
    Arena *arena = speech->arena;
    Values channels =
        values_at(root, "results.channel_labels.channels[]", arena);
    for (ptrdiff_t i = 0; i < channels.len; i++) {
        const Value *channel = channels.at[i];
        Values values = values_at(channel, "items[]", arena);
        JsonWords words = json_words(speech, &values, dialect->unit);
        Utterance first = json_utterance(channel);
        first.speaker =
            json_speaker(speech, value_get(channel, S("channel_label")));
        json_say_words(speech, &words, first);
    }
    if (channels.len == 0) {
        json_read_words(speech, dialect, root);
    }
}

// ---- Deepgram: utterances where they were asked for, else words by channel

// `name` is that of a channel among several, each of which counts its speakers.
static void read_channel(JsonSpeech *speech, const Value *channel, Str name)
{
    const Value *best = value_at(channel, "alternatives[0]");
    Values values = values_at(best, "words[]", speech->arena);
    JsonWords words = json_words(speech, &values, IN_SECONDS);
    Utterance all = json_utterance(channel);
    for (ptrdiff_t i = 0; name.len > 0 && i < words.len; i++) {
        Str *speaker = &words.at[i].speaker;
        if (speaker->len > 0) {
            *speaker = str_format(speech->arena, "%.*s %.*s", FMT(name),
                                  FMT(*speaker));
        }
    }
    all.speaker = name;
    all.text = value_text(value_get(best, S("transcript")));
    if (words.len > 0) {
        json_say_words(speech, &words, all);
    } else {
        json_say(speech, all);
    }
}

void json_read_deepgram(JsonSpeech *speech, const JsonDialect *dialect,
                        const Value *root)
{
    Values channels = values_at(root, "results.channels[]", speech->arena);
    Values spoken = values_at(root, "results.utterances[]", speech->arena);
    bool several = channels.len > 1;
    JsonDialect each = {.list = "results.utterances[]",
                        .speaker = "speaker",
                        .text = "transcript",
                        .start = "start",
                        .end = "end",
                        .words = "words[]",
                        .unit = dialect->unit};
    if (spoken.len > 0 && !several) {
        json_read_list(speech, &each, root);
        return;
    }
    for (ptrdiff_t i = 0; i < channels.len; i++) {
        Str name = {0};
        if (several) {
            name = str_format(speech->arena, "Channel %lld", (long long)i);
        }
        read_channel(speech, channels.at[i], name);
    }
}

// ---- Google: where speakers are told apart, the last result repeats all words

// True when the last result has all words again: each with its speaker, from
// the first on.
static bool repeats(const JsonWords *words, ptrdiff_t last)
{
    const JsonWords *again = &words[last];
    for (ptrdiff_t i = 0; i < again->len; i++) {
        if (again->at[i].speaker.len == 0) {
            return false;
        }
    }
    ptrdiff_t first = 0;
    while (first < last && words[first].len == 0) {
        first++;
    }
    return first < last && again->len >= words[first].len &&
           again->at[0].start_ms <= words[first].at[0].start_ms;
}

static void read_result(JsonSpeech *speech, const Value *result,
                        const JsonWords *words)
{
    Utterance all = json_utterance(result);
    if (words->len > 0) {
        json_say_words(speech, words, all);
        return;
    }
    all.text = value_text(value_at(result, "alternatives[0].transcript"));
    all.end_ms = json_time(
        speech, value_at(result, "resultEndTime|resultEndOffset"), IN_SECONDS);
    json_say(speech, all);
}

void json_read_google(JsonSpeech *speech, const JsonDialect *dialect,
                      const Value *root)
{
    Arena *arena = speech->arena;
    Values results = values_at(root, dialect->list, arena);
    JsonWords *words = NEW_ARRAY(arena, JsonWords, results.len + 1);
    ptrdiff_t last = results.len - 1;
    for (ptrdiff_t i = 0; i <= last; i++) {
        Values values =
            values_at(results.at[i], "alternatives[0].words[]", arena);
        words[i] = json_words(speech, &values, dialect->unit);
    }
    for (ptrdiff_t i = repeats(words, last) ? last : 0; i <= last; i++) {
        read_result(speech, results.at[i], &words[i]);
    }
}

// ---- IBM Watson: words as lists of three, who speaks in another list

void json_read_watson(JsonSpeech *speech, const JsonDialect *dialect,
                      const Value *root)
{
    Arena *arena = speech->arena;
    Values results = values_at(root, dialect->list, arena);
    Values spans = values_at(root, dialect->people, arena);
    for (ptrdiff_t i = 0; i < results.len; i++) {
        Values stamps =
            values_at(results.at[i], "alternatives[0].timestamps[]", arena);
        JsonWords words = {0};
        for (ptrdiff_t k = 0; k < stamps.len; k++) {
            const Value *stamp = stamps.at[k];
            *PUSH(&words, arena) = (JsonWord){
                .text = value_text(value_at(stamp, "[0]")),
                .start_ms =
                    json_time(speech, value_at(stamp, "[1]"), dialect->unit),
                .end_ms =
                    json_time(speech, value_at(stamp, "[2]"), dialect->unit),
                .line = stamp->line,
            };
        }
        json_words_by_time(speech, &words, &spans, dialect->unit);
        json_say_words(speech, &words, json_utterance(results.at[i]));
    }
}

// ---- Gentle: a text, and where in it, in characters, each word stands

// `chars` characters further than `at`.
static ptrdiff_t past(Str text, ptrdiff_t at, ptrdiff_t chars)
{
    for (; chars > 0 && at < text.len; chars--) {
        at++;
        while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80) {
            at++;
        }
    }
    return at;
}

// Each word has the text up to the next: its marks and blanks.
void json_read_gentle(JsonSpeech *speech, const JsonDialect *dialect,
                      const Value *root)
{
    Str text = value_text(value_get(root, S("transcript")));
    Values values = values_at(root, dialect->list, speech->arena);
    JsonWords words = {0};
    ptrdiff_t at = 0, chars = 0;
    for (ptrdiff_t i = 0; i <= values.len; i++) {
        int32_t next = 0;
        bool last = i == values.len;
        Str offset =
            last ? (Str){0}
                 : value_text(value_get(values.at[i], S("startOffset")));
        ptrdiff_t to = last ? text.len : at;
        if (!last && str_number(offset, &next) && next > chars) {
            to = past(text, at, next - chars);
            chars = next;
        }
        if (words.len > 0) {
            words.at[words.len - 1].text = str_slice(text, at, to);
            at = to;
        }
        if (!last) {
            const Value *value = values.at[i];
            *PUSH(&words, speech->arena) = (JsonWord){
                .line = value->line,
                .start_ms = json_time(speech, value_get(value, S("start")),
                                      dialect->unit),
                .end_ms = json_time(speech, value_get(value, S("end")),
                                    dialect->unit)};
        }
    }
    json_say_words(speech, &words, json_utterance(root));
}
