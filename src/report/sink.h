// report/sink.h - a structured printer: one report, every form.
//
// A report is written with these calls and does not know what becomes of them:
// a page, Markdown, comma-separated values or JSON.  A form takes what it can
// show and leaves out the rest; tables are shown by all of them.
//
// Headings come from nesting: a section inside a section is one level deeper,
// so their order cannot be broken.  Paths of links are relative to the top of
// the site; the sink knows where it stands.
#ifndef REPORT_SINK_H
#define REPORT_SINK_H

#include "base/html.h"
#include "base/json.h"
#include "report/excerpt.h"
#include "report/material.h"

typedef enum Tone {
    TONE_PLAIN,
    TONE_LEAD,  // what the page says in one breath
    TONE_SMALL, // how a number was made, where something comes from
    TONE_NOTE,  // what a reader must know before using a number
} Tone;

typedef enum CellKind {
    CELL_TEXT,
    CELL_COUNT,   // count
    CELL_DECIMAL, // number with `decimals` digits, NaN when undefined
    CELL_SHARE,   // count of `of`
    CELL_GRADE,   // text: "high", "moderate", "low", "very low"
    CELL_CODE,    // a code by its label, with the colour of its theme
    CELL_BLANK,   // there can be nothing here (a code with itself)
} CellKind;

typedef struct Cell {
    CellKind kind;
    Str text;
    int64_t count, of;
    double number;
    int32_t decimals;
    int32_t code;
    double shade; // 0 (none) to 1: how strongly it is shaded
    Str path;     // where it leads, or empty
    Str note;     // small words under it, or empty
    Str grade;    // of the evidence behind it, shown under it, or empty
    bool marked;  // carries the mark that the caption explains
} Cell;

typedef struct Column {
    const char *key; // in CSV and JSON: "n11"
    Str title;       // for people
    bool number;     // aligned and sorted as numbers
} Column;

typedef struct Columns {
    Column *at;
    ptrdiff_t len, cap;
} Columns;

typedef struct Spill { // takes what is written of a long document so far
    void (*take)(void *to, Str bytes);
    void *to;
} Spill;

typedef struct Table {
    const char *id; // for links and for JSON: "pairs"
    Str caption;
    Columns columns;
    bool matrix;   // narrow columns with upright heads; not to be sorted
    bool sortable; // by the reader, where the form can
} Table;

typedef struct Sink Sink;

typedef struct SinkForm { // functions may be NULL: then nothing is shown
    const char *name;     // "html"
    void (*section_open)(Sink *sink, Str id, Str title);
    void (*section_close)(Sink *sink);
    void (*paragraph_open)(Sink *sink, Tone tone);
    void (*paragraph_close)(Sink *sink);
    void (*text)(Sink *sink, Str text);
    void (*strong)(Sink *sink, Str text);
    void (*link)(Sink *sink, Str path, Str text);
    void (*code)(Sink *sink, int32_t code); // a code's label
    void (*grade)(Sink *sink, Str grade);
    void (*list_open)(Sink *sink, bool numbered);
    void (*list_close)(Sink *sink);
    void (*item_open)(Sink *sink, Str id);
    void (*item_close)(Sink *sink);
    void (*facts_open)(Sink *sink, bool large);
    void (*facts_close)(Sink *sink);
    void (*fact_open)(Sink *sink, Str term);
    void (*fact_close)(Sink *sink);
    void (*fold_open)(Sink *sink, Str title);
    void (*fold_close)(Sink *sink);
    void (*group_open)(Sink *sink, const char *kind);
    void (*group_close)(Sink *sink);
    void (*excerpt)(Sink *sink, const Excerpt *excerpt, Str path);
    void (*table_open)(Sink *sink, const Table *table);
    void (*row)(Sink *sink, const Cell *cells);
    void (*table_close)(Sink *sink);
} SinkForm;

struct Sink {
    const SinkForm *form;
    const Material *material;
    Arena *arena;
    Buf *out;
    Html html;          // the html form's
    Json json;          // the json form's
    const Spill *spill; // NULL: all stays in `out`
    Str root;    // what leads from here to the top of the site: "", "../"
    bool linked; // the site is around this page
    int depth;   // of sections
    int lists;   // of lists inside each other
    int tables;  // so far
    Table table; // the open one
    bool in_table;
    bool numbered;
    int32_t item;
    ptrdiff_t rows;
};

extern const SinkForm sink_html, sink_md, sink_csv, sink_json;

Sink sink_make(const SinkForm *form, const Material *material, Buf *out);

// `id` may be empty where nothing leads to the section.
void sink_section(Sink *sink, Str id, Str title);
void sink_section_end(Sink *sink);
void sink_paragraph(Sink *sink, Tone tone, Str text); // a whole one
void sink_paragraph_open(Sink *sink, Tone tone);
void sink_paragraph_close(Sink *sink);
void sink_text(Sink *sink, Str text);
void sink_strong(Sink *sink, Str text);
void sink_link(Sink *sink, Str path, Str text);
void sink_code(Sink *sink, int32_t code);
void sink_grade(Sink *sink, Str grade);
void sink_list(Sink *sink, bool numbered);
void sink_list_end(Sink *sink);
void sink_item(Sink *sink, Str id); // `id` may be empty
void sink_item_end(Sink *sink);
// Spills what is written, once it is much; between rows and excerpts of data.
void sink_spill(Sink *sink);
// Names with values; large ones are the figures at the top of a page.
void sink_facts(Sink *sink, bool large);
void sink_facts_end(Sink *sink);
void sink_fact(Sink *sink, Str term, Str value); // a whole one
void sink_fact_open(Sink *sink, Str term);
void sink_fact_close(Sink *sink);
// What a reader opens when wanted; paper and Markdown show it all.
void sink_fold(Sink *sink, Str title);
void sink_fold_end(Sink *sink);
// A box with a look of its own: "cards" of "card"s, "against" for what speaks
// against a finding, "split" into a "body" and a "side".
void sink_group(Sink *sink, const char *kind);
void sink_group_end(Sink *sink);
void sink_excerpt(Sink *sink, const Excerpt *excerpt, Str path);
void sink_table(Sink *sink, const Table *table);
void sink_row(Sink *sink, const Cell *cells); // one cell per column
void sink_table_end(Sink *sink);

Cell cell_text(Str text);
Cell cell_linked(Str text, Str path);
Cell cell_count(int64_t count);
Cell cell_decimal(double number, int32_t decimals);
Cell cell_share(int64_t part, int64_t whole);
Cell cell_code(int32_t code, Str path);
Cell cell_grade(Str grade);
Cell cell_blank(void);
// What a cell says in plain text: "7 of 9".
Str cell_words(const Sink *sink, const Cell *cell);

// A table of `columns` (a literal list of `count`).
Table table_of(const Sink *sink, const char *id, Str caption,
               const Column *columns, ptrdiff_t count);

#endif
