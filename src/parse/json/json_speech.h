// parse/json/json_speech.h - what the dialects of JSON have in common:
// segments, words and who speaks them.
//
//     JSON -values_read-> Value -a dialect-> utterances -> turns
#ifndef PARSE_JSON_JSON_SPEECH_H
#define PARSE_JSON_JSON_SPEECH_H

#include "container/values.h"
#include "parse/json/json_time.h"
#include "parse/talk/speech.h"

typedef struct JsonSpeech { // a transcript while it is being read
    Utterances utterances;
    Odds *odds;
    Arena *arena;
} JsonSpeech;

typedef struct JsonWord {
    Str text;    // with the blanks it brings
    Str speaker; // or empty
    int32_t start_ms, end_ms;
    int32_t line;
    bool joins;  // no blank before it: a mark of punctuation
    bool leads;  // no blank behind it: an opening one
    bool begins; // an utterance, whatever stands before it
    bool event;  // is no word and nobody's: "(laughs)"
    bool nobody; // the service says that it does not know the speaker
} JsonWord;

typedef struct JsonWords {
    JsonWord *at;
    ptrdiff_t len, cap;
} JsonWords;

// Adds an utterance; a text without words is left out.
void json_say(JsonSpeech *speech, Utterance utterance);
// Adds utterances made of words, in their order: one ends where the speaker
// changes, where a sentence ends and where nobody speaks for two seconds.  The
// first is like `first`, who speaks until a word tells otherwise; a word
// without a speaker is said by that of the word before it.
// Between words stands a blank, unless they bring blanks of their own, or a
// mark of punctuation follows, or their script has none.
void json_say_words(JsonSpeech *speech, const JsonWords *words,
                    Utterance first);
// An utterance of which nothing is known but where it stands.
Utterance json_utterance(const Value *value);

// Reads words under whatever names services give their parts.
JsonWords json_words(JsonSpeech *speech, const Values *values, JsonUnit unit);
// The unit of their times: milliseconds where, read as seconds, words would
// last longer than words do.
JsonUnit json_words_unit(JsonSpeech *speech, const Values *values,
                         JsonUnit unit);
// What such a word says.
Str json_word_text(const Value *value);
// True when two words are said by different speakers.
bool json_words_differ(const JsonWords *words);

// Gives each word that has no speaker that of the span it lies in: of the spans
// that begin before its middle, the one that begins last.
void json_words_by_time(JsonSpeech *speech, JsonWords *words,
                        const Values *spans, JsonUnit unit);

// A time, and a finding where it is none.
int32_t json_time(JsonSpeech *speech, const Value *value, JsonUnit unit);
// Where a thing of `start` and of that length ends, or NO_TIME.
int32_t json_end(JsonSpeech *speech, int32_t start_ms, const Value *lasts,
                 JsonUnit unit);
// The label of a speaker: as written; a bare number 3 is "Speaker 3"; what
// services write of one who is not known is the empty view.
Str json_speaker(JsonSpeech *speech, const Value *value);
Str json_label(Str label, Arena *arena); // the same of a text

#endif
