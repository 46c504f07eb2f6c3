#include "segment/segment.h"

// The question whose id or label a column's name is, or NO_QUESTION.
static int32_t question_named(const Codebook *codebook, Str column)
{
    const Questions *questions = &codebook->questions;
    Str name = str_trim(column);
    for (ptrdiff_t i = 0; i < questions->len; i++) {
        if (str_eq_nocase(questions->at[i].id, name) ||
            (name.len > 0 && str_eq_nocase(questions->at[i].label, name))) {
            return (int32_t)i;
        }
    }
    return NO_QUESTION;
}

static bool any_column_named(const Transcript *transcript,
                             const Codebook *codebook)
{
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        Str column = transcript->turns.at[i].column;
        if (column.len > 0 && question_named(codebook, column) != NO_QUESTION) {
            return true;
        }
    }
    return false;
}

// Questions of turns that came from question columns.  Where no column has a
// question's name, the n-th column stands for the n-th question.
static void answer_by_column(Transcript *transcript, const Codebook *codebook)
{
    Arena scratch = {0};
    Strs columns = {0};
    bool by_name = any_column_named(transcript, codebook);
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        Turn *turn = &transcript->turns.at[i];
        if (turn->column.len == 0) {
            continue;
        }
        ptrdiff_t place = strs_find(columns, turn->column);
        if (place < 0) {
            place = columns.len;
            *PUSH(&columns, &scratch) = turn->column;
        }
        turn->question = by_name ? question_named(codebook, turn->column)
                         : place < codebook->questions.len ? (int32_t)place
                                                           : NO_QUESTION;
    }
    arena_release(&scratch);
}

void segment_questions(Transcript *transcript, const Codebook *codebook,
                       const int32_t *asked)
{
    int32_t current = NO_QUESTION;
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        Turn *turn = &transcript->turns.at[i];
        turn->asks = asked[i] != NO_QUESTION;
        if (turn->asks) {
            current = asked[i];
        }
        turn->question = current;
    }
    answer_by_column(transcript, codebook);
}
