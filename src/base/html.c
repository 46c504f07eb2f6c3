#include "base/html.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>

static void end_tag_if_open(Html *html)
{
    if (html->in_tag) {
        buf_char(html->out, '>');
        html->in_tag = false;
    }
}

static void escaped(Buf *out, Str text)
{
    for (ptrdiff_t i = 0; i < text.len;) {
        ptrdiff_t begin = i;
        uint32_t point = utf8_next(text, &i);
        if (point == '&') {
            buf_add(out, S("&amp;"));
        } else if (point == '<') {
            buf_add(out, S("&lt;"));
        } else if (point == '>') {
            buf_add(out, S("&gt;"));
        } else if (point == '"') {
            buf_add(out, S("&quot;"));
        } else if (point == '\'') {
            buf_add(out, S("&#39;"));
        } else if ((point < 0x20 && point != '\n' && point != '\t') ||
                   (point >= 0x7F && point < 0xA0)) {
            buf_point(out, UTF8_REPLACEMENT);
        } else {
            buf_add(out, str_slice(text, begin, i));
        }
    }
}

void html_begin(Html *html, Str language)
{
    buf_add(html->out, S("<!DOCTYPE html>\n"));
    html_open(html, "html");
    html_attr(html, "lang", language);
}

void html_end(Html *html)
{
    while (html->depth > 0) {
        html_close(html);
    }
    buf_char(html->out, '\n');
}

// Block tags start a line of their own, so that pages can be read and compared
// as text.
static bool starts_line(const char *tag)
{
    static const char *const inline_tags[] = {
        "a",    "abbr", "b",      "button", "cite", "code", "em",   "i",
        "mark", "q",    "strong", "small",  "span", "sub",  "sup",  "td",
        "th",   "time", "u",      "s",      "dt",   "dd",   "label"};
    for (size_t i = 0; i < sizeof inline_tags / sizeof *inline_tags; i++) {
        if (str_eq(str_of(tag), str_of(inline_tags[i]))) {
            return false;
        }
    }
    return true;
}

void html_open(Html *html, const char *tag)
{
    assert(html->depth < HTML_DEPTH);
    end_tag_if_open(html);
    if (starts_line(tag)) {
        buf_char(html->out, '\n');
    }
    buf_char(html->out, '<');
    buf_add(html->out, str_of(tag));
    html->open[html->depth++] = tag;
    html->in_tag = true;
}

void html_close(Html *html)
{
    assert(html->depth > 0);
    end_tag_if_open(html);
    buf_format(html->out, "</%s>", html->open[--html->depth]);
}

void html_attr(Html *html, const char *name, Str value)
{
    assert(html->in_tag);
    buf_format(html->out, " %s=\"", name);
    escaped(html->out, value);
    buf_char(html->out, '"');
}

void html_attr_int(Html *html, const char *name, int64_t value)
{
    assert(html->in_tag);
    buf_format(html->out, " %s=\"%lld\"", name, (long long)value);
}

void html_flag(Html *html, const char *name)
{
    assert(html->in_tag);
    buf_format(html->out, " %s", name);
}

void html_void(Html *html, const char *tag)
{
    html_open(html, tag);
    html->depth--;
}

void html_text(Html *html, Str text)
{
    end_tag_if_open(html);
    escaped(html->out, text);
}

void html_int(Html *html, int64_t number)
{
    end_tag_if_open(html);
    buf_int(html->out, number);
}

void html_cell(Html *html, const char *tag, Str text)
{
    html_open(html, tag);
    html_text(html, text);
    html_close(html);
}

static void percent_encoded(Buf *out, Str path)
{
    static const char kept[] = "-._~/#?=&+";
    for (ptrdiff_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.at[i];
        bool alnum = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                     (c >= 'a' && c <= 'z');
        if (alnum || str_find(str_of(kept), (Str){path.at + i, 1}, 0) >= 0) {
            buf_char(out, (char)c);
        } else {
            buf_format(out, "%%%02X", (unsigned)c);
        }
    }
}

void html_link(Html *html, Str path, Str text)
{
    Buf encoded = {.arena = html->out->arena};
    percent_encoded(&encoded, path);
    html_open(html, "a");
    html_attr(html, "href", buf_str(&encoded));
    html_text(html, text);
    html_close(html);
}

void html_open_class(Html *html, const char *tag, const char *class_name)
{
    html_open(html, tag);
    html_attr(html, "class", str_of(class_name));
}
