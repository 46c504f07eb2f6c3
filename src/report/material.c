#include "report/material.h"

#include "base/map.h"
#include "base/utf8.h"
#include "report/excerpt.h"

#include <string.h>

const CodeKind material_valences[VALENCES] = {KIND_CHALLENGE, KIND_OPPORTUNITY,
                                              KIND_FACILITATOR};

enum {
    COLOURS = 8,       // of the Okabe-Ito set, see style.css
    POINTS_STEP = 512, // bytes between two counts of code points
};

static bool joins(uint32_t point)
{
    return point == '\'' || point == '-' || point == '.' || point == 0x2019;
}

static bool in_word(uint32_t point)
{
    return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') ||
           (point >= 'A' && point <= 'Z') ||
           (point >= 0xC0 && !(point >= 0x2000 && point <= 0x206F));
}

int64_t material_words(Str text)
{
    int64_t words = 0;
    bool inside = false;
    for (ptrdiff_t i = 0; i < text.len;) {
        uint32_t point = utf8_next(text, &i);
        bool letter = in_word(point);
        words += letter && !inside;
        inside = letter || (inside && joins(point));
    }
    return words;
}

Str material_label(const Material *material, int32_t code)
{
    return material->codebook->codes.at[code].label;
}

int material_depth(const Material *material, int32_t code)
{
    const Codes *codes = &material->codebook->codes;
    int depth = 0;
    for (int32_t up = codes->at[code].parent; up != NONE;
         up = codes->at[up].parent) {
        depth++;
    }
    return depth;
}

const ThemeFinding *material_finding(const Material *material, int32_t theme,
                                     CodeKind valence)
{
    const ThemeFindings *findings = &material->conclusions->findings;
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        if (findings->at[i].theme == theme &&
            findings->at[i].valence == valence) {
            return &findings->at[i];
        }
    }
    return NULL;
}

const Pair *material_pair(const Material *material, int32_t a, int32_t b)
{
    ptrdiff_t codes = material->codebook->codes.len;
    return a < b ? material->pairs[a * codes + b]
                 : material->pairs[b * codes + a];
}

Str material_quotable(const Material *material, Str text)
{
    return echo_repeats(&material->echo, text, material->arena)
               ? EXCERPT_WITHHELD
               : text;
}

// ---- counting

// A set of small numbers that forgets itself: what was seen under a stamp.
typedef struct Seen {
    int32_t *stamp; // [thing], 0 for never
} Seen;

static bool seen_first(Seen *seen, int32_t thing, int32_t stamp)
{
    bool first = seen->stamp[thing] != stamp;
    seen->stamp[thing] = stamp;
    return first;
}

typedef struct Tally { // counts the codings of one code, or of one subtree
    const Study *study;
    Arena *arena;
    Seen documents, cases, participants;
} Tally;

static void tally_add(Tally *tally, CodeCount *count, const Coding *coding,
                      int32_t stamp)
{
    const Study *study = tally->study;
    if (coding->status == STATUS_REMOVED) {
        count->removed++;
        return;
    }
    count->mentions++;
    count->by_coder += coding->status == STATUS_ADDED;
    count->documents += seen_first(&tally->documents, coding->document, stamp);
    Ints cases =
        study_cases(study, coding->document, coding->turn, tally->arena);
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        count->cases += seen_first(&tally->cases, cases.at[i], stamp);
    }
    int32_t who = study_participant(study, coding->document, coding->turn);
    if (who != NONE) {
        count->participants += seen_first(&tally->participants, who, stamp);
    }
}

// The codings of each code, in the study's order.
static Ints *codings_by_code(const Study *study, Arena *arena)
{
    ptrdiff_t codes = study->codebook->codes.len;
    Ints *lists = NEW_ARRAY(arena, Ints, codes > 0 ? codes : 1);
    for (int32_t i = 0; i < study->codings.len; i++) {
        *PUSH(&lists[study->codings.at[i].code], arena) = i;
    }
    return lists;
}

static Tally tally_of(const Study *study, Arena *arena)
{
    return (Tally){
        .study = study,
        .arena = arena,
        .documents = {NEW_ARRAY(arena, int32_t, study->documents.len + 1)},
        .cases = {NEW_ARRAY(arena, int32_t, study->cases.len + 1)},
        .participants = {NEW_ARRAY(arena, int32_t,
                                   study->participants.len + 1)},
    };
}

static void count_codes(Material *material)
{
    const Study *study = material->study;
    ptrdiff_t codes = material->codebook->codes.len;
    Arena *arena = material->arena;
    Ints *lists = codings_by_code(study, arena);
    material->counts = NEW_ARRAY(arena, CodeCount, codes + 1);
    material->roll = NEW_ARRAY(arena, CodeCount, codes + 1);
    Tally own = tally_of(study, arena);
    for (int32_t c = 0; c < codes; c++) {
        CodeCount *count = &material->counts[c];
        for (ptrdiff_t i = 0; i < lists[c].len; i++) {
            tally_add(&own, count, &study->codings.at[lists[c].at[i]], c + 1);
        }
        count->sentences = material->input->sentences->counts[c];
    }
    // A code's roll takes in every code that has it as an ancestor.
    Tally all = tally_of(study, arena);
    for (int32_t top = 0; top < codes; top++) {
        for (int32_t c = 0; c < codes; c++) {
            bool below =
                c == top ||
                (codebook_related(material->codebook, c, top) &&
                 material_depth(material, c) > material_depth(material, top));
            for (ptrdiff_t i = 0; below && i < lists[c].len; i++) {
                tally_add(&all, &material->roll[top],
                          &study->codings.at[lists[c].at[i]], top + 1);
            }
        }
    }
}

static void count_turns(Material *material)
{
    const Study *study = material->study;
    Totals *totals = &material->totals;
    for (int32_t d = 0; d < study->documents.len; d++) {
        const Transcript *transcript = &study->documents.at[d].transcript;
        for (int32_t t = 0; t < transcript->turns.len; t++) {
            const Turn *turn = &transcript->turns.at[t];
            totals->turns += !turn->continues;
            totals->words +=
                material_words(transcript_text(transcript, turn->span));
            Str role = transcript_turn_role(transcript, t);
            totals->spoken +=
                !turn->continues && !str_eq(role, ROLE_INTERVIEWER);
        }
    }
}

static Totals totals_of(const Study *study)
{
    Totals totals = {
        .documents = study->documents.len,
        .cases = study->cases.len,
        .participants = study->participants.len,
    };
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        totals.withheld += study->participants.at[i].consent < CONSENT_QUOTE;
    }
    for (ptrdiff_t i = 0; i < study->codings.len; i++) {
        bool removed = study->codings.at[i].status == STATUS_REMOVED;
        totals.removed += removed;
        totals.codings += !removed;
    }
    return totals;
}

// ---- names and lists

static Strs groups_of(const Study *study, Arena *arena)
{
    Map groups = {0};
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        Str group = study->participants.at[i].group;
        if (group.len > 0) {
            map_put(&groups, group, arena);
        }
    }
    return groups.keys;
}

static Strs actors_of(const Codebook *codebook, Arena *arena)
{
    Map actors = {0};
    const Advices *advices = &codebook->recommendations;
    for (ptrdiff_t i = 0; i < advices->len; i++) {
        for (ptrdiff_t k = 0; k < advices->at[i].actors.len; k++) {
            map_put(&actors, advices->at[i].actors.at[k], arena);
        }
    }
    return actors.keys;
}

static Strs document_names(const Study *study, Arena *arena)
{
    Strs names = {0};
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        *PUSH(&names, arena) = study->documents.at[i].transcript.document;
    }
    return names;
}

static Strs code_names(const Codebook *codebook, Arena *arena)
{
    Strs names = {0};
    for (ptrdiff_t i = 0; i < codebook->codes.len; i++) {
        *PUSH(&names, arena) = codebook->codes.at[i].id;
    }
    return names;
}

static Strs advice_names(const Codebook *codebook, Arena *arena)
{
    Strs names = {0};
    for (ptrdiff_t i = 0; i < codebook->recommendations.len; i++) {
        *PUSH(&names, arena) = codebook->recommendations.at[i].id;
    }
    return names;
}

// Themes get a colour each, in the order of the codebook; beyond eight the
// colours come round again, and the name always stands beside them.
static void colour_codes(Material *material)
{
    const Codes *codes = &material->codebook->codes;
    material->colours = NEW_ARRAY(material->arena, int32_t, codes->len + 1);
    int32_t next = 0;
    for (int32_t i = 0; i < codes->len; i++) {
        material->colours[i] = NONE;
        if (codes->at[i].kind == KIND_THEME &&
            codebook_top(material->codebook, i) == i) {
            *PUSH(&material->themes, material->arena) = i;
            material->colours[i] = next++ % COLOURS;
        }
    }
    for (int32_t i = 0; i < codes->len; i++) {
        if (codes->at[i].kind == KIND_THEME) {
            int32_t top = codebook_top(material->codebook, i);
            material->colours[i] = material->colours[top];
        }
    }
}

// Bytes of [begin, end) at which a code point begins.
static int32_t points_between(Str text, ptrdiff_t begin, ptrdiff_t end)
{
    int32_t points = 0;
    for (ptrdiff_t i = begin; i < end; i++) {
        points += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    }
    return points;
}

static Ints *points_counted(const Study *study, Arena *arena)
{
    Ints *lists = NEW_ARRAY(arena, Ints, study->documents.len + 1);
    for (ptrdiff_t d = 0; d < study->documents.len; d++) {
        Str text = study->documents.at[d].transcript.text;
        int32_t points = 0;
        for (ptrdiff_t at = 0; at <= text.len; at += POINTS_STEP) {
            *PUSH(&lists[d], arena) = points;
            ptrdiff_t end = at + POINTS_STEP;
            points += points_between(text, at, end < text.len ? end : text.len);
        }
    }
    return lists;
}

int64_t material_point(const Material *material, int32_t document,
                       int32_t offset)
{
    Str text = material->study->documents.at[document].transcript.text;
    ptrdiff_t step = offset / POINTS_STEP;
    return material->points[document].at[step] +
           points_between(text, step * POINTS_STEP, offset);
}

static const Pair **pairs_of(const ReportInput *input, Arena *arena)
{
    ptrdiff_t codes = input->study->codebook->codes.len;
    const Pair **table = (const Pair **)arena_take(arena, sizeof(const Pair *),
                                                   codes * codes + 1);
    const Pairs *pairs = &input->sentences->pairs;
    for (ptrdiff_t i = 0; i < pairs->len; i++) {
        table[pairs->at[i].a * codes + pairs->at[i].b] = &pairs->at[i];
    }
    return table;
}

Material material_of(const ReportInput *input, Arena *arena)
{
    const Study *study = input->study;
    Material material = {
        .input = input,
        .study = study,
        .codebook = study->codebook,
        .conclusions = input->conclusions,
        .arena = arena,
        .totals = totals_of(study),
        .groups = groups_of(study, arena),
        .actors = actors_of(study->codebook, arena),
        .document_slugs = path_slugs(document_names(study, arena), arena),
        .code_slugs = path_slugs(code_names(study->codebook, arena), arena),
        .advice_slugs = path_slugs(advice_names(study->codebook, arena), arena),
        .codings = NEW_ARRAY(arena, Ints, study->documents.len + 1),
        .echo = echo_of(study, arena),
        .sentences = layout_of(study, input->sentences->unit, arena),
        .pairs = pairs_of(input, arena),
        .points = points_counted(study, arena),
    };
    material.carried = layout_codes(&material.sentences, study, arena);
    material.totals.groups = material.groups.len;
    for (int32_t i = 0; i < study->codings.len; i++) {
        *PUSH(&material.codings[study->codings.at[i].document], arena) = i;
    }
    count_turns(&material);
    colour_codes(&material);
    count_codes(&material);
    return material;
}
