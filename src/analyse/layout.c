#include "analyse/layout.h"

#include <stdlib.h>

// What the units of one kind are made of, while the texts are walked.
typedef struct Maker {
    const Study *study;
    Arena *arena;
    Layout *layout;
    UnitKind kind;
} Maker;

static bool may_be_coded(const Transcript *transcript, int32_t turn, Span span)
{
    return span.begin < span.end &&
           !str_eq(transcript_turn_role(transcript, turn), ROLE_INTERVIEWER);
}

static void add_piece(Maker *maker, Piece piece)
{
    *PUSH(&maker->layout->pieces, maker->arena) = piece;
}

static int32_t new_unit(Maker *maker)
{
    return (int32_t)maker->layout->units++;
}

static void add_sentences(Maker *maker, int32_t document)
{
    const Transcript *transcript =
        &maker->study->documents.at[document].transcript;
    for (ptrdiff_t i = 0; i < transcript->sentences.len; i++) {
        const Sentence *sentence = &transcript->sentences.at[i];
        if (may_be_coded(transcript, sentence->turn, sentence->span)) {
            add_piece(maker, (Piece){document, sentence->turn, new_unit(maker),
                                     sentence->span});
        }
    }
}

// The pieces of one stretch for each case or participant; units are the cases
// and participants of the study until renumber() leaves the silent ones out.
static void add_of_speaker(Maker *maker, Piece piece)
{
    const Study *study = maker->study;
    if (maker->kind == UNIT_PARTICIPANT) {
        piece.unit = study_participant(study, piece.document, piece.turn);
        if (piece.unit != NONE) {
            add_piece(maker, piece);
        }
        return;
    }
    Ints cases = study_cases(study, piece.document, piece.turn, maker->arena);
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        piece.unit = cases.at[i];
        add_piece(maker, piece);
    }
}

typedef struct Running { // the answer or document that is going on
    int32_t question;
    int32_t unit; // NONE until somebody speaks in it
} Running;

static void add_stretch(Maker *maker, Piece piece, Running *running)
{
    switch (maker->kind) {
    case UNIT_PARTICIPANT:
    case UNIT_CASE:
        add_of_speaker(maker, piece);
        return;
    case UNIT_ANSWER:
    case UNIT_DOCUMENT:
        if (running->unit == NONE) {
            running->unit = new_unit(maker);
        }
        piece.unit = running->unit;
        break;
    default:
        piece.unit = new_unit(maker);
    }
    add_piece(maker, piece);
}

static void add_stretches(Maker *maker, int32_t document)
{
    const Transcript *transcript =
        &maker->study->documents.at[document].transcript;
    const Turns *turns = &transcript->turns;
    Running running = {.question = NO_QUESTION, .unit = NONE};
    for (ptrdiff_t first = 0, last; first < turns->len; first = last + 1) {
        const Turn *turn = &turns->at[first];
        for (last = first; last + 1 < turns->len; last++) {
            if (!turns->at[last + 1].continues) {
                break;
            }
        }
        if (maker->kind == UNIT_ANSWER && turn->question != running.question) {
            running = (Running){turn->question, NONE};
        }
        Span span = {turn->span.begin, turns->at[last].span.end};
        if (may_be_coded(transcript, (int32_t)first, span)) {
            add_stretch(maker, (Piece){document, (int32_t)first, NONE, span},
                        &running);
        }
    }
}

static bool by_sentence(UnitKind kind)
{
    return kind == UNIT_SENTENCE || kind == UNIT_WINDOW;
}

// For as many pieces as there can be, but for stretches of several cases.
static void make_room(Maker *maker)
{
    ptrdiff_t most = 0;
    for (ptrdiff_t i = 0; i < maker->study->documents.len; i++) {
        const Transcript *transcript =
            &maker->study->documents.at[i].transcript;
        most += by_sentence(maker->kind) ? transcript->sentences.len
                                         : transcript->turns.len;
    }
    maker->layout->pieces = (Pieces){
        .at = NEW_ARRAY(maker->arena, Piece, most),
        .cap = most,
    };
}

static void add_document(Maker *maker, int32_t document)
{
    if (by_sentence(maker->kind)) {
        add_sentences(maker, document);
    } else {
        add_stretches(maker, document);
    }
}

// Leaves the units without a piece out and keeps the order of the others.
static void renumber(Maker *maker, ptrdiff_t of)
{
    Layout *layout = maker->layout;
    int32_t *number = NEW_ARRAY(maker->arena, int32_t, of);
    for (ptrdiff_t i = 0; i < layout->pieces.len; i++) {
        number[layout->pieces.at[i].unit] = 1;
    }
    layout->of = NEW_ARRAY(maker->arena, int32_t, of);
    for (int32_t i = 0; i < of; i++) {
        if (number[i]) {
            number[i] = new_unit(maker);
            layout->of[number[i]] = i;
        }
    }
    for (ptrdiff_t i = 0; i < layout->pieces.len; i++) {
        layout->pieces.at[i].unit = number[layout->pieces.at[i].unit];
    }
}

// A layout in which every document's pieces begin where `first` says.
static void index_documents(Maker *maker)
{
    Layout *layout = maker->layout;
    ptrdiff_t documents = maker->study->documents.len;
    layout->first = NEW_ARRAY(maker->arena, ptrdiff_t, documents + 1);
    ptrdiff_t next = 0;
    for (ptrdiff_t document = 0; document <= documents; document++) {
        while (next < layout->pieces.len &&
               layout->pieces.at[next].document < document) {
            next++;
        }
        layout->first[document] = next;
    }
    bool spread = unit_is_spread(maker->kind);
    layout->document = NEW_ARRAY(maker->arena, int32_t, layout->units);
    for (ptrdiff_t i = 0; i < layout->pieces.len; i++) {
        const Piece *piece = &layout->pieces.at[i];
        layout->document[piece->unit] = spread ? NONE : piece->document;
    }
}

// Units are the distinct spans of codings that overlap what participants say,
// of which `speech` has the stretches.
static void add_coded_spans(Maker *maker, const Layout *speech)
{
    const Codings *codings = &maker->study->codings;
    const Piece *last = NULL;
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        const Coding *coding = &codings->at[i];
        Span span = coding->span;
        Range heard = layout_range(speech, coding->document, span);
        bool again = last && last->document == coding->document &&
                     last->span.begin == span.begin &&
                     last->span.end == span.end;
        if (again || heard.begin == heard.end ||
            coding->status == STATUS_REMOVED) {
            continue;
        }
        add_piece(maker, (Piece){coding->document, coding->turn,
                                 new_unit(maker), span});
        last = &maker->layout->pieces.at[maker->layout->pieces.len - 1];
    }
}

Layout layout_of(const Study *study, Unit unit, Arena *arena)
{
    Layout layout = {.overlapping = unit.kind == UNIT_OVERLAP};
    Maker maker = {study, arena, &layout, unit.kind};
    if (unit.kind == UNIT_OVERLAP) {
        Layout speech = layout_of(study, (Unit){UNIT_TURN, 1}, arena);
        add_coded_spans(&maker, &speech);
    } else {
        make_room(&maker);
        for (ptrdiff_t i = 0; i < study->documents.len; i++) {
            add_document(&maker, (int32_t)i);
        }
    }
    if (unit.kind == UNIT_CASE) {
        renumber(&maker, study->cases.len);
    } else if (unit.kind == UNIT_PARTICIPANT) {
        renumber(&maker, study->participants.len);
    }
    index_documents(&maker);
    return layout;
}

Range layout_range(const Layout *layout, int32_t document, Span span)
{
    const Piece *pieces = layout->pieces.at;
    ptrdiff_t low = layout->first[document], high = layout->first[document + 1];
    ptrdiff_t end = high;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (pieces[middle].span.end <= span.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    ptrdiff_t begin = low;
    for (high = end; low < high;) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (pieces[middle].span.begin < span.end) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (Range){begin, low};
}

typedef struct Reach { // text that codings of one code cover without a gap
    int32_t document;
    Span span;
} Reach;

typedef struct Reaches { // by document and place
    Reach *at;
    ptrdiff_t len, cap;
} Reaches;

static void add_coding(Reaches *reaches, const Coding *coding, Arena *arena)
{
    Reach *last = reaches->len > 0 ? &reaches->at[reaches->len - 1] : NULL;
    if (last && last->document == coding->document &&
        coding->span.begin <= last->span.end) {
        if (coding->span.end > last->span.end) {
            last->span.end = coding->span.end;
        }
        return;
    }
    *PUSH(reaches, arena) = (Reach){coding->document, coding->span};
}

// Marks all units where no two pieces overlap: codings ascend by document and
// begin, and so do pieces, so that both are walked once.
static void mark_in_order(Bits *bits, const Layout *layout,
                          const Codings *codings, Arena *arena)
{
    const Piece *pieces = layout->pieces.at;
    ptrdiff_t *done = NEW_ARRAY(arena, ptrdiff_t, bits->columns); // per code
    ptrdiff_t piece = 0;
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        const Coding *coding = &codings->at[i];
        if (coding->status == STATUS_REMOVED) {
            continue;
        }
        ptrdiff_t first = layout->first[coding->document];
        ptrdiff_t end = layout->first[coding->document + 1];
        piece = piece > first ? piece : first;
        while (piece < end && pieces[piece].span.end <= coding->span.begin) {
            piece++;
        }
        ptrdiff_t next = done[coding->code];
        for (next = next > piece ? next : piece;
             next < end && pieces[next].span.begin < coding->span.end; next++) {
            bits_set(bits, coding->code, pieces[next].unit);
        }
        done[coding->code] = next;
    }
}

// Marks the units of one code where pieces may overlap: both lists ascend by
// where they begin, so a reach that ends before a piece ends before all later
// ones.
static void mark(Bits *bits, ptrdiff_t code, const Layout *layout,
                 const Reaches *reaches)
{
    ptrdiff_t piece = 0;
    for (ptrdiff_t r = 0; r < reaches->len;) {
        int32_t document = reaches->at[r].document;
        ptrdiff_t end = layout->first[document + 1];
        for (piece = layout->first[document]; piece < end; piece++) {
            const Piece *held = &layout->pieces.at[piece];
            while (r < reaches->len && reaches->at[r].document == document &&
                   reaches->at[r].span.end <= held->span.begin) {
                r++;
            }
            if (r == reaches->len || reaches->at[r].document != document) {
                break;
            }
            if (span_overlaps(reaches->at[r].span, held->span)) {
                bits_set(bits, code, held->unit);
            }
        }
        while (r < reaches->len && reaches->at[r].document == document) {
            r++;
        }
    }
}

static void mark_reaches(Bits *bits, const Layout *layout,
                         const Codings *codings, Arena *arena)
{
    Reaches *reaches = NEW_ARRAY(arena, Reaches, bits->columns);
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        const Coding *coding = &codings->at[i];
        if (coding->status != STATUS_REMOVED) {
            add_coding(&reaches[coding->code], coding, arena);
        }
    }
    for (ptrdiff_t code = 0; code < bits->columns; code++) {
        mark(bits, code, layout, &reaches[code]);
    }
}

Bits layout_codes(const Layout *layout, const Study *study, Arena *arena)
{
    Bits bits = bits_make(study->codebook->codes.len, layout->units, arena);
    if (layout->overlapping) {
        mark_reaches(&bits, layout, &study->codings, arena);
    } else {
        mark_in_order(&bits, layout, &study->codings, arena);
    }
    return bits;
}
