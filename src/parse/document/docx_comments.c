#include "parse/document/docx.h"

// Source: ECMA-376, part 1, 17.13.4 (comments); [MS-DOCX] 2.5.1.3
//         (commentEx: a thread goes by the ids of its comments' last
//         paragraphs).
typedef struct Comments {
    Parts *parts;
    Map paragraphs;     // ids of paragraphs
    Ints of_paragraphs; // which comment each is in
    Arena *arena;
} Comments;

static void note_paragraph(Comments *comments, Str id)
{
    int32_t comment = (int32_t)comments->parts->remarks.len;
    if (id.len > 0 && map_put(&comments->paragraphs, id, comments->arena) ==
                          comments->of_paragraphs.len) {
        *PUSH(&comments->of_paragraphs, comments->arena) = comment;
    }
}

static int32_t comment_of(const Comments *comments, Str paragraph)
{
    int32_t at = map_find(&comments->paragraphs, paragraph);
    int32_t comment = at < 0 ? NONE : comments->of_paragraphs.at[at];
    return comment < comments->parts->remarks.len ? comment : NONE;
}

static Str comment_words(Xml *xml, Comments *comments)
{
    Buf words = {.arena = comments->arena};
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "t")) {
            buf_add(&words, xml_content(xml));
        } else if (xml_is(xml, "p")) {
            note_paragraph(comments, xml_attribute(xml, "paraId"));
            buf_add(&words, words.len > 0 ? S("\n") : S(""));
        } else if (xml_is(xml, "br")) {
            buf_add(&words, words.len > 0 ? S("\n") : S(""));
        } else if (xml_is(xml, "tab")) {
            buf_char(&words, '\t');
        } else if (xml_is(xml, "del") || xml_is(xml, "moveFrom")) {
            xml_skip(xml);
        }
    }
    return str_trim(buf_str(&words));
}

static bool read_comments(Zip *zip, Str part, Comments *comments, Err *err)
{
    Parts *parts = comments->parts;
    Xml *xml = ooxml_open(zip, part, comments->arena, err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event != XML_OPENS || !xml_is(xml, "comment")) {
            continue;
        }
        Str id = xml_attribute(xml, "id");
        Remark remark = {
            .author = str_trim(xml_attribute(xml, "author")),
            .date = xml_attribute(xml, "date"),
        };
        remark.text = comment_words(xml, comments);
        if (map_put(&parts->comments, id, comments->arena) ==
            parts->remarks.len) {
            *PUSH(&parts->remarks, comments->arena) = remark;
            *PUSH(&parts->threads, comments->arena) = NONE;
        }
    }
    return xml_close(xml, err);
}

static void read_thread(Xml *xml, Comments *comments)
{
    Parts *parts = comments->parts;
    Str done = xml_attribute(xml, "done");
    int32_t comment = comment_of(comments, xml_attribute(xml, "paraId"));
    int32_t parent = comment_of(comments, xml_attribute(xml, "paraIdParent"));
    if (comment == NONE) {
        return;
    }
    Remark *remark = &parts->remarks.at[comment];
    remark->resolved = str_eq(done, S("1")) || str_eq(done, S("true"));
    if (parent != NONE && parent != comment) {
        remark->reply = true;
        remark->answers = parts->remarks.at[parent].author;
        parts->threads.at[comment] = parent;
    }
}

// What Word calls a thread is one comment and its replies, whatever answers
// what.
static bool read_threads(Zip *zip, Str part, Comments *comments, Err *err)
{
    Xml *xml = ooxml_open(zip, part, comments->arena, err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS && xml_is(xml, "commentEx")) {
            read_thread(xml, comments);
        }
    }
    return xml_close(xml, err);
}

bool docx_comments(Zip *zip, Str part, Str threads, Parts *parts, Arena *arena,
                   Err *err)
{
    Comments comments = {.parts = parts, .arena = arena};
    return read_comments(zip, part, &comments, err) &&
           (!zip_has(zip, threads) ||
            read_threads(zip, threads, &comments, err));
}
