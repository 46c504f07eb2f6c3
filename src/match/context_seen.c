// The quick way along a sentence: it is read once, whatever hits it holds.
#include "match/context_steps.h"

#include "match/clause.h"
#include "match/glob.h"

// ---- reading

// What a comma at byte `i` of the sentence is, by the words behind it.
static StepKind comma_kind(const SeenSentence *sentence,
                           const Contexts *contexts, ptrdiff_t i)
{
    Str text = sentence->text;
    ptrdiff_t at = i + 1, end;
    while (at < text.len && text.at[at] == ' ') {
        at++;
    }
    if (at == text.len) {
        return STEP_COMMA;
    }
    const Ints *words = &contexts->comma_first[(unsigned char)text.at[at]];
    for (ptrdiff_t j = 0; j < words->len; j++) {
        int32_t word = words->at[j];
        if (glob_fits(contexts->comma_words.at[word], text, at, &end)) {
            return contexts->comma_kinds.at[word] == COMMA_CONJUNCTION
                       ? STEP_CONJUNCTION
                       : STEP_SUBJECT;
        }
    }
    return STEP_COMMA;
}

static void read_sign(SeenSentence *sentence, const Contexts *contexts,
                      int32_t at, Arena *arena)
{
    bool after;
    if (ends_clause(sentence->text, at, &after)) {
        *PUSH(&sentence->marks, arena) = (SeenMark){at, STEP_CLAUSE};
    } else if (sentence->text.at[at] == ',') {
        *PUSH(&sentence->marks, arena) =
            (SeenMark){at, (int32_t)comma_kind(sentence, contexts, at)};
    }
}

static void read_signs(SeenSentence *sentence, const Contexts *contexts,
                       const WordBits *words, Found range, Arena *arena)
{
    for (ptrdiff_t block = range.begin / BLOCK_BYTES;
         block * BLOCK_BYTES < range.end; block++) {
        uint64_t signs = words->signs[block];
        for (; signs != 0; signs &= signs - 1) {
            ptrdiff_t at = block * BLOCK_BYTES + __builtin_ctzll(signs);
            if (at >= range.begin && at < range.end) {
                read_sign(sentence, contexts, (int32_t)(at - range.begin),
                          arena);
            }
        }
    }
}

void seen_sentence_read(SeenSentence *sentence, const Contexts *contexts,
                        Str whole, const WordBits *words, Found range,
                        Arena *arena)
{
    sentence->text = str_slice(whole, range.begin, range.end);
    sentence->begin = range.begin;
    sentence->triggers.len = 0;
    sentence->marks.len = 0;
    dictionary_scan(contexts->dictionary, whole, words, range.begin, range.end,
                    &sentence->triggers, arena);
    read_signs(sentence, contexts, words, range, arena);
}

// ---- walking

typedef struct SeenSteps {
    Steps steps;
    const SeenSentence *sentence;
    const Contexts *contexts;
    ptrdiff_t trigger, mark; // the next ones
} SeenSteps;

// The next trigger that begins at or after `at` and ends by the end of the
// steps; the longest where several begin.
static const Sighting *next_trigger(SeenSteps *seen)
{
    const Sightings *triggers = &seen->sentence->triggers;
    ptrdiff_t base = seen->sentence->begin;
    for (; seen->trigger < triggers->len; seen->trigger++) {
        const Sighting *one = &triggers->at[seen->trigger];
        if (one->begin - base >= seen->steps.at &&
            one->end - base <= seen->steps.end) {
            return one;
        }
    }
    return NULL;
}

static const SeenMark *next_mark(SeenSteps *seen)
{
    const SeenMarks *marks = &seen->sentence->marks;
    while (seen->mark < marks->len &&
           marks->at[seen->mark].at < seen->steps.at) {
        seen->mark++;
    }
    bool more =
        seen->mark < marks->len && marks->at[seen->mark].at < seen->steps.end;
    return more ? &marks->at[seen->mark] : NULL;
}

static bool seen_next(Steps *steps, Step *step)
{
    SeenSteps *seen = (SeenSteps *)steps;
    const Sighting *trigger = next_trigger(seen);
    const SeenMark *mark = next_mark(seen);
    ptrdiff_t base = seen->sentence->begin;
    if (trigger && (!mark || trigger->begin - base <= mark->at)) {
        *step = (Step){STEP_TRIGGER,
                       seen->contexts->triggers.at[trigger->number].kind,
                       {trigger->begin - base, trigger->end - base}};
    } else if (mark) {
        *step = (Step){.kind = (StepKind)mark->kind,
                       .at = {mark->at, mark->at + 1}};
    } else {
        return false;
    }
    steps->at = step->at.end;
    return true;
}

// The steps before a hit end where it begins.
static bool seen_negates(Steps *before)
{
    const SeenSteps *seen = (const SeenSteps *)before;
    const Strs *words = &seen->contexts->negator_words;
    ptrdiff_t end;
    for (ptrdiff_t i = 0; i < words->len; i++) {
        if (glob_may_fit(words->at[i], before->sentence, before->end) &&
            glob_fits(words->at[i], before->sentence, before->end, &end)) {
            return true;
        }
    }
    return false;
}

Told seen_sentence_context(const SeenSentence *sentence,
                           const Contexts *contexts, Found hit)
{
    Str text = sentence->text;
    SeenSteps before = {
        .steps = {seen_next, seen_negates, text, 0, hit.begin},
        .sentence = sentence,
        .contexts = contexts,
    };
    SeenSteps after = {
        .steps = {seen_next, NULL, text, hit.end, text.len},
        .sentence = sentence,
        .contexts = contexts,
    };
    return context_told(&before.steps, &after.steps);
}
