// ZIP archives and XML: what is read, what is refused.
#include "container/xml.h"
#include "container/zip.h"

#include "base/buf.h"
#include "container/limits.h"
#include "zipped.h"

#include <string.h>

// ---- archives

START_TEST(test_members)
{
    Arena arena = {0};
    Err err = {0};
    Str bytes;
    const Member members[] = {
        {"a.xml", S("<a/>")},
        {"../b.xml", S("beside")},
        {"empty", S("")},
    };
    Str archive = zipped(members, 3, &arena);
    ck_assert(zip_begins(archive));
    Zip *zip = zip_open_bytes(archive, &err);
    ck_assert_msg(zip != NULL, "%s", err.message);
    for (ptrdiff_t i = 0; i < 3; i++) {
        ck_assert(str_eq(zip_name(zip, i), str_of(members[i].name)));
        ck_assert(
            zip_member(zip, str_of(members[i].name), &arena, &bytes, &err));
        ck_assert(str_eq(bytes, members[i].bytes));
    }
    ck_assert(zip_name(zip, 3).len == 0);
    ck_assert(!zip_has(zip, S("A.xml")));
    ck_assert(!zip_member(zip, S("none"), &arena, &bytes, &err));
    ck_assert_int_eq(err.kind, ERR_INPUT);
    zip_shut(zip);
    arena_release(&arena);
}
END_TEST

START_TEST(test_bombs)
{
    Arena arena = {0};
    Err err = {0};
    Str bytes;
    ptrdiff_t large = 8 * 1024 * 1024;
    Str zeros = {NEW_ARRAY(&arena, char, large), large};
    const Member members[] = {{"bomb", zeros}, {"small", S("x")}};
    Zip *zip = zip_open_bytes(zipped(members, 2, &arena), &err);
    ptrdiff_t before = arena.bytes;
    ck_assert(!zip_member(zip, S("bomb"), &arena, &bytes, &err));
    ck_assert_msg(strstr(err.message, "'bomb'") != NULL, "%s", err.message);
    ck_assert_msg(arena.bytes == before, "it was unpacked all the same");
    err = (Err){0};
    ck_assert_msg(zip_member(zip, S("small"), &arena, &bytes, &err), "%s",
                  err.message);
    zip_shut(zip);
    arena_release(&arena);
}
END_TEST

// Each byte of a small archive changed and each shorter one: read or refused.
START_TEST(test_damaged)
{
    Arena arena = {0};
    const Member members[] = {{"a", S("some words")}};
    Str archive = zipped(members, 1, &arena);
    char *copy = NEW_ARRAY(&arena, char, archive.len);
    for (ptrdiff_t i = 0; i < 2 * archive.len; i++) {
        Err err = {0};
        Str bytes = {0};
        memcpy(copy, archive.at, (size_t)archive.len);
        bool cut = i >= archive.len;
        copy[i % archive.len] ^= cut ? 0 : 0x41;
        Zip *zip = zip_open_bytes(
            (Str){copy, cut ? i - archive.len : archive.len}, &err);
        if (zip && zip_member(zip, S("a"), &arena, &bytes, &err)) {
            ck_assert(str_eq(bytes, S("some words")));
        } else {
            ck_assert_int_eq(err.kind, ERR_INPUT);
        }
        zip_shut(zip);
    }
    arena_release(&arena);
}
END_TEST

// ---- XML

// "<a k=v>text</a>" as "(a k=v)text(/a)", an error behind it.
static Str events(Xml *xml, Arena *arena)
{
    Buf out = {.arena = arena};
    Err err = {0};
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event == XML_TEXT) {
            buf_add(&out, xml_text(xml));
        } else if (event == XML_OPENS) {
            Str name = str_copy(arena, xml_name(xml));
            buf_format(&out, "(%.*s", FMT(name));
            if (xml_has(xml, "k")) {
                buf_format(&out, " k=%.*s", FMT(xml_attribute(xml, "k")));
            }
            buf_format(&out, ")");
        } else {
            buf_format(&out, "(/%.*s)", FMT(xml_name(xml)));
        }
    }
    if (!xml_close(xml, &err)) {
        buf_format(&out, "! %s", err.message);
    }
    return buf_str(&out);
}

static const struct {
    const char *promise, *text, *events;
} documents[] = {
    {"elements, attributes, text", "<a k='v'>x<b/>y</a>",
     "(a k=v)x(b)(/b)y(/a)"},
    {"names without prefixes", "<w:a xmlns:w='u' w:k='1'/>", "(a k=1)(/a)"},
    {"XML's own entities", "<a k='&lt;'>&amp;&#233;</a>",
     "(a k=<)&\xC3\xA9(/a)"},
    {"CDATA is text", "<a><![CDATA[<b>]]></a>", "(a)<b>(/a)"},
    {"comments and instructions are nothing", "<a><!--x--><?y z?>t</a>",
     "(a)t(/a)"},
    {"the declared encoding does not count",
     "<?xml version='1.0' encoding='UTF-16'?><a>\xC3\xA9</a>",
     "(a)\xC3\xA9(/a)"},
    {"a document type that is elsewhere is not fetched",
     "<!DOCTYPE a SYSTEM 'none.dtd'><a>x</a>", "(a)x(/a)"},
    {"entities of its own are refused",
     "<!DOCTYPE a [<!ENTITY e 'x'>]>\n<a>&e;</a>",
     "! line 2 declares entities, which are not read"},
    {"those of files too",
     "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<a>&e;</a>",
     "! line 2 declares entities, which are not read"},
    {"what is not well formed is told with its line", "<a>\n<b>\n</a>",
     "! line 3 is not well-formed XML"},
    {"what ends early too", "<a>x", "! line 1 is not well-formed XML"},
    {"nothing", "", "! line 1 is not well-formed XML"},
};

START_TEST(test_xml)
{
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        Arena arena = {0};
        Str got = events(xml_open(str_of(documents[i].text), (Str){0}, &arena),
                         &arena);
        if (!str_eq(got, str_of(documents[i].events))) {
            ck_abort_msg("%s: %.*s", documents[i].promise, FMT(got));
        }
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_deep)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    for (int i = 0; i < 100000; i++) {
        buf_add(&text, S("<a>"));
    }
    Str got = events(xml_open(buf_str(&text), S("x.xml"), &arena), &arena);
    ck_assert_msg(str_find(got, S("! line 1"), 0) > 0, "%.*s", FMT(got));
    ck_assert(str_ends(got, S("of x.xml is not well-formed XML")) ||
              str_ends(got, S("nests too deeply, in x.xml")));
    arena_release(&arena);
}
END_TEST

// They would be compared with one another for minutes.
START_TEST(test_wide)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    buf_add(&text, S("<a"));
    for (int i = 0; i < 400000; i++) {
        buf_format(&text, " a%d='b'", i);
    }
    buf_add(&text, S("/>"));
    Xml *xml = xml_open(buf_str(&text), S("x.xml"), &arena);
    ck_assert(str_eq(events(xml, &arena),
                     S("! an element has too many attributes, in x.xml")));
    xml = xml_open_html(buf_str(&text), &arena);
    ck_assert(
        str_eq(events(xml, &arena), S("! an element has too many attributes")));
    arena_release(&arena);
}
END_TEST

START_TEST(test_html)
{
    Arena arena = {0};
    Str got = events(
        xml_open_html(S("<P>One<br>two &eacute; <b>three<p k=1>four"), &arena),
        &arena);
    ck_assert_msg(
        str_eq(got, S("(html)(body)(p)One(br)(/br)two \xC3\xA9 (b)three(/b)"
                      "(/p)(p k=1)four(/p)(/body)(/html)")),
        "%.*s", FMT(got));
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *promise, *text, *root;
} roots[] = {
    {"an element", "<a k='v'>", "a"},
    {"after a declaration, comments and a document type",
     "<?xml version='1.0'?>\n<!-- <b> --><!DOCTYPE c [<!ELEMENT d>]>\n<e/>",
     "e"},
    {"without its prefix", "<tei:TEI>", "TEI"},
    {"text has none", "a <b>", ""},
    {"nothing has none", "", ""},
    {"nor has what never ends", "<!-- a", ""},
};

START_TEST(test_root)
{
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        Str got = markup_root(str_of(roots[i].text));
        ck_assert_msg(str_eq(got, str_of(roots[i].root)), "%s: %.*s",
                      roots[i].promise, FMT(got));
    }
}
END_TEST

UNIT_MAIN("archive", test_members, test_bombs, test_damaged, test_xml,
          test_deep, test_wide, test_html, test_root)
