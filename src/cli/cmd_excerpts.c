#include "cli/command.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/listing.h"

typedef struct Shown { // one coding, as all forms show it
    const Coding *coding;
    const Code *code;
    Excerpt excerpt;
    Str rule; // of its first hit, or empty
    int64_t begin, end;
} Shown;

enum { FLUSH_BYTES = 64 * 1024 };

// The span with `around` sentences before and after it.
static Span widened(const Transcript *transcript, Span span, int32_t around)
{
    int32_t last = (int32_t)transcript->sentences.len - 1;
    int32_t from = transcript_sentence_at(transcript, span.begin);
    int32_t to = transcript_sentence_at(transcript, span.end - 1);
    if (around == 0 || from == NONE || to == NONE) {
        return span;
    }
    from = from > around ? from - around : 0;
    to = to < last - around ? to + around : last;
    Span first = transcript->sentences.at[from].span;
    Span final = transcript->sentences.at[to].span;
    return (Span){first.begin < span.begin ? first.begin : span.begin,
                  final.end > span.end ? final.end : span.end};
}

static Shown shown_of(const Study *study, int32_t index, int32_t around,
                      Arena *arena)
{
    const Coding *coding = &study->codings.at[index];
    const Document *document = &study->documents.at[coding->document];
    Points points = points_of(document->transcript.text);
    Shown shown = {
        .coding = coding,
        .code = &study->codebook->codes.at[coding->code],
        .excerpt = excerpt_of_coding(study, index, arena),
    };
    if (coding->hits > 0) {
        const Hit *hit = &document->hits.at[coding->hit_index[0]];
        shown.rule = study->codebook->rules.at[hit->rule].id;
    }
    if (around > 0) {
        Span wide = widened(&document->transcript, coding->span, around);
        shown.excerpt.words =
            excerpt_words(study, coding->document, wide, arena);
    }
    shown.begin = points_at(&points, coding->span.begin);
    shown.end = points_at(&points, coding->span.end);
    return shown;
}

static void json_words(Json *json, const char *key, Str words, bool withheld)
{
    json_key(json, key);
    if (withheld) {
        json_null(json);
    } else {
        json_str(json, words);
    }
}

static void json_hit(Json *json, const Study *study, const Coding *coding,
                     int32_t at, Arena *arena)
{
    const Document *document = &study->documents.at[coding->document];
    Points points = points_of(document->transcript.text);
    Reason reason =
        excerpt_reason(study, coding->document, coding->hit_index[at], arena);
    json_open(json, '{');
    json_key_int(json, "begin", points_at(&points, reason.span.begin));
    json_key_int(json, "end", points_at(&points, reason.span.end));
    json_words(json, "text", reason.words, reason.withheld);
    json_key_str(json, "rule", reason.rule);
    json_key_str(json, "context", reason.context);
    json_close(json);
}

static void json_hits(Json *json, const Study *study, const Coding *coding,
                      Arena *arena)
{
    json_key(json, "hit");
    if (coding->hits == 0) {
        json_null(json);
    } else {
        json_hit(json, study, coding, 0, arena);
    }
    json_key(json, "hits");
    json_open(json, '[');
    for (int32_t i = 0; i < coding->hits; i++) {
        json_hit(json, study, coding, i, arena);
    }
    json_close(json);
}

static void write_json(Request *request, const Study *study, const Shown *shown)
{
    Json json = {.out = request->out};
    const Coding *coding = shown->coding;
    const Excerpt *excerpt = &shown->excerpt;
    json_open(&json, '{');
    json_key_str(&json, "document", excerpt->name);
    json_key(&json, "case");
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < excerpt->cases.len; i++) {
        json_str(&json, excerpt->cases.at[i]);
    }
    json_close(&json);
    json_key_str_or_null(&json, "speaker", excerpt->speaker);
    json_key_str(&json, "role", excerpt->role);
    json_key_str_or_null(&json, "group", excerpt->group);
    json_key_int(&json, "turn", excerpt->number);
    json_key_int(&json, "line", excerpt->line);
    json_key_str_or_null(&json, "time", excerpt->time);
    json_key_int(&json, "begin", shown->begin);
    json_key_int(&json, "end", shown->end);
    json_words(&json, "text", excerpt->words, excerpt->withheld);
    json_key(&json, "withheld");
    json_bool(&json, excerpt->withheld);
    json_key_str(&json, "code", shown->code->id);
    json_key_str(&json, "kind", str_of(kind_name(shown->code->kind)));
    json_key_str(&json, "origin", str_of(origin_name(coding->origin)));
    json_key_str_or_null(&json, "rule", shown->rule);
    json_hits(&json, study, coding, request->arena);
    json_key_str(&json, "context", str_of(context_name(coding->context)));
    json_key_str_or_null(&json, "coder", coding->coder);
    json_key_str(&json, "status", str_of(status_name(coding->status)));
    json_key(&json, "disputed");
    json_bool(&json, coding->disputed);
    json_key_str(&json, "codebook", study->codebook->hash);
    json_close(&json);
    buf_char(request->out, '\n');
}

static void write_text(Request *request, const Shown *shown)
{
    Buf *out = request->out;
    const Excerpt *excerpt = &shown->excerpt;
    buf_format(out, "%.*s, %s %d, line %d", FMT(excerpt->name), excerpt->part,
               (int)excerpt->number, (int)excerpt->line);
    if (excerpt->time.len > 0) {
        buf_format(out, ", %.*s", FMT(excerpt->time));
    }
    if (excerpt->speaker.len > 0) {
        buf_format(out, "  %.*s", FMT(excerpt->speaker));
    }
    if (excerpt->group.len > 0) {
        buf_format(out, " (%.*s)", FMT(excerpt->group));
    }
    buf_format(out, "  [%.*s]  %s", FMT(shown->code->id),
               status_name(shown->coding->status));
    if (shown->rule.len > 0) {
        buf_format(out, " by %.*s", FMT(shown->rule));
    }
    if (shown->coding->coder.len > 0) {
        buf_format(out, " %s %.*s", shown->rule.len > 0 ? "and" : "by",
                   FMT(shown->coding->coder));
    }
    if (shown->coding->disputed) {
        buf_add(out, S(", disputed"));
    }
    if (shown->coding->context != CONTEXT_AFFIRMED) {
        buf_format(out, ", %s", context_name(shown->coding->context));
    }
    Str words = one_line(excerpt->words, request->arena);
    buf_format(out, "\n    %.*s\n\n", FMT(words));
}

static Listing csv_listing(Request *request)
{
    static const char *const columns[] = {
        "document", "case",  "speaker", "role", "group", "turn",   "line",
        "time",     "begin", "end",     "code", "kind",  "origin", "rule",
        "context",  "coder", "status",  "text", NULL};
    return listing_of(request, columns);
}

static void list_csv(Listing *listing, const Shown *shown)
{
    const Excerpt *excerpt = &shown->excerpt;
    Buf cases = {.arena = listing->request->arena};
    for (ptrdiff_t i = 0; i < excerpt->cases.len; i++) {
        buf_add(&cases, i > 0 ? S(";") : S(""));
        buf_add(&cases, excerpt->cases.at[i]);
    }
    listing_text(listing, excerpt->name);
    listing_text(listing, buf_str(&cases));
    listing_text(listing, excerpt->speaker);
    listing_text(listing, excerpt->role);
    listing_text(listing, excerpt->group);
    listing_int(listing, excerpt->number);
    listing_int(listing, excerpt->line);
    listing_text(listing, excerpt->time);
    listing_int(listing, shown->begin);
    listing_int(listing, shown->end);
    listing_text(listing, shown->code->id);
    listing_text(listing, str_of(kind_name(shown->code->kind)));
    listing_text(listing, str_of(origin_name(shown->coding->origin)));
    listing_text(listing, shown->rule);
    listing_text(listing, str_of(context_name(shown->coding->context)));
    listing_text(listing, shown->coding->coder);
    listing_text(listing, str_of(status_name(shown->coding->status)));
    listing_text(listing, excerpt->words);
}

typedef struct Writing { // of excerpts, document by document
    Request *request;
    int32_t around;
    int64_t written, withheld;
} Writing;

// Writes the codings of one document, which lasts no longer than `arena`.
static bool write_some(void *to, const Study *some, Ints codings, Arena *arena)
{
    Writing *writing = to;
    Request request = *writing->request;
    request.arena = arena;
    Listing listing = csv_listing(&request);
    listing.headed = writing->written > 0;
    for (ptrdiff_t i = 0; i < codings.len; i++) {
        Shown shown = shown_of(some, codings.at[i], writing->around, arena);
        writing->withheld += shown.excerpt.withheld;
        if (request.form == FORM_JSON) {
            write_json(&request, some, &shown);
        } else if (request.form == FORM_CSV) {
            list_csv(&listing, &shown);
        } else {
            write_text(&request, &shown);
        }
    }
    if (request.form == FORM_CSV && codings.len > 0) {
        listing_write(&listing);
    }
    if (request.out->len > FLUSH_BYTES) {
        out_flush(&request);
    }
    writing->written += codings.len;
    return true;
}

static void write_end(const Writing *writing)
{
    Request *request = writing->request;
    if (request->form == FORM_CSV && writing->written == 0) {
        Listing listing = csv_listing(request);
        listing_write(&listing);
    }
    out_flush(request);
    say(request, "%.*s",
        FMT(count_of(writing->written, "excerpt", request->arena)));
    if (writing->withheld > 0) {
        say(request, "%lld of them withheld: no consent to quote",
            (long long)writing->withheld);
    }
}

static bool run_excerpts(Request *request, Err *err)
{
    Writing writing = {.request = request};
    Selection selection = {
        .code = option(request, "code"),
        .document = option(request, "document"),
        .of_case = option(request, "case"),
        .speaker = option(request, "speaker"),
        .group = option(request, "group"),
        .with = option(request, "with"),
        .removed = option_given(request, "removed"),
        .within = {UNIT_SENTENCE, 1},
    };
    Str within = option(request, "within");
    if ((within.len > 0 && !unit_named(within, &selection.within, err)) ||
        !option_number(request, "context", 0, 0, &writing.around, err)) {
        return false;
    }
    Themata *study = request_study(request, STUDY_READ, err);
    bool ok = study && themata_select(study, option(request, "codebook"),
                                      &selection, write_some, &writing, err);
    if (ok) {
        write_end(&writing);
    }
    themata_close(study);
    return ok;
}

static const Option options_excerpts[] = {
    {"code", 'c', "CODE", "only this code and its sub-codes"},
    {"document", 'd', "DOCUMENT", "only this document"},
    {"case", 0, "CASE", "only what counts for this case"},
    {"speaker", 0, "NAME", "only this speaker or participant"},
    {"group", 'g', "GROUP", "only this stakeholder group"},
    {"with", 'w', "CODE", "only where this code stands in the same unit"},
    {"within", 0, "UNIT", "that unit (default: sentence)"},
    {"context", 0, "N", "show N sentences before and after, too"},
    {"removed", 0, NULL, "codings that people removed, too"},
    {0},
};

const Command command_excerpts = {
    .name = "excerpts",
    .summary = "the evidence: coded words with their source and reason",
    .arguments = "",
    .details =
        "Lists codings in the order of documents and places. Words of a "
        "participant who has not consented to be quoted are counted, not "
        "shown. JSON is one object per line.",
    .examples = "themata excerpts --code data\n"
                "themata excerpts --code data --with challenge --within turn\n"
                "themata excerpts --group clinician --format csv",
    .options = options_excerpts,
    .forms = JSON_TOO | CSV_TOO,
    .run = run_excerpts,
};
