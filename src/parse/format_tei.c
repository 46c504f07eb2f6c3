#include "parse/format.h"

#include "base/buf.h"
#include "container/xml.h"
#include "parse/talk/clock.h"
#include "parse/document/flow.h"
#include "parse/talk/people.h"
#include "parse/talk/speech.h"
#include "parse/tiers/tei_text.h"
#include "parse/tiers/tiers.h"
#include "parse/talk/timeline.h"

// A document, and what is said in it; the British National Corpus has names of
// its own.
#define DOCUMENTS "TEI TEI.2 bncDoc"
#define TEXTS "text stext"

typedef struct Said { // an utterance whose times are still names
    Utterance what;
    Str start, end;
} Said;

typedef struct Tei {
    Xml *xml;
    Timeline timeline;
    int32_t unit;      // of its intervals, in milliseconds
    int32_t origin_ms; // what its origin, the first moment, is called
    People people;
    Str who, start, end; // of the <annotationBlock> that is open
    bool block;          // one is
    ptrdiff_t before;    // of what is said, before it
    Str speaker;         // of the <sp> that is open
    Said part;           // which is being read
    Str part_end;        // where all of it ends
    int depth;           // of the <u> that is open, or of an <sp>'s; or 0
    int text;            // depth of <text>, or 0
    TeiText words;
    struct {
        Said *at;
        ptrdiff_t len, cap;
    } said;
    Flow plain;    // what stands in no utterance
    Buf paragraph; // of it, which is being read
    bool spoken;
    Odds *odds;
    Arena *arena;
} Tei;

// ---- who and when

// "#A", "corpus.xml#A", "A"; of several the first, with the others behind it.
static Str person(Tei *tei, Str list, int32_t line)
{
    Buf names = {.arena = tei->arena};
    list = str_trim(list);
    if (list.len > 0 && str_find(list, S("#"), 0) < 0 &&
        people_know(&tei->people, list)) {
        return people_name(&tei->people, list); // a name with blanks
    }
    for (Str one; list.len > 0;) {
        str_cut(&list, ' ', &one);
        ptrdiff_t sign = str_find(one, S("#"), 0);
        Str id = str_trim(str_slice(one, sign + 1, one.len));
        if (id.len == 0) {
            continue;
        }
        if (tei->people.names.len > 0 && !people_know(&tei->people, id)) {
            odds_add(tei->odds, ODD_DANGLING, line);
        }
        buf_add(&names, names.len > 0 ? S(" & ") : S(""));
        buf_add(&names, people_name(&tei->people, id));
    }
    return buf_str(&names);
}

static void add_person(Tei *tei)
{
    Xml *xml = tei->xml;
    Str id = xml_attribute(xml, "xml:id"), short_name = xml_attribute(xml, "n");
    Str name = {0}, abbreviation = {0};
    int depth = xml_depth(xml);
    for (XmlEvent at; xml_within(xml, depth, &at);) {
        if (at != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "abbr") && abbreviation.len == 0) {
            abbreviation = str_trim(xml_content(xml));
        } else if (xml_is(xml, "persName") || xml_is(xml, "name")) {
            TeiText words = {.text.arena = tei->arena};
            int inner = xml_depth(xml);
            while (xml_within(xml, inner, &at)) {
                if (at == XML_TEXT) {
                    buf_add(&words.text, xml_text(xml));
                } else if (at == XML_OPENS && xml_is(xml, "abbr")) {
                    abbreviation = str_trim(xml_content(xml));
                }
            }
            name = name.len > 0 ? name : str_trim(tei_take(&words));
        } else if (xml_is(xml, "alt") && short_name.len == 0) {
            short_name = xml_attribute(xml, "type");
        }
    }
    short_name = abbreviation.len > 0 ? abbreviation : short_name;
    name = name.len > 0 ? name : short_name;
    // Some refer to it by its short name.
    people_add(&tei->people, id.len > 0 ? id : short_name, name, tei->arena);
    people_also(&tei->people, id, short_name, tei->arena);
}

static Str without_sign(Str id)
{
    return str_starts(id, S("#")) ? str_slice(id, 1, id.len) : id;
}

// "PT1.2S", "1.2s", "1.2" in the unit of the timeline.
static bool interval_ms(const Tei *tei, Str text, int32_t *ms)
{
    text = str_trim(text);
    if (str_starts(text, S("PT")) && str_ends(text, S("S"))) {
        return seconds_read(str_slice(text, 2, text.len - 1), ms);
    }
    if (str_ends(text, S("ms"))) {
        return milliseconds_read(str_slice(text, 0, text.len - 2), ms);
    }
    if (str_ends(text, S("s"))) {
        return seconds_read(str_slice(text, 0, text.len - 1), ms);
    }
    bool read = seconds_read(text, ms);
    *ms = read && tei->unit == 1 ? (int32_t)((*ms + 500) / 1000) : *ms;
    return read;
}

// A number of seconds, or what a clock shows.
static bool clock_ms(const Tei *tei, Str text, int32_t *ms)
{
    return interval_ms(tei, text, ms) ||
           (text.len > 0 && clock_read(text, ms) == text.len && *ms != NO_TIME);
}

// A moment is so long after another, or after the origin where that is not
// known; the origin is the start of the recording, whatever a clock says.
static void read_moment(Tei *tei)
{
    Xml *xml = tei->xml;
    int32_t ms = NO_TIME;
    bool first = tei->timeline.moments.len == 0;
    Str interval = str_trim(xml_attribute(xml, "interval"));
    Str absolute = str_trim(xml_attribute(xml, "absolute"));
    const Moment *since = timeline_find(
        &tei->timeline, without_sign(xml_attribute(xml, "since")));
    bool counted = interval.len > 0 && interval.at[0] != '-';
    if (counted && !interval_ms(tei, interval, &ms)) {
        odds_add(tei->odds, ODD_BAD_TIME, xml_line(xml));
    } else if (counted && since && since->ms != NO_TIME) {
        ms = ms <= INT32_MAX - since->ms ? ms + since->ms : NO_TIME;
    } else if (first && !counted) {
        bool read = clock_ms(tei, absolute, &ms);
        tei->origin_ms = read ? ms : 0;
        ms = 0;
    } else if (!counted && clock_ms(tei, absolute, &ms)) {
        ms = ms >= tei->origin_ms ? ms - tei->origin_ms : NO_TIME;
    }
    timeline_add(&tei->timeline, xml_attribute(xml, "xml:id"), ms, tei->arena);
}

// A name of the timeline, or a time.
static int32_t time_of(Tei *tei, Str name, int32_t line)
{
    int32_t ms = NO_TIME;
    if (name.len == 0) {
        return NO_TIME;
    }
    const Moment *moment = timeline_find(&tei->timeline, without_sign(name));
    if (moment) {
        return moment->ms;
    }
    if (name.at[0] != '#' && clock_ms(tei, name, &ms)) {
        return ms;
    }
    odds_add(tei->odds, ODD_DANGLING, line);
    return NO_TIME;
}

// The first of an element's attributes that is there.
static Str first_attribute(Tei *tei, const char *const *names)
{
    Str value = {0};
    for (; *names && value.len == 0; names++) {
        value = str_trim(xml_attribute(tei->xml, *names));
    }
    return value;
}

static const char *const starts[] = {"start", "from", "begin", "synch", NULL};
static const char *const ends[] = {"end", "to", NULL};

// ---- utterances

static void end_part(Tei *tei, Str end)
{
    Str text = tei_take(&tei->words);
    if (str_trim(text).len > 0) {
        tei->part.what.text = text;
        tei->part.end = end;
        *PUSH(&tei->said, tei->arena) = tei->part;
        tei->part.what.joins = true;
        tei->spoken = true;
    }
}

// "<anchor synch="#T3"/>": what follows is said from there on.
static void anchor(Tei *tei)
{
    Str moment = xml_attribute(tei->xml, "synch");
    if (moment.len > 0) {
        end_part(tei, moment);
        tei->part.start = moment;
        tei->part.what.line = xml_line(tei->xml);
    }
}

static void begin_said(Tei *tei, Str who)
{
    Str start = first_attribute(tei, starts), end = first_attribute(tei, ends);
    tei->depth = xml_depth(tei->xml);
    tei->words = (TeiText){.text.arena = tei->arena};
    tei->part = (Said){
        .what = {.speaker = who, .line = xml_line(tei->xml)},
        .start = start.len > 0 ? start : tei->start,
    };
    tei->part_end = end.len > 0 ? end : tei->end;
}

static void begin_utterance(Tei *tei)
{
    Str who = xml_attribute(tei->xml, "who");
    int32_t line = xml_line(tei->xml);
    begin_said(tei, who.len > 0 ? person(tei, who, line) : tei->who);
}

static void begin_block(Tei *tei)
{
    tei->who = person(tei, xml_attribute(tei->xml, "who"), xml_line(tei->xml));
    tei->start = first_attribute(tei, starts);
    tei->end = first_attribute(tei, ends);
    tei->block = true;
    tei->before = tei->said.len;
}

// The first tier of a block in whose utterance nothing stands is what is said.
static void read_tier(Tei *tei)
{
    begin_said(tei, tei->who);
    tei->depth = 0;
    tei_text(&tei->words, xml_content(tei->xml));
    end_part(tei, tei->part_end);
}

static void end_block(Tei *tei)
{
    tei->block = false;
    tei->who = tei->start = tei->end = (Str){0};
}

static void end_paragraph(Tei *tei, BlockKind kind)
{
    Str text = str_trim(buf_str(&tei->paragraph));
    if (text.len > 0) {
        *PUSH(&tei->plain.blocks, tei->arena) =
            (Block){.kind = kind, .text = text};
    }
    tei->paragraph = (Buf){.arena = tei->arena};
}

// What happens between utterances, and headings.
static void between(Tei *tei, bool heading)
{
    Str start = first_attribute(tei, starts);
    int32_t line = xml_line(tei->xml);
    TeiText words = {.text.arena = tei->arena};
    if (heading) {
        end_paragraph(tei, BLOCK_PARAGRAPH);
        tei_text(&words, xml_content(tei->xml));
        buf_add(&tei->paragraph, buf_str(&words.text));
        end_paragraph(tei, BLOCK_HEADING);
    } else {
        tei_opens(&words, tei->xml);
    }
    *PUSH(&tei->said, tei->arena) = (Said){
        .what = {.text = tei_take(&words), .line = line, .heading = heading},
        .start = start.len > 0 ? start : tei->start,
    };
}

// The label of a speech: "MARTA." names "MARTA".
static void speaker(Tei *tei)
{
    Str name = str_trim(xml_content(tei->xml));
    while (name.len > 0 &&
           (name.at[name.len - 1] == '.' || name.at[name.len - 1] == ':')) {
        name = str_trim(str_slice(name, 0, name.len - 1));
    }
    if (tei->speaker.len == 0 || tei->people.names.len == 0) {
        tei->speaker = name;
    }
}

// ---- elements

static bool is_between(const Xml *xml)
{
    return xml_is(xml, "incident") || xml_is(xml, "vocal") ||
           xml_is(xml, "kinesic") || xml_is(xml, "pause") ||
           xml_is(xml, "stage");
}

static void opens_in_text(Tei *tei)
{
    Xml *xml = tei->xml;
    if (xml_is(xml, "u") || xml_is(xml, "said")) {
        begin_utterance(tei);
    } else if (xml_is(xml, "annotationBlock") || xml_is(xml, "annotatedU")) {
        begin_block(tei);
    } else if (xml_is(xml, "sp")) {
        tei->speaker = person(tei, xml_attribute(xml, "who"), xml_line(xml));
        begin_said(tei, tei->speaker);
    } else if (xml_is(xml, "head")) {
        between(tei, true);
    } else if (is_between(xml)) {
        between(tei, false);
    } else if (xml_is(xml, "spanGrp") && tei->block &&
               tei->said.len == tei->before) {
        read_tier(tei);
    } else if (xml_is(xml, "spanGrp") || xml_is(xml, "note")) {
        xml_skip(xml);
    } else if (xml_is(xml, "p") || xml_is(xml, "ab") || xml_is(xml, "lb")) {
        end_paragraph(tei, BLOCK_PARAGRAPH);
    }
}

static void opens(Tei *tei)
{
    Xml *xml = tei->xml;
    if (xml_is(xml, "person") || xml_is(xml, "personGrp")) {
        add_person(tei);
    } else if (xml_is(xml, "timeline")) {
        tei->unit = str_eq(xml_attribute(xml, "unit"), S("ms")) ? 1 : 1000;
    } else if (xml_is(xml, "when")) {
        read_moment(tei);
    } else if (xml_is_one_of(xml, TEXTS) && tei->text == 0) {
        tei->text = xml_depth(xml);
    } else if (tei->text == 0) {
        return;
    } else if (tei->depth == 0) {
        opens_in_text(tei);
    } else if (xml_is(xml, "anchor")) {
        anchor(tei);
    } else if (xml_is(xml, "speaker")) {
        speaker(tei);
        tei->part.what.speaker = tei->speaker;
    } else {
        tei_opens(&tei->words, xml);
    }
}

static void closes(Tei *tei)
{
    Xml *xml = tei->xml;
    int depth = xml_depth(xml);
    if (tei->depth > 0) {
        tei_closes(&tei->words, xml);
        if (depth == tei->depth) {
            end_part(tei, tei->part_end);
            tei->depth = 0;
        }
    } else if (xml_is(xml, "annotationBlock") || xml_is(xml, "annotatedU")) {
        end_block(tei);
    } else if (xml_is(xml, "p") || xml_is(xml, "ab")) {
        end_paragraph(tei, BLOCK_PARAGRAPH);
    } else if (depth == tei->text) {
        end_paragraph(tei, BLOCK_PARAGRAPH);
        tei->text = 0;
    }
}

static void text(Tei *tei)
{
    if (tei->depth > 0) {
        tei_text(&tei->words, xml_text(tei->xml));
    } else if (tei->text > 0) {
        Str rest = xml_text(tei->xml), line;
        for (bool first = true; str_line(&rest, &line); first = false) {
            // Its lines are the layout's.
            buf_add(&tei->paragraph, first ? S("") : S(" "));
            buf_add(&tei->paragraph, first ? line : str_trim(line));
        }
    }
}

// ---- the document

static Utterances timed(Tei *tei)
{
    Utterances utterances = {0};
    for (ptrdiff_t i = 0; i < tei->said.len; i++) {
        const Said *said = &tei->said.at[i];
        Utterance *one = PUSH(&utterances, tei->arena);
        *one = said->what;
        one->start_ms = time_of(tei, said->start, one->line);
        one->end_ms = time_of(tei, said->end, one->line);
    }
    return utterances;
}

// What each speaker says, as a tier; NULL where a time is missing, so that
// nothing but the order of the file tells where it stands.
static Tiers *tiers_of(const Utterances *utterances, Arena *arena)
{
    Tiers *tiers = NEW(arena, Tiers);
    Map names = {0};
    for (ptrdiff_t i = 0; i < utterances->len; i++) {
        const Utterance *said = &utterances->at[i];
        if ((said->start_ms == NO_TIME && !said->heading) ||
            tiers->len > TIERS_MAX) {
            return NULL;
        }
        int32_t number = map_put(&names, said->speaker, arena);
        if (number == tiers->len) {
            *PUSH(tiers, arena) = (Tier){
                .name = said->speaker, .parent = NONE, .line = said->line};
        }
        *PUSH(&tiers->at[number].parts, arena) =
            (TierPart){.said = *said, .since = said->start_ms};
    }
    return tiers;
}

// True when a "speaker" is a tier of sounds, of notes: converters from
// annotation programs write such.
static bool holds_other_tiers(const Tiers *tiers, Arena *arena)
{
    bool other = false;
    for (ptrdiff_t i = 0; tiers && i < tiers->len; i++) {
        TierKind kind = tier_holds(&tiers->at[i], arena);
        other = other || (kind != TIER_SPEECH && kind != TIER_EMPTY);
    }
    return other;
}

// Ends a document; a corpus holds several, which share their people.
static void end_document(Tei *tei, const Source *source,
                         Transcripts *transcripts, Diags *diags)
{
    Source part = *source;
    if (transcripts->len > 0) {
        part.name = str_format(tei->arena, "%.*s_%lld", FMT(source->name),
                               (long long)transcripts->len + 1);
    }
    if (tei->spoken) {
        Utterances utterances = timed(tei);
        Tiers *tiers = tiers_of(&utterances, tei->arena);
        *PUSH(transcripts, tei->arena) =
            holds_other_tiers(tiers, tei->arena)
                ? tiers_transcript(&part, "tei", tiers, tei->odds, diags)
                : speech_transcript(&part, "tei", &utterances, tei->odds,
                                    diags);
    } else { // an interview that is printed as paragraphs
        Transcripts read =
            flow_transcripts(&part, "tei", &tei->plain, tei->arena, diags);
        for (ptrdiff_t i = 0; i < read.len; i++) {
            *PUSH(transcripts, tei->arena) = read.at[i];
        }
    }
    *tei->odds = (Odds){0};
    *tei = (Tei){
        .xml = tei->xml,
        .unit = 1000,
        .people = tei->people,
        .paragraph = {.arena = tei->arena},
        .odds = tei->odds,
        .arena = tei->arena,
    };
}

static bool parse_tei(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Tei tei = {
        .xml = xml_open(source->text, (Str){0}, arena),
        .unit = 1000,
        .paragraph = {.arena = arena},
        .odds = &odds,
        .arena = arena,
    };
    for (XmlEvent at; (at = xml_next(tei.xml)) != XML_END_OF_FILE;) {
        if (at == XML_OPENS) {
            opens(&tei);
        } else if (at == XML_TEXT) {
            text(&tei);
        } else if (xml_is_one_of(tei.xml, DOCUMENTS)) {
            end_document(&tei, source, transcripts, diags);
        } else {
            closes(&tei);
        }
    }
    if (!xml_close(tei.xml, err)) {
        *transcripts = (Transcripts){0};
        return false;
    }
    if (transcripts->len == 0) { // it is no TEI, whoever said so
        end_document(&tei, source, transcripts, diags);
    }
    return true;
}

static int sniff_tei(const Source *source)
{
    Str root = markup_root(source->text);
    return str_eq(root, S("TEI")) || str_eq(root, S("TEI.2")) ||
                   str_eq(root, S("teiCorpus")) || str_eq(root, S("bncDoc"))
               ? 2
               : 0;
}

const Format format_tei = {
    .name = "tei",
    .title = "TEI document",
    .extensions = ".tei .teiml",
    .gives = "speakers by name or abbreviation; a turn for each utterance or "
             "speech, with its times, also those inside it; pauses in round "
             "brackets, what happens in square ones, headings; an interview "
             "that is printed as paragraphs as such lines are read; a document "
             "for each in a corpus",
    .loses = "the header but for persons; spans of annotation, notes, "
             "corrected and normal forms beside those that were said; "
             "lemmas and parts of speech; tiers that are no speech, as in ELAN",
    .foreign = true,
    .sniff = sniff_tei,
    .parse = parse_tei,
};
