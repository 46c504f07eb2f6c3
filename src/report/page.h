// report/page.h - a page of the site: what stands around its content.
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/sink.h"

// 'self' does not name the files beside a page opened from disk in every
// browser; "file:" does, and allows nothing to a page that came over the net.
#define PAGE_POLICY                                                            \
    S("default-src 'none'; style-src 'self' file:; script-src 'self' file:; "  \
      "img-src 'self' file:; base-uri 'none'; form-action 'none'")

typedef struct PageFrame {
    Str path;         // "themes/data.html"
    Str title;        // the heading of the page
    const char *menu; // the entry of the navigation that it belongs to, or NULL
    int32_t code;     // whose colour and kind the heading has, or NONE
} PageFrame;

// Opens a page; what is then written to the sink is its content.
Sink page_open(const Material *material, const PageFrame *frame, Buf *out);
void page_close(Sink *sink);
// The same without a site around it: one document to hand on.
Sink page_open_alone(const Material *material, Str title, Buf *out);

#endif
