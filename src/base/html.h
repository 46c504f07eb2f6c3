// base/html.h - HTML that cannot forget to escape.
//
// Tags and attribute names are literals in our code; everything else is text
// and is escaped.  No function writes raw bytes.  Control characters that HTML
// forbids become U+FFFD.
// Source: WHATWG HTML, 13.1 (writing HTML documents).
#ifndef BASE_HTML_H
#define BASE_HTML_H

#include "base/buf.h"

enum { HTML_DEPTH = 64 };

typedef struct Html {
    Buf *out;
    int depth;
    const char *open[HTML_DEPTH];
    bool in_tag; // the newest tag still takes attributes
} Html;

// "<!DOCTYPE html>" and <html lang>; closed by html_end.
void html_begin(Html *html, Str language);
void html_end(Html *html);
void html_open(Html *html, const char *tag); // tag is a literal: "td"
void html_close(Html *html);                 // the newest open tag
// An attribute of the tag just opened.
void html_attr(Html *html, const char *name, Str value);
void html_attr_int(Html *html, const char *name, int64_t value);
void html_flag(Html *html, const char *name); // an attribute without value
void html_void(Html *html, const char *tag);  // "br", "meta", "link": no close
void html_text(Html *html, Str text);
void html_int(Html *html, int64_t number);
void html_cell(Html *html, const char *tag, Str text); // open, text, close
// <a>: the path is percent-encoded where needed; "#" and "/" stay.
void html_link(Html *html, Str path, Str text);
// open with class, for the common pair.
void html_open_class(Html *html, const char *tag, const char *class_name);

#endif
