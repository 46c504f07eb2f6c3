// match/interview.h - a transcript made ready for matching.
//
// Turns that continue one another are one passage; no match reaches from one
// passage into another.  Spans here are of the transcript's text.
#ifndef MATCH_INTERVIEW_H
#define MATCH_INTERVIEW_H

#include "match/clause.h"
#include "match/stems.h"
#include "match/word_bits.h"
#include "model/codebook.h"
#include "model/transcript.h"
#include "text/text.h"

typedef struct Spans {
    Span *at;
    ptrdiff_t len, cap;
} Spans;

typedef struct Passage {
    Stretch stretch;
    Str text;      // as stored
    Folded folded; // for matching words; its text lies in Interview.text
    Folded exact;  // the same with case kept; only where a rule asks
    int32_t at;    // where the folded text begins in Interview.text
    bool sought;   // some rule may look here; nothing is folded elsewhere
    bool same;     // folding changed no byte but by case and the like: all is
                   // ASCII
    bool odd;      // a unit ends inside a word, or a word is longer than a
                   // wildcard: only PCRE2 knows what that means
    // Its units are [first_unit, end_unit) of Interview.units of each scope.
    int32_t first_unit[SCOPES], end_unit[SCOPES];
    int32_t first_word, end_word; // of Interview.words
} Passage;

typedef struct StemWord { // a word with a stem that is sought
    Span span;
    int32_t ordinal; // its place among all words
    int32_t stem;
} StemWord;

typedef struct StemWords { // of all passages, in order
    StemWord *at;
    ptrdiff_t len, cap;
} StemWords;

typedef struct Interview {
    const Transcript *transcript;
    Passage *passages;
    ptrdiff_t len;    // of passages
    bool odd;         // some passage is
    bool uneven;      // some passage was not folded one to one
    Str text;         // "\n", then each sought passage, folded, "\n" behind it;
                      // BLOCK_BYTES zeros behind the end
    WordBits bits;    // of text
    int32_t *holders; // per block of text: the passage that holds its first
                      // byte
    Spans units[SCOPES]; // clause to answer
    StemWords words;
} Interview;

// The passages of a transcript and their units, but for clauses: all sought.
// Shape:  sentences, roles and questions of the transcript are known.
void interview_open(const Transcript *transcript, Arena *arena,
                    Interview *interview);

typedef struct Needs { // what the rules of a codebook ask for
    bool exact, stems, clauses;
} Needs;

// Folds the sought passages, finds their words and cuts clauses by `cutter`
// (which may be NULL without that need); knows stems from `stems` (likewise).
// Errors: false when cutting clauses passed a limit; the cutter's runner tells.
bool interview_fold(Interview *interview, Needs needs, StemBook *stems,
                    const ClauseCutter *cutter, Arena *arena);

// The unit of `scope` in `passage` that holds byte `offset`, or else the next
// one, or else the last one; NONE when the passage has none.
int32_t unit_at(const Interview *interview, const Passage *passage, Scope scope,
                int32_t offset);
// How many words of `passage` lie wholly between two places of the text.
int32_t words_between(const Interview *interview, const Passage *passage,
                      int32_t begin, int32_t end);
// The sought passage that holds byte `at` of Interview.text.
int32_t passage_holding(const Interview *interview, ptrdiff_t at);
// The span of the text that a folded range of a passage came from.
Span passage_span(const Passage *passage, const Folded *folded, Found found);
// The folded byte of the passage that came from byte `offset` of the text.
ptrdiff_t passage_offset(const Passage *passage, const Folded *folded,
                         int32_t offset);

#endif
