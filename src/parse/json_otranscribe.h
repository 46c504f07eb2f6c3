// parse/json_otranscribe.h - oTranscribe's files (.otr): a page within JSON.
#ifndef PARSE_JSON_OTRANSCRIBE_H
#define PARSE_JSON_OTRANSCRIBE_H

#include "container/values.h"
#include "parse/format.h"

bool json_is_otranscribe(const Value *root);
// Reads the page as labelled lines; its time stamps are marks in them.
// Errors: ERR_INPUT for a page beyond limits.h.
bool json_read_otranscribe(const Source *source, const Value *root,
                           Arena *arena, Transcripts *transcripts, Diags *diags,
                           Err *err);

#endif
