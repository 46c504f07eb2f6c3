#include "report/excerpt.h"

#include "base/buf.h"

#include <stdlib.h>

// What of `span` was said in this turn.
static Span said_in(const Turn *turn, Span span)
{
    Span said = {span.begin > turn->span.begin ? span.begin : turn->span.begin,
                 span.end < turn->span.end ? span.end : turn->span.end};
    if (said.end < said.begin) {
        said.end = said.begin;
    }
    return said;
}

// The first turn that has a byte of `span`, else the one around it, or NONE.
static int32_t first_turn(const Transcript *transcript, Span span)
{
    int32_t turn = transcript_turn_at(transcript, span.begin);
    int32_t next = turn + 1;
    if (turn != NONE && span.begin < transcript->turns.at[turn].span.end) {
        return turn;
    }
    bool follows = next < transcript->turns.len &&
                   transcript->turns.at[next].span.begin < span.end;
    return follows ? next : turn;
}

// What of `span` was said, turn by turn.
static Parts parts_of(const Transcript *transcript, Span span, Arena *arena)
{
    Parts parts = {0};
    int32_t first = first_turn(transcript, span); // NONE: only a heading
    for (int32_t turn = first; turn != NONE && turn < transcript->turns.len;
         turn++) {
        const Turn *held = &transcript->turns.at[turn];
        if (turn > first && held->span.begin >= span.end) {
            break;
        }
        *PUSH(&parts, arena) = (Part){.span = said_in(held, span)};
    }
    return parts;
}

// The parts in a row, with the pseudonym in brackets where the speaker changes;
// says where each part begins.
static Str joined(const Study *study, int32_t document, Parts *parts,
                  Arena *arena)
{
    const Transcript *transcript = &study->documents.at[document].transcript;
    if (parts->len <= 1) {
        return parts->len == 0 ? (Str){0}
                               : transcript_text(transcript, parts->at[0].span);
    }
    Buf words = {.arena = arena};
    int32_t first = first_turn(transcript, parts->at[0].span);
    for (int32_t i = 0; i < parts->len; i++) {
        const Turn *turn = &transcript->turns.at[first + i];
        if (i > 0) {
            buf_char(&words, ' ');
        }
        if (i > 0 && turn->speaker != turn[-1].speaker) {
            Str speaker = study_speaker(study, document, first + i);
            buf_format(&words, "[%.*s] ", FMT(speaker));
        }
        parts->at[i].at = (int32_t)words.len;
        buf_add(&words, transcript_text(transcript, parts->at[i].span));
    }
    return buf_str(&words);
}

// The gate.
static Str gate(const Study *study, int32_t document, Span span, Parts *parts,
                Arena *arena)
{
    const Transcript *transcript = &study->documents.at[document].transcript;
    *parts = (Parts){0};
    if (!study_may_quote(study, document, span)) {
        return EXCERPT_WITHHELD;
    }
    *parts = parts_of(transcript, span, arena);
    return joined(study, document, parts, arena);
}

Str excerpt_words(const Study *study, int32_t document, Span span, Arena *arena)
{
    Parts parts;
    return gate(study, document, span, &parts, arena);
}

bool excerpt_may_show(const Study *study, int32_t document, int32_t turn)
{
    return study_consent(study, document, turn) >= CONSENT_QUOTE;
}

Str excerpt_time(int32_t ms, Arena *arena)
{
    if (ms == NO_TIME) {
        return (Str){0};
    }
    int seconds = ms / 1000;
    return str_format(arena, "%02d:%02d:%02d", seconds / 3600,
                      seconds / 60 % 60, seconds % 60);
}

static Strs case_names(const Study *study, int32_t document, int32_t turn,
                       Arena *arena)
{
    Ints cases = turn == NONE ? study->documents.at[document].cases
                              : study_cases(study, document, turn, arena);
    Strs names = {0};
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        *PUSH(&names, arena) = study->cases.at[cases.at[i]].id;
    }
    return names;
}

Excerpt excerpt_of(const Study *study, int32_t document, Span span,
                   Arena *arena)
{
    const Transcript *transcript = &study->documents.at[document].transcript;
    int32_t turn = first_turn(transcript, span);
    Excerpt excerpt = {
        .document = document,
        .span = span,
        .turn = turn,
        .name = transcript->document,
        .role = ROLE_PARTICIPANT,
        .cases = case_names(study, document, turn, arena),
        .number = turn + 1,
        .part = transcript_part(transcript),
        .line = transcript_line_at(transcript, span.begin),
        .time = excerpt_time(transcript_time_at(transcript, span.begin), arena),
        .withheld = !study_may_quote(study, document, span),
    };
    excerpt.words = gate(study, document, span, &excerpt.parts, arena);
    if (turn != NONE) {
        excerpt.speaker = study_speaker(study, document, turn);
        excerpt.role = transcript_turn_role(transcript, turn);
        excerpt.group = study_group(study, document, turn);
    }
    return excerpt;
}

static int span_order(const void *a, const void *b)
{
    const Span *left = a, *right = b;
    if (left->begin != right->begin) {
        return left->begin < right->begin ? -1 : 1;
    }
    return (left->end > right->end) - (left->end < right->end);
}

// Sorted, and made one where they overlap.
static Spans merged(Spans spans)
{
    if (spans.len == 0) {
        return spans;
    }
    qsort(spans.at, (size_t)spans.len, sizeof *spans.at, span_order);
    ptrdiff_t kept = 1;
    for (ptrdiff_t i = 1; i < spans.len; i++) {
        Span *last = &spans.at[kept - 1];
        if (spans.at[i].begin < last->end) {
            last->end =
                spans.at[i].end > last->end ? spans.at[i].end : last->end;
        } else {
            spans.at[kept++] = spans.at[i];
        }
    }
    spans.len = kept;
    return spans;
}

// Adds a hit to those of the excerpt, as far as its words are there.
static void mark_hit(Excerpt *excerpt, Span hit, Arena *arena)
{
    for (ptrdiff_t i = 0; i < excerpt->parts.len; i++) {
        const Part *part = &excerpt->parts.at[i];
        if (span_overlaps(part->span, hit)) {
            int32_t begin =
                hit.begin > part->span.begin ? hit.begin : part->span.begin;
            int32_t end = hit.end < part->span.end ? hit.end : part->span.end;
            *PUSH(&excerpt->hits, arena) =
                (Span){part->at + begin - part->span.begin,
                       part->at + end - part->span.begin};
        }
    }
}

Excerpt excerpt_of_coding(const Study *study, int32_t coding, Arena *arena)
{
    const Coding *held = &study->codings.at[coding];
    const Hits *hits = &study->documents.at[held->document].hits;
    Excerpt excerpt = excerpt_of(study, held->document, held->span, arena);
    for (int32_t i = 0; i < held->hits; i++) {
        mark_hit(&excerpt, hits->at[held->hit_index[i]].span, arena);
    }
    excerpt.hits = merged(excerpt.hits);
    return excerpt;
}

Excerpt excerpt_of_hit(const Study *study, int32_t document, int32_t hit,
                       Arena *arena)
{
    const Hit *held = &study->documents.at[document].hits.at[hit];
    Excerpt excerpt = excerpt_of(study, document, held->coded, arena);
    mark_hit(&excerpt, held->span, arena);
    return excerpt;
}

// The first hit that begins at or after `offset`.
static ptrdiff_t hit_from(const Hits *hits, int32_t offset)
{
    ptrdiff_t low = 0, high = hits->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (hits->at[middle].span.begin < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void excerpt_mark(Excerpt *excerpt, const Study *study, const bool *codes,
                  Arena *arena)
{
    const Hits *hits = &study->documents.at[excerpt->document].hits;
    for (ptrdiff_t i = hit_from(hits, excerpt->span.begin);
         i < hits->len && hits->at[i].span.begin < excerpt->span.end; i++) {
        if (codes[study->codebook->rules.at[hits->at[i].rule].code]) {
            mark_hit(excerpt, hits->at[i].span, arena);
        }
    }
    excerpt->hits = merged(excerpt->hits);
}

Reason excerpt_reason(const Study *study, int32_t document, int32_t hit,
                      Arena *arena)
{
    const Hit *held = &study->documents.at[document].hits.at[hit];
    const Rule *rule = &study->codebook->rules.at[held->rule];
    // The trigger stands around the hit, so that both decide.
    bool withheld = !study_may_quote(study, document, held->span) ||
                    !study_may_quote(study, document, held->coded);
    return (Reason){
        .rule = rule->id,
        .written = rule->written,
        .words = withheld ? EXCERPT_WITHHELD
                          : excerpt_words(study, document, held->span, arena),
        .context = str_of(context_name(held->context)),
        .trigger = withheld ? (Str){0} : held->trigger,
        .span = held->span,
        .withheld = withheld,
    };
}

Str excerpt_why(const Study *study, int32_t coding)
{
    const Coding *held = &study->codings.at[coding];
    bool shown = study_may_quote(study, held->document, held->span);
    for (size_t i = 0; i < sizeof held->about / sizeof *held->about; i++) {
        Span about = held->about[i];
        shown = shown && (about.end <= about.begin ||
                          study_may_quote(study, held->document, about));
    }
    return shown || held->why.len == 0 ? held->why : EXCERPT_WITHHELD;
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

// True where `name` stands in the text as a word of its own.
static bool says(Str text, Str name)
{
    for (ptrdiff_t at = 0; (at = str_find(text, name, at)) >= 0; at++) {
        ptrdiff_t end = at + name.len;
        if ((at == 0 || !is_word_byte(text.at[at - 1])) &&
            (end == text.len || !is_word_byte(text.at[end]))) {
            return true;
        }
    }
    return false;
}

// True where a label that a pseudonym stands for is said; one letter is none.
static bool says_a_label(const Study *study, Str text)
{
    for (ptrdiff_t d = 0; study->declared && d < study->documents.len; d++) {
        const Document *document = &study->documents.at[d];
        const Speakers *speakers = &document->transcript.speakers;
        for (int32_t i = 0; i < speakers->len; i++) {
            int32_t person = study_participant_of(study, (int32_t)d, i);
            if (person == NONE) {
                continue;
            }
            const Participant *known = &study->participants.at[person];
            Str name = speakers->at[i].name;
            if (known->consent < CONSENT_NAMED && name.len > 1 &&
                !str_eq(name, known->id) && says(text, name)) {
                return true;
            }
        }
    }
    return false;
}

Str excerpt_memo(const Study *study, int32_t memo)
{
    const Memo *held = &study->memos.at[memo];
    return study_may_quote(study, held->document, held->span) &&
                   !says_a_label(study, held->text)
               ? held->text
               : EXCERPT_WITHHELD;
}
