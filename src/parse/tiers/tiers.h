// parse/tiers/tiers.h - from tiers of annotations to turns.
//
// Annotation programs keep, beside what was said, tiers of words, sounds,
// codes, translations and noises.  Which tiers are speech is decided by what
// they hold, then by their names, and the others are told by kind.
//
//     tiers -tiers_judge-> those that are speech -> utterances -> turns
#ifndef PARSE_TIERS_TIERS_H
#define PARSE_TIERS_TIERS_H

#include "parse/talk/speech.h"
#include "parse/talk/timeline.h"

enum { TIERS_MAX = 1000 }; // of a file; one with more is refused

typedef enum TierKind {
    TIER_SPEECH, // unless what it holds tells otherwise
    TIER_EMPTY,
    TIER_DEPENDENT,  // annotates another tier
    TIER_VOCABULARY, // values of a list
    TIER_NUMBERS,
    TIER_CODES,  // "C", "A_017"
    TIER_NOISE,  // noises and silences
    TIER_MARKS,  // said about single words: their kind, tone, meaning
    TIER_NOTES,  // remarks, translations, gestures, by the tier's name
    TIER_PEOPLE, // who speaks in the others
    TIER_SOUNDS,
    TIER_WORDS, // a word each
    TIER_KINDS
} TierKind;

typedef struct TierPart { // an annotation
    Utterance said;       // without a speaker
    int32_t since, rank;  // as a Moment has them: its place
} TierPart;

typedef struct TierParts {
    TierPart *at;
    ptrdiff_t len, cap;
} TierParts;

typedef struct Tier {
    TierKind kind;   // what the file itself says of it
    bool sure;       // and that is so
    Str name;        // "A - words"
    Str participant; // the person the file names for it, or empty
    int32_t parent;  // the tier it annotates, or NONE
    int32_t line;
    TierParts parts; // in the order of the file
} Tier;

typedef struct Tiers {
    Tier *at;
    ptrdiff_t len, cap;
} Tiers;

// Decides the kind of each tier.
//
// Of a tier and those that annotate it one is speech: itself, unless it holds
// no words; then the one among them that does.  A tier of single words is
// left out where another one holds the same words, and is speech where none
// does.  Of two tiers with text at the same intervals one annotates the other:
// the one that is not called speech, or the later one.  Where nothing is speech
// by this, the only tier that holds text is.
void tiers_judge(Tiers *tiers, Arena *arena);
// What its own parts and name tell of a tier, without its neighbours.
TierKind tier_holds(const Tier *tier, Arena *arena);
// True when all the words of tier `words` stand, at their times, in `other`.
bool tier_repeats(const Tier *words, const Tier *other);
// True when most intervals with text in `a` are such in `b` too.
bool tier_shadows(const Tier *a, const Tier *b);
// Who speaks in a tier by its name: "Anna" for "Anna - words" and "tx@Anna";
// the empty view for "utterance".
Str tier_speaker(Str name);
// True for the names of tiers that hold what was said: "utterance", "tx@A".
bool tier_is_named_speech(Str name);
// True where a Praat or ELAN user writes that nothing is said: "sil", "#".
bool is_silence(Str value);

// Judges the tiers and makes the transcript; tells T021 of those left out.
// Annotations are put in the order of their times; one without a time stays
// where the file's list of times has it.
Transcript tiers_transcript(const Source *source, const char *format,
                            Tiers *tiers, Odds *odds, Diags *diags);

#endif
