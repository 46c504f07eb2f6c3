#include "container/xml.h"

#include "base/buf.h"
#include "container/limits.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>

enum { HEAD_BYTES = 64 * 1024 };

static Str head_of(Str text)
{
    return str_slice(text, 0, text.len < HEAD_BYTES ? text.len : HEAD_BYTES);
}

struct Xml {
    xmlTextReaderPtr reader;
    xmlDocPtr page; // of HTML, which is read whole
    Str what;
    XmlEvent event;
    bool closes;   // the element that opened is empty: it closes next
    bool failed;   // not well formed
    bool declares; // entities, which is why it may have failed
    int32_t line;  // where
    Err refusal;   // beyond the limits
    Arena *arena;
};

// libxml2 tells of an error in words that may quote the document: only the
// line is taken.  An identifier that is no name, or stands twice, leaves a
// document well formed.
static void on_error(void *data, const xmlError *error)
{
    Xml *xml = data;
    bool names = error->domain == XML_FROM_NAMESPACE ||
                 error->domain == XML_FROM_VALID ||
                 error->code == XML_DTD_XMLID_VALUE ||
                 error->code == XML_DTD_ID_REDEFINED;
    if (error->level >= XML_ERR_ERROR && !names && !xml->failed) {
        xml->failed = true;
        xml->line = error->line;
    }
}

static void on_reader_error(void *data, xmlErrorPtr error)
{
    on_error(data, error);
}

// libxml2 compares each attribute of an element with all before it, and tells
// how many there are when it is done: what goes far beyond the limit is refused
// before, by the signs of equality in it.
static bool is_wide(Str text)
{
    enum { FAR_BEYOND = 16 * ATTRIBUTES_MAX };
    int equals = 0;
    bool inside = false;
    for (ptrdiff_t i = 0; i < text.len && equals <= FAR_BEYOND; i++) {
        char c = text.at[i];
        if (c == '<' || c == '>') {
            inside = c == '<';
            equals = 0;
        }
        equals += inside && c == '=';
    }
    return equals > FAR_BEYOND;
}

#define WIDE "an element has too many attributes"

Xml *xml_open(Str text, Str what, Arena *arena)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOCDATA |
                        XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                        XML_PARSE_COMPACT | XML_PARSE_BIG_LINES |
                        XML_PARSE_IGNORE_ENC;
    Xml *xml = NEW(arena, Xml);
    *xml = (Xml){
        .what = what,
        .declares = str_find(head_of(text), S("<!ENTITY"), 0) >= 0,
        .arena = arena,
    };
    if (is_wide(text)) {
        err_set(&xml->refusal, ERR_INPUT, WIDE);
        return xml;
    }
    xmlInitParser();
    xml->reader =
        xmlReaderForMemory(text.at, (int)text.len, NULL, "UTF-8", options);
    xml->failed = !xml->reader;
    if (xml->reader) {
        xmlTextReaderSetStructuredErrorHandler(xml->reader, on_reader_error,
                                               xml);
    }
    return xml;
}

Xml *xml_open_html(Str text, Arena *arena)
{
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                        HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                        HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
    Xml *xml = NEW(arena, Xml);
    *xml = (Xml){.arena = arena};
    if (is_wide(text)) {
        err_set(&xml->refusal, ERR_INPUT, WIDE);
        return xml;
    }
    xmlInitParser();
    htmlParserCtxtPtr parser = htmlNewParserCtxt();
    xml->page = parser ? htmlCtxtReadMemory(parser, text.at, (int)text.len,
                                            NULL, "UTF-8", options)
                       : NULL;
    // Where elements nest too deeply it stops, and says nothing of the rest.
    if (xml->page && parser->disableSAX) {
        err_set(&xml->refusal, ERR_INPUT, "the page nests too deeply");
    } else {
        xml->reader = xml->page ? xmlReaderWalker(xml->page) : NULL;
    }
    htmlFreeParserCtxt(parser);
    xml->failed = !xml->reader;
    return xml;
}

bool xml_close(Xml *xml, Err *err)
{
    if (xml->reader) {
        xmlFreeTextReader(xml->reader);
    }
    if (xml->page) {
        xmlFreeDoc(xml->page);
    }
    const char *in = xml->what.len > 0 ? " of " : "";
    if (xml->refusal.kind != ERR_NONE) {
        return err_set(err, ERR_INPUT, "%s%s%.*s", xml->refusal.message,
                       xml->what.len > 0 ? ", in " : "", FMT(xml->what));
    }
    if (xml->failed) {
        return err_set(err, ERR_INPUT, "line %d%s%.*s %s", xml->line, in,
                       FMT(xml->what),
                       xml->declares ? "declares or uses entities, which are "
                                       "not read"
                                     : "is not well-formed XML");
    }
    return true;
}

static bool refuse(Xml *xml, const char *why)
{
    return err_set(&xml->refusal, ERR_INPUT, "line %d %s", xml_line(xml), why);
}

// Holds what the reader stands at against the limits.
static bool is_allowed(Xml *xml, int type)
{
    if (type == XML_READER_TYPE_DOCUMENT_TYPE && !xml->page) {
        const xmlDtd *dtd =
            (const xmlDtd *)xmlTextReaderCurrentNode(xml->reader);
        return !dtd || (!dtd->entities && !dtd->pentities) ||
               refuse(xml, "declares entities, which are not read");
    }
    if (type == XML_READER_TYPE_ENTITY_REFERENCE) {
        return refuse(xml, "holds an entity, which is not read");
    }
    if (xmlTextReaderDepth(xml->reader) > NESTING_MAX) {
        return refuse(xml, "nests too deeply");
    }
    if (type == XML_READER_TYPE_ELEMENT &&
        xmlTextReaderAttributeCount(xml->reader) > ATTRIBUTES_MAX) {
        return refuse(xml, "has an element with too many attributes");
    }
    return true;
}

static XmlEvent stop(Xml *xml)
{
    return xml->event = XML_END_OF_FILE;
}

XmlEvent xml_next(Xml *xml)
{
    if (xml->closes) {
        xml->closes = false;
        return xml->event = XML_CLOSES;
    }
    while (xml->reader && !xml->failed && xml->refusal.kind == ERR_NONE) {
        int read = xmlTextReaderRead(xml->reader);
        if (read != 1) {
            xml->failed = xml->failed || read < 0;
            break;
        }
        int type = xmlTextReaderNodeType(xml->reader);
        if (!is_allowed(xml, type)) {
            break;
        }
        switch (type) {
        case XML_READER_TYPE_ELEMENT:
            xml->closes = xmlTextReaderIsEmptyElement(xml->reader) == 1;
            return xml->event = XML_OPENS;
        case XML_READER_TYPE_END_ELEMENT:
            return xml->event = XML_CLOSES;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            return xml->event = XML_TEXT;
        default:
            break;
        }
    }
    return stop(xml);
}

static Str view(const xmlChar *words)
{
    return words ? str_of((const char *)words) : (Str){0};
}

Str xml_name(const Xml *xml)
{
    return view(xmlTextReaderConstLocalName(xml->reader));
}

Str xml_prefix(const Xml *xml)
{
    return view(xmlTextReaderConstPrefix(xml->reader));
}

bool xml_is(const Xml *xml, const char *name)
{
    return str_eq(xml_name(xml), str_of(name));
}

bool xml_is_one_of(const Xml *xml, const char *names)
{
    Str rest = str_of(names), name;
    while (rest.len > 0) {
        str_cut(&rest, ' ', &name);
        if (str_eq(xml_name(xml), name)) {
            return true;
        }
    }
    return false;
}

// Steps to the attribute.
static bool to_attribute(Xml *xml, const char *name)
{
    bool prefixed = str_find(str_of(name), S(":"), 0) >= 0;
    int more = xmlTextReaderMoveToFirstAttribute(xml->reader);
    while (more == 1) {
        Str found = prefixed ? view(xmlTextReaderConstName(xml->reader))
                             : xml_name(xml);
        bool declares = str_eq(xml_prefix(xml), S("xmlns"));
        if (!declares && str_eq(found, str_of(name))) {
            return true;
        }
        more = xmlTextReaderMoveToNextAttribute(xml->reader);
    }
    return false;
}

Str xml_glance(Xml *xml, const char *name)
{
    Str value = {0};
    if (to_attribute(xml, name)) {
        value = view(xmlTextReaderConstValue(xml->reader));
    }
    xmlTextReaderMoveToElement(xml->reader);
    return value;
}

Str xml_attribute(Xml *xml, const char *name)
{
    Str value = xml_glance(xml, name);
    return value.at ? str_copy(xml->arena, value) : value;
}

bool xml_has(Xml *xml, const char *name)
{
    bool has = to_attribute(xml, name);
    xmlTextReaderMoveToElement(xml->reader);
    return has;
}

Str xml_text(const Xml *xml)
{
    return view(xmlTextReaderConstValue(xml->reader));
}

int xml_depth(const Xml *xml)
{
    return xmlTextReaderDepth(xml->reader) + (xml->event != XML_TEXT);
}

int32_t xml_line(const Xml *xml)
{
    xmlNodePtr node = xmlTextReaderCurrentNode(xml->reader);
    long line = node && node->type != XML_DTD_NODE
                    ? xmlGetLineNo(node)
                    : xmlTextReaderGetParserLineNumber(xml->reader);
    return line > 0 && line < INT32_MAX ? (int32_t)line : 0;
}

bool xml_within(Xml *xml, int depth, XmlEvent *event)
{
    *event = xml_next(xml);
    return *event != XML_END_OF_FILE &&
           !(*event == XML_CLOSES && xml_depth(xml) == depth);
}

void xml_skip(Xml *xml)
{
    int depth = xml_depth(xml);
    XmlEvent event;
    while (xml_within(xml, depth, &event)) {
    }
}

Str xml_content(Xml *xml)
{
    Buf text = {.arena = xml->arena};
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_TEXT) {
            buf_add(&text, xml_text(xml));
        }
    }
    return buf_str(&text);
}

// ---- telling formats apart

// What follows the first `mark`, or nothing.
static Str behind(Str text, Str mark)
{
    ptrdiff_t at = str_find(text, mark, 0);
    return at < 0 ? (Str){0} : str_slice(text, at + mark.len, text.len);
}

static bool goes_on(char c)
{
    return c != '>' && c != '/' && c != ' ' && c != '\t' && c != '\n' &&
           c != '\r';
}

Str markup_root(Str text)
{
    Str rest = str_trim(head_of(text));
    while (rest.len > 1 && rest.at[0] == '<') {
        if (str_starts(rest, S("<!--"))) {
            rest = behind(rest, S("-->"));
        } else if (rest.at[1] == '?') {
            rest = behind(rest, S("?>"));
        } else if (rest.at[1] == '!') {
            ptrdiff_t list = str_find(rest, S("["), 0);
            ptrdiff_t end = str_find(rest, S(">"), 0);
            bool inner = list >= 0 && list < end;
            rest = behind(rest, inner ? S("]>") : S(">"));
        } else {
            ptrdiff_t end = 1;
            while (end < rest.len && goes_on(rest.at[end])) {
                end++;
            }
            Str name = str_slice(rest, 1, end);
            ptrdiff_t colon = str_find(name, S(":"), 0);
            return str_slice(name, colon + 1, name.len);
        }
        rest = str_trim(rest);
    }
    return (Str){0};
}

bool markup_mentions(Str text, const char *name)
{
    return str_find(head_of(text), str_of(name), 0) >= 0;
}

const char *xml_library(void)
{
    return LIBXML_DOTTED_VERSION;
}
