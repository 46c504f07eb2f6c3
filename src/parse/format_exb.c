#include "parse/format.h"

#include "base/buf.h"
#include "container/xml.h"
#include "parse/talk/line.h"
#include "parse/talk/people.h"
#include "parse/tiers/tiers.h"

typedef struct Exb {
    Xml *xml;
    Timeline timeline;
    People speakers; // by their abbreviations
    Tiers tiers;
    Str before; // where the event before this one ends
    Odds *odds;
    Arena *arena;
} Exb;

static void read_moment(Exb *exb)
{
    int32_t ms;
    Str value = xml_attribute(exb->xml, "time");
    Str type = xml_attribute(exb->xml, "type");
    if (!seconds_read(value, &ms) && value.len > 0) {
        odds_add(exb->odds, ODD_BAD_TIME, xml_line(exb->xml));
    }
    // An interpolated time was never heard by anybody.
    timeline_add(&exb->timeline, xml_attribute(exb->xml, "id"),
                 str_eq(type, S("intp")) ? NO_TIME : ms, exb->arena);
}

static void read_speaker(Exb *exb)
{
    Str id = xml_attribute(exb->xml, "id"), name = {0};
    int depth = xml_depth(exb->xml);
    for (XmlEvent at; xml_within(exb->xml, depth, &at);) {
        if (at == XML_OPENS && xml_is(exb->xml, "abbreviation")) {
            name = str_trim(xml_content(exb->xml));
        }
    }
    people_add(&exb->speakers, id, name, exb->arena);
}

static bool read_tier(Exb *exb, Err *err)
{
    Str type = xml_attribute(exb->xml, "type");
    Str speaker = xml_attribute(exb->xml, "speaker");
    Str name = str_trim(xml_attribute(exb->xml, "display-name"));
    bool speech = str_eq(type, S("t"));
    if (exb->tiers.len >= TIERS_MAX) {
        return err_set(err, ERR_INPUT, "line %d begins one tier more than %d",
                       xml_line(exb->xml), TIERS_MAX);
    }
    if (speech && !people_know(&exb->speakers, speaker)) {
        odds_add(exb->odds, ODD_DANGLING, xml_line(exb->xml));
    }
    *PUSH(&exb->tiers, exb->arena) = (Tier){
        .kind = speech                 ? TIER_SPEECH
                : str_eq(type, S("a")) ? TIER_DEPENDENT
                                       : TIER_NOTES,
        .sure = true,
        .name = name.len > 0 ? name : xml_attribute(exb->xml, "id"),
        .participant = people_name(&exb->speakers, speaker),
        .parent = NONE,
        .line = xml_line(exb->xml),
    };
    exb->before = (Str){0};
    return true;
}

// An event that begins where the one before ends is said with it.
static void read_event(Exb *exb)
{
    Tier *tier = &exb->tiers.at[exb->tiers.len - 1];
    Str start = xml_attribute(exb->xml, "start");
    Str end = xml_attribute(exb->xml, "end");
    const Moment *from = timeline_find(&exb->timeline, start);
    const Moment *to = timeline_find(&exb->timeline, end);
    int32_t line = xml_line(exb->xml);
    if (!from || !to) {
        odds_add(exb->odds, ODD_DANGLING, line);
    }
    bool follows = tier->parts.len > 0 && str_eq(start, exb->before);
    const TierPart *last =
        tier->parts.len > 0 ? &tier->parts.at[tier->parts.len - 1] : NULL;
    int32_t since = from ? from->since : last ? last->since : NO_TIME;
    int32_t rank = from ? from->rank : last ? last->rank : 0;
    *PUSH(&tier->parts, exb->arena) = (TierPart){
        .said =
            {
                .start_ms = from ? from->ms : NO_TIME,
                .end_ms = to ? to->ms : NO_TIME,
                .line = line,
                .joins = follows,
                .text = xml_content(exb->xml),
            },
        .since = since,
        .rank = rank,
    };
    exb->before = end;
}

// Events may part a word, so their blanks are their own.  Where none of a tier
// has any, they are words.
static void part_words(Tier *tier, Arena *arena)
{
    for (ptrdiff_t i = 0; i < tier->parts.len; i++) {
        Str text = tier->parts.at[i].said.text;
        if (str_trim(text).len < text.len) {
            return;
        }
    }
    for (ptrdiff_t i = 1; i < tier->parts.len; i++) {
        Utterance *said = &tier->parts.at[i].said;
        if (said->joins &&
            wants_blank(tier->parts.at[i - 1].said.text, said->text)) {
            said->text = str_format(arena, " %.*s", FMT(said->text));
        }
    }
}

static bool read_elements(Exb *exb, Err *err)
{
    for (XmlEvent at; (at = xml_next(exb->xml)) != XML_END_OF_FILE;) {
        if (at != XML_OPENS) {
            continue;
        }
        if (xml_is(exb->xml, "tli")) {
            read_moment(exb);
        } else if (xml_is(exb->xml, "speaker")) {
            read_speaker(exb);
        } else if (xml_is(exb->xml, "tier")) {
            if (!read_tier(exb, err)) {
                return false;
            }
        } else if (xml_is(exb->xml, "event") && exb->tiers.len > 0) {
            read_event(exb);
        }
    }
    return true;
}

static bool parse_exb(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Exb exb = {
        .xml = xml_open(source->text, (Str){0}, arena),
        .odds = &odds,
        .arena = arena,
    };
    bool read = read_elements(&exb, err);
    if (!xml_close(exb.xml, err) || !read) {
        return false;
    }
    for (ptrdiff_t i = 0; i < exb.tiers.len; i++) {
        part_words(&exb.tiers.at[i], arena);
    }
    *PUSH(transcripts, arena) =
        tiers_transcript(source, "exb", &exb.tiers, &odds, diags);
    return true;
}

static int sniff_exb(const Source *source)
{
    return str_eq(markup_root(source->text), S("basic-transcription")) ? 2 : 0;
}

const Format format_exb = {
    .name = "exb",
    .title = "EXMARaLDA basic transcription",
    .extensions = ".exb",
    .gives = "speakers by their abbreviations; events of a transcription tier "
             "that touch as one turn, with the times of its parts; overlaps "
             "as they are; what has no time at its place",
    .loses = "tiers of annotation and description (types 'a' and 'd'); times "
             "that EXMARaLDA interpolated; what is known of speakers beside "
             "their abbreviations; formatting",
    .foreign = true,
    .sniff = sniff_exb,
    .parse = parse_exb,
};
