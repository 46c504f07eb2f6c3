#include "parse/json/json_speech.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/talk/line.h"

#include <stdlib.h>

enum {
    SILENCE_MS = 2000,
    SECONDS_MAX = 100000,  // of a recording; more than a day
    WORD_SECONDS_MAX = 20, // of a word, on an average
};

// ---- as services have them

#define WORD_TEXT                                                              \
    "alternatives[0].content|punctuated_word|punct|text|word|content|Content|" \
    "value|utf8|name"
#define WORD_START                                                             \
    "start|start_time|startTime|startOffset|start_offset|ts|time|timestamp|"   \
    "data_start|BeginOffsetMillis|start_timestamp_millis|from|"                \
    "start_timestamp.relative|start_ms|StartTime"
#define WORD_END                                                               \
    "end|end_time|endTime|endOffset|end_offset|endTs|end_ts|data_end|"         \
    "EndOffsetMillis|end_timestamp_millis|stop|to|"                            \
    "end_timestamp.relative|end_timestamp|end_ms|EndTime"
#define WORD_SPEAKER                                                           \
    "speaker|speaker_label|speakerLabel|speakerTag|speaker_tag|speaker_id|"    \
    "alternatives[0].speaker|Speaker"
#define SPAN_SPEAKER                                                           \
    "speaker.@id|speaker.name|speaker|speaker_label|channel_label|name"

Str json_word_text(const Value *value)
{
    return value_text(value_at(value, WORD_TEXT));
}

static int32_t end_of(JsonSpeech *speech, const Value *value, int32_t start_ms,
                      JsonUnit unit)
{
    const Value *end = value_at(value, WORD_END);
    return end->kind != VALUE_NULL
               ? json_time(speech, end, unit)
               : json_end(speech, start_ms, value_at(value, "duration"), unit);
}

// True for a mark of punctuation that stands at the end of a word.
static bool is_mark(Str text)
{
    static const char *const marks[] = {".",   ",", "?",  "!",  ";",  ":",
                                        "...", "…", "。", "，", "？", "！"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_eq(text, str_of(marks[i]))) {
            return true;
        }
    }
    return false;
}

static JsonWord word_of(JsonSpeech *speech, const Value *value, JsonUnit unit)
{
    Str type = value_text(value_at(value, "type|Type"));
    Str attaches = value_text(value_at(value, "attaches_to"));
    bool both = str_eq(attaches, S("both"));
    const Value *speaker = value_at(value, WORD_SPEAKER);
    const Value *channel = value_get(value, S("channel"));
    if (speaker->kind == VALUE_NULL && channel->kind == VALUE_TEXT) {
        speaker = channel; // that has a name
    }
    JsonWord word = {
        .text = json_word_text(value),
        .speaker = json_speaker(speech, speaker),
        .start_ms = json_time(speech, value_at(value, WORD_START), unit),
        .line = value->line,
        .leads = both || str_eq(attaches, S("next")),
        .event = str_eq(type, S("audio_event")),
    };
    if (str_eq(type, S("tag"))) { // Rev's, of what could not be heard
        word.text = str_format(speech->arena, " [%.*s]", FMT(word.text));
    }
    word.end_ms = end_of(speech, value, word.start_ms, unit);
    word.nobody = word.speaker.len == 0 && value_text(speaker).len > 0;
    word.joins = both || str_eq(attaches, S("previous")) ||
                 (attaches.len == 0 && str_starts(type, S("punct"))) ||
                 is_mark(word.text);
    return word;
}

JsonWords json_words(JsonSpeech *speech, const Values *values, JsonUnit unit)
{
    JsonWords words = {0};
    for (ptrdiff_t i = 0; i < values->len; i++) {
        // Soniox has words and what they are in another language in one list.
        Str status =
            value_text(value_get(values->at[i], S("translation_status")));
        if (!str_eq(status, S("translation"))) {
            *PUSH(&words, speech->arena) = word_of(speech, values->at[i], unit);
        }
    }
    return words;
}

// True where words that are read as if their times were seconds last longer
// than words do, or begin after more than a day.
static bool are_in_ms(const JsonWords *words)
{
    int64_t sum = 0, spans = 0;
    for (ptrdiff_t i = 0; i < words->len; i++) {
        const JsonWord *word = &words->at[i];
        if (word->start_ms >= SECONDS_MAX * 1000) {
            return true;
        }
        if (word->start_ms != NO_TIME && word->end_ms != NO_TIME) {
            sum += word->end_ms - word->start_ms;
            spans++;
        }
    }
    return spans > 0 && sum / spans >= WORD_SECONDS_MAX * 1000;
}

JsonUnit json_words_unit(JsonSpeech *speech, const Values *values,
                         JsonUnit unit)
{
    Odds ignored = {0};
    JsonSpeech trial = {.odds = &ignored, .arena = speech->arena};
    JsonWords words = {0};
    if (unit == IN_SECONDS) {
        words = json_words(&trial, values, unit);
    }
    return are_in_ms(&words) ? IN_MILLISECONDS : unit;
}

bool json_words_differ(const JsonWords *words)
{
    Str first = {0};
    for (ptrdiff_t i = 0; i < words->len; i++) {
        Str speaker = words->at[i].speaker;
        if (first.len > 0 && speaker.len > 0 && !str_eq(first, speaker)) {
            return true;
        }
        first = first.len > 0 ? first : speaker;
    }
    return false;
}

// ---- who speaks, by time

typedef struct SpeakerSpan {
    int32_t start_ms;
    ptrdiff_t order;
    Str speaker;
} SpeakerSpan;

static int earlier(const void *a, const void *b)
{
    const SpeakerSpan *x = a, *y = b;
    int by_time = (x->start_ms > y->start_ms) - (x->start_ms < y->start_ms);
    return by_time ? by_time : (x->order > y->order) - (x->order < y->order);
}

// The speaker of the last of `len` spans that begins at or before `ms`.
static Str speaker_at(const SpeakerSpan *spans, ptrdiff_t len, int32_t ms)
{
    ptrdiff_t low = 0, high = len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (spans[middle].start_ms <= ms) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? spans[low - 1].speaker : (Str){0};
}

void json_words_by_time(JsonSpeech *speech, JsonWords *words,
                        const Values *values, JsonUnit unit)
{
    SpeakerSpan *spans = NEW_ARRAY(speech->arena, SpeakerSpan, values->len + 1);
    ptrdiff_t len = 0;
    for (ptrdiff_t i = 0; i < values->len; i++) {
        const Value *value = values->at[i];
        int32_t start_ms = json_time(speech, value_at(value, WORD_START), unit);
        Str speaker = json_speaker(speech, value_at(value, SPAN_SPEAKER));
        if (start_ms != NO_TIME && speaker.len > 0) {
            spans[len++] = (SpeakerSpan){start_ms, i, speaker};
        }
    }
    qsort(spans, (size_t)len, sizeof *spans, earlier);
    for (ptrdiff_t i = 0; i < words->len; i++) {
        JsonWord *word = &words->at[i];
        int32_t end_ms =
            word->end_ms > word->start_ms ? word->end_ms : word->start_ms;
        if (word->speaker.len == 0 && !word->nobody &&
            word->start_ms != NO_TIME) {
            word->speaker = speaker_at(
                spans, len, word->start_ms + (end_ms - word->start_ms) / 2);
        }
    }
}

// ---- from words to utterances

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// True when words bring their blanks: one in four begins or ends with one.
static bool bring_blanks(const JsonWords *words)
{
    ptrdiff_t blanks = 0;
    for (ptrdiff_t i = 0; i < words->len; i++) {
        Str text = words->at[i].text;
        blanks += text.len > 0 &&
                  (is_gap(text.at[0]) || is_gap(text.at[text.len - 1]));
    }
    return blanks > 0 && blanks * 4 >= words->len;
}

typedef struct Saying { // an utterance while it is being put together
    Buf text;
    Utterance utterance;
    int32_t last_ms; // when its last timed word ended, or NO_TIME
    bool leads;      // no blank after what stands there
    bool begun;
    JsonSpeech *speech;
} Saying;

static void finish(Saying *saying)
{
    saying->utterance.text = buf_str(&saying->text);
    json_say(saying->speech, saying->utterance);
    saying->text = (Buf){.arena = saying->speech->arena};
    saying->begun = saying->leads = saying->utterance.begins = false;
}

static void begin(Saying *saying, const JsonWord *word, Str speaker)
{
    saying->utterance.speaker = speaker;
    saying->utterance.line = word->line;
    saying->utterance.start_ms = NO_TIME;
    saying->utterance.end_ms = NO_TIME;
    saying->last_ms = NO_TIME;
    saying->begun = true;
}

static bool ends_before(const Saying *saying, const JsonWord *word, Str speaker)
{
    if (!saying->begun || word->joins || is_blank(word->text)) {
        return false;
    }
    bool timed = word->start_ms != NO_TIME;
    bool silence = timed && saying->last_ms != NO_TIME &&
                   word->start_ms - saying->last_ms >= SILENCE_MS;
    return !str_eq(speaker, saying->utterance.speaker) || word->begins ||
           silence ||
           (timed && ends_sentence(blank_trim(buf_str(&saying->text), true)));
}

static void add_word(Saying *saying, const JsonWord *word, bool bring)
{
    Utterance *utterance = &saying->utterance;
    Str text = bring ? word->text : blank_trim(word->text, true);
    if (!bring && !word->joins && !saying->leads &&
        wants_blank(buf_str(&saying->text), text)) {
        buf_char(&saying->text, ' ');
    }
    buf_add(&saying->text, text);
    saying->leads = word->leads;
    if (utterance->start_ms == NO_TIME) {
        utterance->start_ms = word->start_ms;
    }
    if (word->end_ms != NO_TIME) {
        utterance->end_ms = saying->last_ms = word->end_ms;
    }
}

// What is no word stands between utterances.
static void add_event(Saying *saying, const JsonWord *word)
{
    finish(saying);
    json_say(saying->speech, (Utterance){.text = word->text,
                                         .start_ms = word->start_ms,
                                         .end_ms = word->end_ms,
                                         .line = word->line});
}

void json_say_words(JsonSpeech *speech, const JsonWords *words, Utterance first)
{
    bool bring = bring_blanks(words);
    Str speaker = first.speaker;
    Saying saying = {
        .text = {.arena = speech->arena}, .utterance = first, .speech = speech};
    for (ptrdiff_t i = 0; i < words->len; i++) {
        const JsonWord *word = &words->at[i];
        bool follows = word->joins && saying.begun;
        if (word->event) {
            add_event(&saying, word);
            continue;
        }
        if (!follows && (word->nobody || word->speaker.len > 0)) {
            speaker = word->speaker;
        }
        if (ends_before(&saying, word, speaker)) {
            finish(&saying);
        }
        if (!saying.begun) {
            begin(&saying, word, speaker);
        }
        add_word(&saying, word, bring);
    }
    finish(&saying);
}
