#include "parse/tiers/tei_text.h"

#include "parse/talk/timeline.h"

// What an editor wrote, and standard forms beside what was said.
static const char left_out[] =
    "note spanGrp span annotationGrp interp fs reg corr expan figure "
    "graphic fw respStmt certainty alt ptr";

static const char happenings[] = "incident vocal kinesic stage writing event";

static const char parts[] = "seg p ab l lb s pb";

static void trim_end(Buf *text)
{
    while (text->len > 0 &&
           (text->at[text->len - 1] == ' ' || text->at[text->len - 1] == '\n' ||
            text->at[text->len - 1] == '\t')) {
        text->len--;
    }
}

static bool joins(Xml *xml, const char *side)
{
    Str join = xml_attribute(xml, "join");
    return str_eq(join, str_of(side)) || str_eq(join, S("both"));
}

// "[laughs]": in the element's own words, else as it is described, or its type.
static void happening(TeiText *said, Xml *xml)
{
    Str type = str_trim(xml_attribute(xml, "type"));
    Str described = str_trim(xml_attribute(xml, "desc"));
    Str words = str_trim(xml_content(xml));
    words = words.len > 0 ? words : described.len > 0 ? described : type;
    Str open =
        str_starts(words, S("(")) || str_starts(words, S("[")) ? S("") : S("[");
    if (words.len > 0) {
        buf_format(&said->text, " %.*s%.*s%s ", FMT(open), FMT(words),
                   open.len > 0 ? "]" : "");
    }
    said->glued = false;
}

// "(1.2)" of "PT1.2S", "1.2" or "1.2s"; else "(.)", and longer ones "(..)".
static void silence(TeiText *said, Xml *xml)
{
    int32_t ms;
    Str length = str_trim(xml_attribute(xml, "dur"));
    Str type = xml_attribute(xml, "type");
    Str number =
        str_starts(length, S("PT")) ? str_slice(length, 2, length.len) : length;
    if (str_ends(number, S("S")) || str_ends(number, S("s"))) {
        number.len--;
    }
    if (number.len > 0 && seconds_read(number, &ms)) {
        buf_format(&said->text, " (%.*s) ", FMT(number));
    } else if (str_eq(type, S("medium"))) {
        buf_add(&said->text, S(" (..) "));
    } else if (str_eq(type, S("long"))) {
        buf_add(&said->text, S(" (...) "));
    } else {
        buf_add(&said->text, S(" (.) "));
    }
    said->glued = false;
    xml_skip(xml);
}

static void gap(TeiText *said, Xml *xml)
{
    Str reason = str_trim(xml_attribute(xml, "reason"));
    buf_format(&said->text, " [%.*s] ",
               FMT(reason.len > 0 ? reason : S("gap")));
    xml_skip(xml);
}

static void word(TeiText *said, Xml *xml)
{
    bool mark = xml_is(xml, "pc");
    bool before =
        str_eq(xml_attribute(xml, "pre"), S("true")) || joins(xml, "right");
    said->words = true;
    said->bring = said->bring || xml_has(xml, "c5");
    if (said->in > 0) {
        return; // a word in a word
    }
    if (said->bring) {
        said->glued = false;
    } else if (joins(xml, "left") || said->glued || (mark && !before)) {
        trim_end(&said->text);
    } else {
        buf_char(&said->text, ' ');
    }
    said->glued = joins(xml, "right") || (mark && before);
    said->in = xml_depth(xml);
}

void tei_opens(TeiText *said, Xml *xml)
{
    if (xml_is_one_of(xml, left_out)) {
        xml_skip(xml);
    } else if (xml_is_one_of(xml, happenings)) {
        happening(said, xml);
    } else if (xml_is(xml, "pause")) {
        silence(said, xml);
    } else if (xml_is(xml, "gap")) {
        gap(said, xml);
    } else if (xml_is(xml, "w") || xml_is(xml, "pc")) {
        word(said, xml);
    } else if (xml_is_one_of(xml, parts) && said->in == 0) {
        buf_char(&said->text, ' ');
    }
}

void tei_closes(TeiText *said, const Xml *xml)
{
    if (said->in == xml_depth(xml)) {
        said->in = 0;
    }
}

void tei_text(TeiText *said, Str text)
{
    bool layout = said->words && said->in == 0 && str_trim(text).len == 0;
    if (!layout) {
        bool bare = said->in > 0 && !said->bring;
        buf_add(&said->text, bare ? str_trim(text) : text);
    }
}

Str tei_take(TeiText *said)
{
    Str text = buf_str(&said->text);
    said->text = (Buf){.arena = said->text.arena};
    return text;
}
