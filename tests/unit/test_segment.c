#include "segment/segment.h"

#include "base/buf.h"
#include "unit.h"

#include <string.h>

// A transcript of lines "P: said"; a line "+ said" goes on with the caption
// before it.
static Transcript transcript_of(const char *lines, Arena *arena)
{
    Transcript transcript = {
        .document = S("P01"), .file = S("P01.txt"), .text = str_of(lines)};
    Str rest = transcript.text, line, label;
    int32_t number = 0;
    while (str_line(&rest, &line)) {
        number++;
        bool goes_on = str_starts(line, S("+ "));
        Str said = line;
        int32_t speaker = NO_SPEAKER;
        if (goes_on) {
            said = str_slice(line, 2, line.len);
            speaker = transcript.turns.at[transcript.turns.len - 1].speaker;
        } else if (str_find(line, S(": "), 0) >= 0) {
            str_cut(&said, ':', &label);
            said = str_trim(said);
            speaker = transcript_speaker(&transcript, label, arena);
        }
        int32_t begin = (int32_t)(said.at - transcript.text.at);
        *PUSH(&transcript.turns, arena) = (Turn){
            .span = {begin, begin + (int32_t)said.len},
            .speaker = speaker,
            .start_ms = NO_TIME,
            .end_ms = NO_TIME,
            .line = number,
            .continues = goes_on,
            .question = NO_QUESTION,
        };
    }
    return transcript;
}

// ---- sentences

static const struct {
    const char *promise, *lines;
    const char *sentences; // "turn: words|" each
} sentences[] = {
    {"sentences of a turn", "P: One. Two.\n", "0: One.|0: Two.|"},
    {"a sentence ends with its turn", "P: One\nQ: two.\n", "0: One|1: two.|"},
    {"captions go on", "P: It was\n+ so good. Then\n+ it ended.\n",
     "0: It was\n+ so good.|1: Then\n+ it ended.|"},
    {"a sentence that begins with a caption", "P: It ended.\n+ Then again.\n",
     "0: It ended.|1: Then again.|"},
    {"a turn without words", "P: \nQ: Two.\n", "1: Two.|"},
    {"no turn", "", ""},
};

START_TEST(test_sentences)
{
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        Arena arena = {0};
        Transcript transcript = transcript_of(sentences[i].lines, &arena);
        segment_sentences(&transcript, &arena);
        Buf all = {.arena = &arena};
        for (ptrdiff_t j = 0; j < transcript.sentences.len; j++) {
            const Sentence *sentence = &transcript.sentences.at[j];
            buf_format(&all, "%d: %.*s|", (int)sentence->turn,
                       FMT(transcript_text(&transcript, sentence->span)));
        }
        ASSERT_STR(buf_str(&all), sentences[i].sentences, sentences[i].promise);
        ck_assert_msg(transcript_is_sound(&transcript), "%s: sound",
                      sentences[i].promise);
        segment_sentences(&transcript, &arena);
        ck_assert_msg(transcript_is_sound(&transcript), "%s: twice",
                      sentences[i].promise);
        arena_release(&arena);
    }
}
END_TEST

// ---- roles

static Codebook codebook_with_roles(Arena *arena)
{
    Codebook codebook = {.language = S("en")};
    RolePatterns *role = PUSH(&codebook.roles, arena);
    role->role = ROLE_INTERVIEWER;
    *PUSH(&role->patterns, arena) = S("INT");
    role = PUSH(&codebook.roles, arena);
    role->role = S("patient");
    *PUSH(&role->patterns, arena) = S("P*");
    return codebook;
}

START_TEST(test_roles_by_pattern)
{
    Arena arena = {0};
    Codebook codebook = codebook_with_roles(&arena);
    Diags diags = {.arena = &arena};
    Transcript transcript =
        transcript_of("INT: Hi.\nP01: Hi.\nX: Hi.\n(noise)\n", &arena);
    segment_roles(&transcript, &codebook, &diags);
    ASSERT_STR(transcript.speakers.at[0].role, "interviewer", "by pattern");
    ASSERT_STR(transcript.speakers.at[1].role, "patient", "the own word");
    ASSERT_STR(transcript.speakers.at[2].role, "participant", "by default");
    ck_assert(!transcript.speakers.at[1].role_by_default);
    ck_assert(transcript.speakers.at[2].role_by_default);
    ck_assert_int_eq(diags.len, 2);
    ck_assert_int_eq(diags.at[0].id, DIAG_T007);
    ck_assert_int_eq(diags.at[0].place.line, 3);
    ck_assert_int_eq(diags.at[1].id, DIAG_T007);
    ck_assert_int_eq(diags.at[1].place.line, 4);
    arena_release(&arena);
}
END_TEST

START_TEST(test_roles_by_usual_label)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("de")};
    Diags diags = {.arena = &arena};
    Transcript transcript =
        transcript_of("Interviewerin: Hallo.\nB1: Hallo.\n", &arena);
    segment_roles(&transcript, &codebook, &diags);
    ASSERT_STR(transcript.speakers.at[0].role, "interviewer", "usual label");
    ASSERT_STR(transcript.speakers.at[1].role, "participant", "another");
    ck_assert_int_eq(diags.len, 1);
    ck_assert_int_eq(diags.at[0].id, DIAG_T014);
    arena_release(&arena);
}
END_TEST

START_TEST(test_roles_of_many)
{
    Arena arena = {0};
    Codebook codebook = codebook_with_roles(&arena);
    Diags diags = {.arena = &arena};
    Buf lines = {.arena = &arena};
    for (int i = 0; i < 500; i++) {
        buf_format(&lines, "S%d: Hi.\n", i);
    }
    buf_char(&lines, '\0');
    Transcript transcript = transcript_of(buf_str(&lines).at, &arena);
    segment_roles(&transcript, &codebook, &diags);
    ck_assert_int_eq(diags.len, 21);
    arena_release(&arena);
}
END_TEST

// ---- questions

static Codebook codebook_with_questions(Arena *arena)
{
    Codebook codebook = {.language = S("en")};
    *PUSH(&codebook.questions, arena) =
        (Question){.id = S("Q1"), .label = S("Who was involved?")};
    *PUSH(&codebook.questions, arena) = (Question){.id = S("Q2")};
    *PUSH(&codebook.questions, arena) = (Question){.id = S("Q3")};
    return codebook;
}

static const struct {
    const char *promise, *lines;
    const char *asked;     // per turn: a digit, or '-'
    const char *questions; // per turn: a digit, or '-'
} questions[] = {
    {"turns answer the newest question", "I: a\nP: b\nI: c\nP: d\n", "0-1-",
     "0011"},
    {"before the first question there is none", "P: a\nI: b\nP: c\n", "-2-",
     "-22"},
    {"a follow-up asks nothing new", "I: a\nP: b\nI: hm\nP: c\n", "1---",
     "1111"},
    {"a question may come back", "I: a\nP: b\nI: c\nI: d\nP: e\n", "0-10-",
     "00100"},
    {"without questions", "I: a\nP: b\n", "--", "--"},
};

START_TEST(test_questions)
{
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        Arena arena = {0};
        Codebook codebook = codebook_with_questions(&arena);
        Transcript transcript = transcript_of(questions[i].lines, &arena);
        int32_t asked[8];
        for (ptrdiff_t j = 0; j < transcript.turns.len; j++) {
            char c = questions[i].asked[j];
            asked[j] = c == '-' ? NO_QUESTION : c - '0';
        }
        segment_questions(&transcript, &codebook, asked);
        for (ptrdiff_t j = 0; j < transcript.turns.len; j++) {
            const Turn *turn = &transcript.turns.at[j];
            char c = questions[i].questions[j];
            ck_assert_msg(turn->question == (c == '-' ? NO_QUESTION : c - '0'),
                          "%s: turn %d", questions[i].promise, (int)j);
            ck_assert_int_eq(turn->asks, questions[i].asked[j] != '-');
        }
        arena_release(&arena);
    }
}
END_TEST

static const struct {
    const char *promise;
    const char *columns[3];
    int32_t questions[3];
} columns[] = {
    {"a column named as a question", {"q2", "Q1", "other"}, {1, 0, -1}},
    {"a column named by the label", {"Who was involved?", "", ""}, {0, -1, -1}},
    {"the n-th column otherwise", {"first", "second", "first"}, {0, 1, 0}},
    {"no column", {"", "", ""}, {-1, -1, -1}},
};

START_TEST(test_questions_of_columns)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        Arena arena = {0};
        Codebook codebook = codebook_with_questions(&arena);
        Transcript transcript = transcript_of("a\nb\nc\n", &arena);
        const int32_t asked[] = {NO_QUESTION, NO_QUESTION, NO_QUESTION};
        for (int j = 0; j < 3; j++) {
            transcript.turns.at[j].column = str_of(columns[i].columns[j]);
        }
        segment_questions(&transcript, &codebook, asked);
        for (int j = 0; j < 3; j++) {
            ck_assert_msg(transcript.turns.at[j].question ==
                              columns[i].questions[j],
                          "%s: turn %d", columns[i].promise, j);
        }
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("segment", test_sentences, test_roles_by_pattern,
          test_roles_by_usual_label, test_roles_of_many, test_questions,
          test_questions_of_columns)
