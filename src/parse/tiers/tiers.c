#include "parse/tiers/tiers.h"

#include "base/buf.h"
#include <stdlib.h>

// ---- which tiers are speech

static bool is_under(const Tiers *tiers, ptrdiff_t tier, ptrdiff_t above)
{
    for (ptrdiff_t steps = 0; tier != NONE && steps < tiers->len; steps++) {
        if (tier == above) {
            return true;
        }
        tier = tiers->at[tier].parent;
    }
    return false;
}

// Of the tiers that annotate `root` the one that holds what was said, or NONE.
static ptrdiff_t speech_under(const Tiers *tiers, ptrdiff_t root,
                              const TierKind *holds)
{
    ptrdiff_t found = NONE;
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        const Tier *tier = &tiers->at[i];
        if (i == root || tier->kind == TIER_VOCABULARY ||
            (holds[i] != TIER_SPEECH && holds[i] != TIER_WORDS) ||
            !is_under(tiers, i, root)) {
            continue;
        }
        bool better = found == NONE ||
                      (holds[i] == TIER_SPEECH && holds[found] != TIER_SPEECH);
        bool named = tier_is_named_speech(tier->name) && found != NONE &&
                     holds[i] == holds[found] &&
                     !tier_is_named_speech(tiers->at[found].name);
        found = better || named ? i : found;
    }
    return found;
}

// Decides for one tier that annotates none, and for those that annotate it.
static void judge_tree(Tiers *tiers, ptrdiff_t root, const TierKind *holds)
{
    const Tier *tier = &tiers->at[root];
    TierKind own = holds[root] == TIER_EMPTY                 ? TIER_EMPTY
                   : tier->sure || tier->kind != TIER_SPEECH ? tier->kind
                                                             : holds[root];
    ptrdiff_t speech = own == TIER_SPEECH || own == TIER_WORDS ? root
                       : tier->sure                            ? NONE
                                    : speech_under(tiers, root, holds);
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        if (i != root && is_under(tiers, i, root)) {
            bool listed = tiers->at[i].kind == TIER_VOCABULARY;
            tiers->at[i].kind = holds[i] == TIER_EMPTY ? TIER_EMPTY
                                : listed               ? TIER_VOCABULARY
                                                       : TIER_DEPENDENT;
        }
    }
    tiers->at[root].kind = own;
    if (speech != NONE && speech != root) {
        tiers->at[speech].kind = holds[speech];
    }
}

static Str person_of(const Tier *tier)
{
    return tier->participant.len > 0 ? tier->participant
                                     : tier_speaker(tier->name);
}

static bool tells_only(const Tier *tier, const Map *people)
{
    bool all = false;
    for (ptrdiff_t i = 0; i < tier->parts.len; i++) {
        Str value = str_trim(tier->parts.at[i].said.text);
        if (!is_silence(value) && map_find(people, value) < 0) {
            return false;
        }
        all = all || value.len > 0;
    }
    return all;
}

// A tier that holds nothing but the names of those who speak in others tells
// who speaks; one that is called so is speech where there is no other.
static void judge_people(Tiers *tiers, Arena *arena)
{
    Map people = {0};
    bool speech = false;
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        Tier *tier = &tiers->at[i];
        if (tier->kind == TIER_SPEECH && person_of(tier).len > 0) {
            map_put(&people, person_of(tier), arena);
        }
        speech =
            speech || tier->kind == TIER_SPEECH || tier->kind == TIER_WORDS;
    }
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        Tier *tier = &tiers->at[i];
        if (tier->kind == TIER_PEOPLE && !speech) {
            tier->kind = TIER_SPEECH;
        } else if (tier->kind == TIER_SPEECH && !tier->sure &&
                   tells_only(tier, &people)) {
            tier->kind = TIER_PEOPLE;
        }
    }
}

// Tiers that hold text at the same intervals.
static void judge_shadows(Tiers *tiers)
{
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        for (ptrdiff_t k = i + 1; k < tiers->len; k++) {
            Tier *first = &tiers->at[i], *second = &tiers->at[k];
            if (first->kind == TIER_SPEECH && second->kind == TIER_SPEECH &&
                !first->sure && !second->sure && tier_shadows(first, second) &&
                tier_shadows(second, first)) {
                bool named = tier_is_named_speech(second->name) &&
                             !tier_is_named_speech(first->name);
                (named ? first : second)->kind = TIER_DEPENDENT;
            }
        }
    }
}

// Words are speech where nothing else tells them.
static void judge_words(Tiers *tiers)
{
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        Tier *words = &tiers->at[i];
        bool told = words->kind != TIER_WORDS;
        for (ptrdiff_t k = 0; k < tiers->len && !told; k++) {
            const Tier *other = &tiers->at[k];
            Str person = person_of(words);
            bool same = person.len > 0 && str_eq(person_of(other), person);
            told = k != i &&
                   (other->kind == TIER_SPEECH ||
                    (other->kind == TIER_WORDS && k < i)) &&
                   (same || tier_repeats(words, other) ||
                    (other->kind == TIER_WORDS && tier_shadows(words, other)));
        }
        words->kind = told ? words->kind : TIER_SPEECH;
    }
}

// The only tier that holds text, where none is speech.
static void judge_last(Tiers *tiers)
{
    Tier *only = NULL;
    int32_t filled = 0;
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        Tier *tier = &tiers->at[i];
        if (tier->kind != TIER_EMPTY) {
            only = tier;
            filled++;
        }
    }
    bool person = only && only->participant.len > 0;
    if (filled == 1 &&
        (only->kind == TIER_NOTES || (only->kind == TIER_CODES && person))) {
        only->kind = TIER_SPEECH;
    }
}

void tiers_judge(Tiers *tiers, Arena *arena)
{
    TierKind *holds = NEW_ARRAY(arena, TierKind, tiers->len + 1);
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        holds[i] = tier_holds(&tiers->at[i], arena);
    }
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        if (tiers->at[i].parent == NONE) {
            judge_tree(tiers, i, holds);
        }
    }
    judge_people(tiers, arena);
    judge_shadows(tiers);
    judge_words(tiers);
    judge_last(tiers);
}

// ---- who speaks

// The participant is a person where only one tier of speech names it; a tier
// among several that share one ("MULTI") is named by its own name.
static Str speaker_of(const Tiers *tiers, const Tier *tier)
{
    int32_t sharing = 0;
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        sharing += tiers->at[i].kind == TIER_SPEECH &&
                   str_eq(tiers->at[i].participant, tier->participant);
    }
    Str named = tier_speaker(tier->name);
    bool shared = !tier->sure && sharing > 1 && named.len > 0;
    return tier->participant.len > 0 && !shared ? tier->participant : named;
}

// ---- utterances

// Who speaks in the middle of an utterance, by a tier that tells it.
static Str voice_at(const Tiers *tiers, const Utterance *said)
{
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        const Tier *people = &tiers->at[i];
        if (people->kind != TIER_PEOPLE || said->start_ms == NO_TIME ||
            said->end_ms == NO_TIME) {
            continue;
        }
        int32_t middle = said->start_ms + (said->end_ms - said->start_ms) / 2;
        ptrdiff_t low = 0, high = people->parts.len;
        while (low < high) {
            ptrdiff_t half = low + (high - low) / 2;
            if (people->parts.at[half].said.start_ms <= middle) {
                low = half + 1;
            } else {
                high = half;
            }
        }
        const Utterance *voice =
            low > 0 ? &people->parts.at[low - 1].said : NULL;
        if (voice && voice->end_ms > middle && !is_silence(voice->text)) {
            return str_trim(voice->text);
        }
    }
    return (Str){0};
}

typedef struct Placed {
    Utterance said;
    int32_t since, rank;
    ptrdiff_t order;
} Placed;

static int earlier(const void *a, const void *b)
{
    const Placed *x = a, *y = b;
    int by_time = (x->since > y->since) - (x->since < y->since);
    int by_rank = (x->rank > y->rank) - (x->rank < y->rank);
    int by_order = (x->order > y->order) - (x->order < y->order);
    return by_time ? by_time : by_rank ? by_rank : by_order;
}

// Single words that touch are said in one turn.
static bool joins_before(const Tier *tier, ptrdiff_t part)
{
    enum { TOUCH_MS = 5 };
    if (part == 0) {
        return false;
    }
    const Utterance *before = &tier->parts.at[part - 1].said;
    const Utterance *said = &tier->parts.at[part].said;
    return !is_silence(before->text) && before->end_ms != NO_TIME &&
           said->start_ms != NO_TIME &&
           said->start_ms - before->end_ms <= TOUCH_MS &&
           before->end_ms - said->start_ms <= TOUCH_MS;
}

static void place(const Tiers *tiers, const Tier *tier, bool words,
                  struct Placed *placed, ptrdiff_t *len, Arena *arena)
{
    Str speaker = speaker_of(tiers, tier);
    ptrdiff_t head = 0;
    for (ptrdiff_t i = 0; i < tier->parts.len; i++) {
        const TierPart *part = &tier->parts.at[i];
        if (str_trim(part->said.text).len == 0 ||
            (!tier->sure && is_silence(part->said.text))) {
            continue;
        }
        Placed *one = &placed[*len];
        *one = (Placed){part->said, part->since, part->rank, *len};
        one->said.speaker =
            speaker.len > 0 ? speaker : voice_at(tiers, &part->said);
        if (words && joins_before(tier, i) &&
            str_eq(one->said.speaker, placed[*len - 1].said.speaker)) {
            one->said.joins = true;
            one->said.text = str_format(arena, " %.*s", FMT(part->said.text));
        }
        if (one->said.joins && *len > 0) {
            one->since = placed[head].since;
            one->rank = placed[head].rank;
        } else {
            one->said.joins = false;
            head = *len;
        }
        ++*len;
    }
}

static Utterances utterances_of(const Tiers *tiers, Arena *arena)
{
    Arena apart = {0};
    ptrdiff_t total = 0, len = 0;
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        total += tiers->at[i].parts.len;
    }
    Placed *placed = NEW_ARRAY(&apart, Placed, total + 1);
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        const Tier *tier = &tiers->at[i];
        if (tier->kind == TIER_SPEECH) {
            bool words = !tier->sure && tier_holds(tier, arena) == TIER_WORDS;
            place(tiers, tier, words, placed, &len, arena);
        }
    }
    qsort(placed, (size_t)len, sizeof *placed, earlier);
    Utterances utterances = {
        .at = NEW_ARRAY(arena, Utterance, len), .len = len, .cap = len};
    for (ptrdiff_t i = 0; i < len; i++) {
        utterances.at[i] = placed[i].said;
    }
    arena_release(&apart);
    return utterances;
}

// ---- what is left out

static void tell_left_out(const Tiers *tiers, Str file, Diags *diags)
{
    static const char *const words[TIER_KINDS] = {
        [TIER_EMPTY] = "empty",
        [TIER_DEPENDENT] = "annotating another tier",
        [TIER_VOCABULARY] = "of a controlled vocabulary",
        [TIER_NUMBERS] = "of numbers",
        [TIER_CODES] = "of codes",
        [TIER_NOISE] = "of noises or silences",
        [TIER_MARKS] = "of marks for single words",
        [TIER_NOTES] = "of notes",
        [TIER_PEOPLE] = "of speakers' names",
        [TIER_SOUNDS] = "of single sounds",
        [TIER_WORDS] = "of words told by another tier",
    };
    int32_t count[TIER_KINDS] = {0}, all = 0;
    const Tier *first[TIER_KINDS] = {0}, *any = NULL;
    for (ptrdiff_t i = 0; i < tiers->len; i++) {
        const Tier *tier = &tiers->at[i];
        if (tier->kind != TIER_SPEECH && tier->kind != TIER_EMPTY) {
            all++;
            any = any ? any : tier;
        }
        count[tier->kind]++;
        first[tier->kind] = first[tier->kind] ? first[tier->kind] : tier;
    }
    if (all == 0) {
        return;
    }
    Buf list = {.arena = diags->arena};
    for (TierKind kind = TIER_DEPENDENT; kind < TIER_KINDS; kind++) {
        if (count[kind] > 0) {
            buf_format(&list, "%s%d %s ('%.*s'%s)", list.len > 0 ? ", " : "",
                       count[kind], words[kind], FMT(first[kind]->name),
                       count[kind] > 1 ? " first" : "");
        }
    }
    Place place = {.file = file, .line = any->line, .column = 1};
    diag_add(diags, DIAG_T021, place, "%d tier%s no speech and left out: %.*s",
             all, all > 1 ? "s are" : " is", FMT(buf_str(&list)));
}

Transcript tiers_transcript(const Source *source, const char *format,
                            Tiers *tiers, Odds *odds, Diags *diags)
{
    tiers_judge(tiers, diags->arena);
    Utterances utterances = utterances_of(tiers, diags->arena);
    tell_left_out(tiers, source->file, diags);
    return speech_transcript(source, format, &utterances, odds, diags);
}
