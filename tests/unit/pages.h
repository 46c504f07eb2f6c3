// tests/unit/pages.h - a strict look at pages: every '<' must begin a tag that
// our writer could have made.  Independent of base/html.h, which it tests.
#ifndef TESTS_PAGES_H
#define TESTS_PAGES_H

#include "base/buf.h"
#include "base/map.h"
#include "report/report.h"

#include <string.h>

typedef struct PageTag { // "<a href=...>" or "</a>"
    Str name;
    bool closes;
    Strs keys, values; // as written, entities and all
} PageTag;

// Takes an attribute from s.at[*i ..]; false when it is malformed.
static inline bool page_attribute(Str s, ptrdiff_t *i, PageTag *tag,
                                  Arena *arena)
{
    ptrdiff_t begin = *i;
    while (*i < s.len &&
           (s.at[*i] == '-' || (s.at[*i] >= 'a' && s.at[*i] <= 'z') ||
            (s.at[*i] >= 'A' && s.at[*i] <= 'Z'))) {
        ++*i;
    }
    if (*i == begin) {
        return false;
    }
    *PUSH(&tag->keys, arena) = str_slice(s, begin, *i);
    Str value = {0};
    if (*i + 1 < s.len && s.at[*i] == '=') {
        ptrdiff_t end = str_find(s, S("\""), *i + 2);
        if (s.at[*i + 1] != '"' || end < 0) {
            return false;
        }
        value = str_slice(s, *i + 2, end);
        *i = end + 1;
    }
    *PUSH(&tag->values, arena) = value;
    return str_find(value, S("<"), 0) < 0;
}

// The next tag at or after *i; false at the end.  `sound` becomes false at
// anything that is not one.
static inline bool page_tag(Str page, ptrdiff_t *i, PageTag *tag, bool *sound,
                            Arena *arena)
{
    *tag = (PageTag){0};
    ptrdiff_t open = str_find(page, S("<"), *i);
    if (open < 0) {
        *sound = *sound && str_find(page, S(">"), *i) < 0;
        return false;
    }
    *i = open + 1;
    tag->closes = *i < page.len && page.at[*i] == '/';
    *i += tag->closes;
    ptrdiff_t begin = *i;
    while (*i < page.len && page.at[*i] != '>' && page.at[*i] != ' ') {
        ++*i;
    }
    tag->name = str_slice(page, begin, *i);
    while (*i < page.len && page.at[*i] == ' ') {
        ++*i;
        if (!page_attribute(page, i, tag, arena)) {
            *sound = false;
            return false;
        }
    }
    *sound = *sound && *i < page.len && page.at[*i] == '>';
    ++*i;
    return *sound;
}

static inline Str page_value(const PageTag *tag, const char *key)
{
    ptrdiff_t at = strs_find(tag->keys, str_of(key));
    return at < 0 ? (Str){0} : tag->values.at[at];
}

static inline bool page_is_html(const Page *page)
{
    return str_ends(page->path, S(".html"));
}

static inline const Page *page_named(const Pages *pages, Str path)
{
    for (ptrdiff_t i = 0; i < pages->len; i++) {
        if (str_eq(pages->at[i].path, path)) {
            return &pages->at[i];
        }
    }
    return NULL;
}

// After "<!DOCTYPE html>", which is no tag.
static inline Str page_body(const Page *page)
{
    return str_slice(page->bytes, 15, page->bytes.len);
}

// Where a relative link leads: "../a.html" from "x/y.html" is "a.html".
static inline Str page_target(const Page *page, Str path, Arena *arena)
{
    if (path.len == 0) {
        return page->path;
    }
    ptrdiff_t slash = page->path.len;
    while (slash > 0 && page->path.at[slash - 1] != '/') {
        slash--;
    }
    if (str_starts(path, S("../"))) {
        return str_slice(path, 3, path.len);
    }
    return str_format(arena, "%.*s%.*s", (int)slash, page->path.at, FMT(path));
}

// Names of elements with how often they are opened, in all pages, as one text
// per page: "index.html a 12 b 3 …"; empty when a page is not sound.
static inline Str page_elements(const Pages *pages, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t p = 0; p < pages->len; p++) {
        if (!page_is_html(&pages->at[p])) {
            continue;
        }
        Map names = {0};
        int64_t counts[128] = {0};
        bool sound = true;
        PageTag tag;
        Str body = page_body(&pages->at[p]);
        for (ptrdiff_t i = 0; page_tag(body, &i, &tag, &sound, arena);) {
            counts[map_put(&names, tag.name, arena)] += !tag.closes;
        }
        if (!sound) {
            return (Str){0};
        }
        buf_format(&out, "%td:", p);
        for (ptrdiff_t n = 0; n < names.keys.len; n++) {
            buf_format(&out, " %.*s %lld", FMT(names.keys.at[n]),
                       (long long)counts[n]);
        }
        buf_char(&out, '\n');
    }
    return buf_str(&out);
}

#endif
