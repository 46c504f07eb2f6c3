#include "parse/format.h"

#include "base/buf.h"
#include "container/xml.h"
#include "parse/talk/people.h"
#include "parse/talk/speech.h"
#include "parse/talk/timeline.h"

typedef struct Flk {
    Xml *xml;
    Timeline timeline;
    People speakers;
    Buf text;       // of the part
    Utterance part; // which is being read
    int32_t end_ms; // of the contribution
    bool in;        // a contribution
    Utterances utterances;
    Odds *odds;
    Arena *arena;
} Flk;

static int32_t reference_ms(Flk *flk, const char *name)
{
    Str id = xml_attribute(flk->xml, name);
    const Moment *moment = timeline_find(&flk->timeline, id);
    if (!moment && id.len > 0) {
        odds_add(flk->odds, ODD_DANGLING, xml_line(flk->xml));
    }
    return moment ? moment->ms : NO_TIME;
}

static void read_moment(Flk *flk)
{
    int32_t ms;
    if (!seconds_read(xml_attribute(flk->xml, "absolute-time"), &ms)) {
        odds_add(flk->odds, ODD_BAD_TIME, xml_line(flk->xml));
    }
    timeline_add(&flk->timeline, xml_attribute(flk->xml, "timepoint-id"), ms,
                 flk->arena);
}

static void read_speaker(Flk *flk)
{
    Str id = xml_attribute(flk->xml, "speaker-id");
    people_add(&flk->speakers, id, xml_content(flk->xml), flk->arena);
}

static void end_part(Flk *flk, int32_t end_ms)
{
    if (str_trim(buf_str(&flk->text)).len > 0) {
        flk->part.text = buf_str(&flk->text);
        flk->part.end_ms = end_ms;
        *PUSH(&flk->utterances, flk->arena) = flk->part;
        flk->part.joins = true;
        flk->part.begins = true;
    }
    flk->text = (Buf){.arena = flk->arena};
}

static void begin_contribution(Flk *flk)
{
    Str id = xml_attribute(flk->xml, "speaker-reference");
    if (!people_know(&flk->speakers, id)) {
        odds_add(flk->odds, ODD_DANGLING, xml_line(flk->xml));
    }
    flk->in = true;
    flk->text = (Buf){.arena = flk->arena};
    flk->part = (Utterance){
        .speaker = people_name(&flk->speakers, id),
        .start_ms = reference_ms(flk, "start-reference"),
        .line = xml_line(flk->xml),
    };
    flk->end_ms = reference_ms(flk, "end-reference");
}

// A time within a contribution: what follows has it.
static void begin_part(Flk *flk, const char *name)
{
    int32_t ms = reference_ms(flk, name);
    end_part(flk, ms);
    flk->part.start_ms = ms;
    flk->part.line = xml_line(flk->xml);
}

static void pause(Flk *flk)
{
    Str length = xml_attribute(flk->xml, "duration");
    buf_format(
        &flk->text, " (%.*s) ",
        FMT(str_eq(length, S("micro")) || length.len == 0 ? S(".") : length));
}

static ptrdiff_t trimmed_len(const Buf *text)
{
    ptrdiff_t len = text->len;
    while (len > 0 && (text->at[len - 1] == ' ' || text->at[len - 1] == '\n' ||
                       text->at[len - 1] == '\t')) {
        len--;
    }
    return len;
}

static void in_contribution(Flk *flk)
{
    Xml *xml = flk->xml;
    if (xml_is(xml, "segment")) {
        begin_part(flk, "start-reference");
    } else if (xml_is(xml, "time")) {
        begin_part(flk, "timepoint-reference");
    } else if (xml_is(xml, "pause")) {
        pause(flk);
    } else if (xml_is(xml, "non-phonological")) {
        buf_format(&flk->text, " [%.*s] ",
                   FMT(str_trim(xml_attribute(xml, "description"))));
    } else if (xml_is(xml, "breathe")) {
        buf_add(&flk->text, str_eq(xml_attribute(xml, "type"), S("out"))
                                ? S(" [breathes out] ")
                                : S(" [breathes in] "));
    } else if (xml_is(xml, "w")) {
        buf_char(&flk->text, ' ');
    } else if (xml_is(xml, "p")) { // punctuation
        flk->text.len = trimmed_len(&flk->text);
    } else if (xml_is(xml, "alternative")) {
        xml_skip(xml);
    }
}

static void opens(Flk *flk)
{
    if (xml_is(flk->xml, "timepoint")) {
        read_moment(flk);
    } else if (xml_is(flk->xml, "speaker")) {
        read_speaker(flk);
    } else if (xml_is(flk->xml, "contribution")) {
        begin_contribution(flk);
    } else if (flk->in) {
        in_contribution(flk);
    }
}

static bool parse_flk(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Flk flk = {
        .xml = xml_open(source->text, (Str){0}, arena),
        .odds = &odds,
        .arena = arena,
    };
    for (XmlEvent at; (at = xml_next(flk.xml)) != XML_END_OF_FILE;) {
        if (at == XML_OPENS) {
            opens(&flk);
        } else if (at == XML_TEXT && flk.in) {
            buf_add(&flk.text, xml_text(flk.xml));
        } else if (at == XML_CLOSES && xml_is(flk.xml, "contribution")) {
            end_part(&flk, flk.end_ms);
            flk.in = false;
        }
    }
    if (!xml_close(flk.xml, err)) {
        return false;
    }
    *PUSH(transcripts, arena) =
        speech_transcript(source, "flk", &flk.utterances, &odds, diags);
    return true;
}

static int sniff_flk(const Source *source)
{
    return str_eq(markup_root(source->text), S("folker-transcription")) ? 2 : 0;
}

const Format format_flk = {
    .name = "flk",
    .title = "FOLKER transcription",
    .extensions = ".flk .fln",
    .gives = "speakers by name or abbreviation, a turn for each contribution "
             "with the times of its segments; pauses in round brackets, "
             "breathing and what happens in square ones",
    .loses = "lemmas, parts of speech and normal forms of words; alternatives "
             "to what is hard to hear",
    .foreign = true,
    .sniff = sniff_flk,
    .parse = parse_flk,
};
