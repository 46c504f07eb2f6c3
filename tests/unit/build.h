// tests/unit/build.h - small studies for tests of analysis, written as text.
//
//     Builder builder = {.arena = &arena};
//     build_codes(&builder, "money theme\n"
//                           "rent theme money\n"       // a sub-code of money
//                           "barrier challenge\n");
//     build_question(&builder, "Q1");
//     build_document(&builder, "D1",
//                    "I[Q1]: What did it cost?\n"
//                    "P1: Rent was too high. {rent barrier}"
//                    " / We moved. {barrier?-}\n"
//                    "P1+: And moved again.\n");       // goes on
//     const Study *study = build_study(&builder);
//
// Sentences are parted by '/', the codes of a sentence stand after it in
// braces.  What follows a code's id: '?' hedged, '%' hypothetical, '~' negated,
// '^' negated and excluded (a hit without a coding), '-' removed, '*'
// confirmed, '+' added by a person, '=' on the whole turn.  Speakers called I
// are interviewers.  Documents are cases and speakers are participants of their
// own unless build_case and build_person say otherwise, which come first.
#ifndef TESTS_BUILD_H
#define TESTS_BUILD_H

#include "base/buf.h"
#include "model/study.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct Builder {
    Arena *arena;
    Study study;
    Codebook codebook;
    Buf text; // of the document that is written
    Transcript *transcript;
    int32_t question;
} Builder;

// Takes the part of `rest` before the next `mark`, without blanks.
static inline Str build_part(Str *rest, char mark)
{
    Str part;
    str_cut(rest, mark, &part);
    return str_trim(part);
}

static inline CodeKind build_kind(Str name)
{
    int kind = 0;
    while (!str_eq(name, str_of(kind_name((CodeKind)kind)))) {
        kind++;
        assert(kind < KINDS);
    }
    return (CodeKind)kind;
}

// A further list of the rule: terms with '|' between.
static inline void build_list(Builder *builder, Rule *rule, Str written)
{
    Terms terms = {0};
    while (written.len > 0) {
        Str text = build_part(&written, '|');
        *PUSH(&terms, builder->arena) = (Term){.text = text};
    }
    *PUSH(&rule->lists, builder->arena) = terms;
}

// A code with one rule, whose only term is the code's id.
static inline void build_code(Builder *builder, Str line)
{
    Codebook *codebook = &builder->codebook;
    Str id = build_part(&line, ' '), kind = build_part(&line, ' ');
    int32_t index = (int32_t)codebook->codes.len;
    int32_t parent = codebook_code(codebook, build_part(&line, ' '));
    *PUSH(&codebook->codes, builder->arena) = (Code){
        .id = id,
        .label = id,
        .kind = build_kind(kind),
        .parent = parent,
        .first_rule = index,
        .rules = 1,
    };
    Rule *rule = PUSH(&codebook->rules, builder->arena);
    *rule = (Rule){.id = id, .code = index, .kind = RULE_ANY, .min_hits = 1};
    rule->policy[CONTEXT_AFFIRMED] = POLICY_ACCEPT;
    rule->policy[CONTEXT_HEDGED] = POLICY_FLAG;
    build_list(builder, rule, id);
}

static inline void build_codes(Builder *builder, const char *lines)
{
    Str rest = str_of(lines);
    for (Str line; str_line(&rest, &line);) {
        build_code(builder, str_trim(line));
    }
}

static inline void build_question(Builder *builder, const char *id)
{
    *PUSH(&builder->codebook.questions, builder->arena) =
        (Question){.id = str_of(id)};
}

static inline int32_t build_find_case(Builder *builder, Str id)
{
    for (int32_t i = 0; i < builder->study.cases.len; i++) {
        if (str_eq(builder->study.cases.at[i].id, id)) {
            return i;
        }
    }
    *PUSH(&builder->study.cases, builder->arena) = (Case){.id = id};
    return (int32_t)builder->study.cases.len - 1;
}

// A declared case, with one attribute or none ("" "").
static inline void build_case(Builder *builder, const char *id,
                              const char *attribute, const char *value)
{
    int32_t index = build_find_case(builder, str_of(id));
    Case *made = &builder->study.cases.at[index];
    if (attribute[0]) {
        *PUSH(&made->attributes, builder->arena) =
            (Attribute){str_of(attribute), str_of(value)};
    }
}

static inline Ints build_cases(Builder *builder, Str ids)
{
    Ints cases = {0};
    while (ids.len > 0) {
        int32_t index = build_find_case(builder, build_part(&ids, ' '));
        *PUSH(&cases, builder->arena) = index;
    }
    return cases;
}

// A declared participant; `cases` are ids with blanks between, or "".
static inline void build_person(Builder *builder, const char *id,
                                const char *group, Consent consent,
                                const char *cases)
{
    *PUSH(&builder->study.participants, builder->arena) = (Participant){
        .id = str_of(id),
        .group = str_of(group),
        .consent = consent,
        .cases = build_cases(builder, str_of(cases)),
    };
}

static inline int32_t build_find_person(Builder *builder, Str id)
{
    Participants *participants = &builder->study.participants;
    for (int32_t i = 0; i < participants->len; i++) {
        if (str_eq(participants->at[i].id, id)) {
            return i;
        }
    }
    *PUSH(participants, builder->arena) =
        (Participant){.id = id, .consent = CONSENT_QUOTE, .implied = true};
    return (int32_t)participants->len - 1;
}

// The speaker of a label in the document that is written.
static inline int32_t build_speaker(Builder *builder, Str label)
{
    if (label.len == 0) {
        return NO_SPEAKER;
    }
    Document *document =
        &builder->study.documents.at[builder->study.documents.len - 1];
    int32_t speaker =
        transcript_speaker(builder->transcript, label, builder->arena);
    if (speaker == document->participants.len) {
        bool asks = str_eq(label, S("I"));
        builder->transcript->speakers.at[speaker].role =
            asks ? ROLE_INTERVIEWER : ROLE_PARTICIPANT;
        int32_t person = asks ? NONE : build_find_person(builder, label);
        *PUSH(&document->participants, builder->arena) = person;
    }
    return speaker;
}

// Begins a turn: "I[Q1]", "P1", "P1+" or "".
static inline void build_turn(Builder *builder, Str label)
{
    Str asked = label, name;
    if (str_cut(&asked, '[', &name)) {
        builder->question =
            codebook_question(&builder->codebook, build_part(&asked, ']'));
    }
    bool continues = str_ends(name, S("+"));
    if (continues) {
        name = str_slice(name, 0, name.len - 1);
    }
    int32_t begin = (int32_t)builder->text.len;
    Turn turn = {
        .span = {begin, begin},
        .speaker = build_speaker(builder, name),
        .start_ms = NO_TIME,
        .end_ms = NO_TIME,
        .line = 1,
        .continues = continues,
        .question = builder->question,
    };
    *PUSH(&builder->transcript->turns, builder->arena) = turn;
}

// What a character after a code's id says; the span of '=' is filled in when
// the turn is complete.
static inline void build_flag(Coding *coding, char flag)
{
    switch (flag) {
    case '?':
        coding->context = CONTEXT_HEDGED;
        break;
    case '%':
        coding->context = CONTEXT_HYPOTHETICAL;
        break;
    case '^':
    case '~':
        coding->context = CONTEXT_NEGATED;
        break;
    case '-':
        coding->status = STATUS_REMOVED;
        break;
    case '*':
        coding->status = STATUS_CONFIRMED;
        break;
    case '+':
        coding->status = STATUS_ADDED;
        coding->origin = ORIGIN_CODER;
        break;
    default:
        coding->span.end = NONE;
    }
}

// A hit and, without '^', its coding.
static inline void build_mark(Builder *builder, Str token, Span span)
{
    int32_t document = (int32_t)builder->study.documents.len - 1;
    int32_t turn = (int32_t)builder->transcript->turns.len - 1;
    ptrdiff_t length = 0;
    while (length < token.len && !strchr("?%~^-*+=", token.at[length])) {
        length++;
    }
    Str id = str_slice(token, 0, length);
    int32_t code = codebook_code(&builder->codebook, id);
    assert(code != NONE);
    Hit hit = {.span = span, .coded = span, .rule = code, .turn = turn};
    Coding coding = {
        .document = document,
        .code = code,
        .span = span,
        .turn = turn,
        .first_hit = NONE,
    };
    for (; length < token.len; length++) {
        build_flag(&coding, token.at[length]);
        hit.excluded |= token.at[length] == '^';
    }
    hit.context = coding.context;
    if (coding.status != STATUS_ADDED) {
        Hits *hits = &builder->study.documents.at[document].hits;
        *PUSH(hits, builder->arena) = hit;
        coding.first_hit = (int32_t)hits->len - 1;
        coding.hits = 1;
        coding.hit_index = NEW(builder->arena, int32_t);
        *coding.hit_index = coding.first_hit;
    }
    if (!hit.excluded) {
        *PUSH(&builder->study.codings, builder->arena) = coding;
    }
}

// "Rent was high. {rent barrier}"
static inline void build_sentence(Builder *builder, Str written)
{
    Str codes = written, said;
    str_cut(&codes, '{', &said);
    said = str_trim(said);
    Str marks = build_part(&codes, '}');
    Span span = {(int32_t)builder->text.len,
                 (int32_t)(builder->text.len + said.len)};
    buf_add(&builder->text, said);
    Turns *turns = &builder->transcript->turns;
    turns->at[turns->len - 1].span.end = span.end;
    if (said.len > 0) {
        *PUSH(&builder->transcript->sentences, builder->arena) =
            (Sentence){span, (int32_t)turns->len - 1};
    }
    while (marks.len > 0) {
        Str token = build_part(&marks, ' ');
        if (token.len > 0) {
            build_mark(builder, token, span);
        }
    }
}

static inline void build_line(Builder *builder, Str line)
{
    Str label = build_part(&line, ':');
    if (label.len > 0) {
        Str shown = label;
        buf_add(&builder->text, build_part(&shown, '['));
        buf_add(&builder->text, S(": "));
    }
    build_turn(builder, label);
    Codings *codings = &builder->study.codings;
    ptrdiff_t first = codings->len;
    bool more;
    do {
        Str sentence;
        more = str_cut(&line, '/', &sentence);
        build_sentence(builder, sentence);
        if (more) {
            buf_char(&builder->text, ' ');
        }
    } while (more);
    const Turns *turns = &builder->transcript->turns;
    for (ptrdiff_t i = first; i < codings->len; i++) {
        if (codings->at[i].span.end == NONE) {
            codings->at[i].span = turns->at[turns->len - 1].span;
        }
    }
    buf_add(&builder->text, S("\n\n"));
}

// A document of the cases `cases` (ids with blanks between; "" is a case of
// its own).
static inline void build_document_of(Builder *builder, const char *name,
                                     const char *cases, const char *lines)
{
    Document *document = PUSH(&builder->study.documents, builder->arena);
    *document = (Document){
        .transcript = {.document = str_of(name), .file = str_of(name)},
        .cases = build_cases(builder, str_of(cases[0] ? cases : name)),
    };
    builder->transcript = &document->transcript;
    builder->text = (Buf){.arena = builder->arena};
    builder->question = NO_QUESTION;
    Str rest = str_of(lines);
    for (Str line; str_line(&rest, &line);) {
        build_line(builder, line);
    }
    document->transcript.text = buf_str(&builder->text);
    assert(transcript_is_sound(&document->transcript));
}

static inline void build_document(Builder *builder, const char *name,
                                  const char *lines)
{
    build_document_of(builder, name, "", lines);
}

// "money 1, data 0.5"
static inline Weights build_weights(Builder *builder, Str entries)
{
    Weights weights = {0};
    while (entries.len > 0) {
        Str entry = build_part(&entries, ',');
        int32_t code =
            codebook_code(&builder->codebook, build_part(&entry, ' '));
        assert(code != NONE);
        *PUSH(&weights, builder->arena) =
            (Weight){code, atof(str_terminated(builder->arena, entry))};
    }
    return weights;
}

// A recommendation, with what it addresses and what it leverages.
static inline void build_advice(Builder *builder, const char *id,
                                const char *addresses, const char *leverages)
{
    *PUSH(&builder->codebook.recommendations, builder->arena) = (Advice){
        .id = str_of(id),
        .text = str_of(id),
        .addresses = build_weights(builder, str_of(addresses)),
        .leverages = build_weights(builder, str_of(leverages)),
    };
}

static inline int build_compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static inline int build_order(const void *a, const void *b)
{
    const Coding *left = a, *right = b;
    int order = build_compare(left->document, right->document);
    order = order ? order : build_compare(left->span.begin, right->span.begin);
    order = order ? order : build_compare(left->span.end, right->span.end);
    return order ? order : build_compare(left->code, right->code);
}

// A coding of any span, by a person; before build_study.
static inline void build_coding(Builder *builder, int32_t document,
                                const char *code, Span span)
{
    const Transcript *transcript =
        &builder->study.documents.at[document].transcript;
    *PUSH(&builder->study.codings, builder->arena) = (Coding){
        .document = document,
        .code = codebook_code(&builder->codebook, str_of(code)),
        .span = span,
        .turn = transcript_turn_at(transcript, span.begin),
        .origin = ORIGIN_CODER,
        .status = STATUS_ADDED,
        .first_hit = NONE,
    };
}

static inline const Study *build_study(Builder *builder)
{
    Codings *codings = &builder->study.codings;
    if (codings->len > 0) {
        qsort(codings->at, (size_t)codings->len, sizeof *codings->at,
              build_order);
    }
    builder->study.codebook = &builder->codebook;
    return &builder->study;
}

// Studies by chance are the same on every machine.
typedef struct Chance { // a linear congruential generator (Numerical Recipes)
    uint32_t state;
} Chance;

// A number from 0 up to, not including, `below`.
static inline int32_t build_draw(Chance *chance, int32_t below)
{
    chance->state = chance->state * 1664525u + 1013904223u;
    return (int32_t)((chance->state >> 8) % (uint32_t)below);
}

#endif
