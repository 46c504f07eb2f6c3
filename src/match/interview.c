#include "match/interview.h"

#include "base/utf8.h"

Span passage_span(const Passage *passage, const Folded *folded, Found found)
{
    Piece source = folded_source(folded, found.begin, found.end);
    int32_t base = passage->stretch.span.begin;
    return (Span){base + source.begin, base + source.end};
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

// How many words end at or before `offset` / begin before it.
static int32_t words_before(const Words *words, int32_t offset, bool by_end)
{
    int32_t low = 0, high = (int32_t)words->len;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        Span span = words->at[middle].span;
        if (by_end ? span.end <= offset : span.begin < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

int32_t words_between(const Interview *interview, int32_t begin, int32_t end)
{
    int32_t count = words_before(&interview->words, end, true) -
                    words_before(&interview->words, begin, false);
    return count > 0 ? count : 0;
}

// ---- making it ready

static void fold_passages(Interview *interview, Needs needs, Arena *arena)
{
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        passage->folded = text_fold(passage->text, false, arena);
        if (needs.exact) {
            passage->exact = text_fold(passage->text, true, arena);
        }
    }
}

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

static void add_clauses_of(Interview *interview, const Passage *passage,
                           Span sentence, const ClauseCutter *cutter,
                           Arena *arena)
{
    const Folded *folded = &passage->folded;
    int32_t base = passage->stretch.span.begin;
    ptrdiff_t begin = folded_offset(folded, sentence.begin - base);
    ptrdiff_t end = folded_offset(folded, sentence.end - base);
    Ints ends = clause_ends(cutter, str_slice(folded->text, begin, end), arena);
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i < ends.len; i++) {
        while (from < ends.at[i] && folded->text.at[begin + from] == ' ') {
            from++;
        }
        ptrdiff_t to = ends.at[i];
        while (to > from && folded->text.at[begin + to - 1] == ' ') {
            to--;
        }
        if (from < to) {
            *PUSH(&interview->units[SCOPE_CLAUSE], arena) = passage_span(
                passage, folded, (Found){begin + from, begin + to});
        }
        from = ends.at[i];
    }
}

static void add_clauses(Interview *interview, const ClauseCutter *cutter,
                        Arena *arena)
{
    const Spans *sentences = &interview->units[SCOPE_SENTENCE];
    Spans *clauses = &interview->units[SCOPE_CLAUSE];
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        passage->first_unit[SCOPE_CLAUSE] = (int32_t)clauses->len;
        for (int32_t j = passage->first_unit[SCOPE_SENTENCE];
             j < passage->end_unit[SCOPE_SENTENCE]; j++) {
            add_clauses_of(interview, passage, sentences->at[j], cutter, arena);
        }
        passage->end_unit[SCOPE_CLAUSE] = (int32_t)clauses->len;
    }
}

typedef struct StemBook { // the stems of words met so far
    Stemmer *stemmer;
    Map words;
    Ints stems; // per word, its number in Interview.stems
} StemBook;

static int32_t stem_of(Interview *interview, StemBook *book, Str word,
                       Arena *arena)
{
    int32_t number = map_put(&book->words, word, arena);
    if (number == book->stems.len) {
        Str stem = stemmer_stem(book->stemmer, word, arena);
        *PUSH(&book->stems, arena) = map_put(&interview->stems, stem, arena);
    }
    return book->stems.at[number];
}

static bool word_next(Str text, ptrdiff_t *at, Found *word)
{
    bool inside = false;
    while (*at < text.len) {
        ptrdiff_t begin = *at;
        bool in_word = char_is_word(utf8_next(text, at));
        if (in_word && !inside) {
            word->begin = begin;
        } else if (!in_word && inside) {
            word->end = begin;
            return true;
        }
        inside = in_word;
    }
    word->end = text.len;
    return inside;
}

static void add_words(Interview *interview, StemBook *book, Arena *arena)
{
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        const Folded *folded = &passage->folded;
        passage->first_word = (int32_t)interview->words.len;
        ptrdiff_t at = 0;
        for (Found found = {0}; word_next(folded->text, &at, &found);) {
            Str text = str_slice(folded->text, found.begin, found.end);
            *PUSH(&interview->words, arena) = (Word){
                .span = passage_span(passage, folded, found),
                .at = (int32_t)found.begin,
                .key = prefix_key(text),
                .stem = book ? stem_of(interview, book, text, arena) : NONE,
            };
        }
        passage->end_word = (int32_t)interview->words.len;
    }
}

bool interview_open(const Transcript *transcript, Needs needs, Str language,
                    const ClauseCutter *cutter, Arena *arena,
                    Interview *interview)
{
    *interview = (Interview){.transcript = transcript};
    add_passages(interview, arena);
    fold_passages(interview, needs, arena);
    add_sentences(interview, arena);
    add_turns_and_answers(interview, arena);
    StemBook book = {0};
    if (needs.stems) {
        book.stemmer = stemmer_open(language, arena);
    }
    add_words(interview, needs.stems ? &book : NULL, arena);
    stemmer_close(book.stemmer);
    if (needs.clauses) {
        add_clauses(interview, cutter, arena);
    }
    return !needs.clauses || !runner_problem(cutter->runner);
}
