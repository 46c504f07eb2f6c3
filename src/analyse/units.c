#include "analyse/units.h"

#include "analyse/layout.h"
#include "base/buf.h"

static const char *const names[UNIT_KINDS] = {
    [UNIT_SENTENCE] = "sentence",       [UNIT_TURN] = "turn",
    [UNIT_ANSWER] = "answer",           [UNIT_DOCUMENT] = "document",
    [UNIT_PARTICIPANT] = "participant", [UNIT_CASE] = "case",
    [UNIT_WINDOW] = "window",           [UNIT_WINDOW_TURNS] = "window-turns",
    [UNIT_OVERLAP] = "overlap",
};

bool unit_is_window(UnitKind kind)
{
    return kind == UNIT_WINDOW || kind == UNIT_WINDOW_TURNS;
}

bool unit_is_spread(UnitKind kind)
{
    return kind == UNIT_CASE || kind == UNIT_PARTICIPANT;
}

bool unit_named(Str name, Unit *unit, Err *err)
{
    Str size = name, kind;
    bool sized = str_cut(&size, ':', &kind);
    for (int i = 0; i < UNIT_KINDS; i++) {
        Unit found = {(UnitKind)i, 1};
        if (!str_eq(kind, str_of(names[i])) ||
            sized != unit_is_window(found.kind)) {
            continue;
        }
        if (!sized || (str_number(size, &found.size) && found.size > 0)) {
            *unit = found;
            return true;
        }
    }
    return err_set(err, ERR_USAGE,
                   "unknown unit '%.*s': known are sentence, turn, answer, "
                   "document, participant, case, window:K, window-turns:K "
                   "with K from 1, overlap",
                   FMT(name));
}

Str unit_name(Unit unit, Arena *arena)
{
    return unit_is_window(unit.kind)
               ? str_format(arena, "%s:%d", names[unit.kind], (int)unit.size)
               : str_of(names[unit.kind]);
}

// Lets every unit that carries a code hand it on to the size-1 units after it
// in its document.
static void widen(Incidence *incidence, const Layout *layout, ptrdiff_t size,
                  Arena *arena)
{
    Bits wide = bits_make(incidence->codes, incidence->units, arena);
    for (ptrdiff_t code = 0; code < incidence->codes; code++) {
        ptrdiff_t done = 0; // rows before it are as they shall be
        for (ptrdiff_t from =
                 bits_next(&incidence->bits, code, 0, incidence->bits.rows);
             from >= 0; from = bits_next(&incidence->bits, code, from + 1,
                                         incidence->bits.rows)) {
            ptrdiff_t end = layout->first[incidence->document[from] + 1];
            ptrdiff_t to = end - from < size ? end : from + size;
            bits_fill(&wide, code, from > done ? from : done, to);
            done = to;
        }
    }
    incidence->bits = wide;
}

Incidence incidence_of(const Study *study, Unit unit, Arena *arena)
{
    Layout layout = layout_of(study, unit, arena);
    Incidence incidence = {
        .units = layout.units,
        .codes = study->codebook->codes.len,
        .bits = layout_codes(&layout, study, arena),
        .document = layout.document,
    };
    if (unit_is_window(unit.kind) && unit.size > 1) {
        // A window's unit is a piece, and has its number.
        widen(&incidence, &layout, unit.size, arena);
    }
    return incidence;
}

bool incidence_has(const Incidence *incidence, int32_t code, ptrdiff_t unit)
{
    return bits_has(&incidence->bits, code, unit);
}

ptrdiff_t incidence_count(const Incidence *incidence, int32_t code)
{
    return bits_count(&incidence->bits, code);
}
