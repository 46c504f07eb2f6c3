#include "analyse/cooccur.h"

#include "analyse/grouping.h"

static bool is_in(Ints columns, int32_t column)
{
    for (ptrdiff_t i = 0; i < columns.len; i++) {
        if (columns.at[i] == column) {
            return true;
        }
    }
    return false;
}

// A copy of a document in which what is said outside the column is said by
// somebody who does not code.
static Document masked_document(const Study *study, int32_t index,
                                const Grouping *grouping, int32_t column,
                                Arena *arena)
{
    Document masked = study->documents.at[index];
    Transcript *transcript = &masked.transcript;
    const Speakers *speakers = &study->documents.at[index].transcript.speakers;
    const Turn *turns = transcript->turns.at;
    int32_t nobody = (int32_t)speakers->len;
    transcript->speakers = (Speakers){0};
    for (ptrdiff_t i = 0; i < speakers->len; i++) {
        *PUSH(&transcript->speakers, arena) = speakers->at[i];
    }
    *PUSH(&transcript->speakers, arena) = (Speaker){.role = ROLE_INTERVIEWER};
    transcript->turns.at = NEW_ARRAY(arena, Turn, transcript->turns.len);
    for (int32_t i = 0; i < transcript->turns.len; i++) {
        Turn *turn = &transcript->turns.at[i];
        *turn = turns[i];
        if (!is_in(grouping_columns(grouping, index, i), column)) {
            turn->speaker = nobody;
        }
    }
    return masked;
}

static Study masked_study(const Study *study, const Grouping *grouping,
                          int32_t column, Arena *arena)
{
    Study masked = *study;
    masked.documents = (Documents){0};
    masked.codings = (Codings){0};
    for (int32_t i = 0; i < study->documents.len; i++) {
        *PUSH(&masked.documents, arena) =
            masked_document(study, i, grouping, column, arena);
    }
    for (ptrdiff_t i = 0; i < study->codings.len; i++) {
        const Coding *coding = &study->codings.at[i];
        if (is_in(grouping_columns(grouping, coding->document, coding->turn),
                  column)) {
            *PUSH(&masked.codings, arena) = *coding;
        }
    }
    return masked;
}

bool cooccurrence_by(const Study *study, Str by, Unit unit, Arena *arena,
                     CooccurrenceBy *result, Err *err)
{
    Grouping grouping;
    *result = (CooccurrenceBy){0};
    if (!grouping_named(study, by, arena, &grouping, err)) {
        return false;
    }
    result->columns = grouping.columns;
    result->at = NEW_ARRAY(arena, Cooccurrence, grouping.columns.len);
    for (int32_t i = 0; i < grouping.columns.len; i++) {
        Study masked = masked_study(study, &grouping, i, arena);
        result->at[i] = cooccurrence_of(&masked, unit, arena);
    }
    return true;
}
