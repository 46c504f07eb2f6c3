#include "report/transcript_margin.h"

#include "base/utf8.h"
#include "report/phrase.h"

static void badge(Sink *sink, const char *kind, Str words)
{
    html_text(&sink->html, S(" "));
    html_open_class(&sink->html, "span", kind);
    html_text(&sink->html, words);
    html_close(&sink->html);
}

// Who or what says so, where it is not a rule alone.
static void badges(Sink *sink, const Coding *coding)
{
    if (coding->status != STATUS_CODED) {
        Str words = str_of(status_name(coding->status));
        if (coding->coder.len > 0) {
            words = str_format(sink->arena, "%s by %.*s",
                               status_name(coding->status), FMT(coding->coder));
        }
        badge(sink, "badge", words);
    }
    if (coding->disputed) {
        badge(sink, "badge disputed", S("coders differ"));
    }
    if (coding->context != CONTEXT_AFFIRMED) {
        badge(sink, "badge", str_of(context_name(coding->context)));
    }
}

static void reason_line(Sink *sink, const Reason *reason)
{
    Html *html = &sink->html;
    html_open(html, "li");
    html_cell(html, "code", reason->rule);
    html_text(html, S(" "));
    html_open(html, "q");
    html_text(html, reason->words);
    html_close(html);
    html_open_class(html, "span", "rule");
    html_text(html, reason->written);
    html_close(html);
    if (!str_eq(reason->context, S("affirmed"))) {
        html_text(html,
                  reason->trigger.len > 0
                      ? str_format(sink->arena,
                                   " %.*s, by \xE2\x80\x9C"
                                   "%.*s\xE2\x80\x9D",
                                   FMT(reason->context), FMT(reason->trigger))
                      : reason->context);
    }
    html_close(html);
}

// A rule's name within its code: "2" of "data.2".
static Str rule_name(const Reason *reason, const Code *code)
{
    bool within = str_starts(reason->rule, code->id) &&
                  reason->rule.len > code->id.len + 1;
    return within ? str_slice(reason->rule, code->id.len + 1, reason->rule.len)
                  : reason->rule;
}

static void reasons(Sink *sink, const Coding *coding)
{
    const Material *material = sink->material;
    if (coding->hits == 0) {
        return;
    }
    html_open(&sink->html, "details");
    html_open(&sink->html, "summary");
    Reason first = excerpt_reason(material->study, coding->document,
                                  coding->hit_index[0], sink->arena);
    html_text(&sink->html, S("rule "));
    html_text(&sink->html,
              rule_name(&first, &material->codebook->codes.at[coding->code]));
    if (coding->hits > 1) {
        html_text(&sink->html,
                  str_format(sink->arena, " + %d", coding->hits - 1));
    }
    html_close(&sink->html);
    html_open(&sink->html, "ul");
    for (int32_t i = 0; i < coding->hits; i++) {
        Reason reason = excerpt_reason(material->study, coding->document,
                                       coding->hit_index[i], sink->arena);
        reason_line(sink, &reason);
    }
    html_close(&sink->html);
    html_close(&sink->html);
}

static void coding_item(Sink *sink, int32_t number, ptrdiff_t place)
{
    const Material *material = sink->material;
    const Coding *coding = &material->study->codings.at[number];
    Html *html = &sink->html;
    html_open(html, "li");
    html_attr(html, "id", str_format(sink->arena, "c%d", number + 1));
    html_attr(html, "data-code", material->code_slugs.at[coding->code]);
    if (coding->status == STATUS_REMOVED) {
        html_attr(html, "class", S("removed"));
    }
    html_open_class(html, "span", "number");
    html_int(html, place + 1);
    html_close(html);
    html_text(html, S(" "));
    sink_code(sink, coding->code);
    badges(sink, coding);
    Str why = material_quotable(material, excerpt_why(material->study, number));
    if (why.len > 0) {
        html_open_class(html, "p", "reason");
        html_text(html, why);
        html_close(html);
    }
    reasons(sink, coding);
    html_close(html);
}

enum { QUOTED_MAX = 90 }; // bytes of the words that a memo is about

// The words, or as many of them as tell which they are.
static Str quoted(Str words, Arena *arena)
{
    if (words.len <= QUOTED_MAX) {
        return words;
    }
    ptrdiff_t end = QUOTED_MAX;
    while (end > 0 && words.at[end] != ' ' && words.at[end] != '\n') {
        end--;
    }
    end = end > 0 ? end : utf8_valid(str_slice(words, 0, QUOTED_MAX));
    return str_format(arena, "%.*s \xE2\x80\xA6",
                      FMT(str_slice(words, 0, end)));
}

// "Anna Example, 2026-01-31"; a date without its time is enough here.
static Str written_by(const Memo *memo, Arena *arena)
{
    enum { DAY = 10 };
    Str date =
        str_slice(memo->date, 0, memo->date.len < DAY ? memo->date.len : DAY);
    return date.len > 0
               ? str_format(arena, "%.*s, %.*s", FMT(memo->author), FMT(date))
               : memo->author;
}

static void memo_item(Sink *sink, int32_t number)
{
    const Material *material = sink->material;
    const Memo *memo = &material->study->memos.at[number];
    Html *html = &sink->html;
    Str text =
        material_quotable(material, excerpt_memo(material->study, number));
    html_open_class(html, "li", "memo");
    html_attr(html, "id", str_format(sink->arena, "m%d", number + 1));
    html_cell(html, "b", written_by(memo, sink->arena));
    if (memo->kind.len > 0 && !str_eq(memo->kind, S("comment"))) {
        badge(sink, "badge", memo->kind);
    }
    html_open_class(html, "p", "reason");
    html_text(html, text);
    html_close(html);
    if (!str_eq(text, EXCERPT_WITHHELD)) {
        Str words = excerpt_words(material->study, memo->document, memo->span,
                                  sink->arena);
        html_open_class(html, "p", "about");
        html_text(html, S("on "));
        html_open(html, "q");
        html_text(html, quoted(words, sink->arena));
        html_close(html);
        html_close(html);
    }
    html_close(html);
}

void transcript_margin_write(Sink *sink, const Margin *margin, Str label)
{
    if (margin->codings.len + margin->memos == 0) {
        return;
    }
    html_open_class(&sink->html, "ul", "margin");
    html_attr(&sink->html, "aria-label", label);
    for (ptrdiff_t i = 0; i < margin->codings.len; i++) {
        coding_item(sink, margin->codings.at[i], i);
    }
    for (int32_t i = 0; i < margin->memos; i++) {
        memo_item(sink, margin->memo + i);
    }
    html_close(&sink->html);
}

void transcript_codes_write(Sink *sink, Ints codings)
{
    const Material *material = sink->material;
    ptrdiff_t codes = material->codebook->codes.len;
    int32_t *first = NEW_ARRAY(sink->arena, int32_t, codes + 1);
    int64_t *counts = NEW_ARRAY(sink->arena, int64_t, codes + 1);
    for (ptrdiff_t i = 0; i < codings.len; i++) {
        const Coding *coding = &material->study->codings.at[codings.at[i]];
        if (coding->status != STATUS_REMOVED && counts[coding->code]++ == 0) {
            first[coding->code] = codings.at[i];
        }
    }
    sink_fold(sink, S("Codes in this transcript"));
    html_open_class(&sink->html, "ul", "codes");
    for (int32_t c = 0; c < codes; c++) {
        if (counts[c] == 0) {
            continue;
        }
        html_open(&sink->html, "li");
        html_attr(&sink->html, "data-code", material->code_slugs.at[c]);
        sink_code(sink, c);
        html_text(&sink->html, S(" "));
        sink_link(sink, path_coding(material, first[c]),
                  phrase_plural(sink->arena, counts[c], "time", "times"));
        html_close(&sink->html);
    }
    html_close(&sink->html);
    sink_fold_end(sink);
}
