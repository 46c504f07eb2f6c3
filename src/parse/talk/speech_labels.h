// parse/talk/speech_labels.h - who speaks, where only the words say so.
#ifndef PARSE_TALK_SPEECH_LABELS_H
#define PARSE_TALK_SPEECH_LABELS_H

#include "parse/talk/speech.h"

// Takes labels, "Name: text", out of utterances of which none names a speaker:
// some write them into the text of a segment, or of a tier for all.  What has
// no label is said by whom the label before it names.
// Result: `utterances` where a speaker is named, or no label is known as one.
Utterances speech_labels(const Utterances *utterances, const Source *source,
                         Arena *arena);

#endif
