#include "cli/command.h"

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

// Hits that a context kept from being coded: why something is not coded.
static void explain_excluded(Request *request, const Study *study,
                             int32_t document, Span span)
{
    const Hits *hits = &study->documents.at[document].hits;
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        const Hit *hit = &hits->at[i];
        if (!hit->excluded || !span_overlaps(hit->coded, span)) {
            continue;
        }
        Reason reason =
            excerpt_reason(study, document, (int32_t)i, request->arena);
        const Rule *rule = &study->codebook->rules.at[hit->rule];
        buf_format(request->out,
                   "not coded %.*s: rule %.*s matched '%.*s', which is %.*s",
                   FMT(study->codebook->codes.at[rule->code].id),
                   FMT(reason.rule), FMT(reason.words), FMT(reason.context));
        if (reason.trigger.len > 0) {
            buf_format(request->out, " by '%.*s'", FMT(reason.trigger));
        }
        buf_char(request->out, '\n');
    }
}

static bool explain_place(Request *request, const Study *study, Str name,
                          int32_t begin, int32_t end, Err *err)
{
    for (int32_t i = 0; i < study->documents.len; i++) {
        const Transcript *transcript = &study->documents.at[i].transcript;
        if (!str_eq(transcript->document, name)) {
            continue;
        }
        ptrdiff_t from = points_byte(transcript->text, begin);
        ptrdiff_t to = points_byte(transcript->text, end);
        if (from < 0 || to < 0) {
            return err_set(err, ERR_USAGE, "'%.*s' has only %lld characters",
                           FMT(name), (long long)utf8_count(transcript->text));
        }
        Span span = {(int32_t)from, (int32_t)to};
        int64_t shown = 0;
        for (int32_t j = 0; j < study->codings.len; j++) {
            if (study->codings.at[j].document == i &&
                span_overlaps(study->codings.at[j].span, span)) {
                explain_coding(request, study, j);
                shown++;
            }
        }
        explain_excluded(request, study, i, span);
        say(request, "%.*s there; codebook %.*s %.*s, hash %.*s",
            FMT(count_of(shown, "coding", request->arena)),
            FMT(study->codebook->id), FMT(study->codebook->version),
            FMT(study->codebook->hash));
        return true;
    }
    return err_set(err, ERR_USAGE, "no document is called '%.*s'", FMT(name));
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
    .examples = "themata explain P01:120-188",
    .run = run_explain,
};
