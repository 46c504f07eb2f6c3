#include "analyse/sheet.h"

#include "base/map.h"

#include <stdlib.h>

typedef struct Spans { // of rows
    Span *at;
    ptrdiff_t len, cap;
} Spans;

typedef struct Maker { // of one sheet
    const Transcript *transcript;
    const Codings *codings;
    Sheet *sheet;
    Map numbers;    // of voices, by their bytes
    int32_t newest; // voice asked for
    Spans sentences, stretches, spans;
    Arena *arena;
} Maker;

// ---- voices

static int32_t voice_number(Maker *maker, Voice voice)
{
    Voices *voices = &maker->sheet->voices;
    Str bytes = {(const char *)&voice, sizeof voice};
    // Mostly somebody goes on.
    if (maker->newest < voices->len &&
        voices->at[maker->newest].speaker == voice.speaker &&
        voices->at[maker->newest].question == voice.question) {
        return maker->newest;
    }
    maker->newest = map_find(&maker->numbers, bytes);
    if (maker->newest < 0) {
        *PUSH(voices, maker->arena) = voice;
        maker->newest = map_put(&maker->numbers, str_copy(maker->arena, bytes),
                                maker->arena);
    }
    return maker->newest;
}

static int32_t voice_of(Maker *maker, int32_t turn)
{
    if (turn == NONE) {
        return voice_number(maker, (Voice){NOWHERE, NO_QUESTION});
    }
    const Turn *held = &maker->transcript->turns.at[turn];
    return voice_number(maker, (Voice){held->speaker, held->question});
}

// ---- rows

static bool may_be_coded(const Transcript *transcript, int32_t turn, Span span)
{
    return span.begin < span.end &&
           !str_eq(transcript_turn_role(transcript, turn), ROLE_INTERVIEWER);
}

static void add_row(Maker *maker, SheetRows *rows, Spans *spans, SheetRow row,
                    Span span)
{
    *PUSH(rows, maker->arena) = row;
    *PUSH(spans, maker->arena) = span;
}

static void add_sentences(Maker *maker)
{
    const Sentences *sentences = &maker->transcript->sentences;
    for (ptrdiff_t i = 0; i < sentences->len; i++) {
        const Sentence *sentence = &sentences->at[i];
        if (may_be_coded(maker->transcript, sentence->turn, sentence->span)) {
            add_row(maker, &maker->sheet->sentences, &maker->sentences,
                    (SheetRow){.voice = voice_of(maker, sentence->turn)},
                    sentence->span);
        }
    }
}

static void add_stretches(Maker *maker)
{
    const Turns *turns = &maker->transcript->turns;
    int32_t question = NO_QUESTION, answer = 0;
    for (int32_t first = 0, last; first < turns->len; first = last + 1) {
        last = transcript_stretch(maker->transcript, first).last;
        const Turn *turn = &turns->at[first];
        answer += turn->question != question;
        question = turn->question;
        Span span = {turn->span.begin, turns->at[last].span.end};
        if (may_be_coded(maker->transcript, first, span)) {
            add_row(
                maker, &maker->sheet->stretches, &maker->stretches,
                (SheetRow){.voice = voice_of(maker, first), .answer = answer},
                span);
        }
    }
}

// The first of ascending spans that ends behind `offset`.
static ptrdiff_t first_behind(const Spans *spans, int32_t offset)
{
    ptrdiff_t low = 0, high = spans->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (spans->at[middle].end <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void add_spans(Maker *maker)
{
    for (ptrdiff_t i = 0; i < maker->codings->len; i++) {
        const Coding *coding = &maker->codings->at[i];
        Span span = coding->span;
        const Spans *known = &maker->spans;
        const Span *last = known->len > 0 ? &known->at[known->len - 1] : NULL;
        bool again = last && last->begin == span.begin && last->end == span.end;
        ptrdiff_t heard = first_behind(&maker->stretches, span.begin);
        if (!again && coding->status != STATUS_REMOVED &&
            heard < maker->stretches.len &&
            maker->stretches.at[heard].begin < span.end) {
            add_row(maker, &maker->sheet->spans, &maker->spans,
                    (SheetRow){.voice = voice_of(maker, coding->turn)}, span);
        }
    }
}

// ---- what they carry

typedef struct Site { // a coding, or speech: then the code is NONE
    int32_t code, voice;
    Span span;
} Site;

typedef struct Sites { // by code, voice, begin
    Site *at;
    ptrdiff_t len, cap;
} Sites;

typedef struct Bearing { // a row carries a code
    int32_t row;
    Carried carried;
} Bearing;

typedef struct Bearings {
    Bearing *at;
    ptrdiff_t len, cap;
} Bearings;

static int by_code(const void *a, const void *b)
{
    const Site *left = a, *right = b;
    if (left->code != right->code) {
        return left->code < right->code ? -1 : 1;
    }
    if (left->voice != right->voice) {
        return left->voice < right->voice ? -1 : 1;
    }
    return (left->span.begin > right->span.begin) -
           (left->span.begin < right->span.begin);
}

static void sort_sites(Sites *sites)
{
    if (sites->len > 0) {
        qsort(sites->at, (size_t)sites->len, sizeof *sites->at, by_code);
    }
}

static Sites sites_of(Maker *maker)
{
    Sites sites = {0};
    for (ptrdiff_t i = 0; i < maker->codings->len; i++) {
        const Coding *coding = &maker->codings->at[i];
        if (coding->status != STATUS_REMOVED) {
            *PUSH(&sites, maker->arena) = (Site){
                coding->code, voice_of(maker, coding->turn), coding->span};
        }
    }
    sort_sites(&sites);
    return sites;
}

static bool alike(const Site *a, const Site *b)
{
    return a->code == b->code && a->voice == b->voice;
}

// Where the sites of one code and voice end that begin at `from`.
static ptrdiff_t group_end(const Sites *sites, ptrdiff_t from)
{
    ptrdiff_t end = from + 1;
    while (end < sites->len && alike(&sites->at[end], &sites->at[from])) {
        end++;
    }
    return end;
}

static void bear(Maker *maker, Bearings *bearings, ptrdiff_t row,
                 const Site *site)
{
    *PUSH(bearings, maker->arena) =
        (Bearing){(int32_t)row, {site->code, site->voice}};
}

// Rows that do not overlap: each code and voice walks over them once.
static Bearings bearings_of(Maker *maker, const Sites *sites, const Spans *rows)
{
    Bearings bearings = {0};
    for (ptrdiff_t i = 0, end; i < sites->len; i = end) {
        ptrdiff_t done = 0; // rows before it carry the code already, or do not
        end = group_end(sites, i);
        for (ptrdiff_t k = i; k < end; k++) {
            const Site *site = &sites->at[k];
            ptrdiff_t row = first_behind(rows, site->span.begin);
            for (row = row > done ? row : done;
                 row < rows->len && rows->at[row].begin < site->span.end;
                 row++) {
                bear(maker, &bearings, row, site);
            }
            done = row > done ? row : done;
        }
    }
    return bearings;
}

// Rows that may overlap one another.
static Bearings bearings_of_spans(Maker *maker, const Sites *sites,
                                  const Spans *rows)
{
    Bearings bearings = {0};
    Span *joined = NEW_ARRAY(maker->arena, Span, sites->len);
    for (ptrdiff_t i = 0, end; i < sites->len; i = end) {
        Spans reach = {.at = joined}; // of the group, without gaps
        end = group_end(sites, i);
        for (ptrdiff_t k = i; k < end; k++) {
            Span span = sites->at[k].span;
            Span *last = reach.len > 0 ? &reach.at[reach.len - 1] : NULL;
            if (last && span.begin <= last->end) {
                last->end = span.end > last->end ? span.end : last->end;
            } else {
                reach.at[reach.len++] = span;
            }
        }
        for (ptrdiff_t row = 0; row < rows->len; row++) {
            ptrdiff_t at = first_behind(&reach, rows->at[row].begin);
            if (at < reach.len && reach.at[at].begin < rows->at[row].end) {
                bear(maker, &bearings, row, &sites->at[i]);
            }
        }
    }
    return bearings;
}

// Deals what is borne out to the rows; of each row it stays in order.
static void deal(Maker *maker, SheetRows *rows, const Bearings *bearings)
{
    Carrieds *carried = &rows->carried;
    carried->at = NEW_ARRAY(maker->arena, Carried, bearings->len);
    carried->len = carried->cap = bearings->len;
    for (ptrdiff_t i = 0; i < bearings->len; i++) {
        rows->at[bearings->at[i].row].end++;
    }
    int32_t next = 0;
    for (ptrdiff_t row = 0; row < rows->len; row++) {
        int32_t count = rows->at[row].end;
        rows->at[row].begin = rows->at[row].end = next;
        next += count;
    }
    for (ptrdiff_t i = 0; i < bearings->len; i++) {
        carried->at[rows->at[bearings->at[i].row].end++] =
            bearings->at[i].carried;
    }
}

static void count_given(Maker *maker, const Sites *sites)
{
    for (ptrdiff_t i = 0, end; i < sites->len; i = end) {
        end = group_end(sites, i);
        *PUSH(&maker->sheet->given, maker->arena) =
            (Given){sites->at[i].code, sites->at[i].voice, (int32_t)(end - i)};
    }
}

static void carry_spans(Maker *maker, Sites *sites)
{
    for (ptrdiff_t i = 0; i < maker->stretches.len; i++) {
        *PUSH(sites, maker->arena) = (Site){
            NONE, maker->sheet->stretches.at[i].voice, maker->stretches.at[i]};
    }
    sort_sites(sites);
    Bearings bearings = bearings_of_spans(maker, sites, &maker->spans);
    deal(maker, &maker->sheet->spans, &bearings);
}

Sheet sheet_of(const Document *document, const Codings *codings, bool spans,
               Arena *arena)
{
    Sheet sheet = {0};
    Maker maker = {
        .transcript = &document->transcript,
        .codings = codings,
        .sheet = &sheet,
        .arena = arena,
    };
    add_sentences(&maker);
    add_stretches(&maker);
    Sites sites = sites_of(&maker);
    Bearings of_sentences = bearings_of(&maker, &sites, &maker.sentences);
    Bearings of_stretches = bearings_of(&maker, &sites, &maker.stretches);
    deal(&maker, &sheet.sentences, &of_sentences);
    deal(&maker, &sheet.stretches, &of_stretches);
    count_given(&maker, &sites);
    if (spans) {
        add_spans(&maker);
        carry_spans(&maker, &sites);
    }
    return sheet;
}

Sheet sheet_next(const Study *study, int32_t document, ptrdiff_t *next,
                 bool spans, Arena *arena)
{
    Codings codings = {.at = study->codings.at + *next};
    while (*next < study->codings.len &&
           study->codings.at[*next].document == document) {
        codings.len++;
        ++*next;
    }
    return sheet_of(&study->documents.at[document], &codings, spans, arena);
}

const SheetRows *sheet_rows(const Sheet *sheet, UnitKind kind)
{
    switch (kind) {
    case UNIT_SENTENCE:
    case UNIT_WINDOW:
        return &sheet->sentences;
    case UNIT_OVERLAP:
        return &sheet->spans;
    default:
        return &sheet->stretches;
    }
}

// ---- with the codes above

static int by_carried(const void *a, const void *b)
{
    const Carried *left = a, *right = b;
    if (left->code != right->code) {
        return left->code < right->code ? -1 : 1;
    }
    return (left->voice > right->voice) - (left->voice < right->voice);
}

// Adds what one row carries, each once.
static void add_above(Carrieds *all, const Carried *carried, int32_t count,
                      const Codebook *codebook, Arena *arena)
{
    ptrdiff_t from = all->len, kept = from;
    for (int32_t i = 0; i < count; i++) {
        Carried one = carried[i];
        do {
            *PUSH(all, arena) = one;
            one.code =
                one.code == NONE ? NONE : codebook->codes.at[one.code].parent;
        } while (one.code != NONE);
    }
    if (all->len - from > 1) {
        qsort(all->at + from, (size_t)(all->len - from), sizeof *all->at,
              by_carried);
    }
    for (ptrdiff_t i = from; i < all->len; i++) {
        if (kept == from || by_carried(&all->at[kept - 1], &all->at[i]) != 0) {
            all->at[kept++] = all->at[i];
        }
    }
    all->len = kept;
}

static SheetRows rows_aggregated(const SheetRows *rows,
                                 const Codebook *codebook, Arena *arena)
{
    SheetRows all = {.at = NEW_ARRAY(arena, SheetRow, rows->len),
                     .len = rows->len,
                     .cap = rows->len};
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        SheetRow row = rows->at[i];
        int32_t begin = (int32_t)all.carried.len;
        add_above(&all.carried, rows->carried.at + row.begin,
                  row.end - row.begin, codebook, arena);
        row.begin = begin;
        row.end = (int32_t)all.carried.len;
        all.at[i] = row;
    }
    return all;
}

Sheet sheet_aggregated(const Sheet *sheet, const Codebook *codebook,
                       Arena *arena)
{
    Sheet all = *sheet;
    all.sentences = rows_aggregated(&sheet->sentences, codebook, arena);
    all.stretches = rows_aggregated(&sheet->stretches, codebook, arena);
    all.spans = rows_aggregated(&sheet->spans, codebook, arena);
    all.given = (Givens){0};
    for (ptrdiff_t i = 0; i < sheet->given.len; i++) {
        Given given = sheet->given.at[i];
        do {
            *PUSH(&all.given, arena) = given;
            given.code = codebook->codes.at[given.code].parent;
        } while (given.code != NONE);
    }
    return all;
}
