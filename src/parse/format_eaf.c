#include "parse/format.h"

#include "base/buf.h"
#include "container/xml.h"
#include "parse/tiers/tiers.h"

typedef struct Annotation {
    Str id, from, to; // slots
    Str parent;       // the annotation it annotates, or empty
    Str value;
    int32_t tier, line;
} Annotation;

typedef struct Eaf {
    Xml *xml;
    Timeline slots;
    int32_t unit[2]; // of times: so many milliseconds are so many units
    Tiers tiers;
    Map tier_ids, type_ids, annotation_ids;
    Strs types, parents; // of each tier: what it names
    Strs listed;         // types whose values are a list's
    struct {
        Annotation *at;
        ptrdiff_t len, cap;
    } annotations;
    Odds *odds;
    Arena *arena;
} Eaf;

static void read_header(Eaf *eaf)
{
    static const struct {
        const char *name;
        int32_t unit[2];
    } units[] = {
        {"NTSC-frames", {1001, 30}},
        {"PAL-frames", {40, 1}},
        {"PAL-50-frames", {20, 1}},
    };
    Str name = xml_attribute(eaf->xml, "TIME_UNITS");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (str_eq_nocase(name, str_of(units[i].name))) {
            eaf->unit[0] = units[i].unit[0];
            eaf->unit[1] = units[i].unit[1];
        }
    }
}

static void read_slot(Eaf *eaf)
{
    int32_t ms;
    Str value = xml_attribute(eaf->xml, "TIME_VALUE");
    if (milliseconds_read(value, &ms)) {
        int64_t scaled = (int64_t)ms * eaf->unit[0] / eaf->unit[1];
        ms = scaled <= INT32_MAX ? (int32_t)scaled : NO_TIME;
    } else if (value.len > 0) {
        odds_add(eaf->odds, ODD_BAD_TIME, xml_line(eaf->xml));
    }
    timeline_add(&eaf->slots, xml_attribute(eaf->xml, "TIME_SLOT_ID"), ms,
                 eaf->arena);
}

// Numbers an id; of two with one id the first is meant, but each has a number.
static void put_once(Map *ids, Str id, ptrdiff_t number, Arena *arena)
{
    if (map_put(ids, id, arena) < number) {
        map_put(ids, str_format(arena, "\n%lld", (long long)number), arena);
    }
}

static void read_tier(Eaf *eaf)
{
    Tier tier = {
        .name = str_trim(xml_attribute(eaf->xml, "TIER_ID")),
        .participant = str_trim(xml_attribute(eaf->xml, "PARTICIPANT")),
        .parent = NONE,
        .line = xml_line(eaf->xml),
    };
    put_once(&eaf->tier_ids, tier.name, eaf->tiers.len, eaf->arena);
    *PUSH(&eaf->tiers, eaf->arena) = tier;
    *PUSH(&eaf->parents, eaf->arena) =
        str_trim(xml_attribute(eaf->xml, "PARENT_REF"));
    *PUSH(&eaf->types, eaf->arena) =
        xml_attribute(eaf->xml, "LINGUISTIC_TYPE_REF");
}

static void read_annotation(Eaf *eaf)
{
    Annotation *annotation = PUSH(&eaf->annotations, eaf->arena);
    *annotation = (Annotation){
        .id = xml_attribute(eaf->xml, "ANNOTATION_ID"),
        .from = xml_attribute(eaf->xml, "TIME_SLOT_REF1"),
        .to = xml_attribute(eaf->xml, "TIME_SLOT_REF2"),
        .parent = xml_attribute(eaf->xml, "ANNOTATION_REF"),
        .tier = (int32_t)eaf->tiers.len - 1,
        .line = xml_line(eaf->xml),
    };
    put_once(&eaf->annotation_ids, annotation->id, eaf->annotations.len - 1,
             eaf->arena);
}

static void read_type(Eaf *eaf)
{
    if (xml_attribute(eaf->xml, "CONTROLLED_VOCABULARY_REF").len > 0) {
        map_put(&eaf->type_ids, xml_attribute(eaf->xml, "LINGUISTIC_TYPE_ID"),
                eaf->arena);
    }
}

static bool read_elements(Eaf *eaf, Err *err)
{
    Xml *xml = eaf->xml;
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "HEADER")) {
            read_header(eaf);
        } else if (xml_is(xml, "TIME_SLOT")) {
            read_slot(eaf);
        } else if (xml_is(xml, "TIER")) {
            if (eaf->tiers.len >= TIERS_MAX) {
                return err_set(err, ERR_INPUT,
                               "line %d begins one tier more than %d",
                               xml_line(xml), TIERS_MAX);
            }
            read_tier(eaf);
        } else if (eaf->tiers.len > 0 && (xml_is(xml, "ALIGNABLE_ANNOTATION") ||
                                          xml_is(xml, "REF_ANNOTATION"))) {
            read_annotation(eaf);
        } else if (eaf->annotations.len > 0 &&
                   xml_is(xml, "ANNOTATION_VALUE")) {
            Annotation *last = &eaf->annotations.at[eaf->annotations.len - 1];
            last->line = xml_line(xml);
            last->value = xml_content(xml);
        } else if (xml_is(xml, "LINGUISTIC_TYPE")) {
            read_type(eaf);
        }
    }
    return true;
}

// The annotation whose times it has: its own, or those of what it annotates.
static const Annotation *timed(const Eaf *eaf, const Annotation *annotation)
{
    enum { STEPS_MAX = 32 };
    for (int i = 0; annotation->parent.len > 0; i++) {
        int32_t number = map_find(&eaf->annotation_ids, annotation->parent);
        if (number < 0 || i == STEPS_MAX) {
            return NULL;
        }
        annotation = &eaf->annotations.at[number];
    }
    return annotation;
}

static void place_annotation(Eaf *eaf, const Annotation *annotation)
{
    Tier *tier = &eaf->tiers.at[annotation->tier];
    const Annotation *has = timed(eaf, annotation);
    const Moment *from = has ? timeline_find(&eaf->slots, has->from) : NULL;
    const Moment *to = has ? timeline_find(&eaf->slots, has->to) : NULL;
    if (!from || !to) {
        odds_add(eaf->odds, ODD_DANGLING, annotation->line);
    }
    TierPart *part = PUSH(&tier->parts, eaf->arena);
    const TierPart *before =
        tier->parts.len > 1 ? &tier->parts.at[tier->parts.len - 2] : NULL;
    *part = (TierPart){
        .said =
            {
                .text = annotation->value,
                .start_ms = from ? from->ms : NO_TIME,
                .end_ms = to ? to->ms : NO_TIME,
                .line = annotation->line,
            },
        .since = from     ? from->since
                 : before ? before->since
                          : NO_TIME,
        .rank = from     ? from->rank
                : before ? before->rank
                         : 0,
    };
}

static void finish_tiers(Eaf *eaf)
{
    for (ptrdiff_t i = 0; i < eaf->tiers.len; i++) {
        Tier *tier = &eaf->tiers.at[i];
        int32_t parent = map_find(&eaf->tier_ids, eaf->parents.at[i]);
        tier->parent = parent == i || parent < 0 ? NONE : parent;
        if (map_find(&eaf->type_ids, eaf->types.at[i]) >= 0) {
            tier->kind = TIER_VOCABULARY;
        }
    }
    for (ptrdiff_t i = 0; i < eaf->annotations.len; i++) {
        place_annotation(eaf, &eaf->annotations.at[i]);
    }
}

static bool parse_eaf(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Eaf eaf = {
        .xml = xml_open(source->text, (Str){0}, arena),
        .unit = {1, 1},
        .odds = &odds,
        .arena = arena,
    };
    bool read = read_elements(&eaf, err);
    if (!xml_close(eaf.xml, err) || !read) {
        return false;
    }
    finish_tiers(&eaf);
    *PUSH(transcripts, arena) =
        tiers_transcript(source, "eaf", &eaf.tiers, &odds, diags);
    return true;
}

static int sniff_eaf(const Source *source)
{
    return str_eq(markup_root(source->text), S("ANNOTATION_DOCUMENT")) ? 2 : 0;
}

const Format format_eaf = {
    .name = "eaf",
    .title = "ELAN annotations",
    .extensions = ".eaf",
    .gives = "speakers from the participants of tiers, or from the tiers' "
             "names where tiers share one; a turn for each annotation, "
             "with its times, overlaps as they are; an annotation without "
             "a time at its place; where a tier holds only references, "
             "the tier under it that holds what was said",
    .loses = "tiers that are no speech, told by kind: those that annotate "
             "another or hold text at the same intervals, values of a "
             "controlled vocabulary, numbers, codes, speakers' names, "
             "notes, noises, single words or sounds; links to recordings",
    .foreign = true,
    .sniff = sniff_eaf,
    .parse = parse_eaf,
};
