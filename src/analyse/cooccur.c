#include "analyse/cooccur.h"

#include "analyse/aggregate.h"
#include "analyse/definitional.h"
#include "analyse/sheet.h"

#include <assert.h>

Pair pair_of(int64_t n11, int64_t n1, int64_t n2, int64_t n)
{
    assert(n11 >= 0 && n11 <= n1 && n11 <= n2 && n1 + n2 - n11 <= n);
    Pair pair = {.a = NONE, .b = NONE, .n11 = n11, .n1 = n1, .n2 = n2};
    for (int i = 0; i < COEFFICIENTS; i++) {
        Fourfold table = {n11, n1, n2, n};
        pair.coefficients[i] = coefficients[i]->of(table);
    }
    return pair;
}

static ptrdiff_t codes_of(const Cooccurring *cooccurring)
{
    return cooccurring->study->codebook->codes.len;
}

bool cooccurring_begin(Cooccurring *cooccurring, const Study *study,
                       Counting counting, Arena *arena, Err *err)
{
    *cooccurring =
        (Cooccurring){.study = study, .counting = counting, .arena = arena};
    if (!grouping_named(study, counting.by, arena, &cooccurring->grouping,
                        err)) {
        return false;
    }
    cooccurring->columns =
        NEW_ARRAY(arena, Meetings, cooccurring->grouping.columns.len);
    return true;
}

// ---- a document in one column

typedef struct Part { // of a document: what is said in one column
    const Cooccurring *cooccurring;
    int32_t document;
    const Sheet *sheet;
    const SheetRows *rows;
    const bool *heard; // per voice: it is in the column
    int32_t *unit;     // per row: its unit in the document, or NONE
    ptrdiff_t units;
    Ints codes;      // that occur in the column, ascending
    int32_t *number; // per code: its place there
    Arena *scratch;
} Part;

// True for a row that is a piece of a unit in the column; a coded span is one
// where somebody is heard under it.
static bool is_heard(const Part *part, const SheetRow *row)
{
    bool heard = part->cooccurring->counting.unit.kind != UNIT_OVERLAP;
    for (int32_t i = row->begin; !heard && i < row->end; i++) {
        const Carried *carried = &part->rows->carried.at[i];
        heard = carried->code == NONE && part->heard[carried->voice];
    }
    return heard && part->heard[row->voice];
}

static void number_units(Part *part)
{
    UnitKind kind = part->cooccurring->counting.unit.kind;
    int32_t answer = NONE;
    part->unit = NEW_ARRAY(part->scratch, int32_t, part->rows->len);
    for (ptrdiff_t i = 0; i < part->rows->len; i++) {
        const SheetRow *row = &part->rows->at[i];
        part->unit[i] = NONE;
        if (!is_heard(part, row)) {
            continue;
        }
        bool whole = kind == UNIT_DOCUMENT || unit_is_spread(kind);
        bool goes_on = kind == UNIT_ANSWER ? row->answer == answer : whole;
        part->units += !goes_on || part->units == 0;
        part->unit[i] = (int32_t)part->units - 1;
        answer = row->answer;
    }
}

static void number_codes(Part *part)
{
    ptrdiff_t codes = codes_of(part->cooccurring);
    const Carrieds *carried = &part->rows->carried;
    part->number = NEW_ARRAY(part->scratch, int32_t, codes);
    for (ptrdiff_t i = 0; i < carried->len; i++) {
        if (carried->at[i].code != NONE) {
            part->number[carried->at[i].code] = 1;
        }
    }
    for (int32_t code = 0; code < codes; code++) {
        if (part->number[code]) {
            part->number[code] = (int32_t)part->codes.len;
            *PUSH(&part->codes, part->scratch) = code;
        }
    }
}

// Lets every unit that carries a code hand it on to the size-1 units after it.
static Bits widened(const Bits *bits, ptrdiff_t size, Arena *arena)
{
    Bits wide = bits_make(bits->columns, bits->rows, arena);
    for (ptrdiff_t code = 0; code < bits->columns; code++) {
        ptrdiff_t done = 0; // rows before it are as they shall be
        for (ptrdiff_t from = bits_next(bits, code, 0, bits->rows); from >= 0;
             from = bits_next(bits, code, from + 1, bits->rows)) {
            ptrdiff_t to = bits->rows - from < size ? bits->rows : from + size;
            bits_fill(&wide, code, from > done ? from : done, to);
            done = to;
        }
    }
    return wide;
}

static Bits bits_of(const Part *part)
{
    Bits bits = bits_make(part->codes.len, part->units, part->scratch);
    for (ptrdiff_t i = 0; i < part->rows->len; i++) {
        const SheetRow *row = &part->rows->at[i];
        for (int32_t k = row->begin; part->unit[i] != NONE && k < row->end;
             k++) {
            const Carried *carried = &part->rows->carried.at[k];
            if (carried->code != NONE && part->heard[carried->voice]) {
                bits_set(&bits, part->number[carried->code], part->unit[i]);
            }
        }
    }
    int32_t size = part->cooccurring->counting.unit.size;
    return size > 1 ? widened(&bits, size, part->scratch) : bits;
}

static void count_part(const Part *part, Meetings *meetings)
{
    ptrdiff_t codes = codes_of(part->cooccurring), len = part->codes.len;
    Bits bits = bits_of(part);
    int64_t *both = NEW_ARRAY(part->scratch, int64_t, len * len);
    bits_meetings(&bits, both);
    for (ptrdiff_t a = 0; a < len; a++) {
        for (ptrdiff_t b = a; b < len; b++) {
            ptrdiff_t at = part->codes.at[a] * codes + part->codes.at[b];
            meetings->both[at] += both[a * len + b];
            meetings->documents[at] += both[a * len + b] > 0;
        }
    }
    meetings->units += part->units;
}

// The cases or participants that a row counts for.
static Ints wholes_of(const Part *part, const SheetRow *row)
{
    const Study *study = part->cooccurring->study;
    int32_t who = study_participant_of(
        study, part->document, part->sheet->voices.at[row->voice].speaker);
    Ints one = {0};
    if (part->cooccurring->counting.unit.kind == UNIT_CASE) {
        return study_cases_of(study, part->document, who, part->scratch);
    }
    if (who != NONE) {
        *PUSH(&one, part->scratch) = who;
    }
    return one;
}

static void spread_part(const Part *part, Meetings *meetings)
{
    for (ptrdiff_t i = 0; i < part->rows->len; i++) {
        const SheetRow *row = &part->rows->at[i];
        Ints wholes = {0};
        if (part->unit[i] != NONE) {
            wholes = wholes_of(part, row);
        }
        for (ptrdiff_t w = 0; w < wholes.len; w++) {
            meetings->spoken[wholes.at[w]] = true;
            for (int32_t k = row->begin; k < row->end; k++) {
                const Carried *carried = &part->rows->carried.at[k];
                if (part->heard[carried->voice]) {
                    bits_set(&meetings->spread, carried->code, wholes.at[w]);
                }
            }
        }
    }
}

static void prepare(const Cooccurring *cooccurring, Meetings *meetings)
{
    const Study *study = cooccurring->study;
    ptrdiff_t codes = codes_of(cooccurring);
    UnitKind kind = cooccurring->counting.unit.kind;
    if (meetings->both) {
        return;
    }
    meetings->both = NEW_ARRAY(cooccurring->arena, int64_t, codes * codes + 1);
    meetings->documents =
        NEW_ARRAY(cooccurring->arena, int64_t, codes * codes + 1);
    if (unit_is_spread(kind)) {
        ptrdiff_t wholes =
            kind == UNIT_CASE ? study->cases.len : study->participants.len;
        meetings->spread = bits_make(codes, wholes, cooccurring->arena);
        meetings->spoken = NEW_ARRAY(cooccurring->arena, bool, wholes);
    }
}

static void add_column(Cooccurring *cooccurring, int32_t document,
                       const Sheet *sheet, const bool *heard, int32_t column,
                       Arena *scratch)
{
    Meetings *meetings = &cooccurring->columns[column];
    UnitKind kind = cooccurring->counting.unit.kind;
    Part part = {
        .cooccurring = cooccurring,
        .document = document,
        .sheet = sheet,
        .rows = sheet_rows(sheet, kind),
        .heard = heard,
        .scratch = scratch,
    };
    prepare(cooccurring, meetings);
    number_units(&part);
    number_codes(&part);
    count_part(&part, meetings);
    if (unit_is_spread(kind)) {
        spread_part(&part, meetings);
    }
}

// ---- a document

// What has no value is in no column that anybody asked for.
static void add_columns(Cooccurring *cooccurring, int32_t document,
                        const Sheet *sheet, Arena *scratch)
{
    ptrdiff_t voices = sheet->voices.len;
    Ints *columns_of = NEW_ARRAY(scratch, Ints, voices);
    Ints columns = {0}; // of the document, by where they first come
    bool *heard = NEW_ARRAY(scratch, bool, voices);
    for (ptrdiff_t v = 0; v < voices; v++) {
        columns_of[v] = grouping_columns(&cooccurring->grouping, document,
                                         sheet->voices.at[v], scratch);
        for (ptrdiff_t i = 0; i < columns_of[v].len; i++) {
            int32_t column = columns_of[v].at[i];
            bool valued = column < cooccurring->grouping.columns.len;
            if (valued && !ints_have(columns, column)) {
                *PUSH(&columns, scratch) = column;
            }
        }
    }
    for (ptrdiff_t i = 0; i < columns.len; i++) {
        for (ptrdiff_t v = 0; v < voices; v++) {
            heard[v] = ints_have(columns_of[v], columns.at[i]);
        }
        add_column(cooccurring, document, sheet, heard, columns.at[i], scratch);
    }
}

void cooccurring_add(Cooccurring *cooccurring, int32_t document,
                     const Sheet *sheet, Arena *scratch)
{
    if (cooccurring->counting.aggregate) {
        Sheet all =
            sheet_aggregated(sheet, cooccurring->study->codebook, scratch);
        add_columns(cooccurring, document, &all, scratch);
    } else {
        add_columns(cooccurring, document, sheet, scratch);
    }
}

// ---- what was counted

// Of cases and participants it is known in the end who carries what.
static void gather(const Cooccurring *cooccurring, Meetings *meetings)
{
    if (!unit_is_spread(cooccurring->counting.unit.kind)) {
        return;
    }
    meetings->units = 0;
    for (ptrdiff_t i = 0; i < meetings->spread.rows; i++) {
        meetings->units += meetings->spoken[i];
    }
    bits_meetings(&meetings->spread, meetings->both);
}

static Cooccurrence cooccurrence_in(const Cooccurring *cooccurring,
                                    Meetings *meetings,
                                    const Bits *definitional)
{
    const Codebook *codebook = cooccurring->study->codebook;
    Arena *arena = cooccurring->arena;
    int32_t codes = (int32_t)codebook->codes.len;
    prepare(cooccurring, meetings);
    gather(cooccurring, meetings);
    Cooccurrence result = {
        .unit = cooccurring->counting.unit,
        .units = meetings->units,
        .counts = NEW_ARRAY(arena, int64_t, codes),
    };
    for (int32_t a = 0; a < codes; a++) {
        result.counts[a] = meetings->both[a * codes + a];
    }
    for (int32_t a = 0; a < codes; a++) {
        for (int32_t b = a + 1; b < codes; b++) {
            if (codebook_related(codebook, a, b)) {
                continue;
            }
            Pair *pair = PUSH(&result.pairs, arena);
            *pair = pair_of(meetings->both[a * codes + b], result.counts[a],
                            result.counts[b], result.units);
            pair->a = a;
            pair->b = b;
            pair->documents = meetings->documents[a * codes + b];
            pair->definitional = bits_has(definitional, a, b);
        }
    }
    return result;
}

CooccurrenceBy cooccurring_end(const Cooccurring *cooccurring)
{
    Arena *arena = cooccurring->arena;
    const Codebook *codebook = cooccurring->study->codebook;
    if (cooccurring->counting.aggregate) {
        codebook = codebook_aggregated(codebook, arena);
    }
    Bits definitional = definitional_codes(codebook, arena);
    CooccurrenceBy result = {.columns = cooccurring->grouping.columns};
    result.at = NEW_ARRAY(arena, Cooccurrence, result.columns.len);
    for (ptrdiff_t i = 0; i < result.columns.len; i++) {
        result.at[i] = cooccurrence_in(cooccurring, &cooccurring->columns[i],
                                       &definitional);
    }
    return result;
}

// ---- a whole study

static CooccurrenceBy count_all(Cooccurring *cooccurring)
{
    const Study *study = cooccurring->study;
    bool spans = cooccurring->counting.unit.kind == UNIT_OVERLAP;
    ptrdiff_t next = 0;
    for (int32_t i = 0; i < study->documents.len; i++) {
        Arena scratch = {0};
        Sheet sheet = sheet_next(study, i, &next, spans, &scratch);
        cooccurring_add(cooccurring, i, &sheet, &scratch);
        arena_release(&scratch);
    }
    return cooccurring_end(cooccurring);
}

Cooccurrence cooccurrence_of(const Study *study, Unit unit, Arena *arena)
{
    Cooccurring cooccurring;
    Err none = {0}; // all together is always known
    cooccurring_begin(&cooccurring, study, (Counting){.unit = unit}, arena,
                      &none);
    return count_all(&cooccurring).at[0];
}

bool cooccurrence_by(const Study *study, Counting counting, Arena *arena,
                     CooccurrenceBy *result, Err *err)
{
    Cooccurring cooccurring;
    *result = (CooccurrenceBy){0};
    if (!cooccurring_begin(&cooccurring, study, counting, arena, err)) {
        return false;
    }
    *result = count_all(&cooccurring);
    return true;
}
