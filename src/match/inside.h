// match/inside.h - what a Matcher is, for this folder only.
#ifndef MATCH_INSIDE_H
#define MATCH_INSIDE_H

#include "match/condition.h"
#include "match/gate.h"
#include "match/match.h"
#include "match/signature.h"

typedef struct Audience { // whom a rule listens to
    Strs roles, speakers;
    Ints questions;
} Audience;

typedef struct Audiences { // each once
    Audience *at;
    ptrdiff_t len, cap;
} Audiences;

typedef struct Sought { // what one reading looks for
    Needles needles;
    Clues *clues; // per needle
    int32_t owners;
    int32_t *first; // per owner, and one more: its first needle
    Dictionary *dictionary;
    Gate gate;       // before it
    bool everywhere; // something may match without a needle
    Needs needs;
} Sought;

struct Matcher {
    Arena arena;
    const Codebook *codebook;
    Contexts contexts;
    Condition *conditions; // as many as codebook->rules
    TermList *questions;   // as many as codebook->questions
    Audiences audiences;
    Stems stems;
    Sought by_rules, by_questions;
};

struct Searcher {
    const Matcher *matcher;
    Arena arena; // of what follows
    Runner *runner;
    StemBook stems;
    Gate gate;     // before the next document
    Arena scratch; // of one document
};

typedef struct HitsWanted { // hits of rules [first, end) in an interview
    int32_t first, end;
    bool anywhere; // every rule may look at every speaker and question
    bool plain;    // PCRE2 over each passage, rule by rule
} HitsWanted;
bool match_rules(Searcher *searcher, const Transcript *transcript,
                 HitsWanted wanted, Arena *arena, Hits *hits, Err *err);

#endif
