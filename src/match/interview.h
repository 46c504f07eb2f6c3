// match/interview.h - a transcript made ready for matching.
//
// Turns that continue one another are one passage; no match reaches from one
// passage into another.  Spans here are of the transcript's text.
#ifndef MATCH_INTERVIEW_H
#define MATCH_INTERVIEW_H

#include "base/map.h"
#include "match/clause.h"
#include "match/prefix.h"
#include "model/codebook.h"
#include "model/transcript.h"
#include "text/text.h"

typedef struct Spans {
    Span *at;
    ptrdiff_t len, cap;
} Spans;

typedef struct Word {
    Span span;
    int32_t at;   // where it begins in the passage's folded text
    uint32_t key; // prefix_key of it as folded
    int32_t stem; // number of its stem in Interview.stems, or NONE
} Word;

typedef struct Words { // of all passages, in order
    Word *at;
    ptrdiff_t len, cap;
} Words;

typedef struct Passage {
    Stretch stretch;
    Str text;      // as stored
    Folded folded; // for matching words
    Folded exact;  // the same with case kept; only where a rule asks
    // Its units are [first_unit, end_unit) of Interview.units of each scope.
    int32_t first_unit[SCOPES], end_unit[SCOPES];
    int32_t first_word, end_word;
} Passage;

typedef struct Interview {
    const Transcript *transcript;
    Passage *passages;
    ptrdiff_t len;       // of passages
    Spans units[SCOPES]; // clause to answer
    Words words;
    Map stems;
} Interview;

typedef struct Needs { // what the rules of a codebook ask for
    bool exact, stems, clauses;
} Needs;

// Shape:  sentences, roles and questions of the transcript are known.
//         Clauses are cut by `cutter`, which may be NULL without that need.
// Errors: false when cutting clauses passed a limit; the cutter's runner tells.
bool interview_open(const Transcript *transcript, Needs needs, Str language,
                    const ClauseCutter *cutter, Arena *arena,
                    Interview *interview);
// The unit of `scope` in `passage` that holds byte `offset`, or else the next
// one, or else the last one; NONE when the passage has none.
int32_t unit_at(const Interview *interview, const Passage *passage, Scope scope,
                int32_t offset);
// How many words lie wholly between two places of the text.
int32_t words_between(const Interview *interview, int32_t begin, int32_t end);
// The span of the text that a folded range of a passage came from.
Span passage_span(const Passage *passage, const Folded *folded, Found found);

#endif
