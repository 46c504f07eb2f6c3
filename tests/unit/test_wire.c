// What another process answers is taken only where it is sound.
#define _GNU_SOURCE // memfd_create
#include "unit.h"

#include "engine/wire.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static const Source source = {.file = {"a/t.csv", 7}, .name = {"t", 1}};

// An answer with something in every field.
static Answer full_answer(Arena *arena)
{
    Answer answer = {.claimed = true, .ok = true, .findings = {.arena = arena}};
    Transcript *transcript = PUSH(&answer.transcripts, arena);
    *transcript = (Transcript){
        .document = S("Ann\xC3\xA9"),
        .file = source.file,
        .format = S("table"),
        .group = S("case"),
        .text = S("A: one\n\nB: tw\xC3\xB6\n"),
        .verbatim = true,
        .cues = 2,
    };
    transcript_speaker(transcript, S("A"), arena);
    transcript->speakers.at[0].turns = 1;
    transcript_speaker(transcript, S("B"), arena);
    *PUSH(&transcript->turns, arena) = (Turn){.span = {3, 6},
                                              .speaker = 0,
                                              .start_ms = 5,
                                              .end_ms = NO_TIME,
                                              .line = 1,
                                              .question = NO_QUESTION,
                                              .column = S("Q1")};
    *PUSH(&transcript->turns, arena) = (Turn){.span = {11, 15},
                                              .speaker = 1,
                                              .start_ms = NO_TIME,
                                              .end_ms = 9,
                                              .line = 3,
                                              .question = NO_QUESTION};
    *PUSH(&transcript->marks, arena) = (Mark){3, 5, 1};
    *PUSH(&transcript->marks, arena) = (Mark){11, NO_TIME, 3};
    *PUSH(&transcript->tags, arena) = (Tag){1, S("Q1"), S("money")};
    *PUSH(&transcript->remarks, arena) = (Remark){
        .span = {3, 6},
        .text = S("Money?\nOr time."),
        .author = S("Kim"),
        .date = S("2026-01-31"),
        .colour = S("yellow"),
        .column = S("Memo"),
        .answers = S("Lee"),
        .reply = true,
        .resolved = true,
    };
    Diag *finding = diag_add(&answer.findings, DIAG_T010,
                             (Place){source.file, 2, 7}, "row %d", 2);
    finding->source = S("x;y");
    finding->help = S("look");
    finding->more = true;
    return answer;
}

static Str written(const Answer *answer, Arena *arena)
{
    WireOut out = {.file = memfd_create("wire", 0)};
    ck_assert_int_ge(out.file, 0);
    wire_answer(&out, answer);
    ck_assert(wire_end(&out));
    char *at = arena_take(arena, 1, (ptrdiff_t)out.bytes);
    ck_assert(pread(out.file, at, (size_t)out.bytes, 0) == out.bytes);
    close(out.file);
    return (Str){at, (ptrdiff_t)out.bytes};
}

START_TEST(test_same)
{
    Arena arena = {0};
    Answer answer = full_answer(&arena);
    Answer got = {.findings = {.arena = &arena}};
    Str bytes = written(&answer, &arena);
    ck_assert(wire_answered(bytes, &source, &arena, &got));
    // Written again it is the same, so nothing was lost.
    ck_assert(str_eq(written(&got, &arena), bytes));
    ck_assert(got.transcripts.at[0].turns.at[1].end_ms == 9);
    ck_assert(got.transcripts.at[0].remarks.at[0].resolved);
    // Told one by one, as by who does not hold them, it is the same.
    WireOut out = {.file = NO_FILE};
    wire_transcript(&out, &answer.transcripts.at[0]);
    ptrdiff_t told = (ptrdiff_t)out.bytes;
    answer.transcripts.len = 0;
    Str last = written(&answer, &arena);
    ck_assert(told + last.len == bytes.len);
    ck_assert(str_eq(last, str_slice(bytes, told, bytes.len)));
    WireIn wire = {.rest = bytes};
    Transcript one;
    ck_assert(wire_next(&wire, &source, &arena, &one) && one.turns.len == 2);
    ck_assert(!wire_next(&wire, &source, &arena, &one));
    ck_assert(wire_last(&wire, &source, &arena, &got));
    ASSERT_STR(got.findings.at[0].help, "look", "findings keep their help");
    arena_release(&arena);
}
END_TEST

static bool on_one_line(Str words)
{
    for (ptrdiff_t i = 0; i < words.len; i++) {
        if ((unsigned char)words.at[i] < ' ' || words.at[i] == 0x7F) {
            return false;
        }
    }
    return true;
}

// True when nothing in it could hurt whoever goes on with it.
static bool harmless(const Answer *answer)
{
    bool fine =
        answer->ok == (answer->err.kind == ERR_NONE) || !answer->claimed;
    for (ptrdiff_t i = 0; i < answer->transcripts.len; i++) {
        const Transcript *transcript = &answer->transcripts.at[i];
        fine = fine && transcript_is_sound(transcript) &&
               format_named(transcript->format) &&
               str_eq(transcript->file, source.file);
    }
    for (ptrdiff_t i = 0; i < answer->findings.len; i++) {
        const Diag *finding = &answer->findings.at[i];
        fine = fine && finding->id < DIAG_IDS && on_one_line(finding->message);
    }
    return fine;
}

START_TEST(test_hostile)
{
    static const unsigned char values[] = {0,    1,    2,    '\n',
                                           0x1B, 0x7F, 0x80, 0xFF};
    Arena arena = {0};
    Answer answer = full_answer(&arena);
    Str bytes = written(&answer, &arena);
    char *changed = str_terminated(&arena, bytes);
    int taken = 0, refused = 0;
    for (ptrdiff_t i = 0; i < bytes.len; i++) {
        Arena scratch = {0};
        for (size_t k = 0; k < sizeof values; k++) {
            Answer got = {.findings = {.arena = &scratch}};
            changed[i] = (char)values[k];
            bool fine = wire_answered((Str){changed, bytes.len}, &source,
                                      &scratch, &got);
            taken += fine;
            refused += !fine;
            ck_assert_msg(!fine || harmless(&got), "byte %td as %d", i,
                          values[k]);
        }
        changed[i] = bytes.at[i];
        Answer got = {.findings = {.arena = &scratch}};
        ck_assert_msg(
            !wire_answered((Str){changed, i}, &source, &scratch, &got),
            "an answer that breaks off at %td", i);
        arena_release(&scratch);
    }
    printf("%d changed answers are harmless, %d are refused\n", taken, refused);
    ck_assert_int_gt(refused, taken);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *promise;
    bool claimed, ok;
    ErrKind kind;
    const char *message;
    bool taken;
    ErrKind got;
} failures[] = {
    {"nobody knows it", false, false, ERR_NONE, "", true, ERR_NONE},
    {"a refusal", true, false, ERR_INPUT, "no sheet", true, ERR_INPUT},
    {"a program is missing", true, false, ERR_HELPER, "x", true, ERR_HELPER},
    {"nothing stops an import", true, false, ERR_USAGE, "x", true, ERR_INPUT},
    {"a failure says so", true, false, ERR_NONE, "", false, ERR_NONE},
    {"no failure has an error", true, true, ERR_INPUT, "x", false, ERR_NONE},
    {"no word for the terminal", true, false, ERR_INPUT, "\x1B[2J", false,
     ERR_NONE},
};

START_TEST(test_failures)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        Answer answer = {.claimed = failures[i].claimed, .ok = failures[i].ok};
        Answer got = {.findings = {.arena = &arena}};
        err_set(&answer.err, failures[i].kind, "%s", failures[i].message);
        bool taken =
            wire_answered(written(&answer, &arena), &source, &arena, &got);
        ck_assert_msg(taken == failures[i].taken, "%s", failures[i].promise);
        ck_assert_msg(got.err.kind == failures[i].got, "%s",
                      failures[i].promise);
    }
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("wire", test_same, test_hostile, test_failures)
