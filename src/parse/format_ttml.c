#include "parse/format.h"

#include "base/buf.h"
#include "container/xml.h"
#include "model/transcript.h"
#include "parse/captions/captions.h"
#include "parse/talk/clock.h"
#include "parse/talk/people.h"
#include "parse/talk/timeline.h"

typedef struct Ttml {
    Xml *xml;
    int32_t frames, ticks; // of a second
    People agents;
    Str agent; // of the <div> that is open
    Captions captions;
    Odds *odds;
    Arena *arena;
} Ttml;

static bool counted_ms(Str number, int32_t per_second, int32_t *ms)
{
    int32_t count;
    int64_t value = 0;
    bool read = per_second > 0 && str_number(number, &count);
    value = read ? ((int64_t)count * 1000 + per_second / 2) / per_second : -1;
    *ms = value >= 0 && value <= INT32_MAX ? (int32_t)value : NO_TIME;
    return *ms != NO_TIME;
}

static bool scaled_ms(Str number, int32_t seconds, int32_t *ms)
{
    bool read = seconds_read(number, ms) && *ms <= INT32_MAX / seconds;
    *ms = read ? *ms * seconds : NO_TIME;
    return read;
}

// "00:00:01.5", "00:00:01:12" (frames), "1.5s", "1500ms", "2m", "1h", "36f",
// "10000t".  Source: W3C TTML2, 12.3.1.
static bool time_ms(const Ttml *ttml, Str text, int32_t *ms)
{
    static const struct {
        const char *unit;
        int32_t seconds;
    } units[] = {{"s", 1}, {"m", 60}, {"h", 3600}};
    text = str_trim(text);
    ptrdiff_t last = text.len - 1;
    if (str_ends(text, S("ms"))) {
        return milliseconds_read(str_slice(text, 0, text.len - 2), ms);
    }
    if (str_ends(text, S("f")) || str_ends(text, S("t"))) {
        bool frames = text.at[last] == 'f';
        return counted_ms(str_slice(text, 0, last),
                          frames ? ttml->frames : ttml->ticks, ms);
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (str_ends(text, str_of(units[i].unit))) {
            return scaled_ms(str_slice(text, 0, last), units[i].seconds, ms);
        }
    }
    ptrdiff_t colon = 0;
    int colons = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        colon = text.at[i] == ':' ? i : colon;
        colons += text.at[i] == ':';
    }
    int32_t more = 0;
    if (colons == 3) { // frames at the end
        if (!counted_ms(str_slice(text, colon + 1, text.len), ttml->frames,
                        &more)) {
            return false;
        }
        text.len = colon;
    }
    bool read = colons > 0 && clock_read(text, ms) == text.len &&
                *ms != NO_TIME && *ms <= INT32_MAX - more;
    *ms = read ? *ms + more : NO_TIME;
    return read;
}

static int32_t attribute_ms(Ttml *ttml, const char *name)
{
    int32_t ms = NO_TIME;
    Str value = xml_attribute(ttml->xml, name);
    if (value.len > 0 && !time_ms(ttml, value, &ms)) {
        odds_add(ttml->odds, ODD_BAD_TIME, xml_line(ttml->xml));
    }
    return ms;
}

// Text as a caption's, where "<" and "&" mean something.
static void add_escaped(Buf *text, Str words)
{
    for (ptrdiff_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        if (c == '<') {
            buf_add(text, S("&lt;"));
        } else if (c == '&') {
            buf_add(text, S("&amp;"));
        } else {
            buf_char(text, c == '\n' || c == '\t' ? ' ' : c);
        }
    }
}

static Str agent_of(Ttml *ttml)
{
    Str id = xml_attribute(ttml->xml, "agent");
    return id.len > 0 ? people_name(&ttml->agents, id) : ttml->agent;
}

static void read_caption(Ttml *ttml)
{
    Xml *xml = ttml->xml;
    Buf text = {.arena = ttml->arena};
    Str agent = agent_of(ttml);
    Caption caption = {
        .start_ms = attribute_ms(ttml, "begin"),
        .end_ms = attribute_ms(ttml, "end"),
        .line = xml_line(xml),
    };
    int32_t dur = attribute_ms(ttml, "dur");
    if (caption.end_ms == NO_TIME && caption.start_ms != NO_TIME &&
        dur != NO_TIME && dur <= INT32_MAX - caption.start_ms) {
        caption.end_ms = caption.start_ms + dur;
    }
    caption.timed = caption.start_ms != NO_TIME;
    if (agent.len > 0) {
        buf_add(&text, S("<v "));
        add_escaped(&text, agent);
        buf_add(&text, S(">"));
    }
    int depth = xml_depth(xml);
    for (XmlEvent at; xml_within(xml, depth, &at);) {
        if (at == XML_TEXT) {
            add_escaped(&text, xml_text(xml));
        } else if (at == XML_OPENS && xml_is(xml, "br")) {
            buf_char(&text, '\n');
        } else if (at == XML_OPENS && xml_is(xml, "metadata")) {
            xml_skip(xml);
        }
    }
    caption.text = buf_str(&text);
    *PUSH(&ttml->captions, ttml->arena) = caption;
}

static void read_agent(Ttml *ttml)
{
    Str id = xml_attribute(ttml->xml, "xml:id");
    people_add(&ttml->agents, id, xml_content(ttml->xml), ttml->arena);
}

static void read_rates(Ttml *ttml)
{
    int32_t rate;
    if (str_number(xml_attribute(ttml->xml, "frameRate"), &rate) && rate > 0) {
        ttml->frames = rate;
    }
    if (str_number(xml_attribute(ttml->xml, "tickRate"), &rate) && rate > 0) {
        ttml->ticks = rate;
    }
}

static void opens(Ttml *ttml)
{
    if (xml_is(ttml->xml, "tt")) {
        read_rates(ttml);
    } else if (xml_is(ttml->xml, "agent")) {
        read_agent(ttml);
    } else if (xml_is(ttml->xml, "div")) {
        ttml->agent = (Str){0};
        ttml->agent = agent_of(ttml);
    } else if (xml_is(ttml->xml, "p")) {
        read_caption(ttml);
    }
}

static bool parse_ttml(const Source *source, Arena *arena,
                       Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Ttml ttml = {
        .xml = xml_open(source->text, (Str){0}, arena),
        .frames = 30,
        .ticks = 1,
        .odds = &odds,
        .arena = arena,
    };
    for (XmlEvent at; (at = xml_next(ttml.xml)) != XML_END_OF_FILE;) {
        if (at == XML_OPENS) {
            opens(&ttml);
        }
    }
    if (!xml_close(ttml.xml, err)) {
        return false;
    }
    *transcripts =
        captions_transcript(source, "ttml", &ttml.captions, &odds, diags);
    return true;
}

static int sniff_ttml(const Source *source)
{
    return str_eq(markup_root(source->text), S("tt")) ? 2 : 0;
}

const Format format_ttml = {
    .name = "ttml",
    .title = "TTML captions",
    .extensions = ".ttml .dfxp .itt",
    .gives = "speakers from agents or from 'Name: text' in the captions, "
             "times of each caption",
    .loses = "styles, regions and times of parts of a caption",
    .foreign = true,
    .sniff = sniff_ttml,
    .parse = parse_ttml,
};
