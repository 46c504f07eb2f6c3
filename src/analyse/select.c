#include "analyse/select.h"

#include "analyse/layout.h"
#include "analyse/sheet.h"
#include "base/diag.h"

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

bool selecting_begin(Selecting *selecting, const Study *study,
                     const Selection *selection, Arena *arena, Err *err)
{
    *selecting = (Selecting){.study = study, .selection = selection};
    Strs codes = code_ids(study, arena);
    int32_t known;
    ptrdiff_t wholes = study->cases.len + study->participants.len;
    selecting->wholes = NEW_ARRAY(arena, bool, wholes);
    return look_up("code", selection->code, codes, &selecting->code, err) &&
           look_up("code", selection->with, codes, &selecting->with, err) &&
           look_up("document", selection->document,
                   document_names(study, arena), &selecting->document, err) &&
           look_up("case", selection->of_case, case_ids(study, arena),
                   &selecting->of_case, err) &&
           look_up("speaker", selection->speaker, speaker_names(study, arena),
                   &known, err) &&
           look_up("group", selection->group, group_names(study, arena), &known,
                   err);
}

// True when `code` is `ancestor` or below it.
static bool is_under(const Codebook *codebook, int32_t code, int32_t ancestor)
{
    while (code != NONE && code != ancestor) {
        code = codebook->codes.at[code].parent;
    }
    return code != NONE;
}

// ---- cases and participants, which may have several documents

bool selecting_hears(const Selecting *selecting)
{
    return selecting->with != NONE &&
           unit_is_spread(selecting->selection->within.kind);
}

void selecting_hear(Selecting *selecting, int32_t document, const Sheet *sheet,
                    Arena *scratch)
{
    const Study *study = selecting->study;
    const SheetRows *rows = &sheet->stretches;
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        const SheetRow *row = &rows->at[i];
        bool carries = false;
        for (int32_t k = row->begin; !carries && k < row->end; k++) {
            carries = is_under(study->codebook, rows->carried.at[k].code,
                               selecting->with);
        }
        int32_t who = study_participant_of(
            study, document, sheet->voices.at[row->voice].speaker);
        if (carries && selecting->selection->within.kind == UNIT_CASE) {
            Ints cases = study_cases_of(study, document, who, scratch);
            for (ptrdiff_t k = 0; k < cases.len; k++) {
                selecting->wholes[cases.at[k]] = true;
            }
        } else if (carries && who != NONE) {
            selecting->wholes[who] = true;
        }
    }
}

// ---- which documents may have any

static bool may_be_said_by(const Selecting *selecting, int32_t document)
{
    const Study *study = selecting->study;
    const Selection *selection = selecting->selection;
    const Speakers *speakers =
        &study->documents.at[document].transcript.speakers;
    for (int32_t i = 0; i < speakers->len; i++) {
        int32_t who = study_participant_of(study, document, i);
        Str id = {0}, group = {0};
        if (who != NONE) {
            id = study->participants.at[who].id;
            group = study->participants.at[who].group;
        }
        bool named = selection->speaker.len == 0 ||
                     str_eq(speakers->at[i].name, selection->speaker) ||
                     str_eq(id, selection->speaker);
        if (named &&
            (selection->group.len == 0 || str_eq(group, selection->group))) {
            return true;
        }
    }
    return selection->speaker.len == 0 && selection->group.len == 0;
}

// True when a code of the list is `ancestor` or below it.
static bool has_under(const Selecting *selecting, Ints codes, int32_t ancestor)
{
    for (ptrdiff_t i = 0; i < codes.len; i++) {
        if (is_under(selecting->study->codebook, codes.at[i], ancestor)) {
            return true;
        }
    }
    return ancestor == NONE;
}

bool selecting_may_fit(const Selecting *selecting, int32_t document,
                       const Ints *codes)
{
    const Document *held = &selecting->study->documents.at[document];
    bool together = !selecting_hears(selecting); // in one document
    return (selecting->document == NONE || selecting->document == document) &&
           (selecting->of_case == NONE ||
            ints_have(held->cases, selecting->of_case)) &&
           may_be_said_by(selecting, document) &&
           (!codes ||
            (has_under(selecting, *codes, selecting->code) &&
             (!together || has_under(selecting, *codes, selecting->with))));
}

// ---- in some documents

typedef struct Picking { // from the documents of `study`
    const Selecting *selecting;
    const Study *study;
    Layout layout; // of `within`, when `with` restricts
    Bits units;    // column 0: units that carry `with` or a sub-code
    Arena *arena;
} Picking;

// Hands the mark of a window on to the units before its end that it holds.
static void mark_back(Picking *picking)
{
    const Layout *layout = &picking->layout;
    ptrdiff_t size = picking->selecting->selection->within.size, done = 0;
    Bits held = bits_make(1, picking->units.rows, picking->arena);
    for (ptrdiff_t row = bits_next(&picking->units, 0, 0, picking->units.rows);
         row >= 0;
         row = bits_next(&picking->units, 0, row + 1, picking->units.rows)) {
        ptrdiff_t from = layout->first[layout->document[row]];
        from = row - from < size ? from : row - size + 1;
        bits_fill(&held, 0, from > done ? from : done, row + 1);
        done = row + 1;
    }
    picking->units = held;
}

// Marks the units in which `with` or a sub-code of it lies.
static void mark_units(Picking *picking)
{
    const Study *study = picking->study;
    const Selecting *selecting = picking->selecting;
    Unit unit = selecting->selection->within;
    picking->layout = layout_of(study, unit, picking->arena);
    picking->units = bits_make(1, picking->layout.units, picking->arena);
    if (unit_is_spread(unit.kind)) {
        for (ptrdiff_t i = 0; i < picking->layout.units; i++) {
            if (selecting->wholes[picking->layout.of[i]]) {
                bits_set(&picking->units, 0, i);
            }
        }
        return;
    }
    Incidence incidence = incidence_of(study, unit, picking->arena);
    for (int32_t code = 0; code < incidence.codes; code++) {
        if (!is_under(study->codebook, code, selecting->with)) {
            continue;
        }
        for (ptrdiff_t row =
                 bits_next(&incidence.bits, code, 0, incidence.bits.rows);
             row >= 0; row = bits_next(&incidence.bits, code, row + 1,
                                       incidence.bits.rows)) {
            bits_set(&picking->units, 0, row);
        }
    }
    if (unit_is_window(unit.kind)) {
        mark_back(picking);
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
static bool lies_with(const Picking *picking, const Coding *coding)
{
    const Layout *layout = &picking->layout;
    Range range = picking->selecting->selection->within.kind == UNIT_OVERLAP
                      ? own_piece(layout, coding->document, coding->span)
                      : layout_range(layout, coding->document, coding->span);
    for (ptrdiff_t i = range.begin; i < range.end; i++) {
        if (bits_has(&picking->units, 0, layout->pieces.at[i].unit)) {
            return true;
        }
    }
    return false;
}

static bool is_of_case(const Picking *picking, const Coding *coding)
{
    return ints_have(study_cases(picking->study, coding->document, coding->turn,
                                 picking->arena),
                     picking->selecting->of_case);
}

static bool is_of_speaker(const Picking *picking, const Coding *coding)
{
    const Study *study = picking->study;
    Str name = picking->selecting->selection->speaker;
    int32_t participant =
        study_participant(study, coding->document, coding->turn);
    const Transcript *transcript =
        &study->documents.at[coding->document].transcript;
    return str_eq(transcript_turn_speaker(transcript, coding->turn), name) ||
           (participant != NONE &&
            str_eq(study->participants.at[participant].id, name));
}

static bool fits(const Picking *picking, const Coding *coding)
{
    const Study *study = picking->study;
    const Selecting *selecting = picking->selecting;
    const Selection *selection = selecting->selection;
    Str name = study->documents.at[coding->document].transcript.document;
    if ((coding->status == STATUS_REMOVED && !selection->removed) ||
        (selecting->document != NONE && !str_eq(name, selection->document)) ||
        (selecting->code != NONE &&
         !is_under(study->codebook, coding->code, selecting->code))) {
        return false;
    }
    Str group = selection->group;
    bool by_turn = selecting->of_case != NONE || selection->speaker.len > 0 ||
                   group.len > 0;
    if (by_turn && coding->turn == NONE) {
        return false;
    }
    return (selecting->of_case == NONE || is_of_case(picking, coding)) &&
           (selection->speaker.len == 0 || is_of_speaker(picking, coding)) &&
           (group.len == 0 ||
            str_eq(study_group(study, coding->document, coding->turn),
                   group)) &&
           (selecting->with == NONE || lies_with(picking, coding));
}

void selecting_pick(const Selecting *selecting, const Study *some, Arena *arena,
                    Ints *codings)
{
    Picking picking = {.selecting = selecting, .study = some, .arena = arena};
    if (selecting->with != NONE) {
        mark_units(&picking);
    }
    for (ptrdiff_t i = 0; i < some->codings.len; i++) {
        if (fits(&picking, &some->codings.at[i])) {
            *PUSH(codings, arena) = (int32_t)i;
        }
    }
}

bool select_codings(const Study *study, const Selection *selection,
                    Arena *arena, Ints *codings, Err *err)
{
    Selecting selecting;
    ptrdiff_t next = 0;
    if (!selecting_begin(&selecting, study, selection, arena, err)) {
        return false;
    }
    for (int32_t i = 0; selecting_hears(&selecting) && i < study->documents.len;
         i++) {
        Arena scratch = {0};
        Sheet sheet = sheet_next(study, i, &next, false, &scratch);
        selecting_hear(&selecting, i, &sheet, &scratch);
        arena_release(&scratch);
    }
    selecting_pick(&selecting, study, arena, codings);
    return true;
}
