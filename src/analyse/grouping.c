#include "analyse/grouping.h"

#include "base/buf.h"
#include "base/map.h"

#include <stdlib.h>

typedef enum By {
    BY_ALL,
    BY_CASE,
    BY_PARTICIPANT,
    BY_GROUP,
    BY_DOCUMENT,
    BY_QUESTION,
    BY_ATTRIBUTE, // any other name
} By;

static const char *const names[BY_ATTRIBUTE] = {
    [BY_ALL] = "",
    [BY_CASE] = "case",
    [BY_PARTICIPANT] = "participant",
    [BY_GROUP] = "group",
    [BY_DOCUMENT] = "document",
    [BY_QUESTION] = "question",
};

typedef struct Columns { // what the values of a grouping are
    const Study *study;
    By by;
    Map map;          // the columns' names
    int32_t *of_case; // BY_ATTRIBUTE: column per case, or NONE
    Arena *arena;
} Columns;

static By by_named(Str name)
{
    int by = 0;
    while (by < BY_ATTRIBUTE && !str_eq(name, str_of(names[by]))) {
        by++;
    }
    return (By)by;
}

static void add_attribute(Columns *columns, Str name)
{
    const Cases *cases = &columns->study->cases;
    columns->of_case = NEW_ARRAY(columns->arena, int32_t, cases->len);
    for (ptrdiff_t i = 0; i < cases->len; i++) {
        const Attributes *has = &cases->at[i].attributes;
        columns->of_case[i] = NONE;
        for (ptrdiff_t j = 0; j < has->len; j++) {
            if (str_eq(has->at[j].name, name) && has->at[j].value.len > 0) {
                columns->of_case[i] =
                    map_put(&columns->map, has->at[j].value, columns->arena);
            }
        }
    }
}

// Cases, participants, documents and questions are columns with their own
// number, so their ids are not put through the map.
static void add_groups(Columns *columns)
{
    const Participants *participants = &columns->study->participants;
    for (ptrdiff_t i = 0; i < participants->len; i++) {
        if (participants->at[i].group.len > 0) {
            map_put(&columns->map, participants->at[i].group, columns->arena);
        }
    }
}

static Strs column_names(const Columns *columns)
{
    const Study *study = columns->study;
    const ptrdiff_t counts[] = {
        [BY_ALL] = 1,
        [BY_CASE] = study->cases.len,
        [BY_PARTICIPANT] = study->participants.len,
        [BY_GROUP] = columns->map.keys.len,
        [BY_DOCUMENT] = study->documents.len,
        [BY_QUESTION] = study->codebook->questions.len,
        [BY_ATTRIBUTE] = columns->map.keys.len,
    };
    Strs all = {0};
    for (ptrdiff_t i = 0; i < counts[columns->by]; i++) {
        Str *name = PUSH(&all, columns->arena);
        switch (columns->by) {
        case BY_ALL:
            *name = S("all");
            break;
        case BY_CASE:
            *name = study->cases.at[i].id;
            break;
        case BY_PARTICIPANT:
            *name = study->participants.at[i].id;
            break;
        case BY_DOCUMENT:
            *name = study->documents.at[i].transcript.document;
            break;
        case BY_QUESTION:
            *name = study->codebook->questions.at[i].id;
            break;
        case BY_GROUP:
        case BY_ATTRIBUTE:
            *name = columns->map.keys.at[i];
            break;
        }
    }
    return all;
}

// The one column of a turn, or NONE; not for cases and their attributes.
static int32_t column_of(const Columns *columns, int32_t document, int32_t turn)
{
    const Study *study = columns->study;
    const Transcript *transcript = &study->documents.at[document].transcript;
    switch (columns->by) {
    case BY_ALL:
        return 0;
    case BY_PARTICIPANT:
        return study_participant(study, document, turn);
    case BY_GROUP:
        return map_find(&columns->map, study_group(study, document, turn));
    case BY_DOCUMENT:
        return document;
    case BY_QUESTION:
        return transcript->turns.at[turn].question;
    default:
        return NONE;
    }
}

static int by_number(const void *a, const void *b)
{
    const int32_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

// The columns of a turn's cases, ascending, each once.
static Ints columns_of_cases(const Columns *columns, Ints cases,
                             int32_t missing)
{
    Ints all = {0}, distinct = {0};
    if (cases.len == 0) {
        *PUSH(&distinct, columns->arena) = missing;
        return distinct;
    }
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        int32_t column = columns->by == BY_CASE ? cases.at[i]
                                                : columns->of_case[cases.at[i]];
        *PUSH(&all, columns->arena) = column == NONE ? missing : column;
    }
    qsort(all.at, (size_t)all.len, sizeof *all.at, by_number);
    for (ptrdiff_t i = 0; i < all.len; i++) {
        if (i == 0 || all.at[i] != all.at[i - 1]) {
            *PUSH(&distinct, columns->arena) = all.at[i];
        }
    }
    return distinct;
}

static Ints columns_of_turn(const Columns *columns, int32_t document,
                            int32_t turn, int32_t missing)
{
    if (columns->by == BY_CASE || columns->by == BY_ATTRIBUTE) {
        Ints cases =
            study_cases(columns->study, document, turn, columns->arena);
        return columns_of_cases(columns, cases, missing);
    }
    Ints one = {0};
    int32_t column = column_of(columns, document, turn);
    *PUSH(&one, columns->arena) = column == NONE ? missing : column;
    return one;
}

// Turns of one speaker mostly have the columns of the turn before, which are
// then taken over.
static void fill_turns(const Columns *columns, Grouping *grouping)
{
    const Documents *documents = &columns->study->documents;
    Arena *arena = columns->arena;
    ptrdiff_t turns = 0;
    grouping->first_turn = NEW_ARRAY(arena, ptrdiff_t, documents->len);
    for (ptrdiff_t i = 0; i < documents->len; i++) {
        grouping->first_turn[i] = turns;
        turns += documents->at[i].transcript.turns.len;
    }
    grouping->of_turn = NEW_ARRAY(arena, Ints, turns);
    int32_t missing = (int32_t)grouping->columns.len;
    *PUSH(&grouping->nowhere, arena) = columns->by == BY_ALL ? 0 : missing;
    for (ptrdiff_t i = 0; i < documents->len; i++) {
        Ints *of_turn = grouping->of_turn + grouping->first_turn[i];
        const Turns *of = &documents->at[i].transcript.turns;
        for (int32_t turn = 0; turn < of->len; turn++) {
            const Turn *now = &of->at[turn];
            bool same = turn > 0 && now[-1].speaker == now->speaker &&
                        now[-1].question == now->question;
            of_turn[turn] =
                same ? of_turn[turn - 1]
                     : columns_of_turn(columns, (int32_t)i, turn, missing);
        }
    }
}

static void fill_cases(const Columns *columns, Grouping *grouping)
{
    ptrdiff_t cases = columns->study->cases.len;
    int32_t missing = (int32_t)grouping->columns.len;
    grouping->of_case = NEW_ARRAY(columns->arena, Ints, cases);
    for (int32_t i = 0; i < cases; i++) {
        Ints one = {0};
        *PUSH(&one, columns->arena) = i;
        grouping->of_case[i] = columns_of_cases(columns, one, missing);
    }
}

static bool unknown(const Study *study, Str name, Arena *arena, Err *err)
{
    Map choices = {0};
    for (int by = 0; by < BY_ATTRIBUTE; by++) {
        map_put(&choices, str_of(names[by]), arena);
    }
    for (ptrdiff_t i = 0; i < study->cases.len; i++) {
        const Attributes *has = &study->cases.at[i].attributes;
        for (ptrdiff_t j = 0; j < has->len; j++) {
            map_put(&choices, has->at[j].name, arena);
        }
    }
    Str near = nearest_name(name, choices.keys);
    if (near.len > 0) {
        return err_set(err, ERR_USAGE,
                       "cannot count by '%.*s'; did you mean '%.*s'?",
                       FMT(name), FMT(near));
    }
    Buf known = {.arena = arena};
    for (ptrdiff_t i = 0; i < choices.keys.len; i++) {
        Str one = choices.keys.at[i];
        buf_format(&known, "%s%.*s", one.len > 0 && known.len > 0 ? ", " : "",
                   FMT(one));
    }
    return err_set(err, ERR_USAGE, "cannot count by '%.*s': known are %.*s",
                   FMT(name), FMT(buf_str(&known)));
}

bool grouping_named(const Study *study, Str by, Arena *arena,
                    Grouping *grouping, Err *err)
{
    Columns columns = {.study = study, .by = by_named(by), .arena = arena};
    if (columns.by == BY_ATTRIBUTE) {
        add_attribute(&columns, by);
        if (columns.map.keys.len == 0) {
            return unknown(study, by, arena, err);
        }
    } else if (columns.by == BY_GROUP) {
        add_groups(&columns);
    }
    *grouping = (Grouping){.columns = column_names(&columns)};
    fill_turns(&columns, grouping);
    if (columns.by == BY_CASE || columns.by == BY_ATTRIBUTE) {
        fill_cases(&columns, grouping);
    }
    return true;
}

Ints grouping_columns(const Grouping *grouping, int32_t document, int32_t turn)
{
    return turn == NONE
               ? grouping->nowhere
               : grouping->of_turn[grouping->first_turn[document] + turn];
}
