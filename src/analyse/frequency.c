#include "analyse/frequency.h"

#include "analyse/sheet.h"

// ---- units that may have several documents: cases and participants

typedef struct Member { // such a unit in a column
    int32_t unit, column;
} Member;

struct Members {
    Map numbers; // by their bytes
    Bits *codes; // per member: which it was counted with
    ptrdiff_t len, cap;
};

// The codes that a unit was counted with in a column, where it is then.
static Bits *member_codes(Tallying *tallying, int32_t unit, int32_t column)
{
    Members *members = tallying->members;
    Member member = {unit, column};
    Str bytes = {(const char *)&member, sizeof member};
    int32_t number = map_find(&members->numbers, bytes);
    if (number < 0) {
        number = map_put(&members->numbers, str_copy(tallying->arena, bytes),
                         tallying->arena);
        array_reserve(&members->codes, &members->cap, members->len,
                      sizeof *members->codes, tallying->arena);
        members->codes[members->len++] =
            bits_make(1, tallying->counts.codes, tallying->arena);
        tallying->counts.totals[column]++;
    }
    return &members->codes[number];
}

// ---- a document

typedef struct Part { // of a study: a document
    Tallying *tallying;
    int32_t document;
    const Sheet *sheet;
    const SheetRows *rows;
    Ints *columns; // per voice
    Arena *scratch;
} Part;

static ptrdiff_t columns_of(const Tallying *tallying)
{
    return tallying->grouping.columns.len + 1;
}

static void count_mentions(const Part *part)
{
    const Givens *all = &part->sheet->given;
    Tallying *tallying = part->tallying;
    for (ptrdiff_t i = 0; i < all->len; i++) {
        const Given *given = &all->at[i];
        Ints columns = part->columns[given->voice];
        for (ptrdiff_t k = 0; k < columns.len; k++) {
            tallying->counts
                .mentions[given->code * columns_of(tallying) + columns.at[k]] +=
                given->times;
        }
    }
}

// Counts a code in the newest unit, once for each column.
static void count_code(Tallying *tallying, int32_t code, Ints columns)
{
    for (ptrdiff_t k = 0; k < columns.len; k++) {
        ptrdiff_t at = code * columns_of(tallying) + columns.at[k];
        tallying->counts.units[at] += tallying->counted[at] != tallying->unit;
        tallying->counted[at] = tallying->unit;
    }
}

static void count_total(Tallying *tallying, Ints columns)
{
    for (ptrdiff_t k = 0; k < columns.len; k++) {
        int64_t *newest = &tallying->totalled[columns.at[k]];
        tallying->counts.totals[columns.at[k]] += *newest != tallying->unit;
        *newest = tallying->unit;
    }
}

// Units of one document: its rows, or what rows that follow one another make.
static void count_units(const Part *part)
{
    Tallying *tallying = part->tallying;
    UnitKind kind = tallying->counting.unit.kind;
    for (ptrdiff_t i = 0; i < part->rows->len; i++) {
        const SheetRow *row = &part->rows->at[i];
        bool whole = i > 0 && kind == UNIT_DOCUMENT;
        bool goes_on =
            i > 0 && kind == UNIT_ANSWER && row[-1].answer == row->answer;
        tallying->unit += !whole && !goes_on;
        Ints columns = part->columns[row->voice];
        count_total(tallying, columns);
        for (int32_t k = row->begin; k < row->end; k++) {
            int32_t code = part->rows->carried.at[k].code;
            if (code != NONE) {
                count_code(tallying, code, columns);
            }
        }
    }
}

// A window is in the columns of its last row, with what all its rows carry.
static void count_windows(const Part *part)
{
    Tallying *tallying = part->tallying;
    ptrdiff_t size = tallying->counting.unit.size;
    ptrdiff_t codes = tallying->counts.codes;
    // The newest row that carries each code, plus one; and which codes occur.
    ptrdiff_t *newest = NEW_ARRAY(part->scratch, ptrdiff_t, codes);
    Ints seen = {0};
    for (ptrdiff_t i = 0; i < part->rows->len; i++) {
        const SheetRow *row = &part->rows->at[i];
        Ints columns = part->columns[row->voice];
        tallying->unit++;
        count_total(tallying, columns);
        for (int32_t k = row->begin; k < row->end; k++) {
            int32_t code = part->rows->carried.at[k].code;
            if (newest[code] == 0) {
                *PUSH(&seen, part->scratch) = code;
            }
            newest[code] = i + 1;
        }
        for (ptrdiff_t k = 0; k < seen.len; k++) {
            if (i - (newest[seen.at[k]] - 1) < size) {
                count_code(tallying, seen.at[k], columns);
            }
        }
    }
}

// Speech that counts for two cases is in the columns of both, but a case is
// itself in its own column only.
static void count_whole(const Part *part, const SheetRow *row, int32_t whole)
{
    Tallying *tallying = part->tallying;
    const Grouping *grouping = &tallying->grouping;
    bool own = tallying->counting.unit.kind == UNIT_CASE && grouping->of_case;
    Ints columns = own ? grouping->of_case[whole] : part->columns[row->voice];
    for (ptrdiff_t i = 0; i < columns.len; i++) {
        Bits *codes = member_codes(tallying, whole, columns.at[i]);
        for (int32_t k = row->begin; k < row->end; k++) {
            int32_t code = part->rows->carried.at[k].code;
            tallying->counts
                .units[code * columns_of(tallying) + columns.at[i]] +=
                !bits_has(codes, 0, code);
            bits_set(codes, 0, code);
        }
    }
}

static void count_wholes(const Part *part)
{
    const Study *study = part->tallying->study;
    for (ptrdiff_t i = 0; i < part->rows->len; i++) {
        const SheetRow *row = &part->rows->at[i];
        int32_t speaker = part->sheet->voices.at[row->voice].speaker;
        int32_t who = study_participant_of(study, part->document, speaker);
        if (part->tallying->counting.unit.kind == UNIT_PARTICIPANT) {
            if (who != NONE) {
                count_whole(part, row, who);
            }
            continue;
        }
        Ints cases = study_cases_of(study, part->document, who, part->scratch);
        for (ptrdiff_t k = 0; k < cases.len; k++) {
            count_whole(part, row, cases.at[k]);
        }
    }
}

static void add(Tallying *tallying, int32_t document, const Sheet *sheet,
                Arena *scratch)
{
    UnitKind kind = tallying->counting.unit.kind;
    Part part = {
        .tallying = tallying,
        .document = document,
        .sheet = sheet,
        .rows = sheet_rows(sheet, kind),
        .columns = NEW_ARRAY(scratch, Ints, sheet->voices.len),
        .scratch = scratch,
    };
    for (ptrdiff_t v = 0; v < sheet->voices.len; v++) {
        part.columns[v] = grouping_columns(&tallying->grouping, document,
                                           sheet->voices.at[v], scratch);
    }
    count_mentions(&part);
    if (unit_is_window(kind)) {
        count_windows(&part);
    } else if (unit_is_spread(kind)) {
        count_wholes(&part);
    } else {
        count_units(&part);
    }
}

void tallying_add(Tallying *tallying, int32_t document, const Sheet *sheet,
                  Arena *scratch)
{
    if (tallying->counting.aggregate) {
        Sheet all = sheet_aggregated(sheet, tallying->study->codebook, scratch);
        add(tallying, document, &all, scratch);
    } else {
        add(tallying, document, sheet, scratch);
    }
}

// ---- the study

bool tallying_begin(Tallying *tallying, const Study *study, Counting counting,
                    Arena *arena, Err *err)
{
    *tallying = (Tallying){
        .study = study,
        .counting = counting,
        .members = NEW(arena, Members),
        .arena = arena,
    };
    if (!grouping_named(study, counting.by, arena, &tallying->grouping, err)) {
        return false;
    }
    ptrdiff_t codes = study->codebook->codes.len;
    ptrdiff_t columns = columns_of(tallying);
    tallying->counts = (Frequency){
        .columns = tallying->grouping.columns,
        .codes = codes,
        .mentions = NEW_ARRAY(arena, int64_t, codes * columns),
        .units = NEW_ARRAY(arena, int64_t, codes * columns),
        .totals = NEW_ARRAY(arena, int64_t, columns),
    };
    tallying->counted = NEW_ARRAY(arena, int64_t, codes * columns);
    tallying->totalled = NEW_ARRAY(arena, int64_t, columns);
    return true;
}

static int64_t *without_last(const int64_t *counts, ptrdiff_t rows,
                             ptrdiff_t columns, Arena *arena)
{
    int64_t *kept = NEW_ARRAY(arena, int64_t, rows * (columns - 1));
    for (ptrdiff_t row = 0; row < rows; row++) {
        for (ptrdiff_t column = 0; column < columns - 1; column++) {
            kept[row * (columns - 1) + column] = counts[row * columns + column];
        }
    }
    return kept;
}

// Names the last column "none", or leaves it out when nothing is in it.
Frequency tallying_end(const Tallying *tallying)
{
    Frequency result = tallying->counts;
    ptrdiff_t columns = columns_of(tallying);
    bool used = result.totals[columns - 1] > 0;
    for (ptrdiff_t code = 0; code < result.codes && !used; code++) {
        used = result.mentions[code * columns + columns - 1] > 0;
    }
    if (used) {
        bool taken = strs_find(result.columns, S("none")) >= 0;
        *PUSH(&result.columns, tallying->arena) =
            taken ? S("(none)") : S("none");
        return result;
    }
    result.mentions =
        without_last(result.mentions, result.codes, columns, tallying->arena);
    result.units =
        without_last(result.units, result.codes, columns, tallying->arena);
    return result;
}

bool frequency_of(const Study *study, Counting counting, Arena *arena,
                  Frequency *frequency, Err *err)
{
    Tallying tallying;
    ptrdiff_t next = 0;
    if (!tallying_begin(&tallying, study, counting, arena, err)) {
        return false;
    }
    for (int32_t i = 0; i < study->documents.len; i++) {
        Arena scratch = {0};
        Sheet sheet = sheet_next(study, i, &next,
                                 counting.unit.kind == UNIT_OVERLAP, &scratch);
        tallying_add(&tallying, i, &sheet, &scratch);
        arena_release(&scratch);
    }
    *frequency = tallying_end(&tallying);
    return true;
}
