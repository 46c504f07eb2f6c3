#include "parse/format.h"

#include "base/buf.h"
#include "container/xml.h"
#include "parse/talk/people.h"
#include "parse/talk/speech.h"
#include "parse/talk/timeline.h"

enum { VOICES_MAX = 64 }; // who speak in one turn

// A turn of the file is one turn for each who speaks in it, told in parts: what
// is said between two <Sync>, whose times are marks.
typedef struct Trs {
    Xml *xml;
    People people;
    Map topic_ids;
    Strs topics;              // of each: what it is called
    Strs speakers;            // of the turn, as ids
    ptrdiff_t who;            // speaks now, of these; from 0
    int32_t start_ms, end_ms; // of the turn
    int32_t sync_ms, line;    // of the part
    Buf text;                 // of the part
    Utterances parts;         // of the turn; .speaker is who, as an id
    Utterances utterances;
    bool in_turn;
    Odds *odds;
    Arena *arena;
} Trs;

static int32_t attribute_ms(Trs *trs, const char *name)
{
    int32_t ms;
    Str value = xml_attribute(trs->xml, name);
    if (!seconds_read(value, &ms) && value.len > 0) {
        odds_add(trs->odds, ODD_BAD_TIME, xml_line(trs->xml));
    }
    return ms;
}

static void read_topic(Trs *trs)
{
    Str id = xml_attribute(trs->xml, "id");
    if (map_put(&trs->topic_ids, id, trs->arena) == trs->topics.len) {
        *PUSH(&trs->topics, trs->arena) = xml_attribute(trs->xml, "desc");
    }
}

static void begin_turn(Trs *trs)
{
    Str rest = str_trim(xml_attribute(trs->xml, "speaker"));
    trs->in_turn = true;
    trs->speakers = (Strs){0};
    for (Str id; rest.len > 0 && trs->speakers.len < VOICES_MAX;) {
        str_cut(&rest, ' ', &id);
        if (id.len > 0 && strs_find(trs->speakers, id) < 0) {
            *PUSH(&trs->speakers, trs->arena) = id;
        }
    }
    trs->who = trs->speakers.len == 1 ? 0 : NONE;
    trs->start_ms = attribute_ms(trs, "startTime");
    trs->end_ms = attribute_ms(trs, "endTime");
    trs->sync_ms = trs->start_ms;
    trs->line = xml_line(trs->xml);
    trs->text = (Buf){.arena = trs->arena};
    trs->parts = (Utterances){0};
}

// Ends what one says up to here, or up to a time.
static void end_part(Trs *trs)
{
    Str text = buf_str(&trs->text);
    if (str_trim(text).len > 0) {
        bool known = trs->who != NONE;
        Utterance *part = PUSH(&trs->parts, trs->arena);
        *part = (Utterance){
            .speaker = known ? trs->speakers.at[trs->who] : (Str){0},
            .text = text,
            .start_ms = trs->sync_ms,
            .end_ms = NO_TIME,
            .line = trs->line,
        };
        if (!known && trs->speakers.len > 0) {
            odds_add(trs->odds, ODD_DANGLING, trs->line);
        }
    }
    trs->text = (Buf){.arena = trs->arena};
}

// The stretch since the last <Sync> ends at `ms`.
static void end_stretch(Trs *trs, int32_t ms)
{
    end_part(trs);
    for (ptrdiff_t i = trs->parts.len - 1;
         i >= 0 && trs->parts.at[i].end_ms == NO_TIME; i--) {
        trs->parts.at[i].end_ms = ms;
    }
}

static void sync(Trs *trs)
{
    int32_t ms = attribute_ms(trs, "time");
    if (ms == trs->sync_ms && trs->text.len == 0) {
        trs->line = xml_line(trs->xml);
    }
    end_stretch(trs, ms);
    trs->sync_ms = ms;
    trs->line = xml_line(trs->xml);
    if (trs->speakers.len != 1) {
        trs->who = NONE;
    }
}

static void who(Trs *trs)
{
    int32_t number = 0;
    end_part(trs);
    trs->line = xml_line(trs->xml);
    bool read = str_number(xml_attribute(trs->xml, "nb"), &number);
    trs->who =
        read && number >= 1 && number <= trs->speakers.len ? number - 1 : NONE;
}

// What happens, or was remarked, stands in brackets in the text.
static void event(Trs *trs)
{
    Str said = str_trim(xml_attribute(trs->xml, "desc"));
    Str type = xml_attribute(trs->xml, "type");
    Str extent = xml_attribute(trs->xml, "extent");
    bool heard = type.len == 0 || str_eq(type, S("noise"));
    if (said.len > 0 && heard && !str_eq(extent, S("end"))) {
        buf_format(&trs->text, " [%.*s] ", FMT(said));
    }
}

static void take_voice(Trs *trs, Str id, bool *first)
{
    for (ptrdiff_t i = 0; i < trs->parts.len; i++) {
        Utterance part = trs->parts.at[i];
        if (!str_eq(part.speaker, id)) {
            continue;
        }
        part.joins = !*first;
        part.begins = true;
        *first = false;
        if (!people_know(&trs->people, id)) {
            odds_add(trs->odds, ODD_DANGLING, part.line);
        }
        part.speaker = people_name(&trs->people, id);
        if (part.joins) {
            part.text = str_format(trs->arena, " %.*s", FMT(part.text));
        }
        *PUSH(&trs->utterances, trs->arena) = part;
    }
}

static void end_turn(Trs *trs)
{
    end_stretch(trs, trs->end_ms);
    bool first = true;
    take_voice(trs, (Str){0}, &first);
    for (ptrdiff_t i = 0; i < trs->speakers.len; i++) {
        first = true;
        take_voice(trs, trs->speakers.at[i], &first);
    }
    trs->in_turn = false;
}

static void section(Trs *trs)
{
    Str topic = xml_attribute(trs->xml, "topic");
    int32_t number = map_find(&trs->topic_ids, topic);
    if (topic.len > 0 && number < 0) {
        odds_add(trs->odds, ODD_DANGLING, xml_line(trs->xml));
    }
    *PUSH(&trs->utterances, trs->arena) = (Utterance){
        .text = number < 0 ? (Str){0} : trs->topics.at[number],
        .start_ms = attribute_ms(trs, "startTime"),
        .end_ms = NO_TIME,
        .line = xml_line(trs->xml),
        .heading = true,
    };
}

static void opens(Trs *trs)
{
    Xml *xml = trs->xml;
    if (xml_is(xml, "Speaker")) {
        people_add(&trs->people, xml_attribute(xml, "id"),
                   xml_attribute(xml, "name"), trs->arena);
    } else if (xml_is(xml, "Topic")) {
        read_topic(trs);
    } else if (xml_is(xml, "Section")) {
        section(trs);
    } else if (xml_is(xml, "Turn")) {
        begin_turn(trs);
    } else if (!trs->in_turn) {
        return;
    } else if (xml_is(xml, "Sync")) {
        sync(trs);
    } else if (xml_is(xml, "Who")) {
        who(trs);
    } else if (xml_is(xml, "Event") || xml_is(xml, "Comment")) {
        event(trs);
    }
}

static bool parse_trs(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Trs trs = {
        .xml = xml_open(source->text, (Str){0}, arena),
        .odds = &odds,
        .arena = arena,
    };
    for (XmlEvent at; (at = xml_next(trs.xml)) != XML_END_OF_FILE;) {
        if (at == XML_OPENS) {
            opens(&trs);
        } else if (at == XML_TEXT && trs.in_turn) {
            buf_add(&trs.text, xml_text(trs.xml));
        } else if (at == XML_CLOSES && xml_is(trs.xml, "Turn")) {
            end_turn(&trs);
        }
    }
    if (!xml_close(trs.xml, err)) {
        return false;
    }
    *PUSH(transcripts, arena) =
        speech_transcript(source, "trs", &trs.utterances, &odds, diags);
    return true;
}

static int sniff_trs(const Source *source)
{
    return str_eq(markup_root(source->text), S("Trans")) ? 2 : 0;
}

const Format format_trs = {
    .name = "trs",
    .title = "Transcriber",
    .extensions = ".trs",
    .gives = "speakers by name, a turn for each who speaks in a turn of the "
             "file, with its times, also where two speak at once; the times "
             "of its parts; topics of sections as headings; noises and "
             "comments in square brackets",
    .loses = "what is known of speakers beside their names; background "
             "sounds; notes on pronunciation, language and names",
    .foreign = true,
    .sniff = sniff_trs,
    .parse = parse_trs,
};
