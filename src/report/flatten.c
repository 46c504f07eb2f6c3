#include "report/flatten.h"

#include <stdlib.h>
#include <string.h>

typedef struct End {
    int32_t at, stroke;
} End;

static int end_order(const void *a, const void *b)
{
    const End *left = a, *right = b;
    if (left->at != right->at) {
        return left->at < right->at ? -1 : 1;
    }
    return (left->stroke > right->stroke) - (left->stroke < right->stroke);
}

static End *ends_of(const Strokes *strokes, Arena *arena)
{
    End *ends = NEW_ARRAY(arena, End, strokes->len + 1);
    for (int32_t i = 0; i < strokes->len; i++) {
        ends[i] = (End){strokes->at[i].span.end, i};
    }
    if (strokes->len > 0) {
        qsort(ends, (size_t)strokes->len, sizeof *ends, end_order);
    }
    return ends;
}

typedef struct Lanes {
    int32_t at[LANES]; // strokes, or NONE
    Ints waiting;      // strokes that found no lane, first come first served
    ptrdiff_t served;
} Lanes;

static bool lane_replace(Lanes *lanes, int32_t old, int32_t new)
{
    for (int i = 0; i < LANES; i++) {
        if (lanes->at[i] == old) {
            lanes->at[i] = new;
            return true;
        }
    }
    return false;
}

static void lane_take(Lanes *lanes, int32_t stroke, Arena *arena)
{
    if (!lane_replace(lanes, NONE, stroke)) {
        *PUSH(&lanes->waiting, arena) = stroke;
    }
}

// Gives the lane of a stroke that ends at `offset` to one that waits and goes
// on.
static void lane_leave(Lanes *lanes, int32_t stroke, const Strokes *strokes,
                       int32_t offset)
{
    int32_t next = NONE;
    while (next == NONE && lanes->served < lanes->waiting.len) {
        int32_t first = lanes->waiting.at[lanes->served];
        if (strokes->at[first].span.end > offset) {
            next = first;
        }
        lanes->served++;
    }
    if (!lane_replace(lanes, stroke, next) && next != NONE) {
        lanes->served--; // the stroke that ends had no lane to leave
    }
}

Segments flatten(Span span, const Strokes *strokes, Arena *arena)
{
    Segments segments = {.by_end = NEW_ARRAY(arena, int32_t, strokes->len + 1)};
    const End *ends = ends_of(strokes, arena);
    for (ptrdiff_t i = 0; i < strokes->len; i++) {
        segments.by_end[i] = ends[i].stroke;
    }
    Lanes lanes = {.at = {NONE, NONE, NONE, NONE}};
    int32_t begun = 0, ended = 0, count = (int32_t)strokes->len;
    for (int32_t from = span.begin, to; from < span.end; from = to) {
        Segment next = {.first_begin = begun, .first_end = ended};
        for (; begun < count && strokes->at[begun].span.begin == from;
             begun++) {
            lane_take(&lanes, begun, arena);
            next.begins++;
        }
        to = span.end;
        if (begun < count && strokes->at[begun].span.begin < to) {
            to = strokes->at[begun].span.begin;
        }
        if (ended < begun && ends[ended].at < to) {
            to = ends[ended].at;
        }
        next.span = (Span){from, to};
        next.depth = begun - ended;
        memcpy(next.lanes, lanes.at, sizeof next.lanes);
        for (; ended < begun && ends[ended].at == to; ended++) {
            lane_leave(&lanes, ends[ended].stroke, strokes, to);
            next.ends++;
        }
        *PUSH(&segments, arena) = next;
    }
    return segments;
}
