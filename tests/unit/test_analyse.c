#include "unit.h"

#include "analyse/cooccur.h"
#include "analyse/layout.h"
#include "analyse/select.h"
#include "analyse_sample.h"

#include <math.h>

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

UNIT_MAIN("analyse", test_unit_names, test_incidence, test_overlap, test_range,
          test_nothing, test_incidence_is_what_brute_force_finds, test_pairs,
          test_definitional)
