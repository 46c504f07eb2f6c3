// report/report.h - the study's results as documents.
//
// A report is one file, report_NAME.c, and one line in REPORT_LIST; it is
// written once, for any Sink (report/sink.h).
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "analyse/cooccur.h"
#include "analyse/frequency.h"
#include "recommend/recommend.h"

typedef struct ReportFacts { // what a reader needs to make it again
    Str program;             // "themata 0.1.0"
    Str libraries;           // "PCRE2 10.42, ICU 72.1, …"
    int64_t bytes, hits;     // text coded, hits found
    const Diags *findings;   // of the whole run, to list
} ReportFacts;

typedef struct ReportInput {
    const Study *study;
    const Conclusions *conclusions;
    const Cooccurrence *sentences; // unit sentence
    const ReportFacts *facts;
    // Called for every page made, of so many; NULL for nobody who waits.
    void (*tell)(void *to, int64_t done, int64_t of);
    void *to;
} ReportInput;

typedef struct Page { // a file to write
    Str path;         // relative: "index.html", "transcripts/P01.html"
    Str bytes;
    bool more; // these are not all its bytes: more of them come next
} Page;

typedef struct Pages {
    Page *at;
    ptrdiff_t len, cap;
} Pages;

typedef struct PageTaker { // who gets the pages, one after the other
    bool (*expect)(void *to, Strs paths, Err *err);     // all there will be
    bool (*take)(void *to, const Page *page, Err *err); // gone afterwards
    void *to;
} PageTaker;

// All of a study's report as files: html pages that link to each other, with
// style and script beside them, and the same numbers as CSV, JSON and Markdown.
// Consent is kept: words of somebody who may not be quoted are in none of them.
//
// Errors: what the taker says; then it gets no more.
// Memory: besides the arena, of one page.
bool report_site(const ReportInput *input, const PageTaker *taker, Arena *arena,
                 Err *err);

typedef struct Overview { // one of several codebooks
    const Codebook *codebook;
    Str path; // of its report: "themes/index.html"
    int64_t codings;
} Overview;

typedef struct Overviews {
    Overview *at;
    ptrdiff_t len, cap;
} Overviews;

// The page that leads to the reports of several codebooks, and its style.
Pages report_overview(Str title, const Overviews *overviews, Arena *arena);

// Named reports (none: all) as one document in one form: "html", "csv",
// "json", "md".
// Errors: ERR_USAGE for a name or form that does not exist, with what does.
bool report_document(const ReportInput *input, Strs names, Str form,
                     Arena *arena, Str *document, Err *err);

// Names and titles of all reports, for help.
typedef struct ReportName {
    const char *name, *title;
} ReportName;
ptrdiff_t report_names(const ReportName **names);

#endif
