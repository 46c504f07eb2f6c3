// parse/tiers/tei_text.h - the words of an utterance in TEI, as they come.
#ifndef PARSE_TIERS_TEI_TEXT_H
#define PARSE_TIERS_TEI_TEXT_H

#include "base/buf.h"
#include "container/xml.h"

typedef struct TeiText { // (TeiText){.text.arena = arena} is empty
    Buf text;
    bool words; // <w> occur: blanks of the layout mean nothing
    bool bring; // their own blanks, as in the British National Corpus
    bool glued; // the next word follows without a blank
    int in;     // the depth of the <w> or <pc> that is open, or 0
} TeiText;

// Takes an element that opened: words and punctuation are set as they are
// read, pauses and what happens stand in brackets, what an editor added or
// annotated is passed over.
void tei_opens(TeiText *said, Xml *xml);
void tei_closes(TeiText *said, const Xml *xml);
void tei_text(TeiText *said, Str text);
// What was said since the last time; empties it.
Str tei_take(TeiText *said);

#endif
