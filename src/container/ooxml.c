#include "container/ooxml.h"

#include "base/buf.h"

// UTF-8 of UTF-16 behind its mark, which ECMA-376 allows for parts besides.
static Str from_utf16(Str bytes, Arena *arena)
{
    const unsigned char *at = (const unsigned char *)bytes.at;
    int high = at[0] == 0xFE ? 0 : 1; // which byte of two is the greater
    Buf out = {.arena = arena};
    uint32_t before = 0; // the first half of a pair
    for (ptrdiff_t i = 2; i + 1 < bytes.len; i += 2) {
        uint32_t unit = (uint32_t)at[i + high] << 8 | at[i + 1 - high];
        bool second = unit >= 0xDC00 && unit < 0xE000;
        if (before != 0 && second) {
            unit = 0x10000 + ((before - 0xD800) << 10) + (unit - 0xDC00);
        } else if (before != 0) {
            buf_point(&out, before);
        }
        before = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
        if (before == 0) {
            buf_point(&out, unit);
        }
    }
    return buf_str(&out);
}

Xml *ooxml_open(Zip *zip, Str part, Arena *arena, Err *err)
{
    Str bytes;
    if (!zip_member(zip, part, arena, &bytes, err)) {
        return NULL;
    }
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) {
        bytes = str_slice(bytes, 3, bytes.len);
    } else if (str_starts(bytes, S("\xFF\xFE")) ||
               str_starts(bytes, S("\xFE\xFF"))) {
        bytes = from_utf16(bytes, arena);
    }
    return xml_open(bytes, part, arena);
}

// The folder of a part, with its slash.
static Str folder_of(Str part)
{
    ptrdiff_t end = part.len;
    while (end > 0 && part.at[end - 1] != '/') {
        end--;
    }
    return str_slice(part, 0, end);
}

// The member that `target` names, seen from `part`.
static Str resolved(Str part, Str target, Arena *arena)
{
    Str folder = folder_of(part);
    if (str_starts(target, S("/"))) {
        return str_slice(target, 1, target.len);
    }
    while (str_starts(target, S("../")) || str_starts(target, S("./"))) {
        bool up = target.at[1] == '.';
        if (up && folder.len > 0) {
            folder = folder_of(str_slice(folder, 0, folder.len - 1));
        }
        target = str_slice(target, up ? 3 : 2, target.len);
    }
    return str_format(arena, "%.*s%.*s", FMT(folder), FMT(target));
}

bool ooxml_relations(Zip *zip, Str part, Arena *arena, Relations *relations,
                     Err *err)
{
    Str folder = folder_of(part);
    Str name = str_slice(part, folder.len, part.len);
    Str list = str_format(arena, "%.*s_rels/%.*s.rels", FMT(folder), FMT(name));
    if (!zip_has(zip, list)) {
        return true;
    }
    Xml *xml = ooxml_open(zip, list, arena, err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS && xml_is(xml, "Relationship") &&
            !str_eq(xml_attribute(xml, "TargetMode"), S("External"))) {
            *PUSH(relations, arena) = (Relation){
                .id = xml_attribute(xml, "Id"),
                .type = xml_attribute(xml, "Type"),
                .target = resolved(part, xml_attribute(xml, "Target"), arena),
            };
        }
    }
    return xml_close(xml, err);
}

Str ooxml_target(const Relations *relations, Str type)
{
    for (ptrdiff_t i = 0; i < relations->len; i++) {
        if (str_ends(relations->at[i].type, type)) {
            return relations->at[i].target;
        }
    }
    return (Str){0};
}

const Relation *ooxml_related(const Relations *relations, Str id)
{
    for (ptrdiff_t i = 0; i < relations->len; i++) {
        if (str_eq(relations->at[i].id, id)) {
            return &relations->at[i];
        }
    }
    return NULL;
}
