#include "unit.h"

#include "model/study.h"

START_TEST(test_pattern_fits)
{
    static const struct {
        const char *promise, *pattern, *name;
        bool fits;
    } rows[] = {
        {"a plain pattern is the name itself", "INT", "INT", true},
        {"case counts", "INT", "Int", false},
        {"a star stands for any run", "P*", "P12", true},
        {"a star stands for nothing", "P*", "P", true},
        {"a star in the middle", "P*a", "P12a", true},
        {"two stars try again", "*a*b", "xaayb", true},
        {"what follows the star must come", "P*a", "P12b", false},
        {"a question mark is one character", "P?", "Pé", true},
        {"and not two", "P?", "P12", false},
        {"and not none", "P?", "P", false},
        {"blanks at the ends do not count", " INT ", "INT", true},
        {"nothing fits nothing", "", "", true},
        {"nothing does not fit something", "", "a", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(pattern_fits(str_of(rows[i].pattern),
                                   str_of(rows[i].name)) == rows[i].fits,
                      "%s", rows[i].promise);
    }
}
END_TEST

START_TEST(test_roles)
{
    Arena arena = {0};
    Codebook plain = {.language = S("en")}, named = {.language = S("en")};
    Strs patterns = {0};
    *PUSH(&patterns, &arena) = S("Anna");
    *PUSH(&named.roles, &arena) = (RolePatterns){S("interviewer"), patterns};
    static const struct {
        const char *promise, *speaker, *role;
        bool named, told;
    } rows[] = {
        {"without patterns I interviews", "I", "interviewer", false, true},
        {"without patterns P01 takes part", "P01", "participant", false, false},
        {"without capitals it interviews too", "interviewer", "interviewer",
         false, true},
        {"and in capitals", "MODERATOR", "interviewer", false, true},
        {"a short one in small letters", "int", "interviewer", false, true},
        {"with a number", "Interviewer 2", "interviewer", false, true},
        {"a letter with a number may be anybody", "I2", "participant", false,
         false},
        {"a usual label in brackets decides", "Jane Doe (interviewer)",
         "interviewer", false, true},
        {"before a pattern too", "Jane Doe (Moderator)", "interviewer", true,
         true},
        {"other brackets do not", "Jane Doe (nurse)", "participant", false,
         false},
        {"with patterns they decide", "Anna", "interviewer", true, true},
        {"with patterns usual labels do not", "I", "participant", true, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str role;
        const Codebook *codebook = rows[i].named ? &named : &plain;
        bool told = codebook_role(codebook, str_of(rows[i].speaker), &role);
        ck_assert_msg(told == rows[i].told, "%s", rows[i].promise);
        ASSERT_STR(role, rows[i].role, rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// Codes 0 > 1 > 2 of kind theme, 3 a challenge below 1.
static Codebook small_tree(Arena *arena)
{
    Codebook codebook = {0};
    *PUSH(&codebook.codes, arena) = (Code){.id = S("a"), .parent = NONE};
    *PUSH(&codebook.codes, arena) = (Code){.id = S("b"), .parent = 0};
    *PUSH(&codebook.codes, arena) = (Code){.id = S("c"), .parent = 1};
    *PUSH(&codebook.codes, arena) =
        (Code){.id = S("d"), .parent = 1, .kind = KIND_CHALLENGE};
    return codebook;
}

START_TEST(test_tree)
{
    Arena arena = {0};
    Codebook codebook = small_tree(&arena);
    ck_assert_msg(codebook_related(&codebook, 0, 2), "grandparent and child");
    ck_assert_msg(codebook_related(&codebook, 2, 2), "a code and itself");
    ck_assert_msg(!codebook_related(&codebook, 2, 3), "siblings are not");
    ck_assert_msg(codebook_top(&codebook, 2) == 0, "the top of its kind");
    ck_assert_msg(codebook_top(&codebook, 3) == 3,
                  "another kind ends the climb");
    ck_assert_int_eq(codebook_code(&codebook, S("c")), 2);
    ck_assert_int_eq(codebook_code(&codebook, S("x")), NONE);
    arena_release(&arena);
}
END_TEST

// "A: one\nB: two\nB: three", the third turn continuing the second.
static Transcript three_turns(Arena *arena)
{
    Transcript transcript = {.text = S("A: one\nB: two\nB: three"),
                             .verbatim = true};
    int32_t a = transcript_speaker(&transcript, S("A"), arena);
    int32_t b = transcript_speaker(&transcript, S("B"), arena);
    *PUSH(&transcript.turns, arena) = (Turn){.span = {3, 6},
                                             .speaker = a,
                                             .start_ms = 1000,
                                             .end_ms = NO_TIME,
                                             .line = 1};
    *PUSH(&transcript.turns, arena) = (Turn){.span = {10, 13},
                                             .speaker = b,
                                             .start_ms = NO_TIME,
                                             .end_ms = NO_TIME,
                                             .line = 2};
    *PUSH(&transcript.turns, arena) = (Turn){.span = {17, 22},
                                             .speaker = b,
                                             .start_ms = NO_TIME,
                                             .end_ms = NO_TIME,
                                             .line = 3,
                                             .continues = true};
    *PUSH(&transcript.marks, arena) = (Mark){11, 5000, 0};
    return transcript;
}

START_TEST(test_places)
{
    Arena arena = {0};
    Transcript transcript = three_turns(&arena);
    ck_assert(transcript_is_sound(&transcript));
    ck_assert_msg(transcript_turn_at(&transcript, 0) == NONE,
                  "before the first turn there is none");
    ck_assert_int_eq(transcript_turn_at(&transcript, 3), 0);
    ck_assert_msg(transcript_turn_at(&transcript, 8) == 0,
                  "between turns it is the one before");
    ck_assert_int_eq(transcript_turn_at(&transcript, 21), 2);
    Stretch stretch = transcript_stretch(&transcript, 1);
    ck_assert_msg(stretch.first == 1 && stretch.last == 2 &&
                      stretch.span.begin == 10 && stretch.span.end == 22,
                  "turns that continue are one stretch");
    ck_assert_msg(transcript_turns(&transcript) == 2, "and count as one turn");
    ck_assert_msg(transcript_time_at(&transcript, 4) == 1000,
                  "the turn's time");
    ck_assert_msg(transcript_time_at(&transcript, 10) == NO_TIME,
                  "a later mark says nothing of what came before");
    ck_assert_msg(transcript_time_at(&transcript, 12) == 5000,
                  "the mark's time");
    ck_assert_int_eq(transcript_line_at(&transcript, 12), 2);
    arena_release(&arena);
}
END_TEST

START_TEST(test_soundness)
{
    Arena arena = {0};
    Transcript transcript = three_turns(&arena);
    transcript.turns.at[1].span.begin = 4;
    ck_assert_msg(!transcript_is_sound(&transcript), "turns that overlap");
    transcript = three_turns(&arena);
    transcript.turns.at[2].span.end = 23;
    ck_assert_msg(!transcript_is_sound(&transcript), "a turn beyond the text");
    transcript = three_turns(&arena);
    transcript.turns.at[2].speaker = 0;
    ck_assert_msg(!transcript_is_sound(&transcript),
                  "a continuation by somebody else");
    transcript = three_turns(&arena);
    transcript.text = S("A: \xC3\xA9xe\nB: two\nB: three");
    transcript.turns.at[0].span.begin = 4;
    ck_assert_msg(!transcript_is_sound(&transcript), "inside a code point");
    transcript = three_turns(&arena);
    transcript.speakers.at[1].name = S("B\tC");
    ck_assert_msg(!transcript_is_sound(&transcript), "a name with a tab");
    transcript = three_turns(&arena);
    *PUSH(&transcript.tags, &arena) = (Tag){.turn = 0, .code = S("x\ny")};
    ck_assert_msg(!transcript_is_sound(&transcript), "a code on two lines");
    arena_release(&arena);
}
END_TEST

// One document of three turns: A interviews; B is P01 with the given consent.
static Study small_study(Consent consent, Arena *arena)
{
    Study study = {.declared = true};
    Document document = {.transcript = three_turns(arena)};
    document.transcript.speakers.at[0].role = ROLE_INTERVIEWER;
    *PUSH(&document.participants, arena) = NONE;
    *PUSH(&document.participants, arena) = 0;
    *PUSH(&document.cases, arena) = 0;
    *PUSH(&document.cases, arena) = 1;
    *PUSH(&study.cases, arena) = (Case){.id = S("x")};
    *PUSH(&study.cases, arena) = (Case){.id = S("y")};
    Participant participant = {.id = S("P01"), .consent = consent};
    *PUSH(&participant.cases, arena) = 1;
    *PUSH(&study.participants, arena) = participant;
    *PUSH(&study.documents, arena) = document;
    return study;
}

START_TEST(test_consent)
{
    static const struct {
        const char *promise;
        Consent consent;
        bool quoted;
        const char *name;
    } rows[] = {
        {"without consent nothing is quoted", CONSENT_NONE, false, "P01"},
        {"a paraphrase is no quote", CONSENT_PARAPHRASE, false, "P01"},
        {"a quote stands under the pseudonym", CONSENT_QUOTE, true, "P01"},
        {"named stands under the label", CONSENT_NAMED, true, "B"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Study study = small_study(rows[i].consent, &arena);
        ck_assert_msg(study_may_quote(&study, 0, (Span){10, 13}) ==
                          rows[i].quoted,
                      "%s", rows[i].promise);
        ck_assert_msg(study_may_quote(&study, 0, (Span){4, 12}) ==
                          rows[i].quoted,
                      "%s, also where somebody else begins", rows[i].promise);
        ck_assert_msg(study_may_quote(&study, 0, (Span){3, 6}),
                      "interviewers may be quoted");
        ASSERT_STR(study_speaker(&study, 0, 1), rows[i].name, rows[i].promise);
        Ints cases = study_cases(&study, 0, 1, &arena);
        ck_assert_msg(cases.len == 1 && cases.at[0] == 1,
                      "a participant counts for their own case");
        ck_assert_msg(study_cases(&study, 0, 0, &arena).len == 2,
                      "the interviewer counts for all of the document's");
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("model", test_pattern_fits, test_roles, test_tree, test_places,
          test_soundness, test_consent)
