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

static void list_findings(Request *request, const Study *study,
                          const Conclusions *conclusions)
{
    static const char *const columns[] = {
        "rank",     "theme",   "valence",  "cases", "groups",
        "excerpts", "against", "priority", "grade", NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < conclusions->findings.len; i++) {
        const ThemeFinding *finding = &conclusions->findings.at[i];
        listing_int(&listing, finding->rank);
        listing_text(&listing, study->codebook->codes.at[finding->theme].id);
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

static void list_advice(Request *request, const Study *study,
                        const Conclusions *conclusions)
{
    static const char *const columns[] = {"recommendation", "score", "grade",
                                          "status",         "for",   NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < conclusions->recommendations.len; i++) {
        const Recommendation *recommendation =
            &conclusions->recommendations.at[i];
        const Advice *advice =
            &study->codebook->recommendations.at[recommendation->advice];
        listing_text(&listing, advice->id);
        listing_number(&listing, recommendation->score, 1);
        listing_text(&listing, recommendation->grade);
        listing_text(&listing, recommendation->status);
        listing_text(&listing, joined(request, advice->actors));
    }
    listing_write(&listing);
}

static void list_gaps(Request *request, const Study *study,
                      const Conclusions *conclusions)
{
    for (ptrdiff_t i = 0; i < conclusions->gaps.len; i++) {
        const ThemeFinding *finding =
            &conclusions->findings.at[conclusions->gaps.at[i]];
        buf_format(request->out,
                   "gap: no recommendation addresses the challenges of %.*s "
                   "(%lld of %lld cases)\n",
                   FMT(study->codebook->codes.at[finding->theme].id),
                   (long long)finding->cases, (long long)finding->of);
    }
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

static bool run_recommend(Request *request, Err *err)
{
    Themata *study = NULL;
    const Study *loaded;
    bool ok = request_load(request, &study, &loaded, err);
    if (ok && request->form == FORM_JSON) {
        ok = write_json(request, study, loaded, err);
    } else if (ok) {
        Conclusions conclusions = themata_conclude(study, loaded);
        list_findings(request, loaded, &conclusions);
        if (request->form == FORM_TEXT) {
            buf_char(request->out, '\n');
            list_advice(request, loaded, &conclusions);
            buf_char(request->out, '\n');
            list_gaps(request, loaded, &conclusions);
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
        "recommendations without evidence are unsupported.",
    .examples = "themata recommend\nthemata recommend --format json",
    .run = run_recommend,
};
