#include "cli/listing.h"

#include "base/buf.h"
#include "base/utf8.h"

// "P01:120-188", in code points.
static bool read_place(Request *request, Str *document, int32_t *begin,
                       int32_t *end, Err *err)
{
    Str given =
        request->arguments.len == 1 ? request->arguments.at[0] : (Str){0};
    ptrdiff_t colon = given.len - 1;
    while (colon > 0 && given.at[colon] != ':') {
        colon--;
    }
    if (colon > 0) {
        Str range = str_slice(given, colon + 1, given.len), first;
        *document = str_slice(given, 0, colon);
        bool two = str_cut(&range, '-', &first);
        if (str_number(first, begin) &&
            (two ? str_number(range, end) : (*end = *begin + 1) > 0) &&
            *end > *begin) {
            return true;
        }
    }
    return err_set(err, ERR_USAGE,
                   "explain takes a place in code points: "
                   "themata explain DOCUMENT:BEGIN-END");
}

static void explain_rule(Request *request, const Study *study,
                         const Coding *coding, int32_t at)
{
    Points points =
        points_of(study->documents.at[coding->document].transcript.text);
    Reason reason = excerpt_reason(study, coding->document,
                                   coding->hit_index[at], request->arena);
    ptrdiff_t begin = points_at(&points, reason.span.begin);
    buf_format(request->out,
               "  rule %.*s\n    %.*s\n    matched '%.*s' at %lld-%lld, %.*s",
               FMT(reason.rule), FMT(reason.written),
               FMT(one_line(reason.words, request->arena)), (long long)begin,
               (long long)points_at(&points, reason.span.end),
               FMT(reason.context));
    if (reason.trigger.len > 0) {
        buf_format(request->out, " by '%.*s'", FMT(reason.trigger));
    }
    buf_char(request->out, '\n');
}

static void explain_coding(Request *request, const Study *study, int32_t index)
{
    const Coding *coding = &study->codings.at[index];
    const Code *code = &study->codebook->codes.at[coding->code];
    Excerpt excerpt = excerpt_of_coding(study, index, request->arena);
    buf_format(request->out, "%.*s (%s), %s%s\n  '%.*s'\n", FMT(code->id),
               kind_name(code->kind), status_name(coding->status),
               coding->disputed ? ", disputed" : "",
               FMT(one_line(excerpt.words, request->arena)));
    for (int32_t i = 0; i < coding->hits; i++) {
        explain_rule(request, study, coding, i);
    }
    if (coding->coder.len > 0) {
        buf_format(request->out, "  coder %.*s: %.*s\n", FMT(coding->coder),
                   FMT(excerpt_why(study, index)));
    }
    buf_char(request->out, '\n');
}

// A hit that a context kept from being coded: why something is not coded.
static void explain_excluded(Request *request, const Study *study,
                             int32_t document, int32_t index)
{
    const Hit *hit = &study->documents.at[document].hits.at[index];
    Reason reason = excerpt_reason(study, document, index, request->arena);
    const Rule *rule = &study->codebook->rules.at[hit->rule];
    buf_format(request->out,
               "not coded %.*s: rule %.*s matched '%.*s', which is %.*s",
               FMT(study->codebook->codes.at[rule->code].id), FMT(reason.rule),
               FMT(reason.words), FMT(reason.context));
    if (reason.trigger.len > 0) {
        buf_format(request->out, " by '%.*s'", FMT(reason.trigger));
    }
    buf_char(request->out, '\n');
}

typedef struct Asked { // a place somebody wants explained
    const Study *study;
    int32_t document;
    Span span;
    Ints codings;  // that overlap it
    Ints excluded; // hits there that a context kept from being coded
} Asked;

static void ask(Asked *asked, Arena *arena)
{
    const Codings *codings = &asked->study->codings;
    const Hits *hits = &asked->study->documents.at[asked->document].hits;
    for (int32_t i = 0; i < codings->len; i++) {
        if (codings->at[i].document == asked->document &&
            span_overlaps(codings->at[i].span, asked->span)) {
            *PUSH(&asked->codings, arena) = i;
        }
    }
    for (int32_t i = 0; i < hits->len; i++) {
        if (hits->at[i].excluded &&
            span_overlaps(hits->at[i].coded, asked->span)) {
            *PUSH(&asked->excluded, arena) = i;
        }
    }
}

static void write_text(Request *request, const Asked *asked)
{
    for (ptrdiff_t i = 0; i < asked->codings.len; i++) {
        explain_coding(request, asked->study, asked->codings.at[i]);
    }
    for (ptrdiff_t i = 0; i < asked->excluded.len; i++) {
        explain_excluded(request, asked->study, asked->document,
                         asked->excluded.at[i]);
    }
}

// ---- JSON

static void json_span(Json *json, const Asked *asked, Span span)
{
    Points points =
        points_of(asked->study->documents.at[asked->document].transcript.text);
    json_key_int(json, "begin", points_at(&points, span.begin));
    json_key_int(json, "end", points_at(&points, span.end));
}

static void json_words(Json *json, Str words, bool withheld)
{
    json_key(json, "text");
    if (withheld) {
        json_null(json);
    } else {
        json_str(json, words);
    }
}

// A hit; of one that was left out, also the code it would have given.
static void json_hit(Json *json, Request *request, const Asked *asked,
                     int32_t hit, bool excluded)
{
    const Study *study = asked->study;
    const Hit *found = &study->documents.at[asked->document].hits.at[hit];
    Reason reason = excerpt_reason(study, asked->document, hit, request->arena);
    json_open(json, '{');
    if (excluded) {
        int32_t code = study->codebook->rules.at[found->rule].code;
        json_key_str(json, "code", study->codebook->codes.at[code].id);
    }
    json_key_str(json, "rule", reason.rule);
    json_key_str(json, "written", reason.written);
    json_span(json, asked, reason.span);
    json_words(json, reason.words, reason.withheld);
    json_key_str(json, "context", reason.context);
    json_key_str_or_null(json, "trigger", reason.trigger);
    json_close(json);
}

static void json_coding(Json *json, Request *request, const Asked *asked,
                        int32_t index)
{
    const Coding *coding = &asked->study->codings.at[index];
    const Code *code = &asked->study->codebook->codes.at[coding->code];
    Excerpt excerpt = excerpt_of_coding(asked->study, index, request->arena);
    json_open(json, '{');
    json_key_str(json, "code", code->id);
    json_key_str(json, "kind", str_of(kind_name(code->kind)));
    json_key_str(json, "status", str_of(status_name(coding->status)));
    json_key(json, "disputed");
    json_bool(json, coding->disputed);
    json_span(json, asked, coding->span);
    json_words(json, excerpt.words, excerpt.withheld);
    json_key(json, "hits");
    json_open(json, '[');
    for (int32_t i = 0; i < coding->hits; i++) {
        json_hit(json, request, asked, coding->hit_index[i], false);
    }
    json_close(json);
    json_key_str_or_null(json, "coder", coding->coder);
    json_key_str_or_null(json, "why", excerpt_why(asked->study, index));
    json_close(json);
}

static void write_json(Request *request, const Asked *asked)
{
    const Codebook *codebook = asked->study->codebook;
    const Document *document = &asked->study->documents.at[asked->document];
    Json json = {.out = request->out};
    json_open(&json, '{');
    json_key_str(&json, "document", document->transcript.document);
    json_span(&json, asked, asked->span);
    json_codebook(&json, codebook);
    json_key(&json, "codings");
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < asked->codings.len; i++) {
        json_coding(&json, request, asked, asked->codings.at[i]);
    }
    json_close(&json);
    json_key(&json, "excluded");
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < asked->excluded.len; i++) {
        json_hit(&json, request, asked, asked->excluded.at[i], true);
    }
    json_close(&json);
    json_close(&json);
    buf_char(request->out, '\n');
}

// ---- CSV: a row per hit, and one per coding without any

static void list_span(Listing *listing, const Asked *asked, Span span)
{
    Points points =
        points_of(asked->study->documents.at[asked->document].transcript.text);
    listing_int(listing, points_at(&points, span.begin));
    listing_int(listing, points_at(&points, span.end));
}

static void list_blanks(Listing *listing, int count)
{
    for (int i = 0; i < count; i++) {
        listing_text(listing, (Str){0});
    }
}

static void list_hit(Listing *listing, const Asked *asked, int32_t hit)
{
    enum { COLUMNS_OF_HIT = 7 };
    if (hit == NONE) {
        list_blanks(listing, COLUMNS_OF_HIT);
        return;
    }
    Reason reason = excerpt_reason(asked->study, asked->document, hit,
                                   listing->request->arena);
    listing_text(listing, reason.rule);
    listing_text(listing, reason.written);
    list_span(listing, asked, reason.span);
    listing_text(listing, reason.words);
    listing_text(listing, reason.context);
    listing_text(listing, reason.trigger);
}

static void list_coding(Listing *listing, const Asked *asked, int32_t index)
{
    const Study *study = asked->study;
    const Coding *coding = &study->codings.at[index];
    const Code *code = &study->codebook->codes.at[coding->code];
    Arena *arena = listing->request->arena;
    Excerpt excerpt = excerpt_of_coding(study, index, arena);
    for (int32_t i = 0; i < coding->hits || i == 0; i++) {
        int32_t hit = coding->hits > 0 ? coding->hit_index[i] : NONE;
        listing_text(listing, excerpt.name);
        listing_text(listing, code->id);
        listing_text(listing, str_of(status_name(coding->status)));
        list_span(listing, asked, coding->span);
        listing_text(listing, one_line(excerpt.words, arena));
        list_hit(listing, asked, hit);
        listing_text(listing, coding->coder);
        listing_text(listing, excerpt_why(study, index));
        listing_text(listing, study->codebook->hash);
    }
}

static void list_excluded(Listing *listing, const Asked *asked, int32_t hit)
{
    const Study *study = asked->study;
    const Document *document = &study->documents.at[asked->document];
    const Hit *found = &document->hits.at[hit];
    const Rule *rule = &study->codebook->rules.at[found->rule];
    Arena *arena = listing->request->arena;
    Str words = excerpt_words(study, asked->document, found->coded, arena);
    listing_text(listing, document->transcript.document);
    listing_text(listing, study->codebook->codes.at[rule->code].id);
    listing_text(listing, S("excluded"));
    list_span(listing, asked, found->coded);
    listing_text(listing, one_line(words, arena));
    list_hit(listing, asked, hit);
    list_blanks(listing, 2);
    listing_text(listing, study->codebook->hash);
}

static void write_csv(Request *request, const Asked *asked)
{
    static const char *const columns[] = {
        "document", "code",    "status",    "begin",    "end", "text",
        "rule",     "written", "hit_begin", "hit_end",  "hit", "context",
        "trigger",  "coder",   "why",       "codebook", NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < asked->codings.len; i++) {
        list_coding(&listing, asked, asked->codings.at[i]);
    }
    for (ptrdiff_t i = 0; i < asked->excluded.len; i++) {
        list_excluded(&listing, asked, asked->excluded.at[i]);
    }
    listing_write(&listing);
}

static int32_t document_named(const Study *study, Str name)
{
    for (int32_t i = 0; i < study->documents.len; i++) {
        if (str_eq(study->documents.at[i].transcript.document, name)) {
            return i;
        }
    }
    return NONE;
}

static bool explain_place(Request *request, const Study *study, Str name,
                          int32_t begin, int32_t end, Err *err)
{
    Asked asked = {.study = study, .document = document_named(study, name)};
    if (asked.document == NONE) {
        return err_set(err, ERR_USAGE, "no document is called '%.*s'",
                       FMT(name));
    }
    Str text = study->documents.at[asked.document].transcript.text;
    ptrdiff_t from = points_byte(text, begin), to = points_byte(text, end);
    if (from < 0 || to < 0) {
        return err_set(err, ERR_USAGE, "'%.*s' has only %lld characters",
                       FMT(name), (long long)utf8_count(text));
    }
    asked.span = (Span){(int32_t)from, (int32_t)to};
    ask(&asked, request->arena);
    switch (request->form) {
    case FORM_JSON:
        write_json(request, &asked);
        break;
    case FORM_CSV:
        write_csv(request, &asked);
        break;
    default:
        write_text(request, &asked);
        break;
    }
    say(request, "%.*s there; codebook %.*s %.*s, hash %.*s",
        FMT(count_of(asked.codings.len, "coding", request->arena)),
        FMT(study->codebook->id), FMT(study->codebook->version),
        FMT(study->codebook->hash));
    return true;
}

static bool run_explain(Request *request, Err *err)
{
    Themata *study;
    const Study *loaded;
    Str document = {0};
    int32_t begin, end;
    if (!read_place(request, &document, &begin, &end, err)) {
        return false;
    }
    bool ok = request_load(request, &study, &loaded, err) &&
              explain_place(request, loaded, document, begin, end, err);
    out_flush(request);
    themata_close(study);
    return ok;
}

const Command command_explain = {
    .name = "explain",
    .summary = "why is this coded: rule, words, context, people",
    .arguments = "DOCUMENT:BEGIN-END",
    .details = "BEGIN and END are code points of the document's text, as "
               "excerpts print them. What rules matched but was left out "
               "because it is denied or only imagined is told, too.",
    .examples = "themata explain P01:120-188\n"
                "themata explain P01:120-188 --format json",
    .forms = JSON_TOO | CSV_TOO,
    .run = run_explain,
};
