// report/reports.h - the reports there are.
#ifndef REPORT_REPORTS_H
#define REPORT_REPORTS_H

#include "report/sink.h"

typedef struct Report {
    const char *page; // of the site, or NULL
    const char *menu; // its name in the navigation, or NULL
    // For people: sections, tables, excerpts.  NULL when it is data only.
    void (*write)(Sink *sink);
    // For machines: one table of plain values.  NULL when it is prose only.
    void (*records)(Sink *sink);
    // Members of the JSON object, where records do not say enough; or NULL.
    void (*json)(Sink *sink);
} Report;

// name, title
#define REPORT_LIST(X)                                                         \
    X(summary, "At a glance")                                                  \
    X(themes, "Themes")                                                        \
    X(recommendations, "Recommendations")                                      \
    X(cooccurrence, "What stands together")                                    \
    X(cases, "Cases and participants")                                         \
    X(questions, "Guiding questions")                                          \
    X(codebook, "Codebook")                                                    \
    X(methods, "Methods and reproducibility")                                  \
    X(frequencies, "How often each code, by whom and where")                   \
    X(excerpts, "All codings with their words and reasons")

enum {
#define X(name, title) REPORT_##name,
    REPORT_LIST(X)
#undef X
        REPORTS
};

extern const Report *const reports[REPORTS];
extern const ReportName report_list[REPORTS];

// Named reports (none: all) in one form that exists; `root` is what leads to
// the top of the site, or empty for a document that stands alone (report.c).
// CSV and JSON are spilled on the way, where somebody takes that.
// Result: what was not spilled.
Str document_of(const Material *material, Strs names, Str form, Str root,
                const Spill *spill);

// ---- parts that have pages of their own

// One theme, without its heading (report_themes.c).
void theme_write(Sink *sink, int32_t theme);
// The sentences in which two codes meet, for reading (cooccur_pair.c).
void pair_write(Sink *sink, const Pair *pair);
// Findings, recommendations, gaps and unsupported ones as members of a JSON
// object: what `recommend --format json` promises (conclusions_json.c).
void conclusions_json(Sink *sink);
// Excerpts of a finding: `shown` ones, the others to be opened (evidence.c).
void evidence_write(Sink *sink, const ThemeFinding *finding,
                    const Evidences *evidences, ptrdiff_t shown);
// Its first supporting excerpts, and a link to all of them (evidence.c).
void evidence_first(Sink *sink, const ThemeFinding *finding, ptrdiff_t shown);
// Who a recommendation is for: "For policy makers and funders" (evidence.c).
Str advice_actors(const Sink *sink, const Advice *advice);
// "Data: challenge" (evidence.c).
Str finding_title(const Sink *sink, const ThemeFinding *finding);

#endif
