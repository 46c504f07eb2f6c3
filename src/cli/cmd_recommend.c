#include "cli/listing.h"

// "7 of 10"
static Str share(Request *request, int64_t part, int64_t whole)
{
    return str_format(request->arena, "%lld of %lld", (long long)part,
                      (long long)whole);
}

static Str joined(Request *request, Strs names)
{
    Buf all = {.arena = request->arena};
    for (ptrdiff_t i = 0; i < names.len; i++) {
        buf_add(&all, i > 0 ? S(", ") : S(""));
        buf_add(&all, names.at[i]);
    }
    return buf_str(&all);
}

static void list_findings(Request *request, const Codebook *codebook,
                          const Conclusions *conclusions)
{
    static const char *const columns[] = {
        "rank",     "theme",   "valence",  "cases", "groups",
        "excerpts", "against", "priority", "grade", NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < conclusions->findings.len; i++) {
        const ThemeFinding *finding = &conclusions->findings.at[i];
        listing_int(&listing, finding->rank);
        listing_text(&listing, codebook->codes.at[finding->theme].id);
        listing_text(&listing, str_of(kind_name(finding->valence)));
        listing_text(&listing, share(request, finding->cases, finding->of));
        listing_text(&listing, joined(request, finding->groups));
        listing_int(&listing, finding->mentions);
        listing_int(&listing, finding->contradicting.len);
        listing_number(&listing, finding->priority, 1);
        listing_text(&listing, finding->grade);
    }
    listing_write(&listing);
}

static void list_advice(Request *request, const Codebook *codebook,
                        const Conclusions *conclusions)
{
    static const char *const columns[] = {"recommendation", "score", "grade",
                                          "status",         "for",   NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < conclusions->recommendations.len; i++) {
        const Recommendation *recommendation =
            &conclusions->recommendations.at[i];
        const Advice *advice =
            &codebook->recommendations.at[recommendation->advice];
        listing_text(&listing, advice->id);
        listing_number(&listing, recommendation->score, 1);
        listing_text(&listing, recommendation->grade);
        listing_text(&listing, recommendation->status);
        listing_text(&listing, joined(request, advice->actors));
    }
    listing_write(&listing);
}

static void list_gaps(Request *request, const Codebook *codebook,
                      const Conclusions *conclusions)
{
    for (ptrdiff_t i = 0; i < conclusions->gaps.len; i++) {
        const ThemeFinding *finding =
            &conclusions->findings.at[conclusions->gaps.at[i]];
        buf_format(request->out,
                   "gap: no recommendation addresses the challenges of %.*s "
                   "(%lld of %lld cases)\n",
                   FMT(codebook->codes.at[finding->theme].id),
                   (long long)finding->cases, (long long)finding->of);
    }
}

// ---- CSV: findings, recommendations, gaps and what is unsupported, told
// apart by the first column

static void row_of_theme(Listing *listing, const Codebook *codebook, Str item,
                         const ThemeFinding *finding)
{
    listing_text(listing, item);
    listing_text(listing, (Str){0});
    listing_text(listing, codebook->codes.at[finding->theme].id);
    listing_text(listing, str_of(kind_name(finding->valence)));
    listing_int(listing, finding->cases);
    listing_int(listing, finding->of);
    listing_text(listing, joined(listing->request, finding->groups));
    listing_int(listing, finding->mentions);
    listing_int(listing, finding->contradicting.len);
    listing_int(listing, finding->rank);
    listing_number(listing, finding->priority, 1);
    listing_text(listing, finding->grade);
    listing_text(listing, (Str){0});
    listing_text(listing, (Str){0});
}

static void row_of_advice(Listing *listing, const Codebook *codebook, Str item,
                          const Recommendation *recommendation)
{
    enum { OF_THEMES = 8 }; // columns that only findings have
    const Advice *advice =
        &codebook->recommendations.at[recommendation->advice];
    listing_text(listing, item);
    listing_text(listing, advice->id);
    for (int i = 0; i < OF_THEMES; i++) {
        listing_text(listing, (Str){0});
    }
    listing_number(listing, recommendation->score, 1);
    listing_text(listing, recommendation->grade);
    listing_text(listing, recommendation->status);
    listing_text(listing, joined(listing->request, advice->actors));
}

static void write_csv(Request *request, const Codebook *codebook,
                      const Conclusions *conclusions)
{
    static const char *const columns[] = {
        "item",  "recommendation", "theme",    "valence", "k",
        "n",     "groups",         "excerpts", "against", "rank",
        "score", "grade",          "status",   "for",     NULL};
    Listing listing = listing_of(request, columns);
    const ThemeFinding *findings = conclusions->findings.at;
    const Recommendation *advice = conclusions->recommendations.at;
    for (ptrdiff_t i = 0; i < conclusions->findings.len; i++) {
        row_of_theme(&listing, codebook, S("finding"), &findings[i]);
    }
    for (ptrdiff_t i = 0; i < conclusions->recommendations.len; i++) {
        row_of_advice(&listing, codebook, S("recommendation"), &advice[i]);
    }
    for (ptrdiff_t i = 0; i < conclusions->gaps.len; i++) {
        row_of_theme(&listing, codebook, S("gap"),
                     &findings[conclusions->gaps.at[i]]);
    }
    for (ptrdiff_t i = 0; i < conclusions->unsupported.len; i++) {
        row_of_advice(&listing, codebook, S("unsupported"),
                      &advice[conclusions->unsupported.at[i]]);
    }
    listing_write(&listing);
}

// The recommendations of the report, with all their excerpts.
static bool write_json(Request *request, Themata *study, const Study *loaded,
                       Err *err)
{
    Strs names = {0};
    Str document;
    *PUSH(&names, request->arena) = S("recommendations");
    if (!themata_document(study, loaded, names, S("json"), &document, err)) {
        return false;
    }
    buf_add(request->out, document);
    return true;
}

static void write_text(Request *request, const Codebook *codebook,
                       const Conclusions *conclusions)
{
    list_findings(request, codebook, conclusions);
    buf_char(request->out, '\n');
    list_advice(request, codebook, conclusions);
    buf_char(request->out, '\n');
    list_gaps(request, codebook, conclusions);
}

static bool run_recommend(Request *request, Err *err)
{
    const Study *loaded;
    const Codebook *codebook;
    Conclusions conclusions;
    Themata *study = request_study(request, STUDY_READ, err);
    Str name = option(request, "codebook");
    bool ok = study;
    if (ok && request->form == FORM_JSON) {
        ok = themata_load(study, name, &loaded, err) &&
             write_json(request, study, loaded, err);
    } else if (ok) {
        ok = themata_conclusions(study, name, &conclusions, &codebook, err);
        if (ok && request->form == FORM_CSV) {
            write_csv(request, codebook, &conclusions);
        } else if (ok) {
            write_text(request, codebook, &conclusions);
        }
    }
    out_flush(request);
    if (ok) {
        say_next(request, "themata report, to read the excerpts behind them");
    }
    themata_close(study);
    return ok;
}

const Command command_recommend = {
    .name = "recommend",
    .summary = "theme findings, recommendations, gaps",
    .arguments = "",
    .details =
        "A theme finding is a theme with a valence (challenge, opportunity, "
        "facilitator) and the excerpts in which both stand. It shows in how "
        "many of the cases it was heard, by which groups, what speaks "
        "against it, a priority from 0 to 100 and a grade of the evidence. "
        "Recommendations are the codebook's own, matched to the findings "
        "they address; challenges that none addresses are gaps, "
        "recommendations without evidence are unsupported. In csv the first "
        "column says which of these a row is; k of n cases are two columns.",
    .examples = "themata recommend\nthemata recommend --format json",
    .forms = JSON_TOO | CSV_TOO,
    .run = run_recommend,
};
