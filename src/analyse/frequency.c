#include "analyse/frequency.h"

#include "analyse/grouping.h"
#include "analyse/layout.h"

#include <stdlib.h>

// What a piece of a unit is counted as: once for each of its columns.
typedef struct Part {
    int32_t unit, column;
    ptrdiff_t place; // in Parts, before sorting
} Part;

typedef struct Parts {
    Part *at;
    ptrdiff_t len, cap;
    ptrdiff_t *first; // per piece, and one more; in the order of the pieces
} Parts;

typedef struct Counter {
    const Study *study;
    const Grouping *grouping;
    Unit unit;
    Frequency *result;
    ptrdiff_t columns; // of the result, with "-"
    Arena *arena;
} Counter;

// Speech that counts for two cases is in the columns of both, but a case is
// itself in its own column only.
static Ints columns_of(const Counter *counter, const Layout *layout,
                       const Piece *piece)
{
    const Grouping *grouping = counter->grouping;
    return counter->unit.kind == UNIT_CASE && grouping->of_case
               ? grouping->of_case[layout->of[piece->unit]]
               : grouping_columns(grouping, piece->document, piece->turn);
}

static Parts parts_of(const Counter *counter, const Layout *layout)
{
    const Pieces *pieces = &layout->pieces;
    Parts parts = {0};
    parts.first = NEW_ARRAY(counter->arena, ptrdiff_t, pieces->len + 1);
    for (ptrdiff_t i = 0; i < pieces->len; i++) {
        const Piece *piece = &pieces->at[i];
        Ints columns = columns_of(counter, layout, piece);
        parts.first[i] = parts.len;
        for (ptrdiff_t j = 0; j < columns.len; j++) {
            *PUSH(&parts, counter->arena) =
                (Part){piece->unit, columns.at[j], parts.len - 1};
        }
    }
    parts.first[pieces->len] = parts.len;
    return parts;
}

static int by_member(const void *a, const void *b)
{
    const Part *left = a, *right = b;
    if (left->unit != right->unit) {
        return left->unit < right->unit ? -1 : 1;
    }
    if (left->column != right->column) {
        return left->column < right->column ? -1 : 1;
    }
    return (left->place > right->place) - (left->place < right->place);
}

// Numbers what is counted, unit by column: member[place] for every part.
// Counts the totals of the columns on the way.
static ptrdiff_t *number_members(const Counter *counter, const Parts *parts)
{
    Part *sorted = NEW_ARRAY(counter->arena, Part, parts->len);
    ptrdiff_t *member = NEW_ARRAY(counter->arena, ptrdiff_t, parts->len);
    for (ptrdiff_t i = 0; i < parts->len; i++) {
        sorted[i] = parts->at[i];
    }
    qsort(sorted, (size_t)parts->len, sizeof *sorted, by_member);
    ptrdiff_t members = 0;
    for (ptrdiff_t i = 0; i < parts->len; i++) {
        const Part *part = &sorted[i];
        bool new = i == 0 || part[-1].unit != part->unit ||
                   part[-1].column != part->column;
        members += new;
        counter->result->totals[part->column] += new;
        member[part->place] = members - 1;
    }
    return member;
}

// Which pieces carry which codes; a window's piece has what the window has.
static Bits codes_of_pieces(const Counter *counter, const Layout *layout)
{
    UnitKind kind = counter->unit.kind;
    if (kind == UNIT_WINDOW || kind == UNIT_WINDOW_TURNS) {
        return incidence_of(counter->study, counter->unit, counter->arena).bits;
    }
    Layout single = *layout;
    single.pieces.at = NEW_ARRAY(counter->arena, Piece, layout->pieces.len);
    single.units = layout->pieces.len;
    for (ptrdiff_t i = 0; i < layout->pieces.len; i++) {
        single.pieces.at[i] = layout->pieces.at[i];
        single.pieces.at[i].unit = (int32_t)i;
    }
    return layout_codes(&single, counter->study, counter->arena);
}

static void count_units(const Counter *counter)
{
    Layout layout = layout_of(counter->study, counter->unit, counter->arena);
    Parts parts = parts_of(counter, &layout);
    ptrdiff_t *member = number_members(counter, &parts);
    Bits bits = codes_of_pieces(counter, &layout);
    // The newest code counted for a member, plus one.
    ptrdiff_t *counted = NEW_ARRAY(counter->arena, ptrdiff_t, parts.len);
    for (ptrdiff_t code = 0; code < bits.columns; code++) {
        int64_t *units = counter->result->units + code * counter->columns;
        for (ptrdiff_t piece = bits_next(&bits, code, 0, bits.rows); piece >= 0;
             piece = bits_next(&bits, code, piece + 1, bits.rows)) {
            for (ptrdiff_t i = parts.first[piece]; i < parts.first[piece + 1];
                 i++) {
                units[parts.at[i].column] += counted[member[i]] != code + 1;
                counted[member[i]] = code + 1;
            }
        }
    }
}

static void count_mentions(const Counter *counter)
{
    const Codings *codings = &counter->study->codings;
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        const Coding *coding = &codings->at[i];
        if (coding->status == STATUS_REMOVED) {
            continue;
        }
        int64_t *mentions =
            counter->result->mentions + coding->code * counter->columns;
        Ints columns =
            grouping_columns(counter->grouping, coding->document, coding->turn);
        for (ptrdiff_t j = 0; j < columns.len; j++) {
            mentions[columns.at[j]]++;
        }
    }
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
static void settle_missing(const Counter *counter)
{
    Frequency *result = counter->result;
    ptrdiff_t columns = counter->columns;
    bool used = result->totals[columns - 1] > 0;
    for (ptrdiff_t code = 0; code < result->codes && !used; code++) {
        used = result->mentions[code * columns + columns - 1] > 0;
    }
    if (used) {
        bool taken = strs_find(result->columns, S("none")) >= 0;
        *PUSH(&result->columns, counter->arena) =
            taken ? S("(none)") : S("none");
        return;
    }
    result->mentions =
        without_last(result->mentions, result->codes, columns, counter->arena);
    result->units =
        without_last(result->units, result->codes, columns, counter->arena);
}

bool frequency_of(const Study *study, Str by, Unit unit, Arena *arena,
                  Frequency *frequency, Err *err)
{
    Grouping grouping;
    if (!grouping_named(study, by, arena, &grouping, err)) {
        return false;
    }
    ptrdiff_t codes = study->codebook->codes.len;
    ptrdiff_t columns = grouping.columns.len + 1;
    *frequency = (Frequency){
        .columns = grouping.columns,
        .codes = codes,
        .mentions = NEW_ARRAY(arena, int64_t, codes * columns),
        .units = NEW_ARRAY(arena, int64_t, codes * columns),
        .totals = NEW_ARRAY(arena, int64_t, columns),
    };
    Counter counter = {study, &grouping, unit, frequency, columns, arena};
    count_units(&counter);
    count_mentions(&counter);
    settle_missing(&counter);
    return true;
}
