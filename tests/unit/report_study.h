// tests/unit/report_study.h - a small study with all that a report shows: four
// people, each with a word of their own, two documents, two cases, a finding of
// every valence, advice.
#ifndef TESTS_REPORT_STUDY_H
#define TESTS_REPORT_STUDY_H

#include "build.h"
#include "report/report.h"

enum { PEOPLE = 4 };

typedef struct Words { // what the texts of the fixture are made of
    Str said[PEOPLE];  // a word that this person says, and nobody else
    Str other;         // in labels, titles, definitions, reasons …
    Consent consents[PEOPLE];
} Words;

static const Words plain_words = {
    .said = {{"alder", 5}, {"birch", 5}, {"cedar", 5}, {"dogwood", 7}},
    .other = {"some title", 10},
    .consents = {CONSENT_QUOTE, CONSENT_QUOTE, CONSENT_QUOTE, CONSENT_QUOTE},
};

typedef struct Fixture {
    Arena arena;
    Builder builder;
    const Study *study;
    Conclusions conclusions;
    Cooccurrence sentences;
    Diags diags;
    ReportFacts facts;
    ReportInput input;
} Fixture;

static inline void fixture_people(Fixture *fixture, const Words *words)
{
    static const char *const groups[] = {"clinician", "patient", "", "payer"};
    build_case(&fixture->builder, "C1", "country", "Estonia");
    build_case(&fixture->builder, "C2", "country", "Spain");
    for (int i = 0; i < PEOPLE; i++) {
        Str id = str_format(&fixture->arena, "P%d", i + 1);
        build_person(&fixture->builder, str_terminated(&fixture->arena, id),
                     groups[i], words->consents[i], i < 2 ? "C1" : "C2");
    }
}

static inline void fixture_documents(Fixture *fixture, const Words *words)
{
    Arena *arena = &fixture->arena;
    Str first = str_format(
        arena,
        "I[Q1]: What about it?\n"
        "P1: Money %.*s is a barrier. {money barrier} / Rent %.*s helped. "
        "{rent help}\n"
        "P1+: And %.*s again. {money barrier*}\n"
        "I: I see.\n"
        "P2: No %.*s barrier. {barrier^ money} / %.*s should be done. "
        "{advise}\n",
        FMT(words->said[0]), FMT(words->said[0]), FMT(words->said[0]),
        FMT(words->said[1]), FMT(words->said[1]));
    Str second = str_format(
        arena,
        "P3: Perhaps %.*s money is hard. {money? barrier?-} / Yes. {rent+}\n"
        "P4: %.*s money, a barrier. {money= barrier} / Chance %.*s. {chance "
        "money}\n",
        FMT(words->said[2]), FMT(words->said[3]), FMT(words->said[3]));
    build_document_of(&fixture->builder, "D1", "C1",
                      str_terminated(arena, first));
    build_document_of(&fixture->builder, "D2", "C2",
                      str_terminated(arena, second));
}

// Texts of the researcher, which may repeat what was said.
static inline void fixture_texts(Fixture *fixture, const Words *words)
{
    Arena *arena = &fixture->arena;
    Codebook *codebook = &fixture->builder.codebook;
    for (ptrdiff_t i = 0; i < codebook->codes.len; i++) {
        codebook->codes.at[i].definition = words->other;
        codebook->codes.at[i].label =
            str_format(arena, "%.*s %.*s", FMT(codebook->codes.at[i].id),
                       FMT(words->other));
    }
    for (int i = 0; i < PEOPLE; i++) {
        *PUSH(&codebook->codes.at[0].examples, arena) =
            (Example){.text = words->said[i]};
    }
    Advice *advice = PUSH(&codebook->recommendations, arena);
    *advice =
        (Advice){.id = S("fund"), .text = words->other, .source = S("analyst")};
    *PUSH(&advice->addresses, arena) = (Weight){0, 1};
    *PUSH(&advice->leverages, arena) = (Weight){0, 0.5};
    *PUSH(&advice->actors, arena) = S("policy_makers");
    *PUSH(&codebook->recommendations, arena) =
        (Advice){.id = S("Fund"), .text = words->other};
    codebook->title = words->other;
    codebook->id = S("codes");
    codebook->hash = S("0123456789abcdef");
    codebook->questions.at[0].label = words->other;
}

static inline void fixture_conclude(Fixture *fixture)
{
    Arena *arena = &fixture->arena;
    fixture->study = build_study(&fixture->builder);
    fixture->conclusions = conclude(fixture->study, arena);
    fixture->sentences =
        cooccurrence_of(fixture->study, (Unit){UNIT_SENTENCE, 1}, arena);
    fixture->diags = (Diags){.arena = arena};
    diag_add(&fixture->diags, DIAG_T007, (Place){S("D1.txt"), 3, 1}, "%s", "");
    fixture->facts = (ReportFacts){.program = S("themata test"),
                                   .findings = &fixture->diags};
    fixture->input = (ReportInput){.study = fixture->study,
                                   .conclusions = &fixture->conclusions,
                                   .sentences = &fixture->sentences,
                                   .facts = &fixture->facts};
}

static inline Fixture *fixture_new(const Words *words)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->builder.arena = &fixture->arena;
    build_codes(&fixture->builder, "money theme\n"
                                   "rent theme money\n"
                                   "barrier challenge\n"
                                   "help facilitator\n"
                                   "chance opportunity\n"
                                   "advise suggestion\n");
    build_question(&fixture->builder, "Q1");
    fixture->builder.study.title = words->other;
    fixture->builder.study.declared = true;
    fixture_people(fixture, words);
    fixture_documents(fixture, words);
    fixture_texts(fixture, words);
    fixture_conclude(fixture);
    // What a rule and a person say of a coding may repeat the words, too.
    Study *study = &fixture->builder.study;
    for (ptrdiff_t i = 0; i < study->codings.len; i++) {
        Coding *coding = &study->codings.at[i];
        int32_t who = study_participant(study, coding->document, coding->turn);
        coding->why = words->said[who];
        Hits *hits = &study->documents.at[coding->document].hits;
        for (int32_t h = 0; h < coding->hits; h++) {
            hits->at[coding->hit_index[h]].trigger = words->said[who];
        }
    }
    return fixture;
}

static inline void fixture_free(Fixture *fixture)
{
    arena_release(&fixture->arena);
    free(fixture);
}

// Texts that try to be more than text.
static const char *const hostile[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='x",
    "javascript:alert(1)",
    "</mark></p></main><h1>",
    "]]> <!-- --> <![CDATA[",
    "a\xE2\x80\xA8u2028\xE2\x80\xA9",
    "&lt;b&gt; &amp; &#x3c;",
    "=cmd|'/c calc'!A1",
    "\\ ` * _ [x](y) | #",
    "nul\x01\x02\x1B[31m",
};

// A small generator with a seed, so that a failure can be had again.
static inline uint32_t random_next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static inline bool expect_any(void *to, Strs paths, Err *err)
{
    (void)to, (void)paths, (void)err;
    return true;
}

typedef struct Gathered { // pages that stay
    Pages pages;
    Arena *arena;
} Gathered;

static inline bool gather_page(void *to, const Page *page, Err *err)
{
    (void)err;
    Gathered *gathered = to;
    Pages *pages = &gathered->pages;
    Arena *arena = gathered->arena;
    Page *last = pages->len > 0 ? &pages->at[pages->len - 1] : NULL;
    if (last && last->more) {
        last->bytes =
            str_format(arena, "%.*s%.*s", FMT(last->bytes), FMT(page->bytes));
        last->more = page->more;
    } else {
        *PUSH(pages, arena) = (Page){str_copy(arena, page->path),
                                     str_copy(arena, page->bytes), page->more};
    }
    return true;
}

// All pages of a site.
static inline Pages site_pages(const ReportInput *input, Arena *arena)
{
    Err err = {0};
    Gathered gathered = {.arena = arena};
    const PageTaker taker = {expect_any, gather_page, &gathered};
    ck_assert(report_site(input, &taker, arena, &err));
    return gathered.pages;
}

#endif
