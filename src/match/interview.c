#include "match/interview.h"

Span passage_span(const Passage *passage, const Folded *folded, Found found)
{
    Piece source = folded_source(folded, found.begin, found.end);
    int32_t base = passage->stretch.span.begin;
    return (Span){base + source.begin, base + source.end};
}

int32_t passage_holding(const Interview *interview, ptrdiff_t at)
{
    int32_t number = interview->holders[at / BLOCK_BYTES];
    while (number + 1 < interview->len &&
           interview->passages[number + 1].at <= at) {
        number++;
    }
    return number;
}

int32_t unit_at(const Interview *interview, const Passage *passage, Scope scope,
                int32_t offset)
{
    const Span *units = interview->units[scope].at;
    int32_t low = passage->first_unit[scope];
    int32_t high = passage->end_unit[scope], end = high;
    if (low == high) {
        return NONE;
    }
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (units[middle].end <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < end ? low : end - 1;
}

ptrdiff_t passage_offset(const Passage *passage, const Folded *folded,
                         int32_t offset)
{
    return folded_offset(folded, offset - passage->stretch.span.begin);
}

int32_t words_between(const Interview *interview, const Passage *passage,
                      int32_t begin, int32_t end)
{
    const WordBits *bits = &interview->bits;
    ptrdiff_t from =
        passage->at + passage_offset(passage, &passage->folded, begin);
    ptrdiff_t to = passage->at + passage_offset(passage, &passage->folded, end);
    bool cut = word_goes_on(bits, to);
    int32_t count = words_begun(bits, to) - cut - words_begun(bits, from);
    return count > 0 ? count : 0;
}

// ---- making it ready

static void add_passages(Interview *interview, Arena *arena)
{
    const Transcript *transcript = interview->transcript;
    ptrdiff_t turns = transcript->turns.len;
    interview->passages = NEW_ARRAY(arena, Passage, turns);
    for (int32_t i = 0; i < turns;) {
        Stretch stretch = transcript_stretch(transcript, i);
        interview->passages[interview->len++] = (Passage){
            .stretch = stretch,
            .text = transcript_text(transcript, stretch.span),
            .sought = true,
        };
        i = stretch.last + 1;
    }
}

// Sentences are in the order of the passages.
static void add_sentences(Interview *interview, Arena *arena)
{
    const Sentences *sentences = &interview->transcript->sentences;
    Spans *units = &interview->units[SCOPE_SENTENCE];
    ptrdiff_t next = 0;
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        passage->first_unit[SCOPE_SENTENCE] = (int32_t)units->len;
        while (next < sentences->len &&
               sentences->at[next].turn <= passage->stretch.last) {
            *PUSH(units, arena) = sentences->at[next++].span;
        }
        passage->end_unit[SCOPE_SENTENCE] = (int32_t)units->len;
    }
}

static int32_t question_of(const Interview *interview, ptrdiff_t passage)
{
    int32_t first = interview->passages[passage].stretch.first;
    return interview->transcript->turns.at[first].question;
}

// A turn is a passage; an answer is passages with one question in a row.
static void add_turns_and_answers(Interview *interview, Arena *arena)
{
    Spans *turns = &interview->units[SCOPE_TURN];
    Spans *answers = &interview->units[SCOPE_ANSWER];
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        Span span = passage->stretch.span;
        *PUSH(turns, arena) = span;
        if (i == 0 ||
            question_of(interview, i) != question_of(interview, i - 1)) {
            *PUSH(answers, arena) = span;
        }
        answers->at[answers->len - 1].end = span.end;
        passage->end_unit[SCOPE_TURN] = (int32_t)turns->len;
        passage->first_unit[SCOPE_TURN] = (int32_t)turns->len - 1;
        passage->end_unit[SCOPE_ANSWER] = (int32_t)answers->len;
        passage->first_unit[SCOPE_ANSWER] = (int32_t)answers->len - 1;
    }
}

void interview_open(const Transcript *transcript, Arena *arena,
                    Interview *interview)
{
    *interview = (Interview){.transcript = transcript};
    add_passages(interview, arena);
    add_sentences(interview, arena);
    add_turns_and_answers(interview, arena);
}
