// parse/json/json_dialect.h - who writes JSON, and where in it things are.
#ifndef PARSE_JSON_JSON_DIALECT_H
#define PARSE_JSON_JSON_DIALECT_H

#include "parse/json/json_speech.h"

typedef struct JsonDialect JsonDialect;
struct JsonDialect {
    const char *service; // whose JSON it is: "WhisperX"
    const char *tells;   // paths that are all there, blanks between
    const char *list;    // path of the utterances
    // Paths from an utterance, or NULL; see value_at.
    const char *speaker, *text;
    const char *start, *end, *lasts; // when it ends, or how long it is
    const char *words;               // its words, where it has them
    const char *parts;              // is true of one after which another speaks
    bool turns;                     // each is a turn, whoever spoke before
    const char *people, *id, *name; // whose labels are elsewhere: a list
    JsonUnit unit;
    // Where things are not in one list: does what json_read_list does.
    void (*read)(JsonSpeech *speech, const JsonDialect *dialect,
                 const Value *root);
};

typedef struct JsonDialects {
    const JsonDialect *at;
    ptrdiff_t len;
} JsonDialects;

// In the order in which they are tried.
JsonDialects json_dialects(void);
// The first dialect whose keys are all there, or NULL.
const JsonDialect *json_dialect_of(const Value *root);
// Reads what the dialect says of `root`.
void json_read(JsonSpeech *speech, const JsonDialect *dialect,
               const Value *root);
// The usual way: each value of dialect->list is an utterance.  Where its words
// are said by several, they part it.
void json_read_list(JsonSpeech *speech, const JsonDialect *dialect,
                    const Value *root);

// Those who are written otherwise.
void json_read_aws(JsonSpeech *speech, const JsonDialect *dialect,
                   const Value *root);
void json_read_deepgram(JsonSpeech *speech, const JsonDialect *dialect,
                        const Value *root);
void json_read_gentle(JsonSpeech *speech, const JsonDialect *dialect,
                      const Value *root);
void json_read_google(JsonSpeech *speech, const JsonDialect *dialect,
                      const Value *root);
void json_read_watson(JsonSpeech *speech, const JsonDialect *dialect,
                      const Value *root);
// dialect->list are words, dialect->people spans of time with their speakers.
void json_read_words(JsonSpeech *speech, const JsonDialect *dialect,
                     const Value *root);

#endif
