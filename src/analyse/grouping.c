#include "analyse/grouping.h"

#include "base/buf.h"

#include <stdlib.h>

static const char *const names[BY_ATTRIBUTE] = {
    [BY_ALL] = "",
    [BY_CASE] = "case",
    [BY_PARTICIPANT] = "participant",
    [BY_GROUP] = "group",
    [BY_DOCUMENT] = "document",
    [BY_QUESTION] = "question",
};

static By by_named(Str name)
{
    int by = 0;
    while (by < BY_ATTRIBUTE && !str_eq(name, str_of(names[by]))) {
        by++;
    }
    return (By)by;
}

static void add_attribute(Grouping *grouping, Str name, Arena *arena)
{
    const Cases *cases = &grouping->study->cases;
    grouping->value_of_case = NEW_ARRAY(arena, int32_t, cases->len);
    for (ptrdiff_t i = 0; i < cases->len; i++) {
        const Attributes *has = &cases->at[i].attributes;
        grouping->value_of_case[i] = NONE;
        for (ptrdiff_t j = 0; j < has->len; j++) {
            if (str_eq(has->at[j].name, name) && has->at[j].value.len > 0) {
                grouping->value_of_case[i] =
                    map_put(&grouping->values, has->at[j].value, arena);
            }
        }
    }
}

// Cases, participants, documents and questions are columns with their own
// number, so their ids are not put through the map.
static void add_groups(Grouping *grouping, Arena *arena)
{
    const Participants *participants = &grouping->study->participants;
    for (ptrdiff_t i = 0; i < participants->len; i++) {
        if (participants->at[i].group.len > 0) {
            map_put(&grouping->values, participants->at[i].group, arena);
        }
    }
}

static Strs column_names(const Grouping *grouping, Arena *arena)
{
    const Study *study = grouping->study;
    const ptrdiff_t counts[] = {
        [BY_ALL] = 1,
        [BY_CASE] = study->cases.len,
        [BY_PARTICIPANT] = study->participants.len,
        [BY_GROUP] = grouping->values.keys.len,
        [BY_DOCUMENT] = study->documents.len,
        [BY_QUESTION] = study->codebook->questions.len,
        [BY_ATTRIBUTE] = grouping->values.keys.len,
    };
    Strs all = {0};
    for (ptrdiff_t i = 0; i < counts[grouping->by]; i++) {
        Str *name = PUSH(&all, arena);
        switch (grouping->by) {
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
            *name = grouping->values.keys.at[i];
            break;
        }
    }
    return all;
}

static int by_number(const void *a, const void *b)
{
    const int32_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

// The columns of some cases, ascending, each once.
static Ints columns_of_cases(const Grouping *grouping, Ints cases, Arena *arena)
{
    Ints all = {0}, distinct = {0};
    int32_t missing = (int32_t)grouping->columns.len;
    if (cases.len == 0) {
        *PUSH(&distinct, arena) = missing;
        return distinct;
    }
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        int32_t column = grouping->by == BY_CASE
                             ? cases.at[i]
                             : grouping->value_of_case[cases.at[i]];
        *PUSH(&all, arena) = column == NONE ? missing : column;
    }
    qsort(all.at, (size_t)all.len, sizeof *all.at, by_number);
    for (ptrdiff_t i = 0; i < all.len; i++) {
        if (i == 0 || all.at[i] != all.at[i - 1]) {
            *PUSH(&distinct, arena) = all.at[i];
        }
    }
    return distinct;
}

// The one column of a voice, or NONE; not for cases and their attributes.
static int32_t column_of(const Grouping *grouping, int32_t document,
                         Voice voice)
{
    const Study *study = grouping->study;
    int32_t who = study_participant_of(study, document, voice.speaker);
    switch (grouping->by) {
    case BY_ALL:
        return 0;
    case BY_PARTICIPANT:
        return who;
    case BY_GROUP:
        return who == NONE ? NONE
                           : map_find(&grouping->values,
                                      study->participants.at[who].group);
    case BY_DOCUMENT:
        return document;
    case BY_QUESTION:
        return voice.question;
    default:
        return NONE;
    }
}

Ints grouping_columns(const Grouping *grouping, int32_t document, Voice voice,
                      Arena *arena)
{
    bool nowhere = voice.speaker == NOWHERE && grouping->by != BY_ALL;
    bool of_case = grouping->by == BY_CASE || grouping->by == BY_ATTRIBUTE;
    if (of_case && !nowhere) {
        int32_t who =
            study_participant_of(grouping->study, document, voice.speaker);
        return columns_of_cases(
            grouping, study_cases_of(grouping->study, document, who, arena),
            arena);
    }
    Ints one = {0};
    int32_t column = nowhere ? NONE : column_of(grouping, document, voice);
    *PUSH(&one, arena) =
        column == NONE ? (int32_t)grouping->columns.len : column;
    return one;
}

static void fill_cases(Grouping *grouping, Arena *arena)
{
    ptrdiff_t cases = grouping->study->cases.len;
    grouping->of_case = NEW_ARRAY(arena, Ints, cases);
    for (int32_t i = 0; i < cases; i++) {
        Ints one = {0};
        *PUSH(&one, arena) = i;
        grouping->of_case[i] = columns_of_cases(grouping, one, arena);
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
    *grouping = (Grouping){.study = study, .by = by_named(by)};
    if (grouping->by == BY_ATTRIBUTE) {
        add_attribute(grouping, by, arena);
        if (grouping->values.keys.len == 0) {
            return unknown(study, by, arena, err);
        }
    } else if (grouping->by == BY_GROUP) {
        add_groups(grouping, arena);
    }
    grouping->columns = column_names(grouping, arena);
    if (grouping->by == BY_CASE || grouping->by == BY_ATTRIBUTE) {
        fill_cases(grouping, arena);
    }
    return true;
}
