// An interview's words: folding, clauses, stems, and where only PCRE2 knows.
#include "match/interview.h"

#include "base/utf8.h"
#include "match/glob.h"

#include <string.h>

// ---- folding

// All in one piece, so that one reading finds everything.
static void fold_passages(Interview *interview, Needs needs, Arena *arena)
{
    Buf text = {.arena = arena};
    ptrdiff_t bytes = BLOCK_BYTES + 1;
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        bytes += interview->passages[i].text.len + 1;
    }
    buf_room(&text, bytes);
    buf_char(&text, '\n');
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        passage->at = (int32_t)text.len;
        if (!passage->sought) {
            continue;
        }
        passage->folded = text_fold_add(passage->text, false, &text);
        passage->folded.text.len = text.len - passage->at;
        passage->same = passage->folded.shifts.len == 0;
        buf_char(&text, '\n');
        if (needs.exact) {
            passage->exact = text_fold(passage->text, true, arena);
        }
    }
    memset(buf_room(&text, BLOCK_BYTES), 0, BLOCK_BYTES);
    interview->text = buf_str(&text);
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        passage->folded.text.at = text.at + passage->at;
    }
    interview->bits = word_bits_of(interview->text, arena);
}

static void note_holders(Interview *interview, Arena *arena)
{
    ptrdiff_t blocks = interview->text.len / BLOCK_BYTES + 1;
    int32_t number = 0;
    interview->holders = NEW_ARRAY(arena, int32_t, blocks);
    for (ptrdiff_t i = 0; i < blocks; i++) {
        while (number + 1 < interview->len &&
               interview->passages[number + 1].at <= i * BLOCK_BYTES) {
            number++;
        }
        interview->holders[i] = number;
    }
}

// ---- clauses

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
             passage->sought && j < passage->end_unit[SCOPE_SENTENCE]; j++) {
            add_clauses_of(interview, passage, sentences->at[j], cutter, arena);
        }
        passage->end_unit[SCOPE_CLAUSE] = (int32_t)clauses->len;
    }
}

// ---- words

// The words of a passage that have a stem which is sought.
static void add_words_of(Interview *interview, const Passage *passage,
                         StemBook *stems, Arena *arena)
{
    const WordBits *bits = &interview->bits;
    ptrdiff_t end = passage->at + passage->folded.text.len;
    for (ptrdiff_t block = passage->at / BLOCK_BYTES; block * BLOCK_BYTES < end;
         block++) {
        uint64_t begins = word_begins(bits, block);
        int32_t ordinal = bits->before[block];
        for (; begins != 0; begins &= begins - 1, ordinal++) {
            ptrdiff_t at = block * BLOCK_BYTES + __builtin_ctzll(begins);
            unsigned char first = (unsigned char)interview->text.at[at];
            if (at < passage->at || at >= end || !stems->stems->first[first]) {
                continue;
            }
            Str word = str_slice(interview->text, at, word_end(bits, at));
            int32_t stem = stem_of(stems, word);
            if (stem != NONE) {
                Found found = {at - passage->at, at - passage->at + word.len};
                *PUSH(&interview->words, arena) =
                    (StemWord){passage_span(passage, &passage->folded, found),
                               ordinal, stem};
            }
        }
    }
}

static void add_words(Interview *interview, StemBook *stems, Arena *arena)
{
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        passage->first_word = (int32_t)interview->words.len;
        if (passage->sought) {
            add_words_of(interview, passage, stems, arena);
        }
        passage->end_word = (int32_t)interview->words.len;
    }
}

// ---- odd passages

// True when a word goes on over folded byte `at` of a passage.
static bool inside_word(const Interview *interview, const Passage *passage,
                        ptrdiff_t at)
{
    return word_goes_on(&interview->bits, passage->at + at);
}

// True when units of a passage end inside words, or overlap: a mark that
// belongs to a sign makes both out of one character.
static bool cuts_word(const Interview *interview, const Passage *passage,
                      Scope scope)
{
    const Folded *folded = &passage->folded;
    int32_t reached = passage->stretch.span.begin;
    for (int32_t i = passage->first_unit[scope]; i < passage->end_unit[scope];
         i++) {
        Span span = interview->units[scope].at[i];
        if (span.begin < reached ||
            inside_word(interview, passage,
                        passage_offset(passage, folded, span.begin)) ||
            inside_word(interview, passage,
                        passage_offset(passage, folded, span.end))) {
            return true;
        }
        reached = span.end;
    }
    return false;
}

static bool has_long_word(const Interview *interview, const Passage *passage)
{
    Str text = passage->folded.text;
    for (ptrdiff_t i = 0; i < text.len;) {
        ptrdiff_t end = word_end(&interview->bits, passage->at + i);
        end -= passage->at;
        if (end - i > STAR_CHARACTERS &&
            utf8_count(str_slice(text, i, end)) > STAR_CHARACTERS) {
            return true;
        }
        i = end + 1;
    }
    return false;
}

static void find_odd(Interview *interview, Needs needs)
{
    bool long_words = interview->bits.longest > STAR_CHARACTERS;
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        if (!passage->sought) {
            continue;
        }
        passage->odd =
            cuts_word(interview, passage, SCOPE_SENTENCE) ||
            (needs.clauses && cuts_word(interview, passage, SCOPE_CLAUSE)) ||
            (long_words && has_long_word(interview, passage));
        interview->odd = interview->odd || passage->odd;
        interview->uneven = interview->uneven || !passage->folded.one_to_one;
    }
}

bool interview_fold(Interview *interview, Needs needs, StemBook *stems,
                    const ClauseCutter *cutter, Arena *arena)
{
    fold_passages(interview, needs, arena);
    note_holders(interview, arena);
    if (needs.stems) {
        add_words(interview, stems, arena);
    }
    if (needs.clauses) {
        add_clauses(interview, cutter, arena);
    }
    find_odd(interview, needs);
    return !needs.clauses || !runner_problem(cutter->runner);
}
