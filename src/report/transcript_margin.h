// report/transcript_margin.h - codings in a list, each with its reason.
#ifndef REPORT_TRANSCRIPT_MARGIN_H
#define REPORT_TRANSCRIPT_MARGIN_H

#include "report/sink.h"

typedef struct Margin { // of a turn: what begins in it
    Ints codings;       // indices in Study.codings
    int32_t memo;       // the first of its memos in Study.memos,
    int32_t memos;      // and how many
} Margin;

// Codings and memos beside the turn where they begin; nothing without any.
void transcript_margin_write(Sink *sink, const Margin *margin, Str label);

// Which codes a document carries, how often, and where first.
void transcript_codes_write(Sink *sink, Ints codings);

#endif
