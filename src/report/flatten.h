// report/flatten.h - overlapping codings as pieces that do not nest.
//
// Codings overlap in any way; elements of a page must not.  So the text is cut
// wherever a coding begins or ends.  A coding keeps its lane to its end, so
// that its line can be followed through the pieces; one that finds all lanes
// taken gets the next that becomes free.
#ifndef REPORT_FLATTEN_H
#define REPORT_FLATTEN_H

#include "model/coding.h"

enum { LANES = 4 }; // lines that can be drawn under a text at once

typedef struct Stroke { // a coding, as far as it lies in the text to cut
    Span span;
    int32_t coding;
} Stroke;

typedef struct Strokes {
    Stroke *at;
    ptrdiff_t len, cap;
} Strokes;

typedef struct Segment { // a piece of text over which nothing changes
    Span span;
    int32_t lanes[LANES]; // strokes, or NONE
    int32_t depth;        // strokes that cover it, also those without a lane
    int32_t first_begin;  // strokes [first_begin, + begins) begin with it
    int32_t begins;
    int32_t first_end; // Segments.by_end[first_end, + ends) end with it
    int32_t ends;
} Segment;

typedef struct Segments { // ascending, without gaps
    Segment *at;
    ptrdiff_t len, cap;
    int32_t *by_end; // strokes in the order of their ends
} Segments;

// Cuts `span` where strokes begin and end.
// Shape:  strokes ascend by begin, lie within `span` and are not empty.
// Result: the segments cover `span`; none is empty.
// Time:   O(n log n).
Segments flatten(Span span, const Strokes *strokes, Arena *arena);

#endif
