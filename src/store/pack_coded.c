// Hits in a text, codings that follow, and who is said to speak.
#include "store/pack.h"

#include "base/json.h"
#include "store/numbers.h"

#include <stdlib.h>

// ---- hits

enum { EXCLUDED = 4, TRIGGERED = 8, FLAGS = 16 }; // beside the context

Str pack_hits(const Hits *hits, const KnownRules *rules, Arena *arena)
{
    Buf buf = {.arena = arena};
    Hit before = {0};
    put_number(&buf, hits->len);
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        const Hit *hit = &hits->at[i];
        bool told = hit->trigger.len > 0;
        put_number(&buf, hit->span.begin - before.span.begin);
        put_number(&buf, hit->span.end - hit->span.begin);
        put_number(&buf, hit->coded.begin - hit->span.begin);
        put_number(&buf, hit->coded.end - hit->span.end);
        put_number(&buf, rules->numbers.at[hit->rule]);
        put_number(&buf, hit->turn - before.turn);
        put_number(&buf, (int)hit->context | (hit->excluded ? EXCLUDED : 0) |
                             (told ? TRIGGERED : 0));
        if (told) {
            put_string(&buf, hit->trigger);
        }
        before = *hit;
    }
    return buf_str(&buf);
}

Ints rule_places(const KnownRules *rules, Arena *arena)
{
    int32_t most = 0;
    for (ptrdiff_t i = 0; i < rules->numbers.len; i++) {
        int32_t number = rules->numbers.at[i];
        most = number > most ? number : most;
    }
    Ints places = {.at = NEW_ARRAY(arena, int32_t, most + 1), .len = most + 1};
    for (ptrdiff_t i = 0; i <= most; i++) {
        places.at[i] = NONE;
    }
    for (ptrdiff_t i = 0; i < rules->numbers.len; i++) {
        places.at[rules->numbers.at[i]] = (int32_t)i;
    }
    return places;
}

static Hit next_hit(Numbers *numbers, const Hit *before, const Ints *places)
{
    int64_t begin = before->span.begin + (int64_t)next_int32(numbers);
    int64_t end = begin + next_int32(numbers);
    int64_t coded_begin = begin + next_int32(numbers);
    int64_t coded_end = end + next_int32(numbers);
    int32_t rule = next_int32(numbers);
    int64_t turn = before->turn + (int64_t)next_int32(numbers);
    int32_t flags = next_int32(numbers);
    numbers->bad |= begin < 0 || end < begin || coded_begin < 0 ||
                    coded_end < coded_begin || coded_end > INT32_MAX ||
                    end > INT32_MAX || rule < 0 || turn < 0 ||
                    turn > INT32_MAX || flags < 0 || flags >= FLAGS;
    if (numbers->bad) {
        return (Hit){0};
    }
    return (Hit){
        .span = {(int32_t)begin, (int32_t)end},
        .coded = {(int32_t)coded_begin, (int32_t)coded_end},
        .rule = rule < places->len ? places->at[rule] : NONE,
        .turn = (int32_t)turn,
        .context = (Context)(flags % EXCLUDED),
        .excluded = (flags & EXCLUDED) != 0,
        .trigger = flags & TRIGGERED ? next_string(numbers) : (Str){0},
    };
}

static int by_place(const void *a, const void *b)
{
    const Hit *one = a, *other = b;
    if (one->span.begin != other->span.begin) {
        return one->span.begin < other->span.begin ? -1 : 1;
    }
    if (one->span.end != other->span.end) {
        return one->span.end < other->span.end ? -1 : 1;
    }
    return (one->rule > other->rule) - (one->rule < other->rule);
}

// Rules may have moved within the codebook since.
static void sort_hits(Hits *hits)
{
    bool sorted = true;
    for (ptrdiff_t i = 1; i < hits->len && sorted; i++) {
        sorted = by_place(&hits->at[i - 1], &hits->at[i]) <= 0;
    }
    if (!sorted) {
        qsort(hits->at, (size_t)hits->len, sizeof *hits->at, by_place);
    }
}

bool unpack_hits(Str packed, const KnownRules *rules, ptrdiff_t text_len,
                 Arena *arena, Hits *hits, ptrdiff_t *dropped)
{
    Numbers numbers = numbers_of(packed);
    Ints places = rule_places(rules, arena);
    int32_t count = next_count(&numbers, 7);
    *hits = (Hits){.at = NEW_ARRAY(arena, Hit, count), .cap = count};
    Hit before = {0};
    for (int32_t i = 0; i < count && !numbers.bad; i++) {
        before = next_hit(&numbers, &before, &places);
        numbers.bad |=
            before.span.end > text_len || before.coded.end > text_len;
        if (before.rule != NONE) {
            hits->at[hits->len++] = before;
        }
    }
    sort_hits(hits);
    *dropped = count - hits->len;
    return !numbers.bad;
}

Str pack_found(const Hits *hits, const KnownRules *rules, Arena *arena)
{
    Buf buf = {.arena = arena};
    bool *found = NEW_ARRAY(arena, bool, rules->numbers.len);
    int32_t count = 0, before = 0;
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        count += !found[hits->at[i].rule];
        found[hits->at[i].rule] = true;
    }
    put_number(&buf, count);
    for (ptrdiff_t i = 0; i < rules->numbers.len; i++) {
        if (found[i]) {
            put_number(&buf, rules->numbers.at[i] - before);
            before = rules->numbers.at[i];
        }
    }
    return buf_str(&buf);
}

bool found_any(Str found, const bool *gone, ptrdiff_t len)
{
    Numbers numbers = numbers_of(found);
    int32_t count = next_count(&numbers, 1);
    int64_t rule = 0;
    for (int32_t i = 0; i < count && !numbers.bad; i++) {
        rule += next_int32(&numbers);
        if (rule >= 0 && rule < len && gone[rule]) {
            return true;
        }
    }
    return numbers.bad || numbers.at != numbers.end;
}

Hits merge_hits(const Hits *a, const Hits *b, Arena *arena)
{
    ptrdiff_t len = a->len + b->len, i = 0, j = 0;
    Hits all = {.at = NEW_ARRAY(arena, Hit, len), .len = len, .cap = len};
    for (ptrdiff_t k = 0; k < len; k++) {
        bool first =
            j == b->len || (i < a->len && by_place(&a->at[i], &b->at[j]) <= 0);
        all.at[k] = first ? a->at[i++] : b->at[j++];
    }
    return all;
}

// ---- codings

// A coding in JSON.  The span of its first hit is told from its own.
enum {
    RULE,
    SPEAKER,
    TURN,
    LINE,
    BEGIN,
    LENGTH,
    HIT_AFTER,   // where the hit begins, from the coding's begin
    HIT_SHORTER, // by how much it is shorter
    CONTEXT,
    FIELDS
};
static const int32_t usual_coding[FIELDS] = {[RULE] = NONE}; // written always

typedef struct Placing { // walks a text along its codings
    const Document *document;
    const KnownRules *rules;
    PointIndex points;
    int32_t turn; // the last that begins at or before the newest coding
    int32_t counted, lines; // bytes up to here, line ends from its begin on
} Placing;

static int32_t line_of(Placing *placing, int32_t begin)
{
    const Transcript *transcript = &placing->document->transcript;
    if (!transcript->verbatim || placing->turn == NONE) {
        return transcript_line_at(transcript, begin);
    }
    for (; placing->counted < begin; placing->counted++) {
        placing->lines += transcript->text.at[placing->counted] == '\n';
    }
    return transcript->turns.at[placing->turn].line + placing->lines;
}

// Codings ascend by where they begin.
static void walk_to(Placing *placing, int32_t begin)
{
    const Turns *turns = &placing->document->transcript.turns;
    while (placing->turn + 1 < turns->len &&
           turns->at[placing->turn + 1].span.begin <= begin) {
        placing->turn++;
        placing->counted = turns->at[placing->turn].span.begin;
        placing->lines = 0;
    }
}

static CodingPlace place_of(Placing *placing, const Coding *coding)
{
    const Document *document = placing->document;
    const Transcript *transcript = &document->transcript;
    const PointIndex *points = &placing->points;
    walk_to(placing, coding->span.begin);
    CodingPlace place = {
        .turn = coding->turn + 1,
        .line = line_of(placing, coding->span.begin),
        .begin = point_index_at(points, coding->span.begin),
        .end = point_index_at(points, coding->span.end),
    };
    if (coding->turn != NONE) {
        place.speaker = transcript->turns.at[coding->turn].speaker + 1;
    }
    if (coding->first_hit != NONE) {
        const Hit *hit = &document->hits.at[coding->first_hit];
        place.rule = placing->rules->numbers.at[hit->rule];
        place.hit_begin = point_index_at(points, hit->span.begin);
        place.hit_end = point_index_at(points, hit->span.end);
    }
    return place;
}

static void put_coding(Buf *buf, const CodingPlace *place, Context context)
{
    int32_t length = place->end - place->begin;
    int32_t fields[FIELDS] = {
        [RULE] = place->rule,
        [SPEAKER] = place->speaker,
        [TURN] = place->turn,
        [LINE] = place->line,
        [BEGIN] = place->begin,
        [LENGTH] = length,
        [HIT_AFTER] = place->hit_begin - place->begin,
        [HIT_SHORTER] = length - (place->hit_end - place->hit_begin),
        [CONTEXT] = (int32_t)context,
    };
    buf_add(buf, buf->len > 1 ? S(",") : (Str){0});
    put_list(buf, fields, usual_coding, FIELDS);
}

static bool is_spoken_of(const Coding *coding)
{
    return coding->origin != ORIGIN_RULE || coding->status != STATUS_CODED ||
           coding->disputed;
}

PackedCodings pack_codings(const Document *document, const Codings *codings,
                           const KnownRules *rules, Arena *arena)
{
    PackedCodings packed = {0};
    Buf by_rule = {.arena = arena};
    Placing placing = {
        .document = document,
        .rules = rules,
        .points = point_index(document->transcript.text, arena),
        .turn = NONE,
    };
    buf_char(&by_rule, '[');
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        const Coding *coding = &codings->at[i];
        CodingPlace place = place_of(&placing, coding);
        if (is_spoken_of(coding)) {
            *PUSH(&packed.spoken, arena) = (PlacedCoding){*coding, place};
        } else {
            put_coding(&by_rule, &place, coding->context);
        }
    }
    buf_char(&by_rule, ']');
    packed.by_rule = buf_str(&by_rule);
    return packed;
}

// ---- voices

static Str case_names(const Study *study, Ints cases, Arena *arena)
{
    Buf names = {.arena = arena};
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        buf_add(&names, i > 0 ? S(",") : (Str){0});
        buf_add(&names, study->cases.at[cases.at[i]].id);
    }
    return buf_str(&names);
}

static void put_voice(Json *json, const Study *study, int32_t document,
                      int32_t participant)
{
    Arena *arena = json->out->arena;
    const Participant *person =
        participant == NONE ? NULL : &study->participants.at[participant];
    Ints cases = study_cases_of(study, document, participant, arena);
    json_open(json, '[');
    json_str(json, case_names(study, cases, arena));
    json_str(json, person ? person->id : (Str){0});
    json_str(json, person ? person->group : (Str){0});
    json_close(json);
}

Str pack_voices(const Study *study, int32_t document, Arena *arena)
{
    const Document *held = &study->documents.at[document];
    Buf buf = {.arena = arena};
    Json json = {.out = &buf};
    json_open(&json, '[');
    put_voice(&json, study, document, NONE);
    for (ptrdiff_t i = 0; i < held->transcript.speakers.len; i++) {
        put_voice(&json, study, document,
                  i < held->participants.len ? held->participants.at[i] : NONE);
    }
    json_close(&json);
    return buf_str(&buf);
}
