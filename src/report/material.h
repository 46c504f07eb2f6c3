// report/material.h - what every report draws on, gathered once.
#ifndef REPORT_MATERIAL_H
#define REPORT_MATERIAL_H

#include "analyse/layout.h"
#include "report/echo.h"
#include "report/report.h"

typedef struct CodeCount { // codings that stand; removed ones are not counted
    int64_t mentions;      // codings
    int64_t documents, cases, participants; // with at least one
    int64_t sentences;                      // units of sentence that carry it
    int64_t by_coder;                       // codings that a person added
    int64_t removed;                        // that a person removed
} CodeCount;

typedef struct Totals {
    int64_t documents, cases, participants, groups, turns, words;
    int64_t spoken;   // turns of participants
    int64_t codings;  // that stand
    int64_t removed;  // by people
    int64_t withheld; // participants who may not be quoted
} Totals;

typedef struct Material {
    const ReportInput *input;
    const Study *study;
    const Codebook *codebook;
    const Conclusions *conclusions;
    Arena *arena; // everything made on the way goes here
    Totals totals;
    CodeCount *counts;   // per code, itself
    CodeCount *roll;     // per code, with its sub-codes: distinct cases and
                         // documents; sentences is not set
    Ints themes;         // topmost theme codes, in codebook order
    Strs groups;         // stakeholder groups, in register order
    Strs actors;         // addressees, in codebook order
    Strs document_slugs; // names safe in paths and ids; unique, also where
    Strs code_slugs;     // case does not count
    Strs advice_slugs;
    int32_t *colours;   // per code: 0 to 7, that of its topmost theme; NONE
                        // for codes under no theme
    Layout sentences;   // the units of input->sentences
    Bits carried;       // which of them carry which codes
    const Pair **pairs; // [a * codes + b], a before b: of input->sentences;
                        // NULL for ancestor and descendant
    Ints *points;       // per document: code points before every
                        // POINTS_STEP-th byte; see material_point
    Ints *codings;      // per document: its codings, removed ones too
    Echo echo;
} Material;

Material material_of(const ReportInput *input, Arena *arena);

// The finding of this theme and valence, or NULL.
const ThemeFinding *material_finding(const Material *material, int32_t theme,
                                     CodeKind valence);
// The pair of two codes, in either order, or NULL.
const Pair *material_pair(const Material *material, int32_t a, int32_t b);
// A text of the researcher's that might repeat what somebody without consent
// said (an example, a reason), or the note in its place.
Str material_quotable(const Material *material, Str text);
// The kinds of a theme finding in the order of every page: challenge,
// opportunity, facilitator.
enum { VALENCES = 3 };
extern const CodeKind material_valences[VALENCES];
// Words in a text: runs of letters and digits, with what joins them.
int64_t material_words(Str text);
// Code points before byte `offset` of a document's text: positions as they
// leave the program.
int64_t material_point(const Material *material, int32_t document,
                       int32_t offset);
// "Data": the label of a code.
Str material_label(const Material *material, int32_t code);
// How deep a code lies under its topmost ancestor: 0 for that.
int material_depth(const Material *material, int32_t code);

// ---- where things stand in the site (paths.c); all relative to its top

Str path_transcript(const Material *material, int32_t document);
Str path_turn(const Material *material, int32_t document, int32_t turn);
Str path_coding(const Material *material, int32_t coding);
Str path_evidence(const Material *material, const Evidence *evidence);
Str path_theme(const Material *material, int32_t theme);
Str path_finding(const Material *material, const ThemeFinding *finding);
Str path_pair(const Material *material, int32_t a, int32_t b);
Str path_code(const Material *material, int32_t code);
Str path_question(const Material *material, int32_t question);
Str path_advice(const Material *material, int32_t advice);
// Names made safe for paths and ids, one per name, no two the same even where
// capitals do not count.
Strs path_slugs(Strs names, Arena *arena);

#endif
