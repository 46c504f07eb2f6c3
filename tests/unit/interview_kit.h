// tests/unit/interview_kit.h - interviews and codebooks in a few lines.
#ifndef TESTS_INTERVIEW_KIT_H
#define TESTS_INTERVIEW_KIT_H

#include "base/buf.h"
#include "match/match.h"
#include "segment/segment.h"
#include "unit.h"

// "data shar*; ~share" as terms.
static inline Terms terms_of(const char *written, Arena *arena)
{
    Terms terms = {0};
    Str rest = str_of(written), one;
    while (rest.len > 0) {
        str_cut(&rest, ';', &one);
        one = str_trim(one);
        bool stem = str_starts(one, S("~"));
        *PUSH(&terms, arena) = (Term){
            .text = stem ? str_slice(one, 1, one.len) : one,
            .stem = stem,
        };
    }
    return terms;
}

typedef struct RuleText { // a rule as a test writes it
    const char *any, *all, *near_a, *near_b, *regex; // one of these; lists of
                                                     // `all` with '/' between
    const char *unless, *unless_near;
    int words, unless_words, min_hits;
    NearOrder order;
    Scope within, span; // SCOPE_HIT means sentence and hit
    bool exact_case;
    const char *roles, *speakers; // blanks between
    const char *questions;        // "Q1 Q2"
    Policy negation;
} RuleText;

static inline Strs words_of(const char *written, Arena *arena)
{
    Strs words = {0};
    Str rest = str_of(written), one;
    while (rest.len > 0) {
        str_cut(&rest, ' ', &one);
        *PUSH(&words, arena) = one;
    }
    return words;
}

static inline TermLists lists_of(const RuleText *text, Arena *arena)
{
    TermLists lists = {0};
    Str rest = str_of(text->all), one;
    if (text->any) {
        *PUSH(&lists, arena) = terms_of(text->any, arena);
    }
    if (text->near_a) {
        *PUSH(&lists, arena) = terms_of(text->near_a, arena);
        *PUSH(&lists, arena) = terms_of(text->near_b, arena);
    }
    while (rest.len > 0) {
        str_cut(&rest, '/', &one);
        *PUSH(&lists, arena) = terms_of(str_terminated(arena, one), arena);
    }
    return lists;
}

// Adds a code with the one rule.
static inline Rule *add_rule(Codebook *codebook, const RuleText *text,
                             Arena *arena)
{
    int32_t number = (int32_t)codebook->rules.len;
    Str id = str_format(arena, "code%d", (int)number);
    *PUSH(&codebook->codes, arena) =
        (Code){.id = id, .parent = NONE, .first_rule = number, .rules = 1};
    Rule *rule = PUSH(&codebook->rules, arena);
    *rule = (Rule){
        .id = str_format(arena, "code%d.1", (int)number),
        .code = number,
        .kind = text->regex    ? RULE_REGEX
                : text->all    ? RULE_ALL
                : text->near_a ? RULE_NEAR
                               : RULE_ANY,
        .lists = lists_of(text, arena),
        .words = text->words,
        .order = text->order,
        .pattern = str_of(text->regex),
        .pattern_exact_place = true,
        .pattern_place = {S("book.yaml"), 7, 10},
        .unless = terms_of(text->unless, arena),
        .unless_near = terms_of(text->unless_near, arena),
        .unless_words = text->unless_words,
        .min_hits = text->min_hits > 0 ? text->min_hits : 1,
        .within = text->within == SCOPE_HIT ? SCOPE_SENTENCE : text->within,
        .span = text->span,
        .exact_case = text->exact_case,
        .policy = {POLICY_ACCEPT, POLICY_FLAG, POLICY_EXCLUDE, text->negation},
        .roles = words_of(text->roles, arena),
        .speakers = words_of(text->speakers, arena),
        .place = {S("book.yaml"), 7, 3},
    };
    Strs questions = words_of(text->questions, arena);
    for (ptrdiff_t i = 0; i < questions.len; i++) {
        *PUSH(&rule->questions, arena) =
            codebook_question(codebook, questions.at[i]);
    }
    return rule;
}

static inline void add_turn(Transcript *transcript, Str line, Buf *text,
                            Arena *arena)
{
    Str said = line, label = {0};
    bool goes_on = str_starts(line, S("+ "));
    int32_t speaker = NO_SPEAKER;
    if (goes_on) {
        said = str_slice(line, 2, line.len);
        speaker = transcript->turns.at[transcript->turns.len - 1].speaker;
    } else if (line.len > 2 && str_find(line, S(": "), 0) == 1) {
        str_cut(&said, ':', &label);
        said = str_trim(said);
        speaker = transcript_speaker(transcript, label, arena);
    }
    ptrdiff_t begin = text->len;
    buf_add(text, said);
    *PUSH(&transcript->turns, arena) = (Turn){
        .span = {(int32_t)begin, (int32_t)text->len},
        .speaker = speaker,
        .start_ms = NO_TIME,
        .end_ms = NO_TIME,
        .line = (int32_t)transcript->turns.len + 1,
        .continues = goes_on,
        .question = NO_QUESTION,
    };
    buf_char(text, '\n');
}

// A transcript of lines "P: said" with labels of one letter; "I" interviews.
// "+ said" goes on with the caption before it.  Its text holds what was said.
static inline Transcript interview_of(Str lines, const Codebook *codebook,
                                      Arena *arena)
{
    Transcript transcript = {.document = S("P01"), .file = S("P01.txt")};
    Diags diags = {.arena = arena};
    Buf text = {.arena = arena};
    Str line;
    while (str_line(&lines, &line)) {
        add_turn(&transcript, line, &text, arena);
    }
    transcript.text = buf_str(&text);
    segment_roles(&transcript, codebook, &diags);
    segment_sentences(&transcript, arena);
    ck_assert(transcript_is_sound(&transcript));
    return transcript;
}

// Without square brackets.
static inline Str unmarked(const char *text, Arena *arena)
{
    Buf plain = {.arena = arena};
    for (const char *c = text; *c; c++) {
        if (*c != '[' && *c != ']') {
            buf_char(&plain, *c);
        }
    }
    return buf_str(&plain);
}

// The text with square brackets around spans that do not overlap.
static inline Str marked(Str text, const Hits *hits, bool coded, Arena *arena)
{
    Buf out = {.arena = arena};
    ptrdiff_t at = 0;
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        Span span = coded ? hits->at[i].coded : hits->at[i].span;
        ck_assert_msg(span.begin >= at, "hits overlap in '%.*s'", FMT(text));
        buf_add(&out, str_slice(text, at, span.begin));
        buf_char(&out, '[');
        buf_add(&out, str_slice(text, span.begin, span.end));
        buf_char(&out, ']');
        at = span.end;
    }
    buf_add(&out, str_slice(text, at, text.len));
    return buf_str(&out);
}

#endif
