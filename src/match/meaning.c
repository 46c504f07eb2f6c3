#include "match/meaning.h"

static Told told_for(Meaning *meaning, const Passage *passage, Found hit)
{
    const Interview *interview = meaning->interview;
    ptrdiff_t begin = passage->at + meaning->folded.begin;
    ptrdiff_t end = passage->at + meaning->folded.end;
    if (meaning->plain || passage->odd ||
        word_goes_on(&interview->bits, begin + hit.begin) ||
        word_goes_on(&interview->bits, begin + hit.end)) {
        return context_of(meaning->contexts, meaning->runner,
                          str_slice(interview->text, begin, end), hit);
    }
    if (!meaning->is_read) {
        seen_sentence_read(&meaning->sentence, meaning->contexts,
                           interview->text, &interview->bits,
                           (Found){begin, end}, meaning->arena);
        meaning->is_read = true;
    }
    return seen_sentence_context(&meaning->sentence, meaning->contexts, hit);
}

// The sentence where the hit begins; false when there is none.
static bool go_to_sentence(Meaning *meaning, const Passage *passage,
                           int32_t offset)
{
    const Interview *interview = meaning->interview;
    const Folded *folded = &passage->folded;
    if (offset >= meaning->span.begin && offset < meaning->span.end) {
        return true;
    }
    int32_t unit = unit_at(interview, passage, SCOPE_SENTENCE, offset);
    if (unit == NONE) {
        return false;
    }
    Span span = interview->units[SCOPE_SENTENCE].at[unit];
    if (span.begin != meaning->span.begin || span.end != meaning->span.end) {
        meaning->span = span;
        meaning->folded = (Found){passage_offset(passage, folded, span.begin),
                                  passage_offset(passage, folded, span.end)};
        meaning->is_read = false;
    }
    return true;
}

void meaning_tell(Meaning *meaning, const Passage *passage, Hit *hit)
{
    const Interview *interview = meaning->interview;
    const Folded *folded = &passage->folded;
    if (!go_to_sentence(meaning, passage, hit->span.begin)) {
        return;
    }
    ptrdiff_t begin = meaning->folded.begin, end = meaning->folded.end;
    Found inner = {passage_offset(passage, folded, hit->span.begin) - begin,
                   passage_offset(passage, folded, hit->span.end) - begin};
    inner.begin = inner.begin < 0 ? 0 : inner.begin;
    inner.end = inner.end > end - begin ? end - begin : inner.end;
    if (inner.begin >= inner.end) {
        return;
    }
    Told told = told_for(meaning, passage, inner);
    hit->context = told.context;
    if (told.trigger.end > told.trigger.begin) {
        Found trigger = {begin + told.trigger.begin, begin + told.trigger.end};
        hit->trigger = transcript_text(interview->transcript,
                                       passage_span(passage, folded, trigger));
    }
}
