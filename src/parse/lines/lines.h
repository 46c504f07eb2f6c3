// parse/lines/lines.h - labelled lines to turns, and the steps of reading them.
//
//     text -lines_scan-> items -lines_cast-> items that speak -> turns
#ifndef PARSE_LINES_LINES_H
#define PARSE_LINES_LINES_H

#include "parse/lines/cast.h"
#include "parse/format.h"
#include "parse/talk/line.h"
#include "parse/talk/script.h"

enum { ITEMS_MAX = 1 << 21 }; // further lines are text

typedef enum ItemKind { // a line that is more than text
    ITEM_HEAD,          // perhaps a label
    ITEM_TIME,          // a time mark alone on its line
    ITEM_EVENT,         // "(laughs)"
    ITEM_PAGE,          // "_page : 3", "---"
    ITEM_FOOTER,        // "Transcribed by https://…"
    ITEM_COMMENTS,      // of Google Docs, up to the end of the text
    ITEM_HEADING,       // "## Section two: money", which is no name
    ITEM_ROW,           // of a table that is no transcript
} ItemKind;

typedef struct Item {
    ItemKind kind;
    bool speaks;        // ITEM_HEAD: is a label
    bool underlined;    // a heading, if it is no label
    bool paragraph;     // a blank line or a time mark stands before it
    bool below;         // ITEM_HEAD: a name, and a time mark is the line above
    int32_t begin, end; // of the line, bytes in the text
    int32_t line;       // from 1
    int32_t name;       // in the cast, or NONE
    Head head;          // head.said counts from `begin`
} Item;

typedef struct Items {
    Item *at;
    ptrdiff_t len, cap;
} Items;

typedef struct Printed { // a paragraph of a document, as it is set
    int32_t begin;       // its first byte in the text
    int32_t marked;      // how many bytes from there on are in bold
    bool heading;
    bool title; // and stands above those that could be names
    bool row;   // of a table that is no transcript
} Printed;

typedef struct Layout { // what is known of lines besides their words
    bool markdown;      // a line that is underlined is a heading
    Printed *at;        // where paragraphs are known, all of them, ascending
    ptrdiff_t len, cap;
} Layout;

typedef struct Lines {
    Str text;
    const Layout *layout;
    int32_t begin;  // after front matter
    int32_t line;   // of that place, from 1
    int32_t filled; // lines that are not blank
    Items items;
    bool days;      // time marks of four parts begin with days, not hours
    int32_t beyond; // the first line after ITEMS_MAX items, or 0
    Cast cast;
} Lines;

// All steps: the turns of Source.text, which stays as it is.  Without a layout
// only the words tell.
Transcript lines_transcript(const Source *source, const char *format,
                            const Layout *layout, Arena *arena, Diags *diags);
// The first step: what each line could be.  Time: linear.
// `labels` are certainly speakers'.
Lines lines_scan(Str text, Strs labels, const Layout *layout, Arena *arena);
// The paragraph that begins at byte `at`, or NULL; `*next` begins as 0 and goes
// on with rising bytes.
const Printed *layout_printed(const Layout *layout, int32_t at,
                              ptrdiff_t *next);
// The second: who speaks.
void lines_cast(Lines *lines, Odds *odds);
// Where a label stands amid what `speaker` says, behind the end of a sentence:
// "… and then? P: Nothing."  It must be one that begins other lines.
// Result: its place in `said`, or NONE; head->said is where speech goes on.
ptrdiff_t lines_label_amid(const Lines *lines, Str speaker, Str said,
                           Head *head);
// The third, where labels part the turns: a turn goes on to the next label.
void lines_turns(const Lines *lines, Script *script);
// The third, where they do not: each paragraph is a turn, by the speaker of its
// label or by nobody known.
void lines_paragraphs(const Lines *lines, Script *script);
// True when paragraphs are not parted by blank lines: each line is one.
bool lines_stand_alone(const Lines *lines);
// True when only those who ask are labelled and the answers are not.
bool lines_are_moderated(const Lines *lines);

#endif
