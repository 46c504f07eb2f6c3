#include "analyse/select.h"

#include "analyse/layout.h"
#include "base/diag.h"

// The Selection with its names looked up; NONE does not restrict.
typedef struct Wanted {
    const Study *study;
    const Selection *selection;
    int32_t code, document, of_case, with;
    Layout layout; // of `within`, when with is not NONE
    Bits units;    // column 0: units that carry `with` or a sub-code
    Arena *arena;
} Wanted;

static bool no_such(const char *what, Str name, Strs known, Err *err)
{
    Str nearest = nearest_name(name, known);
    if (nearest.len == 0) {
        return err_set(err, ERR_USAGE, "no %s '%.*s' in this study", what,
                       FMT(name));
    }
    return err_set(err, ERR_USAGE,
                   "no %s '%.*s' in this study; did you mean '%.*s'?", what,
                   FMT(name), FMT(nearest));
}

// Looks `name` up among the ids known; an empty name is NONE.
static bool look_up(const char *what, Str name, Strs known, int32_t *index,
                    Err *err)
{
    *index = name.len == 0 ? NONE : (int32_t)strs_find(known, name);
    return name.len == 0 || *index != NONE || no_such(what, name, known, err);
}

static Strs code_ids(const Study *study, Arena *arena)
{
    Strs ids = {0};
    for (ptrdiff_t i = 0; i < study->codebook->codes.len; i++) {
        *PUSH(&ids, arena) = study->codebook->codes.at[i].id;
    }
    return ids;
}

static Strs document_names(const Study *study, Arena *arena)
{
    Strs names = {0};
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        *PUSH(&names, arena) = study->documents.at[i].transcript.document;
    }
    return names;
}

static Strs case_ids(const Study *study, Arena *arena)
{
    Strs ids = {0};
    for (ptrdiff_t i = 0; i < study->cases.len; i++) {
        *PUSH(&ids, arena) = study->cases.at[i].id;
    }
    return ids;
}

static Strs group_names(const Study *study, Arena *arena)
{
    Strs groups = {0};
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        Str group = study->participants.at[i].group;
        if (group.len > 0 && strs_find(groups, group) < 0) {
            *PUSH(&groups, arena) = group;
        }
    }
    return groups;
}

// Participants' ids first, for these are what a reader sees.
static Strs speaker_names(const Study *study, Arena *arena)
{
    Strs names = {0};
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        *PUSH(&names, arena) = study->participants.at[i].id;
    }
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        const Speakers *speakers = &study->documents.at[i].transcript.speakers;
        for (ptrdiff_t j = 0; j < speakers->len; j++) {
            *PUSH(&names, arena) = speakers->at[j].name;
        }
    }
    return names;
}

static bool look_all_up(Wanted *wanted, Err *err)
{
    const Study *study = wanted->study;
    const Selection *selection = wanted->selection;
    Strs codes = code_ids(study, wanted->arena);
    int32_t known;
    return look_up("code", selection->code, codes, &wanted->code, err) &&
           look_up("code", selection->with, codes, &wanted->with, err) &&
           look_up("document", selection->document,
                   document_names(study, wanted->arena), &wanted->document,
                   err) &&
           look_up("case", selection->of_case, case_ids(study, wanted->arena),
                   &wanted->of_case, err) &&
           look_up("speaker", selection->speaker,
                   speaker_names(study, wanted->arena), &known, err) &&
           look_up("group", selection->group, group_names(study, wanted->arena),
                   &known, err);
}

// True when `code` is `ancestor` or below it.
static bool is_under(const Codebook *codebook, int32_t code, int32_t ancestor)
{
    while (code != NONE && code != ancestor) {
        code = codebook->codes.at[code].parent;
    }
    return code != NONE;
}

// Hands the mark of a window on to the units before its end that it holds.
static void mark_back(Wanted *wanted)
{
    const Layout *layout = &wanted->layout;
    ptrdiff_t size = wanted->selection->within.size, done = 0;
    Bits held = bits_make(1, wanted->units.rows, wanted->arena);
    for (ptrdiff_t row = bits_next(&wanted->units, 0, 0, wanted->units.rows);
         row >= 0;
         row = bits_next(&wanted->units, 0, row + 1, wanted->units.rows)) {
        ptrdiff_t from = layout->first[layout->document[row]];
        from = row - from < size ? from : row - size + 1;
        bits_fill(&held, 0, from > done ? from : done, row + 1);
        done = row + 1;
    }
    wanted->units = held;
}

// Marks the units in which `with` or a sub-code of it lies.
static void mark_units(Wanted *wanted)
{
    const Study *study = wanted->study;
    Unit unit = wanted->selection->within;
    Incidence incidence = incidence_of(study, unit, wanted->arena);
    wanted->layout = layout_of(study, unit, wanted->arena);
    wanted->units = bits_make(1, incidence.units, wanted->arena);
    for (int32_t code = 0; code < incidence.codes; code++) {
        if (!is_under(study->codebook, code, wanted->with)) {
            continue;
        }
        for (ptrdiff_t row =
                 bits_next(&incidence.bits, code, 0, incidence.bits.rows);
             row >= 0; row = bits_next(&incidence.bits, code, row + 1,
                                       incidence.bits.rows)) {
            bits_set(&wanted->units, 0, row);
        }
    }
    if (unit.kind == UNIT_WINDOW || unit.kind == UNIT_WINDOW_TURNS) {
        mark_back(wanted);
    }
}

// The piece that is the span itself, for UNIT_OVERLAP; may be empty.
static Range own_piece(const Layout *layout, int32_t document, Span span)
{
    const Piece *pieces = layout->pieces.at;
    ptrdiff_t low = layout->first[document], high = layout->first[document + 1];
    ptrdiff_t end = high;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        Span held = pieces[middle].span;
        if (held.begin < span.begin ||
            (held.begin == span.begin && held.end < span.end)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool there = low < end && pieces[low].span.begin == span.begin &&
                 pieces[low].span.end == span.end;
    return (Range){low, low + there};
}

// True when the coding lies in a marked unit.
static bool lies_with(const Wanted *wanted, const Coding *coding)
{
    const Layout *layout = &wanted->layout;
    Range range = wanted->selection->within.kind == UNIT_OVERLAP
                      ? own_piece(layout, coding->document, coding->span)
                      : layout_range(layout, coding->document, coding->span);
    for (ptrdiff_t i = range.begin; i < range.end; i++) {
        if (bits_has(&wanted->units, 0, layout->pieces.at[i].unit)) {
            return true;
        }
    }
    return false;
}

static bool is_of_case(const Wanted *wanted, const Coding *coding)
{
    Ints cases = study_cases(wanted->study, coding->document, coding->turn,
                             wanted->arena);
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        if (cases.at[i] == wanted->of_case) {
            return true;
        }
    }
    return false;
}

static bool is_of_speaker(const Wanted *wanted, const Coding *coding)
{
    const Study *study = wanted->study;
    Str name = wanted->selection->speaker;
    int32_t participant =
        study_participant(study, coding->document, coding->turn);
    const Transcript *transcript =
        &study->documents.at[coding->document].transcript;
    return str_eq(transcript_turn_speaker(transcript, coding->turn), name) ||
           (participant != NONE &&
            str_eq(study->participants.at[participant].id, name));
}

static bool fits(const Wanted *wanted, const Coding *coding)
{
    const Study *study = wanted->study;
    const Selection *selection = wanted->selection;
    if ((coding->status == STATUS_REMOVED && !selection->removed) ||
        (wanted->document != NONE && coding->document != wanted->document) ||
        (wanted->code != NONE &&
         !is_under(study->codebook, coding->code, wanted->code))) {
        return false;
    }
    Str group = selection->group;
    bool by_turn =
        wanted->of_case != NONE || selection->speaker.len > 0 || group.len > 0;
    if (by_turn && coding->turn == NONE) {
        return false;
    }
    return (wanted->of_case == NONE || is_of_case(wanted, coding)) &&
           (selection->speaker.len == 0 || is_of_speaker(wanted, coding)) &&
           (group.len == 0 ||
            str_eq(study_group(study, coding->document, coding->turn),
                   group)) &&
           (wanted->with == NONE || lies_with(wanted, coding));
}

bool select_codings(const Study *study, const Selection *selection,
                    Arena *arena, Ints *codings, Err *err)
{
    Wanted wanted = {.study = study, .selection = selection, .arena = arena};
    if (!look_all_up(&wanted, err)) {
        return false;
    }
    if (wanted.with != NONE) {
        mark_units(&wanted);
    }
    for (ptrdiff_t i = 0; i < study->codings.len; i++) {
        if (fits(&wanted, &study->codings.at[i])) {
            *PUSH(codings, arena) = (int32_t)i;
        }
    }
    return true;
}
