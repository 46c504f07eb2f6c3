#include "container/ooxml.h"

#include "base/buf.h"

Xml *ooxml_open(Zip *zip, Str part, Arena *arena, Err *err)
{
    Str bytes;
    if (!zip_member(zip, part, arena, &bytes, err)) {
        return NULL;
    }
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) {
        bytes = str_slice(bytes, 3, bytes.len);
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
