#include "unit.h"

#include "analyse/cooccur.h"
#include "analyse/frequency.h"
#include "analyse/layout.h"
#include "analyse/select.h"
#include "base/io.h"
#include "build.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// ---- names of units

START_TEST(test_unit_names)
{
    static const struct {
        const char *promise, *name;
        bool known;
        UnitKind kind;
        int32_t size;
    } rows[] = {
        {"a sentence is a unit", "sentence", true, UNIT_SENTENCE, 1},
        {"a turn is a unit", "turn", true, UNIT_TURN, 1},
        {"an answer is a unit", "answer", true, UNIT_ANSWER, 1},
        {"a document is a unit", "document", true, UNIT_DOCUMENT, 1},
        {"a participant is a unit", "participant", true, UNIT_PARTICIPANT, 1},
        {"a case is a unit", "case", true, UNIT_CASE, 1},
        {"a window says its size", "window:3", true, UNIT_WINDOW, 3},
        {"a window of turns too", "window-turns:2", true, UNIT_WINDOW_TURNS, 2},
        {"a coded span is a unit", "overlap", true, UNIT_OVERLAP, 1},
        {"a window has a size", "window", false, UNIT_SENTENCE, 0},
        {"a window is not empty", "window:0", false, UNIT_SENTENCE, 0},
        {"a size is a number", "window:x", false, UNIT_SENTENCE, 0},
        {"a sentence has no size", "sentence:2", false, UNIT_SENTENCE, 0},
        {"other names are unknown", "paragraph", false, UNIT_SENTENCE, 0},
        {"nothing is no unit", "", false, UNIT_SENTENCE, 0},
    };
    Arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Err err = {0};
        Unit unit = {0};
        bool known = unit_named(str_of(rows[i].name), &unit, &err);
        ck_assert_msg(known == rows[i].known, "%s", rows[i].promise);
        ck_assert_msg((err.kind == ERR_USAGE) == !known, "%s", rows[i].promise);
        if (known) {
            ck_assert_msg(unit.kind == rows[i].kind &&
                              unit.size == rows[i].size,
                          "%s", rows[i].promise);
            ASSERT_STR(unit_name(unit, &arena), rows[i].name, rows[i].promise);
        }
    }
    arena_release(&arena);
}
END_TEST

// ---- which units carry which codes

// Two interviews, three people, one of whom speaks for two cases.
static const Study *interviews(Builder *builder)
{
    build_codes(builder, "money theme\n"
                         "rent theme money\n"
                         "data theme\n"
                         "barrier challenge\n"
                         "never theme\n");
    build_question(builder, "Q1");
    build_question(builder, "Q2");
    build_case(builder, "north", "level", "national");
    build_case(builder, "north", "country", "X");
    build_case(builder, "south", "level", "regional");
    build_case(builder, "south", "country", "X");
    build_case(builder, "silent", "level", "national");
    build_case(builder, "silent", "country", "");
    build_person(builder, "P1", "clinician", CONSENT_QUOTE, "north south");
    build_person(builder, "P2", "funder", CONSENT_QUOTE, "south");
    build_person(builder, "P3", "", CONSENT_QUOTE, "north");
    build_person(builder, "P4", "", CONSENT_QUOTE, "north");
    build_document_of(
        builder, "D1", "north south",
        "I: Shall we? {money+}\n"
        "P1: First. {money} / Second. {barrier} / Third. {rent barrier}\n"
        "I[Q1]: And the data?\n"
        "P1: Fourth. {data}\n"
        "P1+: Fifth.\n"
        "I: Mhm.\n"
        "P2: Sixth. {data barrier-}\n"
        "I[Q2]: And then?\n"
        "P1: Seventh. {money data}\n"
        "P1:\n");
    build_document_of(builder, "D2", "north",
                      "I[Q1]: And the data?\n"
                      "P3: Eighth. {data} / Ninth. {barrier}\n"
                      ": Tenth. {money=}\n");
    return build_study(builder);
}

// The units of each code as digits, codes parted by blanks.
static Str drawn(const Incidence *incidence, Arena *arena)
{
    Buf buf = {.arena = arena};
    for (int32_t code = 0; code < incidence->codes; code++) {
        if (code > 0) {
            buf_char(&buf, ' ');
        }
        for (ptrdiff_t unit = 0; unit < incidence->units; unit++) {
            buf_char(&buf, incidence_has(incidence, code, unit) ? '1' : '0');
        }
    }
    return buf_str(&buf);
}

START_TEST(test_incidence)
{
    static const struct {
        const char *promise, *unit, *columns; // money rent data barrier never
    } rows[] = {
        {"sentences of participants carry their own codes, no child's",
         "sentence", "1000001001 0010000000 0001011100 0110000010 0000000000"},
        {"turns that continue one another are one; empty ones are none", "turn",
         "100101 100000 011110 100010 000000"},
        {"an answer goes on over the interviewer's turns", "answer",
         "1011 1000 0111 1001 0000"},
        {"documents with participants' speech", "document", "11 10 11 11 00"},
        {"cases without speech are no units", "case", "11 11 11 11 00"},
        {"speech of nobody known belongs to no participant", "participant",
         "100 100 111 101 000"},
        {"a window of one sentence is the sentence", "window:1",
         "1000001001 0010000000 0001011100 0110000010 0000000000"},
        {"a window reaches back in its document only", "window:2",
         "1100001001 0011000000 0001111110 0111000011 0000000000"},
        {"a window may be longer than the document", "window:9",
         "1111111001 0011111000 0001111111 0111111011 0000000000"},
        {"a window of turns reaches back over turns", "window-turns:2",
         "110101 110000 011111 110011 000000"},
    };
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Err err = {0};
        Unit unit;
        ck_assert(unit_named(str_of(rows[i].unit), &unit, &err));
        Incidence incidence = incidence_of(study, unit, &arena);
        ASSERT_STR(drawn(&incidence, &arena), rows[i].columns, rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_overlap)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, "a theme\nb theme\nc theme\n");
    build_document(&builder, "D1",
                   "I: Well? {a+}\n"
                   "P1: One. {a} / Two. {b c-} / Three. {b a}\n");
    const Transcript *transcript = &builder.study.documents.at[0].transcript;
    int32_t begin = transcript->sentences.at[1].span.begin;
    build_coding(&builder, 0, "c",
                 (Span){begin + 3, transcript->sentences.at[3].span.begin + 1});
    const Study *study = build_study(&builder);
    Incidence incidence = incidence_of(study, (Unit){UNIT_OVERLAP, 1}, &arena);
    // Units: "One.", "ne. Two. T"[c], "Two.", "Three."
    ASSERT_STR(drawn(&incidence, &arena), "1101 0111 1111",
               "distinct coded spans that overlap participants' speech");
    Cooccurrence pairs =
        cooccurrence_of(study, (Unit){UNIT_OVERLAP, 1}, &arena);
    ck_assert_int_eq(pairs.pairs.at[0].n11, 2);
    Err err = {0};
    Ints found = {0};
    Selection selection = {
        .code = S("a"), .with = S("b"), .within = {UNIT_OVERLAP, 1}};
    ck_assert(select_codings(study, &selection, &arena, &found, &err));
    ck_assert_msg(found.len == 1, "what both overlap does not join them");
    arena_release(&arena);
}
END_TEST

START_TEST(test_range)
{
    static const struct {
        const char *promise;
        Span span;
        ptrdiff_t begin, end;
    } rows[] = {
        {"a piece itself, not its neighbours", {4, 8}, 1, 2},
        {"its last byte", {7, 8}, 1, 2},
        {"two of them", {3, 5}, 0, 2},
        {"all of them", {0, 99}, 0, 3},
        {"what lies between two", {8, 10}, 2, 2},
        {"what lies behind", {14, 20}, 3, 3},
    };
    Piece pieces[] = {{.span = {0, 4}}, {.span = {4, 8}}, {.span = {10, 14}}};
    ptrdiff_t first[] = {0, 3};
    Layout layout = {.pieces = {pieces, 3, 3}, .first = first};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Range range = layout_range(&layout, 0, rows[i].span);
        ck_assert_msg(range.begin == rows[i].begin && range.end == rows[i].end,
                      "%s: [%d, %d)", rows[i].promise, (int)range.begin,
                      (int)range.end);
    }
}
END_TEST

START_TEST(test_nothing)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, "a theme\nb theme\n");
    build_document(&builder, "D1", "I: Is anybody there? {a+}\n");
    const Study *study = build_study(&builder);
    for (int kind = 0; kind < UNIT_KINDS; kind++) {
        Unit unit = {(UnitKind)kind, 1};
        Cooccurrence none = cooccurrence_of(study, unit, &arena);
        ck_assert_int_eq(none.units, 0);
        ck_assert_int_eq(none.pairs.len, 1);
        for (int i = 0; i < COEFFICIENTS; i++) {
            ck_assert_msg(isnan(none.pairs.at[0].coefficients[i]),
                          "without units %s is undefined",
                          coefficients[i]->name);
        }
    }
    builder.codebook.codes.len = builder.codebook.rules.len = 0;
    builder.study.codings.len = 0;
    ck_assert_int_eq(
        cooccurrence_of(study, (Unit){UNIT_SENTENCE, 1}, &arena).pairs.len, 0);
    arena_release(&arena);
}
END_TEST

// ---- the same by brute force, over studies made by chance

typedef struct Chance { // a linear congruential generator (Numerical Recipes)
    uint32_t state;
} Chance;

static int32_t draw(Chance *chance, int32_t below)
{
    chance->state = chance->state * 1664525u + 1013904223u;
    return (int32_t)((chance->state >> 8) % (uint32_t)below);
}

static Str chance_document(Chance *chance, Arena *arena)
{
    static const char *const labels[] = {"P1", "P2", "I", "I[Q1]", "I[Q2]", ""};
    Buf buf = {.arena = arena};
    bool may_continue = false;
    for (int turns = 1 + draw(chance, 12); turns > 0; turns--) {
        int label = draw(chance, 6);
        bool goes_on = may_continue && draw(chance, 3) == 0;
        buf_format(&buf, "%s:", goes_on ? "P1+" : labels[label]);
        may_continue = goes_on || label == 0;
        for (int left = draw(chance, 4); left > 0; left--) {
            buf_format(&buf, " word%s", left > 1 ? " /" : "");
        }
        buf_char(&buf, '\n');
    }
    return buf_str(&buf);
}

static const Study *chance_study(Builder *builder, uint32_t seed)
{
    Chance chance = {seed};
    build_codes(builder, "a theme\nb theme\nc challenge\nd theme\n");
    build_question(builder, "Q1");
    build_question(builder, "Q2");
    build_person(builder, "P1", "one", CONSENT_QUOTE, "x y");
    build_person(builder, "P2", "two", CONSENT_QUOTE, "y");
    static const char *const names[] = {"D1", "D2", "D3"};
    static const char *const cases[] = {"x", "y x", "z"};
    for (int32_t i = 0; i < 3; i++) {
        Str lines = chance_document(&chance, builder->arena);
        build_document_of(builder, names[i], cases[i],
                          str_terminated(builder->arena, lines));
        int32_t length =
            (int32_t)builder->study.documents.at[i].transcript.text.len;
        for (int left = draw(&chance, 12); left > 0 && length > 1; left--) {
            int32_t begin = draw(&chance, length);
            int32_t size = 1 + draw(&chance, length - begin);
            size = draw(&chance, 2) ? size : 1 + size % 7;
            const char code[] = {(char)('a' + draw(&chance, 4)), '\0'};
            build_coding(builder, i, code, (Span){begin, begin + size});
        }
    }
    return build_study(builder);
}

// Says whether a code is in a unit by looking at all codings and pieces.
static bool plainly_has(const Study *study, const Layout *layout, Unit unit,
                        int32_t code, ptrdiff_t index)
{
    ptrdiff_t back = 0;
    if (unit.kind == UNIT_WINDOW || unit.kind == UNIT_WINDOW_TURNS) {
        back = unit.size - 1;
    }
    for (ptrdiff_t i = 0; i < study->codings.len; i++) {
        const Coding *coding = &study->codings.at[i];
        for (ptrdiff_t j = 0; j < layout->pieces.len; j++) {
            const Piece *piece = &layout->pieces.at[j];
            bool near =
                piece->unit <= index && index - piece->unit <= back &&
                layout->document[piece->unit] == layout->document[index];
            if (near && coding->code == code &&
                coding->status != STATUS_REMOVED &&
                coding->document == piece->document &&
                span_overlaps(coding->span, piece->span)) {
                return true;
            }
        }
    }
    return false;
}

static void check_pair(const Incidence *incidence, const Pair *pair)
{
    int64_t both = 0, documents = 0;
    int32_t last = NONE;
    for (ptrdiff_t i = 0; i < incidence->units; i++) {
        if (incidence_has(incidence, pair->a, i) &&
            incidence_has(incidence, pair->b, i)) {
            both++;
            documents += incidence->document[i] != last;
            last = incidence->document[i];
        }
    }
    ck_assert_int_eq(pair->n11, both);
    ck_assert(pair->n11 <= pair->n1 && pair->n11 <= pair->n2);
    ck_assert_int_eq(pair->n1, incidence_count(incidence, pair->a));
    ck_assert_int_eq(pair->n2, incidence_count(incidence, pair->b));
    if (incidence->units > 0 && incidence->document[0] != NONE) {
        ck_assert_int_eq(pair->documents, documents);
    }
}

START_TEST(test_incidence_is_what_brute_force_finds)
{
    static const char *const units[] = {
        "sentence", "turn",     "answer",         "document", "participant",
        "case",     "window:2", "window-turns:3", "overlap",
    };
    for (uint32_t seed = 1; seed <= 60; seed++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        const Study *study = chance_study(&builder, seed);
        for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
            Err err = {0};
            Unit unit;
            ck_assert(unit_named(str_of(units[i]), &unit, &err));
            Layout layout = layout_of(study, unit, &arena);
            Incidence incidence = incidence_of(study, unit, &arena);
            ck_assert_int_eq(incidence.units, layout.units);
            for (int32_t code = 0; code < incidence.codes; code++) {
                for (ptrdiff_t j = 0; j < incidence.units; j++) {
                    ck_assert_msg(
                        incidence_has(&incidence, code, j) ==
                            plainly_has(study, &layout, unit, code, j),
                        "seed %u, %s %d, code %d", seed, units[i], (int)j,
                        (int)code);
                }
            }
            Cooccurrence found = cooccurrence_of(study, unit, &arena);
            for (ptrdiff_t j = 0; j < found.pairs.len; j++) {
                check_pair(&incidence, &found.pairs.at[j]);
            }
        }
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_pairs)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    Cooccurrence found =
        cooccurrence_of(study, (Unit){UNIT_SENTENCE, 1}, &arena);
    ck_assert_msg(found.units == 10, "N leaves the interviewer out");
    ck_assert_msg(found.pairs.len == 9, "all pairs but parent and child");
    ck_assert_msg(found.pairs.at[0].a == 0 && found.pairs.at[0].b == 2,
                  "by a, then b; the child of a is left out");
    ck_assert_int_eq(found.pairs.at[0].n11, 1);
    ck_assert_int_eq(found.pairs.at[0].documents, 1);
    Cooccurrence cases = cooccurrence_of(study, (Unit){UNIT_CASE, 1}, &arena);
    ck_assert_msg(cases.pairs.at[0].documents == 2,
                  "over cases, documents that have both");
    arena_release(&arena);
}
END_TEST

START_TEST(test_definitional)
{
    static const struct {
        const char *promise, *first, *second; // terms | of & lists; /pattern/
        bool definitional;
    } rows[] = {
        {"different words", "cost*", "fund*", false},
        {"the same words", "lack of", "lack of", true},
        {"case and white space do not tell words apart", "Lack  of", "lack of",
         true},
        {"the same words with other ones", "a b|lack of", "lack of|c", true},
        {"one of two lists in common", "lack of&money", "lack of&staff", false},
        {"all lists in common", "lack of|no&money", "no&rent|money", true},
        {"a list more on one side", "money", "lack of&money|staff", true},
        {"and on the other", "lack of&money|staff", "money", true},
        {"two of three lists", "a&b&c", "a&b&d", false},
        {"two lists within three", "a&b", "a&b&d", true},
        {"one word may hold two lists", "a&a", "b&a", true},
        {"a word named twice holds one list once", "a|a&c", "a&b", false},
        {"a part is not the whole", "lack of money", "lack of", false},
        {"the same pattern", "/x+y/", "/x+y/", true},
        {"a pattern is taken by its letter", "/x+y/", "/X+y/", false},
        {"a word is not a pattern", "x", "/x/", false},
    };
    Arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Builder builder = {.arena = &arena};
        build_codes(&builder, "a theme\nb theme\n");
        for (int code = 0; code < 2; code++) {
            Str rest = str_of(code ? rows[i].second : rows[i].first);
            Rule *rule = &builder.codebook.rules.at[code];
            if (str_starts(rest, S("/"))) {
                rule->kind = RULE_REGEX;
                rule->pattern = str_slice(rest, 1, rest.len - 1);
                continue;
            }
            rule->lists = (TermLists){0};
            while (rest.len > 0) {
                build_list(&builder, rule, build_part(&rest, '&'));
            }
        }
        Cooccurrence found = cooccurrence_of(build_study(&builder),
                                             (Unit){UNIT_SENTENCE, 1}, &arena);
        ck_assert_msg(found.pairs.at[0].definitional == rows[i].definitional,
                      "%s", rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// ---- coefficients

static void check_number(double got, double want, double tolerance,
                         const char *promise)
{
    if (isnan(want)) {
        ck_assert_msg(isnan(got), "%s: got %g, want it undefined", promise,
                      got);
    } else {
        ck_assert_msg(fabs(got - want) <= tolerance,
                      "%s: got %.17g, want %.17g", promise, got, want);
    }
}

START_TEST(test_coefficients)
{
    const double none = (double)NAN;
    const struct {
        const char *promise;
        int coefficient;
        int64_t n11, n1, n2, n;
        double want, tolerance;
    } rows[] = {
        {"ATLAS.ti manual: 100, 10 and 5 together give .048",
         COEFFICIENT_jaccard, 5, 100, 10, 1000, 0.048, 0.0005},
        {"ATLAS.ti manual: half of the rare code", COEFFICIENT_p_a_given_b, 5,
         100, 10, 1000, 0.5, 1e-12},
        {"a twentieth of the common one", COEFFICIENT_p_b_given_a, 5, 100, 10,
         1000, 0.05, 1e-12},
        {"the same code twice is 1", COEFFICIENT_jaccard, 7, 7, 7, 20, 1, 0},
        {"never together is 0", COEFFICIENT_jaccard, 0, 7, 7, 20, 0, 0},
        {"two codes that never occur", COEFFICIENT_jaccard, 0, 0, 0, 20, none,
         0},
        {"Dice by hand", COEFFICIENT_dice, 5, 100, 10, 1000, 10.0 / 110, 1e-15},
        {"Dice of nothing", COEFFICIENT_dice, 0, 0, 0, 20, none, 0},
        {"a share of nothing", COEFFICIENT_p_b_given_a, 0, 0, 5, 20, none, 0},
        {"a share of nothing, the other way", COEFFICIENT_p_a_given_b, 0, 5, 0,
         20, none, 0},
        {"lift of chance is 1", COEFFICIENT_lift, 2, 4, 10, 20, 1, 1e-15},
        {"lift 5 of 100 and 10 of 1000", COEFFICIENT_lift, 5, 100, 10, 1000, 5,
         1e-15},
        {"lift of a code that is not there", COEFFICIENT_lift, 0, 0, 10, 1000,
         none, 0},
        {"PMI counts doublings", COEFFICIENT_pmi, 4, 8, 8, 64, 2, 1e-15},
        {"PMI of codes that never meet", COEFFICIENT_pmi, 0, 8, 8, 64, none, 0},
        {"NPMI by hand: 2 of 4 doublings", COEFFICIENT_npmi, 4, 8, 8, 64, 0.5,
         1e-15},
        {"NPMI of codes that are only together is 1", COEFFICIENT_npmi, 3, 3, 3,
         7, 1, 0},
        {"NPMI of chance is 0", COEFFICIENT_npmi, 2, 4, 10, 20, 0, 1e-15},
        {"NPMI of codes that never meet is its limit", COEFFICIENT_npmi, 0, 4,
         10, 20, -1, 0},
        {"NPMI of a code that is not there", COEFFICIENT_npmi, 0, 0, 10, 20,
         none, 0},
        {"NPMI of codes that are everywhere is 0/0", COEFFICIENT_npmi, 20, 20,
         20, 20, none, 0},
        {"phi of a code with itself is 1", COEFFICIENT_phi, 7, 7, 7, 20, 1, 0},
        {"phi of a code with its opposite is -1", COEFFICIENT_phi, 0, 7, 13, 20,
         -1, 0},
        {"phi of chance is 0", COEFFICIENT_phi, 2, 4, 10, 20, 0, 0},
        {"phi by hand: (3 3 - 1 1) / 16", COEFFICIENT_phi, 3, 4, 4, 8, 0.5,
         1e-15},
        {"phi of a code that is everywhere", COEFFICIENT_phi, 5, 20, 5, 20,
         none, 0},
        {"Dunning 1993 table 1: the swiss", COEFFICIENT_g2, 110, 2552, 221,
         31777, 270.72, 0.005},
        {"Dunning 1993 table 1: can be", COEFFICIENT_g2, 29, 42, 152, 31777,
         263.90, 0.005},
        {"Dunning 1993 table 1: mineral water, an empty cell", COEFFICIENT_g2,
         10, 10, 13, 31777, 167.23, 0.005},
        {"G2 of chance is 0", COEFFICIENT_g2, 2, 4, 10, 20, 0, 1e-13},
        {"G2 of a code that is not there", COEFFICIENT_g2, 0, 0, 10, 20, none,
         0},
        {"G2 of a code that is everywhere", COEFFICIENT_g2, 10, 20, 10, 20,
         none, 0},
        {"log odds: ln((3.5 3.5) / (1.5 1.5))", COEFFICIENT_log_odds, 3, 4, 4,
         8, 1.694595720774407, 1e-14},
        {"its error: sqrt(2/3.5 + 2/1.5)", COEFFICIENT_log_odds_se, 3, 4, 4, 8,
         1.3801311186847084, 1e-14},
        {"log odds of an empty cell", COEFFICIENT_log_odds, 0, 1, 1, 2,
         -2.1972245773362196, 1e-14},
        {"Fisher's tea tasting, R 4.2.2 fisher.test greater",
         COEFFICIENT_fisher, 3, 4, 4, 8, 0.2428571429, 1e-9},
        {"Fisher's convictions, less: the other column's greater",
         COEFFICIENT_fisher, 15, 17, 18, 30, 0.0004651809434, 1e-12},
        {"Veech's finches: fortis and fuliginosa", COEFFICIENT_fisher, 13, 13,
         14, 17, 0.00588, 5e-6},
        {"Fisher of the least that can be is 1", COEFFICIENT_fisher, 3, 10, 13,
         20, 1, 1e-15},
        {"Fisher of a code that is not there is 1", COEFFICIENT_fisher, 0, 0,
         13, 20, 1, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Pair pair = pair_of(rows[i].n11, rows[i].n1, rows[i].n2, rows[i].n);
        check_number(pair.coefficients[rows[i].coefficient], rows[i].want,
                     rows[i].tolerance, rows[i].promise);
    }
}
END_TEST

// Exact values by rational arithmetic, rounded to 17 digits.
START_TEST(test_fisher_is_accurate)
{
    static const struct {
        const char *promise;
        int64_t n11, n1, n2, n;
        double want;
    } rows[] = {
        {"sentences of a usual study", 41, 310, 270, 4321,
         2.0235999324740955e-06},
        {"far above chance", 200, 310, 270, 4321, 1.1818778773291182e-199},
        {"below chance", 5, 310, 270, 4321, 0.99998857689293463},
        {"hardly likely", 60, 100, 90, 3000, 2.1914982253365649e-75},
        {"common codes", 1500, 2000, 2100, 4000, 4.4553383406204066e-185},
        {"a hundred thousand sentences", 40, 2000, 1500, 100000,
         0.043341849632015039},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double got =
            pair_of(rows[i].n11, rows[i].n1, rows[i].n2, rows[i].n).fisher;
        check_number(got / rows[i].want, 1, 1e-12, rows[i].promise);
    }
}
END_TEST

START_TEST(test_every_small_table)
{
    for (int64_t n = 1; n <= 12; n++) {
        for (int64_t cells = 0; cells < (n + 1) * (n + 1) * (n + 1); cells++) {
            int64_t n11 = cells % (n + 1), n1 = cells / (n + 1) % (n + 1);
            int64_t n2 = cells / ((n + 1) * (n + 1));
            if (n11 > n1 || n11 > n2 || n1 + n2 - n11 > n) {
                continue;
            }
            Pair pair = pair_of(n11, n1, n2, n);
            Pair swapped = pair_of(n11, n2, n1, n);
            for (int i = 0; i < COEFFICIENTS; i++) {
                int other =
                    i == COEFFICIENT_p_b_given_a   ? COEFFICIENT_p_a_given_b
                    : i == COEFFICIENT_p_a_given_b ? COEFFICIENT_p_b_given_a
                                                   : i;
                double a = pair.coefficients[i];
                double b = swapped.coefficients[other];
                ck_assert_msg((isnan(a) && isnan(b)) || a == b,
                              "%s does not depend on the codes' order",
                              coefficients[i]->name);
                ck_assert_msg(!isinf(a), "%s is finite or undefined",
                              coefficients[i]->name);
            }
            ck_assert(isnan(pair.jaccard) ||
                      (pair.jaccard >= 0 && pair.jaccard <= 1));
            ck_assert(isnan(pair.dice) || pair.dice >= pair.jaccard);
            ck_assert(isnan(pair.phi) || fabs(pair.phi) <= 1);
            ck_assert(isnan(pair.npmi) || fabs(pair.npmi) <= 1);
            ck_assert(pair.fisher > 0 && pair.fisher <= 1 + 1e-12);
            ck_assert(isnan(pair.lift) ||
                      (pair.lift > 1) == (n11 * n > n1 * n2));
            ck_assert(isnan(pair.g2) || pair.g2 >= 0);
        }
    }
}
END_TEST

START_TEST(test_coefficients_say_what_they_are)
{
    for (int i = 0; i < COEFFICIENTS; i++) {
        const Coefficient *coefficient = coefficients[i];
        ck_assert(coefficient->name[0] && coefficient->title[0] &&
                  coefficient->range[0] && coefficient->formula[0] &&
                  coefficient->undefined[0] && coefficient->source[0]);
    }
    Pair pair = pair_of(3, 4, 5, 20);
#define X(key)                                                                 \
    ck_assert(pair.key == pair.coefficients[COEFFICIENT_##key]);               \
    ck_assert_str_eq(coefficients[COEFFICIENT_##key]->name, #key);
    COEFFICIENT_LIST(X)
#undef X
}
END_TEST

// ---- published data, where the folder with it is

static bool shared_case(const char *path, Arena *arena, Str *text)
{
    const char *folder = shared_folder();
    Err err = {0};
    Str file =
        folder ? str_format(arena, "%s/cases/%s", folder, path) : (Str){0};
    if (folder && io_read(str_terminated(arena, file), arena, text, &err)) {
        return true;
    }
    printf("skipped: %s is not there\n", path);
    return false;
}

static int64_t number_in(Str cell)
{
    int32_t number = -1;
    str_number(build_part(&cell, '\n'), &number);
    return number;
}

// Griffith, Veech & Marsh 2016 (R cooccur 1.3, data finches): every pair that
// the package tests, with its probability of meeting less and more often.
START_TEST(test_finches_table)
{
    Arena arena = {0};
    Str text, line;
    int64_t pairs = 0, positive = 0, negative = 0;
    if (shared_case("cooc_cases_finches/finches_cooccur_results.csv", &arena,
                    &text)) {
        str_line(&text, &line);
        while (str_line(&text, &line)) {
            Str cell[9];
            for (int i = 0; i < 9; i++) {
                cell[i] = build_part(&line, ',');
            }
            int64_t n1 = number_in(cell[2]), n2 = number_in(cell[3]);
            int64_t n11 = number_in(cell[4]);
            double less = pair_of(n1 - n11, n1, 17 - n2, 17).fisher;
            double more = pair_of(n11, n1, n2, 17).fisher;
            check_number(less, atof(str_terminated(&arena, cell[7])), 5.1e-6,
                         "p_lt");
            check_number(more, atof(str_terminated(&arena, cell[8])), 5.1e-6,
                         "p_gt");
            pairs++;
            positive += more < 0.05;
            negative += less < 0.05;
        }
        ck_assert_int_eq(pairs, 64);
        ck_assert_int_eq(positive, 14);
        ck_assert_int_eq(negative, 1);
    }
    arena_release(&arena);
}
END_TEST

// The same from presence and absence: thirteen codes in seventeen interviews.
START_TEST(test_finches_study)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    Str text, line;
    if (!shared_case("cooc_cases_finches/finches_presence.csv", &arena,
                     &text)) {
        arena_release(&arena);
        return;
    }
    Buf codes = {.arena = &arena};
    for (int i = 0; i < 13; i++) {
        buf_format(&codes, "s%d theme\n", i);
    }
    build_codes(&builder, str_terminated(&arena, buf_str(&codes)));
    for (int i = 0; i < 17; i++) {
        Str name = str_format(&arena, "D%02d", i);
        build_document(&builder, str_terminated(&arena, name),
                       "P1: Seen here.\n");
    }
    str_line(&text, &line);
    for (int row = 0; str_line(&text, &line); row++) {
        build_part(&line, ',');
        Str code = str_format(&arena, "s%d", row);
        for (int32_t i = 0; i < 17; i++) {
            if (number_in(build_part(&line, ',')) == 1) {
                build_coding(&builder, i, str_terminated(&arena, code),
                             (Span){4, 8});
            }
        }
    }
    Cooccurrence found =
        cooccurrence_of(build_study(&builder), (Unit){UNIT_CASE, 1}, &arena);
    ck_assert_int_eq(found.units, 17);
    ck_assert_int_eq(found.pairs.len, 78);
    int tested = 0, positive = 0;
    for (ptrdiff_t i = 0; i < found.pairs.len; i++) {
        const Pair *pair = &found.pairs.at[i];
        ck_assert_msg(pair->documents == pair->n11,
                      "a case of one document meets where its document does");
        if (pair->n1 * pair->n2 >= 17) {
            tested++;
            positive += pair->fisher < 0.05;
        }
    }
    ck_assert_int_eq(tested, 64);
    ck_assert_int_eq(positive, 14);
    arena_release(&arena);
}
END_TEST

// ---- frequency

static void draw_counts(Buf *buf, const Frequency *frequency,
                        const int64_t *counts)
{
    for (ptrdiff_t code = 0; code < frequency->codes; code++) {
        buf_char(buf, ' ');
        for (ptrdiff_t i = 0; i < frequency->columns.len; i++) {
            buf_int(buf, counts[code * frequency->columns.len + i]);
        }
    }
}

// "columns | totals | mentions | units", each code's counts side by side.
static Str drawn_frequency(const Frequency *frequency, Arena *arena)
{
    Buf buf = {.arena = arena};
    for (ptrdiff_t i = 0; i < frequency->columns.len; i++) {
        buf_format(&buf, "%.*s ", FMT(frequency->columns.at[i]));
    }
    buf_char(&buf, '|');
    for (ptrdiff_t i = 0; i < frequency->columns.len; i++) {
        buf_format(&buf, " %d", (int)frequency->totals[i]);
    }
    buf_add(&buf, S(" |"));
    draw_counts(&buf, frequency, frequency->mentions);
    buf_add(&buf, S(" |"));
    draw_counts(&buf, frequency, frequency->units);
    return buf_str(&buf);
}

START_TEST(test_frequency)
{
    static const struct {
        const char *promise, *by, *unit, *table;
    } rows[] = {
        {"all of it: the interviewer's mention counts, his speech does not", "",
         "sentence", "all | 10 | 4 1 4 3 0 | 3 1 4 3 0"},
        {"a participant of two cases counts for both; a silent case is there",
         "case", "sentence",
         "north south silent | 9 7 0 | 430 110 330 320 000"
         " | 320 110 330 320 000"},
        {"what nobody declared says has the column '-'", "participant",
         "sentence",
         "P1 P2 P3 P4 - | 6 1 2 0 1 | 20002 10000 21100 20100 00000"
         " | 20001 10000 21100 20100 00000"},
        {"groups in the order of the register", "group", "sentence",
         "clinician funder - | 6 1 3 | 202 100 211 201 000"
         " | 201 100 211 201 000"},
        {"documents by unit document are 0 or 1", "document", "document",
         "D1 D2 | 1 1 | 31 10 31 21 00 | 11 10 11 11 00"},
        {"cases by unit case are 0 or 1", "case", "case",
         "north south silent | 1 1 0 | 430 110 330 320 000"
         " | 110 110 110 110 000"},
        {"questions, and what comes before the first", "question", "turn",
         "Q1 Q2 - | 4 1 1 | 112 001 310 102 000 | 111 001 310 101 000"},
        {"a document's speech is split by who says it", "participant",
         "document",
         "P1 P2 P3 P4 - | 1 1 1 0 1 | 20002 10000 21100 20100 00000"
         " | 10001 10000 11100 10100 00000"},
        {"an attribute of cases", "level", "case",
         "national regional | 1 1 | 43 11 33 32 00 | 11 11 11 11 00"},
        {"coded spans are where they begin", "participant", "overlap",
         "P1 P2 P3 P4 - | 5 1 2 0 1 | 20002 10000 21100 20100 00000"
         " | 20001 10000 21100 20100 00000"},
        {"two cases with one value count once; without a value is '-'",
         "country", "sentence", "X | 10 | 4 1 4 3 0 | 3 1 4 3 0"},
        {"a window counts where it ends, with all that it holds", "participant",
         "window:2",
         "P1 P2 P3 P4 - | 6 1 2 0 1 | 20002 10000 21100 20100 00000"
         " | 30001 20000 31200 30101 00000"},
    };
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Err err = {0};
        Unit unit;
        Frequency frequency;
        ck_assert(unit_named(str_of(rows[i].unit), &unit, &err));
        ck_assert(frequency_of(study, str_of(rows[i].by), unit, &arena,
                               &frequency, &err));
        ASSERT_STR(drawn_frequency(&frequency, &arena), rows[i].table,
                   rows[i].promise);
    }
    Err err = {0};
    Frequency frequency;
    ck_assert(!frequency_of(study, S("size"), (Unit){UNIT_TURN, 1}, &arena,
                            &frequency, &err));
    ck_assert_int_eq(err.kind, ERR_USAGE);
    ck_assert_msg(strstr(err.message, "question, level"),
                  "an unknown grouping tells the known ones: %s", err.message);
    arena_release(&arena);
}
END_TEST

START_TEST(test_frequency_by_turn)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, "money theme\ndata theme\n");
    build_question(&builder, "Q1");
    build_question(&builder, "Q2");
    build_document(&builder, "D1",
                   "P1[Q1]: One. {money}\nP1[Q2]: Two. {data}\n");
    Err err = {0};
    Frequency frequency;
    ck_assert(frequency_of(build_study(&builder), S("question"),
                           (Unit){UNIT_SENTENCE, 1}, &arena, &frequency, &err));
    ASSERT_STR(drawn_frequency(&frequency, &arena),
               "Q1 Q2 | 1 1 | 10 01 | 10 01",
               "a speaker may answer one question after the other");
    arena_release(&arena);
}
END_TEST

// The column "all" of every unit is what incidence says.
START_TEST(test_frequency_agrees_with_incidence)
{
    for (uint32_t seed = 1; seed <= 30; seed++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        const Study *study = chance_study(&builder, seed);
        for (int kind = 0; kind < UNIT_KINDS; kind++) {
            Err err = {0};
            Unit unit = {(UnitKind)kind, 2};
            Frequency all, cases;
            ck_assert(frequency_of(study, S(""), unit, &arena, &all, &err));
            ck_assert(
                frequency_of(study, S("case"), unit, &arena, &cases, &err));
            Incidence incidence = incidence_of(study, unit, &arena);
            ck_assert_int_eq(all.totals[0], incidence.units);
            for (int32_t code = 0; code < all.codes; code++) {
                ck_assert_int_eq(all.units[code],
                                 incidence_count(&incidence, code));
                int64_t sum = 0;
                for (ptrdiff_t i = 0; i < cases.columns.len; i++) {
                    sum += cases.units[code * cases.columns.len + i];
                }
                ck_assert(sum >= all.units[code]);
            }
        }
        arena_release(&arena);
    }
}
END_TEST

// ---- selection

START_TEST(test_select)
{
    static const struct {
        const char *promise;
        Selection selection;
        const char *codings;
    } rows[] = {
        {"everything that is not removed",
         {.removed = false},
         "0 1 2 3 4 5 6 8 9 10 11 12"},
        {"removed ones when they are asked for",
         {.removed = true},
         "0 1 2 3 4 5 6 7 8 9 10 11 12"},
        {"a code and its sub-codes", {.code = {"money", 5}}, "0 1 3 8 12"},
        {"a sub-code by itself", {.code = {"rent", 4}}, "3"},
        {"a document", {.document = {"D2", 2}}, "10 11 12"},
        {"a case", {.of_case = {"south", 5}}, "0 1 2 3 4 5 6 8 9"},
        {"a participant", {.speaker = {"P2", 2}}, "6"},
        {"a label", {.speaker = {"I", 1}}, "0"},
        {"a group", {.group = {"clinician", 9}}, "1 2 3 4 5 8 9"},
        {"together in one sentence",
         {.code = {"data", 4}, .with = {"money", 5}},
         "9"},
        {"together in one turn",
         {.code = {"barrier", 7},
          .with = {"money", 5},
          .within = {UNIT_TURN, 1}},
         "2 4"},
        {"together with a sub-code of the other",
         {.code = {"barrier", 7}, .with = {"money", 5}},
         "4"},
        {"in one window, whichever comes first",
         {.code = {"money", 5},
          .with = {"barrier", 7},
          .within = {UNIT_WINDOW, 2}},
         "1 3 12"},
        {"overlapping spans",
         {.code = {"barrier", 7},
          .with = {"rent", 4},
          .within = {UNIT_OVERLAP, 1}},
         "4"},
    };
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Err err = {0};
        Ints found = {0};
        ck_assert(
            select_codings(study, &rows[i].selection, &arena, &found, &err));
        Buf buf = {.arena = &arena};
        for (ptrdiff_t j = 0; j < found.len; j++) {
            buf_format(&buf, "%s%d", j > 0 ? " " : "", (int)found.at[j]);
        }
        ASSERT_STR(buf_str(&buf), rows[i].codings, rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_select_unknown)
{
    static const struct {
        const char *promise;
        Selection selection;
        const char *told;
    } rows[] = {
        {"a misspelt code", {.code = {"monye", 5}}, "'money'"},
        {"a misspelt partner", {.with = {"barier", 6}}, "'barrier'"},
        {"a document", {.document = {"D9", 2}}, "'D1'"},
        {"a case", {.of_case = {"nort", 4}}, "'north'"},
        {"a speaker", {.speaker = {"Zacharias", 9}}, "no speaker 'Zacharias'"},
        {"a group", {.group = {"founder", 7}}, "'funder'"},
    };
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Err err = {0};
        Ints found = {0};
        ck_assert_msg(
            !select_codings(study, &rows[i].selection, &arena, &found, &err),
            "%s", rows[i].promise);
        ck_assert_int_eq(err.kind, ERR_USAGE);
        ck_assert_msg(strstr(err.message, rows[i].told), "%s: %s",
                      rows[i].promise, err.message);
    }
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("analyse", test_unit_names, test_range, test_frequency_by_turn,
          test_incidence, test_overlap, test_nothing,
          test_incidence_is_what_brute_force_finds, test_pairs,
          test_definitional, test_coefficients, test_fisher_is_accurate,
          test_every_small_table, test_coefficients_say_what_they_are,
          test_finches_table, test_finches_study, test_frequency,
          test_frequency_agrees_with_incidence, test_select,
          test_select_unknown)
