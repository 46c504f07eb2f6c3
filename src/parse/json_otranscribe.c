#include "parse/json_otranscribe.h"

#include "base/buf.h"
#include "container/xml.h"
#include "parse/flow.h"
#include "parse/json_time.h"

bool json_is_otranscribe(const Value *root)
{
    Str text = value_text(value_get(root, S("text")));
    return str_find(text, S("<"), 0) >= 0 &&
           value_has(root, "media-time|media-source|media");
}

typedef struct Page {
    Xml *xml;
    Flow *flow;
    Buf line;
    Arena *arena;
} Page;

static void end_line(Page *page)
{
    Str text = str_trim(buf_str(&page->line));
    if (text.len > 0) {
        *PUSH(&page->flow->blocks, page->arena) =
            (Block){.kind = BLOCK_PARAGRAPH, .text = text};
    }
    page->line = (Buf){.arena = page->arena};
}

static bool is_of_line(const Xml *xml)
{
    static const char *const names[] = {"span", "b", "i",      "u",   "em",
                                        "a",    "s", "strong", "font"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (xml_is(xml, names[i])) {
            return true;
        }
    }
    return false;
}

// "[0:01:02.500]" of a time stamp, whose element ends with it.
static void add_stamp(Page *page)
{
    Value time = {.kind = VALUE_TEXT,
                  .text = xml_attribute(page->xml, "data-timestamp")};
    bool bad = false;
    int32_t ms = json_ms(&time, IN_SECONDS, &bad);
    Str shown = str_trim(xml_content(page->xml));
    if (ms != NO_TIME) {
        buf_format(&page->line, "[%d:%02d:%02d.%03d] ", ms / 3600000,
                   ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
    } else {
        buf_format(&page->line, "[%.*s] ", FMT(shown));
    }
}

static void take(Page *page, XmlEvent event)
{
    if (event == XML_TEXT) {
        Str text = xml_text(page->xml);
        for (ptrdiff_t i = 0; i < text.len; i++) {
            char c = text.at[i];
            buf_char(&page->line, c == '\n' || c == '\r' ? ' ' : c);
        }
    } else if (event == XML_OPENS && xml_has(page->xml, "data-timestamp")) {
        add_stamp(page);
    } else if (!is_of_line(page->xml)) {
        end_line(page);
    }
}

bool json_read_otranscribe(const Source *source, const Value *root,
                           Arena *arena, Transcripts *transcripts, Diags *diags,
                           Err *err)
{
    Flow flow = {0};
    Page page = {.flow = &flow, .line = {.arena = arena}, .arena = arena};
    page.xml = xml_open_html(value_text(value_get(root, S("text"))), arena);
    for (XmlEvent event; (event = xml_next(page.xml)) != XML_END_OF_FILE;) {
        take(&page, event);
    }
    end_line(&page);
    if (!xml_close(page.xml, err)) {
        return false;
    }
    *transcripts = flow_transcripts(source, "json", &flow, arena, diags);
    return true;
}
