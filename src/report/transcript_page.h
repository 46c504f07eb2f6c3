// report/transcript_page.h - transcripts with their codings beside them.
#ifndef REPORT_TRANSCRIPT_PAGE_H
#define REPORT_TRANSCRIPT_PAGE_H

#include "report/sink.h"

// The content of one document's page: each turn with its speaker, and beside it
// every coding that begins there with its reason.  Turns are #t1, #t2 …,
// codings #c1, #c2 … by their place in Study.codings.  For html only.
void transcript_page_write(Sink *sink, int32_t document);

// The list of all documents.
void transcript_list_write(Sink *sink);

#endif
