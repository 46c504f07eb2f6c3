// match/inside.h - what a Matcher is, for this folder only.
#ifndef MATCH_INSIDE_H
#define MATCH_INSIDE_H

#include "match/condition.h"
#include "match/match.h"

struct Matcher {
    Arena arena;
    const Codebook *codebook;
    Contexts contexts;
    Condition *conditions; // as many as codebook->rules
    TermList *questions;   // as many as codebook->questions
    Needs needs;
};

// All hits of rules [first, end) in an interview; `anywhere` lets every rule
// look at every speaker and question.
typedef struct HitsWanted {
    int32_t first, end;
    bool anywhere;
} HitsWanted;
bool match_rules(const Matcher *matcher, const Transcript *transcript,
                 HitsWanted wanted, Arena *arena, Hits *hits, Err *err);

#endif
