// What is kept of a document in one piece comes back as it went, and nothing
// else passes for it.
#include "unit.h"

#include "analyse/bits.h"
#include "analyse/cooccur.h"
#include "analyse/sheet.h"
#include "analyse/meet.h"
#include "base/hash.h"
#include "store/numbers.h"
#include "store/pack.h"
#include "analyse_sample.h"
#include "store_sample.h"

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

START_TEST(numbers_come_back)
{
    static const int64_t numbers[] = {
        0,    1,    -1,        63,        64,        -64,      -65,
        8191, 8192, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN};
    enum { LEN = sizeof numbers / sizeof *numbers };
    Arena arena = {0};
    Buf buf = {.arena = &arena};
    for (int i = 0; i < LEN; i++) {
        put_number(&buf, numbers[i]);
    }
    put_string(&buf, S("said"));
    Numbers all = numbers_of(buf_str(&buf));
    for (int i = 0; i < LEN; i++) {
        ck_assert(next_number(&all) == numbers[i]);
    }
    ASSERT_STR(next_string(&all), "said", "a string");
    ck_assert(!all.bad && all.at == all.end);
    next_number(&all);
    ck_assert_msg(all.bad, "there is no more");
    all = numbers_of(S("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"));
    next_number(&all);
    ck_assert_msg(all.bad, "a number without end");
    arena_release(&arena);
}
END_TEST

START_TEST(lists_come_back)
{
    static const struct {
        const char *promise;
        int32_t values[3];
        const char *json;
    } rows[] = {
        {"all of it", {1, -2, 2147483647}, "[1,-2,2147483647]"},
        {"what is usual at the end is left out", {1, 2, -1}, "[1,2]"},
        {"what is usual before it is not", {1, 0, 3}, "[1,0,3]"},
        {"nothing may be left", {7, 0, -1}, "[]"},
    };
    static const int32_t usual[3] = {7, 0, -1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Buf buf = {.arena = &arena};
        int32_t back[3];
        put_list(&buf, rows[i].values, usual, 3);
        ASSERT_STR(buf_str(&buf), rows[i].json, rows[i].promise);
        Numbers list = numbers_of(buf_str(&buf));
        ck_assert(next_list(&list, back, usual, 3));
        ck_assert(memcmp(back, rows[i].values, sizeof back) == 0);
        arena_release(&arena);
    }
    static const char *const bad[] = {
        "[1,2,3,4]", "[1", "[1,", "[,1]", "[x]", "[99999999999]", "[-]"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Numbers list = numbers_of(str_of(bad[i]));
        int32_t back[3];
        ck_assert_msg(!next_list(&list, back, usual, 3), "%s", bad[i]);
    }
}
END_TEST

START_TEST(every_byte_counts_for_the_seal)
{
    Arena arena = {0};
    char *bytes = NEW_ARRAY(&arena, char, 101);
    for (int i = 0; i < 100; i++) {
        uint64_t whole = hash_quick(1, (Str){bytes, 100});
        bytes[i] ^= 4;
        ck_assert(hash_quick(1, (Str){bytes, 100}) != whole);
        ck_assert(hash_quick(2, (Str){bytes, 100}) !=
                  hash_quick(1, (Str){bytes, 100}));
    }
    ck_assert(hash_quick(1, (Str){bytes, 99}) !=
              hash_quick(1, (Str){bytes, 100}));
    arena_release(&arena);
}
END_TEST

START_TEST(points_are_what_counting_finds)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    uint32_t state = 5;
    for (int i = 0; i < 300; i++) {
        static const uint32_t points[] = {'a', 0xe9, 0x20ac, 0x1f4b6};
        buf_point(&text, points[next_random(&state) % 4]);
    }
    PointIndex index = point_index(buf_str(&text), &arena);
    Points counted = points_of(buf_str(&text));
    for (ptrdiff_t byte = 0; byte <= text.len; byte++) {
        ck_assert_int_eq(point_index_at(&index, byte),
                         points_at(&counted, byte));
    }
    PointIndex plain = point_index(S("plain"), &arena);
    ck_assert_int_eq(point_index_at(&plain, 5), 5);
    arena_release(&arena);
}
END_TEST

START_TEST(a_text_comes_back_and_nothing_else_passes)
{
    Arena arena = {0};
    Transcript went = sample(S("P01"), S("Oui."), &arena);
    PackedText packed = pack_text(&went, &arena);
    uint32_t state = 11;
    for (int i = 0; i < 4000; i++) {
        Arena scratch = {0};
        Err err = {0};
        PackedText other = packed;
        Str *part = i % 3 == 0   ? &other.text
                    : i % 3 == 1 ? &other.turns
                                 : &other.parts;
        char *bytes = str_terminated(&scratch, *part);
        bytes[next_random(&state) % (uint32_t)part->len] ^=
            (char)(1u << next_random(&state) % 8);
        *part = (Str){bytes, part->len};
        Transcript back = {.document = went.document,
                           .speakers = went.speakers};
        ck_assert(!unpack_text(&other, &scratch, &back, &err));
        // Somebody may have sealed it again: then it is sound at least.
        other.seal = text_seal(&other);
        err = (Err){0};
        if (unpack_text(&other, &scratch, &back, &err)) {
            ck_assert(transcript_is_sound(&back));
        }
        arena_release(&scratch);
    }
    Err err = {0};
    Transcript back = went;
    back.text = (Str){0};
    back.turns = (Turns){0};
    ck_assert(unpack_text(&packed, &arena, &back, &err));
    same_transcript(&back, &went);
    arena_release(&arena);
}
END_TEST

START_TEST(hits_that_were_changed_do_no_harm)
{
    Arena arena = {0};
    KnownRules rules = {0};
    Hits went = {0};
    for (int32_t i = 0; i < 3; i++) {
        *PUSH(&rules.numbers, &arena) = 10 * i + 1;
    }
    for (int32_t i = 0; i < 20; i++) {
        *PUSH(&went, &arena) = (Hit){
            .span = {10 * i, 10 * i + 5},
            .coded = {10 * i - i % 2, 10 * i + 7},
            .rule = i % 3,
            .turn = i / 4,
            .context = (Context)(i % CONTEXTS),
            .excluded = i % 5 == 0,
            .trigger = i % 4 ? S("not") : (Str){0},
        };
    }
    Str packed = pack_hits(&went, &rules, &arena);
    uint32_t state = 17;
    for (int i = 0; i < 4000; i++) {
        Arena scratch = {0};
        Hits back;
        ptrdiff_t dropped;
        char *bytes = str_terminated(&scratch, packed);
        bytes[next_random(&state) % (uint32_t)packed.len] ^=
            (char)(1u << next_random(&state) % 8);
        if (unpack_hits((Str){bytes, packed.len}, &rules, 200, &scratch, &back,
                        &dropped)) {
            for (ptrdiff_t k = 0; k < back.len; k++) {
                const Hit *hit = &back.at[k];
                ck_assert(hit->rule >= 0 && hit->rule < 3);
                ck_assert(hit->span.end <= 200 && hit->coded.end <= 200);
            }
        }
        arena_release(&scratch);
    }
    arena_release(&arena);
}
END_TEST

static void same_rows(const SheetRows *a, const SheetRows *b)
{
    ck_assert_int_eq(a->len, b->len);
    ck_assert_int_eq(a->carried.len, b->carried.len);
    for (ptrdiff_t i = 0; i < a->len; i++) {
        ck_assert_mem_eq(&a->at[i], &b->at[i], sizeof *a->at);
    }
    for (ptrdiff_t i = 0; i < a->carried.len; i++) {
        ck_assert_mem_eq(&a->carried.at[i], &b->carried.at[i],
                         sizeof *a->carried.at);
    }
}

// Rules of some codes are known, those of others are not, as where people gave
// them.
static KnownRules known_rules(const Study *study, uint32_t seed, Arena *arena)
{
    KnownRules rules = {0};
    for (int32_t i = 0; i < study->codebook->rules.len; i++) {
        *PUSH(&rules.numbers, arena) = 100 - 7 * i - (int32_t)seed;
    }
    return rules;
}

START_TEST(a_sheet_comes_back_and_nothing_else_passes)
{
    for (uint32_t seed = 1; seed <= 30; seed++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        const Study *study = chance_study(&builder, seed);
        KnownRules rules = known_rules(study, seed, &arena);
        uint32_t state = seed;
        ptrdiff_t next = 0;
        for (int32_t i = 0; i < study->documents.len; i++) {
            const Document *document = &study->documents.at[i];
            Codings codings = {.at = study->codings.at + next};
            Sheet went = sheet_next(study, i, &next, false, &arena), back;
            codings.len = study->codings.at + next - codings.at;
            PackedSheet packed =
                pack_sheet(&went, document, &codings, &rules, S("key"), &arena);
            ck_assert(unpack_sheet(&packed, &rules, study->codebook, document,
                                   S("key"), &arena, &back));
            same_rows(&went.sentences, &back.sentences);
            same_rows(&went.stretches, &back.stretches);
            ck_assert_int_eq(went.given.len, back.given.len);
            for (ptrdiff_t k = 0; k < went.given.len; k++) {
                ck_assert_mem_eq(&went.given.at[k], &back.given.at[k],
                                 sizeof *went.given.at);
            }
            ck_assert_msg(!unpack_sheet(&packed, &rules, study->codebook,
                                        document, S("other"), &arena, &back),
                          "another key");
            for (int n = 0; n < 60; n++) {
                PackedSheet other = packed;
                char *bytes = str_terminated(&arena, packed.counted);
                bytes[next_random(&state) % (uint32_t)packed.counted.len] ^=
                    (char)(1u << next_random(&state) % 8);
                other.counted.at = bytes;
                ck_assert(!unpack_sheet(&other, &rules, study->codebook,
                                        document, S("key"), &arena, &back));
                // Somebody may have sealed it again: then it can be counted.
                other.seal = sheet_seal(&other, S("key"));
                if (unpack_sheet(&other, &rules, study->codebook, document,
                                 S("key"), &arena, &back)) {
                    Cooccurring counting;
                    Err err = {0};
                    ck_assert(cooccurring_begin(
                        &counting, study,
                        (Counting){{UNIT_WINDOW, 2}, S("participant"), true},
                        &arena, &err));
                    cooccurring_add(&counting, i, &back, &arena);
                }
            }
        }
        arena_release(&arena);
    }
}
END_TEST

START_TEST(every_way_counts_alike)
{
    uint64_t a[130], b[130];
    uint32_t state = 23;
    for (int i = 0; i < 130; i++) {
        a[i] = (uint64_t)next_random(&state) << 40 | next_random(&state);
        b[i] = (uint64_t)next_random(&state) << 40 | next_random(&state);
    }
    for (ptrdiff_t len = 0; len <= 130; len++) {
        int64_t want = meet_way(0)(a, b, len);
        for (int way = 1; way < MEETS; way++) {
            Meet *meet = meet_way(way);
            ck_assert(!meet || meet(a, b, len) == want);
        }
    }
    Arena arena = {0};
    enum { COLUMNS = 5, ROWS = 70000 };
    Bits bits = bits_make(COLUMNS, ROWS, &arena);
    for (int i = 0; i < ROWS; i++) {
        bits_set(&bits, (ptrdiff_t)(next_random(&state) % COLUMNS),
                 (ptrdiff_t)(next_random(&state) % ROWS));
    }
    int64_t counts[COLUMNS * COLUMNS] = {0};
    bits_meetings(&bits, counts);
    for (ptrdiff_t i = 0; i < COLUMNS; i++) {
        for (ptrdiff_t k = i; k < COLUMNS; k++) {
            int64_t both = 0;
            for (ptrdiff_t row = 0; row < ROWS; row++) {
                both += bits_has(&bits, i, row) && bits_has(&bits, k, row);
            }
            ck_assert_int_eq(counts[i * COLUMNS + k], both);
        }
    }
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("pack", numbers_come_back, lists_come_back,
          every_byte_counts_for_the_seal, points_are_what_counting_finds,
          a_text_comes_back_and_nothing_else_passes,
          hits_that_were_changed_do_no_harm,
          a_sheet_comes_back_and_nothing_else_passes, every_way_counts_alike)
