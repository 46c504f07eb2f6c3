#include "parse/document/docx.h"

static const Str usual = {"word/document.xml", 17};

// The main part as the package says, else the usual one.
static Str main_part(Zip *zip, Arena *arena)
{
    Relations relations = {0};
    Err ignored = {0};
    ooxml_relations(zip, S(""), arena, &relations, &ignored);
    Str part = ooxml_target(&relations, S("/officeDocument"));
    return part.len > 0 && zip_has(zip, part) ? part : usual;
}

static bool is_on(Xml *xml)
{
    Str value = xml_attribute(xml, "val");
    return !str_eq(value, S("0")) && !str_eq_nocase(value, S("false")) &&
           !str_eq_nocase(value, S("off")) && !str_eq_nocase(value, S("none"));
}

static Str fill_of(Xml *xml)
{
    Str fill = xml_attribute(xml, "fill");
    bool none = fill.len == 0 || str_eq_nocase(fill, S("auto")) ||
                str_eq_nocase(fill, S("ffffff"));
    return none ? (Str){0} : fill;
}

void docx_look(Xml *xml, Style *look)
{
    if (xml_is(xml, "b")) {
        look->bold = is_on(xml) ? TELLS_YES : TELLS_NO;
    } else if (xml_is(xml, "vanish") || xml_is(xml, "webHidden")) {
        look->hidden = is_on(xml) ? TELLS_YES : TELLS_NO;
    } else if (xml_is(xml, "outlineLvl")) {
        int32_t level = -1;
        bool body = str_number(xml_attribute(xml, "val"), &level) && level > 8;
        look->heading = body ? TELLS_NO : TELLS_YES;
        look->level = body ? 0 : level + 1;
    } else if (xml_is(xml, "highlight")) {
        look->colour = xml_attribute(xml, "val");
    } else if (xml_is(xml, "shd") && look->colour.len == 0) {
        look->colour = fill_of(xml);
    }
}

// ---- styles

// Headings go by this name in a document of any language.
static bool is_heading_name(Str name)
{
    enum { WORD = 8 };
    return (name.len >= WORD &&
            str_eq_nocase(str_slice(name, 0, WORD), S("heading "))) ||
           str_eq_nocase(name, S("title")) ||
           str_eq_nocase(name, S("subtitle"));
}

static void read_style(Xml *xml, Parts *parts, Arena *arena)
{
    int depth = xml_depth(xml);
    Str id = xml_attribute(xml, "styleId");
    Style style = {0};
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "name") && xml_depth(xml) == depth + 1) {
            Str name = xml_attribute(xml, "val");
            bool heading = is_heading_name(name);
            style.heading = heading ? TELLS_YES : style.heading;
            if (heading) {
                str_number(str_slice(name, name.len - 1, name.len),
                           &style.level);
            }
        } else if (xml_is(xml, "basedOn")) {
            style.parent = xml_attribute(xml, "val");
        } else if (!xml_is(xml, "shd")) {
            docx_look(xml, &style);
        }
    }
    *styles_put(&parts->styles, id, arena) = style;
}

static bool read_styles(Zip *zip, Str part, Parts *parts, Arena *arena,
                        Err *err)
{
    Xml *xml = ooxml_open(zip, part, arena, err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS && xml_is(xml, "style")) {
            read_style(xml, parts, arena);
        }
    }
    return xml_close(xml, err);
}

bool docx_is_one(Zip *zip)
{
    Arena arena = {0};
    Relations relations = {0};
    Err ignored = {0};
    bool usually = zip_has(zip, usual);
    if (!usually) {
        ooxml_relations(zip, S(""), &arena, &relations, &ignored);
        Str part = ooxml_target(&relations, S("/officeDocument"));
        usually = zip_has(zip, part) && str_ends(part, S(".xml")) &&
                  (str_starts(part, S("word/")) ||
                   str_find(part, S("document"), 0) >= 0);
    }
    arena_release(&arena);
    return usually || zip_has(zip, S("word/styles.xml")) ||
           zip_has(zip, S("word/settings.xml"));
}

bool docx_parts(Zip *zip, Parts *parts, Arena *arena, Err *err)
{
    Relations relations = {0};
    parts->document = main_part(zip, arena);
    if (!ooxml_relations(zip, parts->document, arena, &relations, err)) {
        return false;
    }
    Str styles = ooxml_target(&relations, S("/styles"));
    Str comments = ooxml_target(&relations, S("/comments"));
    Str threads = ooxml_target(&relations, S("/commentsExtended"));
    return (!zip_has(zip, styles) ||
            read_styles(zip, styles, parts, arena, err)) &&
           (!zip_has(zip, comments) ||
            docx_comments(zip, comments, threads, parts, arena, err));
}
