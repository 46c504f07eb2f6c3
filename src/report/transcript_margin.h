// report/transcript_margin.h - codings in a list, each with its reason.
#ifndef REPORT_TRANSCRIPT_MARGIN_H
#define REPORT_TRANSCRIPT_MARGIN_H

#include "report/sink.h"

// Codings (indices in Study.codings) beside the turn where they begin; nothing
// without any.
void transcript_margin_write(Sink *sink, Ints codings, Str label);

// Which codes a document carries, how often, and where first.
void transcript_codes_write(Sink *sink, Ints codings);

#endif
