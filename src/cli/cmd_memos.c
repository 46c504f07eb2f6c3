#include "cli/command.h"

#include "cli/listing.h"

static void json_text(Json *json, const char *key, Str text, bool withheld)
{
    json_key(json, key);
    if (withheld) {
        json_null(json);
    } else {
        json_str(json, text);
    }
}

static void write_json(Request *request, const ShownMemo *shown)
{
    Json json = {.out = request->out};
    const Excerpt *excerpt = &shown->excerpt;
    json_open(&json, '{');
    json_key_str(&json, "document", excerpt->name);
    json_key_str_or_null(&json, "speaker", excerpt->speaker);
    json_key_int(&json, "turn", excerpt->number);
    json_key_int(&json, "line", excerpt->line);
    json_key_str_or_null(&json, "time", excerpt->time);
    json_key_int(&json, "begin", shown->begin);
    json_key_int(&json, "end", shown->end);
    json_text(&json, "quote", excerpt->words, excerpt->withheld);
    json_key_str_or_null(&json, "kind", shown->memo->kind);
    json_text(&json, "text", shown->text, shown->withheld);
    json_key(&json, "withheld");
    json_bool(&json, shown->withheld);
    json_key_str_or_null(&json, "author", shown->memo->author);
    json_key_str_or_null(&json, "date", shown->memo->date);
    json_key_str_or_null(&json, "file", shown->memo->source);
    json_close(&json);
    buf_char(request->out, '\n');
}

static void write_csv(Request *request, const ShownMemos *memos)
{
    static const char *const columns[] = {
        "document", "turn",   "line", "begin", "end",  "speaker", "kind",
        "text",     "author", "date", "quote", "file", NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < memos->len; i++) {
        const ShownMemo *shown = &memos->at[i];
        listing_text(&listing, shown->excerpt.name);
        listing_int(&listing, shown->excerpt.number);
        listing_int(&listing, shown->excerpt.line);
        listing_int(&listing, shown->begin);
        listing_int(&listing, shown->end);
        listing_text(&listing, shown->excerpt.speaker);
        listing_text(&listing, shown->memo->kind);
        listing_text(&listing, shown->text);
        listing_text(&listing, shown->memo->author);
        listing_text(&listing, shown->memo->date);
        listing_text(&listing, shown->excerpt.words);
        listing_text(&listing, shown->memo->source);
    }
    listing_write(&listing);
}

// Who wrote it and when, what it says, and below it what it is about.
static void write_text(Request *request, const ShownMemo *shown)
{
    Buf *out = request->out;
    const Memo *memo = shown->memo;
    const Excerpt *excerpt = &shown->excerpt;
    buf_format(out, "%.*s, %s %d, line %d  %.*s", FMT(excerpt->name),
               excerpt->part, (int)excerpt->number, (int)excerpt->line,
               FMT(memo->author));
    if (memo->date.len > 0) {
        buf_format(out, ", %.*s", FMT(memo->date));
    }
    if (memo->kind.len > 0) {
        buf_format(out, "  [%.*s]", FMT(memo->kind));
    }
    buf_format(out, "\n    %.*s\n", FMT(one_line(shown->text, request->arena)));
    if (!shown->withheld) {
        buf_format(out, "    > %.*s\n",
                   FMT(one_line(excerpt->words, request->arena)));
    }
    buf_char(out, '\n');
}

static bool run_memos(Request *request, Err *err)
{
    ShownMemos memos = {0};
    int64_t withheld = 0;
    Themata *study = request_study(request, STUDY_READ, err);
    bool ok =
        study && themata_memos(study, option(request, "document"), &memos, err);
    for (ptrdiff_t i = 0; i < memos.len; i++) {
        withheld += memos.at[i].withheld;
        if (request->form == FORM_JSON) {
            write_json(request, &memos.at[i]);
        } else if (request->form == FORM_TEXT) {
            write_text(request, &memos.at[i]);
        }
    }
    if (ok && request->form == FORM_CSV) {
        write_csv(request, &memos);
    }
    out_flush(request);
    if (ok) {
        say(request, "%.*s", FMT(count_of(memos.len, "memo", request->arena)));
    }
    if (ok && withheld > 0) {
        say(request, "%lld of them withheld: no consent to quote",
            (long long)withheld);
    }
    themata_close(study);
    return ok;
}

static const Option options_memos[] = {
    {"document", 'd', "DOCUMENT", "only this document"},
    {0},
};

const Command command_memos = {
    .name = "memos",
    .summary = "what people wrote beside the words, and the words",
    .arguments = "",
    .details =
        "Lists memos in the order of documents and places: comments that came "
        "in with 'themata import --remarks memos', and what 'themata override "
        "memo' and files of overrides say. A memo is no coding and changes no "
        "number. One about words of somebody who has not consented to be "
        "quoted, or that repeats them or says a name instead of the "
        "pseudonym, is counted, not shown. JSON is one object per line.",
    .examples = "themata memos --document P01\n"
                "themata memos --format csv",
    .options = options_memos,
    .forms = JSON_TOO | CSV_TOO,
    .run = run_memos,
};
