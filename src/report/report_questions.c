#include "report/reports.h"

#include "report/phrase.h"

typedef struct Answer { // of one document to one question
    int64_t turns, words;
    bool asked;
    Strs who; // who answers
} Answer;

// [document * questions + question]
static Answer *answers_of(const Sink *sink)
{
    const Study *study = sink->material->study;
    ptrdiff_t questions = study->codebook->questions.len;
    Answer *answers =
        NEW_ARRAY(sink->arena, Answer, study->documents.len * questions + 1);
    for (int32_t d = 0; d < study->documents.len; d++) {
        const Transcript *transcript = &study->documents.at[d].transcript;
        for (int32_t t = 0; t < transcript->turns.len; t++) {
            const Turn *turn = &transcript->turns.at[t];
            if (turn->question == NO_QUESTION) {
                continue;
            }
            Answer *answer = &answers[d * questions + turn->question];
            answer->asked = answer->asked || turn->asks;
            if (str_eq(transcript_turn_role(transcript, t), ROLE_INTERVIEWER)) {
                continue;
            }
            Str speaker = study_speaker(study, d, t);
            answer->turns += !turn->continues;
            answer->words +=
                material_words(transcript_text(transcript, turn->span));
            if (strs_find(answer->who, speaker) < 0) {
                *PUSH(&answer->who, sink->arena) = speaker;
            }
        }
    }
    return answers;
}

// The first turn of a document that belongs to the question.
static int32_t first_turn(const Study *study, int32_t document,
                          int32_t question)
{
    const Turns *turns = &study->documents.at[document].transcript.turns;
    for (int32_t t = 0; t < turns->len; t++) {
        if (turns->at[t].question == question) {
            return t;
        }
    }
    return NONE;
}

static Cell answer_cell(const Sink *sink, const Answer *answer, int32_t d,
                        int32_t q)
{
    if (answer->turns == 0) {
        return cell_text(answer->asked ? S("no answer") : S("not asked"));
    }
    const Material *material = sink->material;
    Cell cell =
        cell_text(str_format(sink->arena, "%.*s words",
                             FMT(phrase_count(sink->arena, answer->words))));
    cell.note = phrase_plural(sink->arena, answer->turns, "turn", "turns");
    cell.path = path_turn(material, d, first_turn(material->study, d, q));
    return cell;
}

static void matrix(Sink *sink, const Answer *answers)
{
    const Study *study = sink->material->study;
    const Questions *questions = &study->codebook->questions;
    Table table = {
        .id = "answers",
        .caption = S("What participants say in answer to each guiding "
                     "question, until the next one is asked. It leads to the "
                     "place in the transcript."),
    };
    *PUSH(&table.columns, sink->arena) =
        (Column){"document", S("Document"), false};
    for (ptrdiff_t q = 0; q < questions->len; q++) {
        *PUSH(&table.columns, sink->arena) =
            (Column){str_terminated(sink->arena, questions->at[q].id),
                     questions->at[q].id, true};
    }
    sink_table(sink, &table);
    Cell *cells = NEW_ARRAY(sink->arena, Cell, questions->len + 1);
    for (int32_t d = 0; d < study->documents.len; d++) {
        cells[0] = cell_linked(study->documents.at[d].transcript.document,
                               path_transcript(sink->material, d));
        for (int32_t q = 0; q < questions->len; q++) {
            cells[q + 1] =
                answer_cell(sink, &answers[d * questions->len + q], d, q);
        }
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

static void question_write(Sink *sink, int32_t q, const Answer *answers)
{
    const Study *study = sink->material->study;
    const Questions *questions = &study->codebook->questions;
    const Question *question = &questions->at[q];
    Strs answered = {0}, missing = {0};
    int64_t words = 0;
    for (ptrdiff_t d = 0; d < study->documents.len; d++) {
        const Answer *answer = &answers[d * questions->len + q];
        Str name = study->documents.at[d].transcript.document;
        words += answer->words;
        if (answer->turns > 0) {
            *PUSH(&answered, sink->arena) = str_format(
                sink->arena, "%.*s (%.*s)", FMT(name),
                FMT(phrase_joined(sink->arena, answer->who, S(", "))));
        } else {
            *PUSH(&missing, sink->arena) = name;
        }
    }
    sink_section(sink, str_format(sink->arena, "q%d", q + 1),
                 question->label.len > 0
                     ? str_format(sink->arena, "%.*s: %.*s", FMT(question->id),
                                  FMT(question->label))
                     : question->id);
    sink_facts(sink, false);
    sink_fact(sink, S("Answered in"),
              phrase_share(sink->arena, answered.len, study->documents.len));
    sink_fact(sink, S("Words"), phrase_count(sink->arena, words));
    if (answered.len > 0) {
        sink_fact(sink, S("By"), phrase_joined(sink->arena, answered, S(", ")));
    }
    sink_fact(sink, S("Without an answer"),
              missing.len > 0 ? phrase_joined(sink->arena, missing, S(", "))
                              : S("none"));
    sink_facts_end(sink);
    sink_section_end(sink);
}

static void write(Sink *sink)
{
    const Questions *questions = &sink->material->codebook->questions;
    sink_paragraph(sink, TONE_LEAD,
                   S("Which guiding questions were answered, where, by whom "
                     "and at what length. What was never asked cannot be "
                     "missing from the answers."));
    if (questions->len == 0) {
        sink_paragraph(sink, TONE_NOTE,
                       S("The codebook names no guiding question."));
        return;
    }
    const Answer *answers = answers_of(sink);
    sink_section(sink, S("answers"), S("Documents by questions"));
    matrix(sink, answers);
    sink_section_end(sink);
    sink_section(sink, S("questions"), S("Question by question"));
    for (int32_t q = 0; q < questions->len; q++) {
        question_write(sink, q, answers);
    }
    sink_section_end(sink);
}

static void record(Sink *sink, int32_t d, int32_t q, const Answer *answer)
{
    const Study *study = sink->material->study;
    const Question *question = &study->codebook->questions.at[q];
    const Cell cells[] = {
        cell_text(study->documents.at[d].transcript.document),
        cell_text(question->id),
        cell_text(question->section),
        cell_text(answer->asked ? S("true") : S("false")),
        cell_count(answer->turns),
        cell_count(answer->words),
        cell_text(phrase_joined(sink->arena, answer->who, S("; "))),
    };
    sink_row(sink, cells);
}

static void records(Sink *sink)
{
    const Column columns[] = {
        {"document", S("Document"), false}, {"question", S("Question"), false},
        {"section", S("Section"), false},   {"asked", S("Asked"), false},
        {"turns", S("Turns"), true},        {"words", S("Words"), true},
        {"speakers", S("Speakers"), false},
    };
    const Study *study = sink->material->study;
    ptrdiff_t questions = study->codebook->questions.len;
    const Answer *answers = answers_of(sink);
    Table table = table_of(sink, "questions", S("Answers"), columns,
                           sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (int32_t d = 0; d < study->documents.len; d++) {
        for (int32_t q = 0; q < questions; q++) {
            record(sink, d, q, &answers[d * questions + q]);
        }
    }
    sink_table_end(sink);
}

const Report report_questions = {
    .page = "questions.html",
    .menu = "Questions",
    .write = write,
    .records = records,
};
