#include "recommend/evidence.h"

#include "analyse/layout.h"

#include <stdlib.h>

typedef struct Gatherer {
    const Study *study;
    Layout sentences; // of participants
    Layout answers;
    Bits themes;       // a column per topmost theme, a row per sentence
    int32_t *theme_of; // per code: the column of its topmost theme, or NONE
    Cells cells;
    Arena *arena;
} Gatherer;

// The enum has the three valences next to each other.
static ptrdiff_t place_of(CodeKind valence)
{
    return (ptrdiff_t)valence - KIND_CHALLENGE;
}

Mentions cell_opposite(const Cells *cells, const Cell *cell)
{
    if (cell->valence == KIND_OPPORTUNITY) {
        return (Mentions){0};
    }
    CodeKind opposite =
        cell->valence == KIND_CHALLENGE ? KIND_FACILITATOR : KIND_CHALLENGE;
    ptrdiff_t place = cell - cells->at;
    return cells->at[place - place % VALENCES + place_of(opposite)].support;
}

double context_weight(Context context)
{
    static const double weights[CONTEXTS] = {
        [CONTEXT_AFFIRMED] = 1,
        [CONTEXT_HEDGED] = 0.5,
        [CONTEXT_HYPOTHETICAL] = 0,
        [CONTEXT_NEGATED] = 0,
    };
    return weights[context];
}

Cells evidence_cells(const Codebook *codebook, Arena *arena)
{
    Cells cells = {0};
    for (int32_t code = 0; code < codebook->codes.len; code++) {
        bool topmost = codebook->codes.at[code].kind == KIND_THEME &&
                       codebook_top(codebook, code) == code;
        for (int valence = 0; topmost && valence < VALENCES; valence++) {
            *PUSH(&cells, arena) = (Cell){
                .theme = code,
                .valence = (CodeKind)(KIND_CHALLENGE + valence),
            };
        }
    }
    return cells;
}

// Which column is each code's, and all of them empty.
static void number_themes(Gatherer *gatherer)
{
    const Codebook *codebook = gatherer->study->codebook;
    ptrdiff_t codes = codebook->codes.len;
    int32_t themes = (int32_t)(gatherer->cells.len / VALENCES);
    gatherer->theme_of = NEW_ARRAY(gatherer->arena, int32_t, codes);
    for (int32_t code = 0; code < codes; code++) {
        gatherer->theme_of[code] = NONE;
    }
    for (int32_t theme = 0; theme < themes; theme++) {
        gatherer->theme_of[gatherer->cells.at[theme * VALENCES].theme] = theme;
    }
    for (int32_t code = 0; code < codes; code++) {
        if (codebook->codes.at[code].kind == KIND_THEME) {
            int32_t top = codebook_top(codebook, code);
            gatherer->theme_of[code] = gatherer->theme_of[top];
        }
    }
    gatherer->themes =
        bits_make(themes, gatherer->sentences.pieces.len, gatherer->arena);
}

static void mark_themes(Gatherer *gatherer)
{
    const Codings *codings = &gatherer->study->codings;
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        const Coding *coding = &codings->at[i];
        int32_t theme = gatherer->theme_of[coding->code];
        if (theme != NONE && coding->status != STATUS_REMOVED) {
            Range range = layout_range(&gatherer->sentences, coding->document,
                                       coding->span);
            bits_fill(&gatherer->themes, theme, range.begin, range.end);
        }
    }
}

static int32_t count_words(Str text)
{
    int32_t words = 0;
    bool blank = true;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        bool now =
            text.at[i] == ' ' || (text.at[i] >= '\t' && text.at[i] <= '\r');
        words += blank && !now;
        blank = now;
    }
    return words;
}

// What stands in the sentences [range) of one document; who says it and whether
// it may be shown is looked up when the list is settled.
static Mention mention_of(const Gatherer *gatherer, Range range)
{
    const Piece *first = &gatherer->sentences.pieces.at[range.begin];
    const Piece *last = &gatherer->sentences.pieces.at[range.end - 1];
    return (Mention){
        .evidence = {.document = first->document,
                     .span = {first->span.begin, last->span.end},
                     .coding = NONE,
                     .hit = NONE,
                     .turn = first->turn},
    };
}

// The next run of sentences within `range`, at or after `from`, that carry the
// theme; an empty one at the end.
static Range next_run(const Gatherer *gatherer, ptrdiff_t theme, Range range,
                      ptrdiff_t from)
{
    ptrdiff_t begin = bits_next(&gatherer->themes, theme, from, range.end);
    if (begin < 0) {
        return (Range){range.end, range.end};
    }
    ptrdiff_t end = begin + 1;
    while (end < range.end && bits_has(&gatherer->themes, theme, end)) {
        end++;
    }
    return (Range){begin, end};
}

// True when the words of a coding say that it does not hold, no rule was told
// to take that as affirmed, and nobody confirmed the coding.
static bool is_denied(const Study *study, const Coding *coding)
{
    if (coding->context != CONTEXT_NEGATED || coding->status != STATUS_CODED) {
        return false;
    }
    const Hits *hits = &study->documents.at[coding->document].hits;
    for (int32_t i = 0; i < coding->hits; i++) {
        const Hit *hit = &hits->at[coding->hit_index[i]];
        const Rule *rule = &study->codebook->rules.at[hit->rule];
        if (rule->policy[CONTEXT_NEGATED] == POLICY_ACCEPT) {
            return false;
        }
    }
    return true;
}

static void add_coding(Gatherer *gatherer, int32_t index)
{
    const Study *study = gatherer->study;
    const Coding *coding = &study->codings.at[index];
    CodeKind kind = study->codebook->codes.at[coding->code].kind;
    if (!kind_is_valence(kind) || coding->status == STATUS_REMOVED) {
        return;
    }
    Range range =
        layout_range(&gatherer->sentences, coding->document, coding->span);
    bool denied = is_denied(study, coding);
    for (ptrdiff_t theme = 0; theme < gatherer->themes.columns; theme++) {
        Cell *cell = &gatherer->cells.at[theme * VALENCES + place_of(kind)];
        Range run = next_run(gatherer, theme, range, range.begin);
        if (run.begin < run.end && !denied) {
            *PUSH(&cell->codes, gatherer->arena) = coding->code;
        }
        for (; run.begin < run.end;
             run = next_run(gatherer, theme, range, run.end)) {
            Mention *mention =
                PUSH(denied ? &cell->denied : &cell->support, gatherer->arena);
            *mention = mention_of(gatherer, run);
            mention->evidence.coding = index;
            mention->context = coding->context;
            mention->reviewed = coding->status == STATUS_CONFIRMED ||
                                coding->status == STATUS_ADDED;
        }
    }
}

// A hit that was not coded because its words are negated.
static void add_hit(Gatherer *gatherer, int32_t document, int32_t index)
{
    const Study *study = gatherer->study;
    const Hit *hit = &study->documents.at[document].hits.at[index];
    int32_t code = study->codebook->rules.at[hit->rule].code;
    CodeKind kind = study->codebook->codes.at[code].kind;
    if (!hit->excluded || hit->context != CONTEXT_NEGATED ||
        !kind_is_valence(kind)) {
        return;
    }
    Range range = layout_range(&gatherer->sentences, document, hit->span);
    for (ptrdiff_t theme = 0; theme < gatherer->themes.columns; theme++) {
        Cell *cell = &gatherer->cells.at[theme * VALENCES + place_of(kind)];
        Range run = next_run(gatherer, theme, range, range.begin);
        for (; run.begin < run.end;
             run = next_run(gatherer, theme, range, run.end)) {
            Mention *mention = PUSH(&cell->denied, gatherer->arena);
            *mention = mention_of(gatherer, run);
            mention->evidence.hit = index;
            mention->context = CONTEXT_NEGATED;
        }
    }
}

// Codings before hits, each in their order.
static int by_reference(const Evidence *a, const Evidence *b)
{
    if ((a->coding == NONE) != (b->coding == NONE)) {
        return a->coding == NONE ? 1 : -1;
    }
    if (a->coding != b->coding) {
        return a->coding < b->coding ? -1 : 1;
    }
    return (a->hit > b->hit) - (a->hit < b->hit);
}

// By place, the longer of two that begin together first; for one span the most
// affirmed first.
static int by_place(const void *a, const void *b)
{
    const Mention *left = a, *right = b;
    const Evidence *one = &left->evidence, *other = &right->evidence;
    if (one->document != other->document) {
        return one->document < other->document ? -1 : 1;
    }
    if (one->span.begin != other->span.begin) {
        return one->span.begin < other->span.begin ? -1 : 1;
    }
    if (one->span.end != other->span.end) {
        return one->span.end > other->span.end ? -1 : 1;
    }
    if (left->context != right->context) {
        return left->context < right->context ? -1 : 1;
    }
    return by_reference(one, other);
}

static bool same_place(const Evidence *a, const Evidence *b)
{
    return a->document == b->document && a->span.begin == b->span.begin &&
           a->span.end == b->span.end;
}

static void join_same(Mentions *mentions)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < mentions->len; i++) {
        const Mention *mention = &mentions->at[i];
        if (kept > 0 &&
            same_place(&mentions->at[kept - 1].evidence, &mention->evidence)) {
            mentions->at[kept - 1].reviewed |= mention->reviewed;
        } else {
            mentions->at[kept++] = *mention;
        }
    }
    mentions->len = kept;
}

// Spans are distinct and ascend here, so a span holds another one when some
// span after it in the document ends no later.
static void drop_holding(Mentions *mentions)
{
    ptrdiff_t kept = mentions->len;
    int32_t document = NONE, least_end = INT32_MAX;
    for (ptrdiff_t i = mentions->len - 1; i >= 0; i--) {
        Mention mention = mentions->at[i];
        if (mention.evidence.document != document) {
            document = mention.evidence.document;
            least_end = INT32_MAX;
        }
        if (mention.evidence.span.end < least_end) {
            least_end = mention.evidence.span.end;
            mentions->at[--kept] = mention;
        }
    }
    mentions->at += kept;
    mentions->len -= kept;
    mentions->cap -= kept;
}

void mentions_settle(Mentions *mentions)
{
    if (mentions->len == 0) {
        return;
    }
    qsort(mentions->at, (size_t)mentions->len, sizeof *mentions->at, by_place);
    join_same(mentions);
    drop_holding(mentions);
}

// Looks up who says what is left, and whether it may be shown.
static void describe(const Gatherer *gatherer, Mentions *mentions)
{
    const Study *study = gatherer->study;
    for (ptrdiff_t i = 0; i < mentions->len; i++) {
        Mention *mention = &mentions->at[i];
        const Evidence *at = &mention->evidence;
        const Transcript *transcript =
            &study->documents.at[at->document].transcript;
        mention->words = count_words(transcript_text(transcript, at->span));
        mention->quotable = study_may_quote(study, at->document, at->span);
        mention->participant = study_participant(study, at->document, at->turn);
        Range range = layout_range(&gatherer->answers, at->document, at->span);
        if (range.begin < range.end) {
            const Piece *pieces = gatherer->answers.pieces.at;
            mention->evidence.first_answer = pieces[range.begin].unit;
            mention->evidence.answers =
                pieces[range.end - 1].unit - pieces[range.begin].unit + 1;
        }
    }
}

Ints mention_cases(const Study *study, const Mention *mention, Arena *arena)
{
    return study_cases_of(study, mention->evidence.document,
                          mention->participant, arena);
}

static int by_number(const void *a, const void *b)
{
    const int32_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static void sort_codes(Ints *codes)
{
    if (codes->len == 0) {
        return;
    }
    qsort(codes->at, (size_t)codes->len, sizeof *codes->at, by_number);
    ptrdiff_t kept = 1;
    for (ptrdiff_t i = 1; i < codes->len; i++) {
        if (codes->at[i] != codes->at[kept - 1]) {
            codes->at[kept++] = codes->at[i];
        }
    }
    codes->len = kept;
}

static void gather(Gatherer *gatherer)
{
    const Study *study = gatherer->study;
    for (ptrdiff_t i = 0; i < study->codings.len; i++) {
        add_coding(gatherer, (int32_t)i);
    }
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        const Hits *hits = &study->documents.at[i].hits;
        for (ptrdiff_t j = 0; j < hits->len; j++) {
            add_hit(gatherer, (int32_t)i, (int32_t)j);
        }
    }
}

Cells evidence_gather(const Study *alone, Arena *arena)
{
    Gatherer gatherer = {
        .study = alone,
        .sentences = layout_of(alone, (Unit){UNIT_SENTENCE, 1}, arena),
        .answers = layout_of(alone, (Unit){UNIT_ANSWER, 1}, arena),
        .cells = evidence_cells(alone->codebook, arena),
        .arena = arena,
    };
    number_themes(&gatherer);
    mark_themes(&gatherer);
    gather(&gatherer);
    for (ptrdiff_t i = 0; i < gatherer.cells.len; i++) {
        Cell *cell = &gatherer.cells.at[i];
        mentions_settle(&cell->support);
        mentions_settle(&cell->denied);
        describe(&gatherer, &cell->support);
        describe(&gatherer, &cell->denied);
        sort_codes(&cell->codes);
    }
    return gatherer.cells;
}

static void add_mentions(Mentions *all, const Mentions *more, Offset offset,
                         Arena *arena)
{
    for (ptrdiff_t i = 0; i < more->len; i++) {
        Mention mention = more->at[i];
        Evidence *at = &mention.evidence;
        at->document = offset.document;
        at->coding += at->coding == NONE ? 0 : offset.coding;
        at->first_answer += offset.answer;
        *PUSH(all, arena) = mention;
    }
}

void evidence_add(Cells *all, const Cells *more, Offset offset, Arena *arena)
{
    for (ptrdiff_t i = 0; i < all->len; i++) {
        Cell *cell = &all->at[i];
        const Cell *next = &more->at[i];
        add_mentions(&cell->support, &next->support, offset, arena);
        add_mentions(&cell->denied, &next->denied, offset, arena);
        for (ptrdiff_t k = 0; k < next->codes.len; k++) {
            bool known = false;
            for (ptrdiff_t n = 0; !known && n < cell->codes.len; n++) {
                known = cell->codes.at[n] == next->codes.at[k];
            }
            if (!known) {
                *PUSH(&cell->codes, arena) = next->codes.at[k];
            }
        }
    }
}

void evidence_settle(Cells *all)
{
    for (ptrdiff_t i = 0; i < all->len; i++) {
        sort_codes(&all->at[i].codes);
    }
}
