#include "match/context.h"

#include "base/buf.h"
#include "match/pattern.h"

#include <stdlib.h>

#define X(name) extern const ContextLanguage context_##name;
CONTEXT_LIST(X)
#undef X

static const ContextLanguage *const languages[] = {
#define X(name) &context_##name,
    CONTEXT_LIST(X)
#undef X
};

// ---- compiling

static const ContextLanguage *language_of(const Codebook *codebook)
{
    Str name = codebook->contexts.language.len > 0 ? codebook->contexts.language
                                                   : codebook->language;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        Str known = str_of(languages[i]->language);
        bool region = name.len > known.len && name.at[known.len] == '-';
        if (str_eq(name, known) || (region && str_starts(name, known))) {
            return languages[i];
        }
    }
    return NULL;
}

static void add_trigger(Contexts *contexts, Str term, TriggerKind kind,
                        Arena *arena)
{
    Str folded = term_folded(term, false, arena);
    if (folded.len > 0) {
        *PUSH(&contexts->triggers, arena) = (Trigger){folded, kind};
    }
}

static void add_terms(Contexts *contexts, const Terms *terms, TriggerKind kind,
                      Arena *arena)
{
    for (ptrdiff_t i = 0; i < terms->len; i++) {
        add_trigger(contexts, terms->at[i].text, kind, arena);
    }
}

static void add_built_in(Contexts *contexts, const ContextLanguage *language,
                         Arena *arena)
{
    for (int kind = 0; kind < TRIGGERS; kind++) {
        Str rest = str_of(language->words[kind]), one;
        while (rest.len > 0) {
            str_cut(&rest, '|', &one);
            add_trigger(contexts, one, (TriggerKind)kind, arena);
        }
    }
}

// Longest first; the kinds in their order where the words are the same.
static int trigger_order(const void *a, const void *b)
{
    const Trigger *one = a, *other = b;
    if (one->folded.len != other->folded.len) {
        return one->folded.len > other->folded.len ? -1 : 1;
    }
    int words = str_compare(one->folded, other->folded);
    return words != 0 ? words : (int)one->kind - (int)other->kind;
}

static bool is_stop(TriggerKind kind)
{
    return kind == TRIGGER_STOP || kind == TRIGGER_STOP_NEGATION ||
           kind == TRIGGER_HYPOTHETICAL_BOTH;
}

// Errors: false when there are too many words for PCRE2.
static bool open_search(Search *search, Str pattern, SearchKind kind,
                        Mistake *mistake)
{
    return pattern.len == 0 || search_open(search, pattern, kind, mistake);
}

typedef struct Group { // triggers that are compiled together
    Strs folded;
    Ints numbers;
} Group;

static void group_add(Group *group, Str folded, ptrdiff_t number, Arena *arena)
{
    *PUSH(&group->folded, arena) = folded;
    *PUSH(&group->numbers, arena) = (int32_t)number;
}

static bool compile_triggers(Contexts *contexts, Arena *arena, Mistake *mistake)
{
    Group *starting = NEW_ARRAY(arena, Group, FIRST_BYTES), others = {0};
    bool ok = true;
    Prefix prefix;
    for (ptrdiff_t i = 0; i < contexts->triggers.len; i++) {
        Str folded = contexts->triggers.at[i].folded;
        bool letter = prefix_of(folded, &prefix);
        if (letter) {
            filter_add(&contexts->filter, prefix);
        }
        group_add(letter ? &starting[prefix.bytes & 0xFF] : &others, folded, i,
                  arena);
    }
    for (int i = 0; i < FIRST_BYTES && ok; i++) {
        Str pattern = pattern_of_words(&starting[i].folded,
                                       starting[i].numbers.at, arena);
        ok = open_search(&contexts->starting[i], pattern, SEARCH_WORDS_HERE,
                         mistake);
    }
    Str pattern = pattern_of_words(&others.folded, others.numbers.at, arena);
    return ok && open_search(&contexts->others, pattern, SEARCH_WORDS, mistake);
}

static bool compile_stops(Contexts *contexts, Arena *arena, Mistake *mistake)
{
    Strs stops = {0};
    for (ptrdiff_t i = 0; i < contexts->triggers.len; i++) {
        if (is_stop(contexts->triggers.at[i].kind)) {
            *PUSH(&stops, arena) = contexts->triggers.at[i].folded;
        }
    }
    return open_search(&contexts->stops, pattern_of_words(&stops, NULL, arena),
                       SEARCH_WORDS, mistake);
}

static void add_words(Group *group, const char *words, CommaKind kind,
                      Arena *arena)
{
    Str rest = str_of(words), one;
    while (rest.len > 0) {
        str_cut(&rest, '|', &one);
        group_add(group, term_folded(one, false, arena), kind, arena);
    }
}

// Words that begin with a wildcard are not among a language's own.
static void note_comma_words(Contexts *contexts, const Group *comma,
                             Arena *arena)
{
    contexts->comma_words = comma->folded;
    contexts->comma_kinds = comma->numbers;
    for (ptrdiff_t i = 0; i < comma->folded.len; i++) {
        unsigned char first = (unsigned char)comma->folded.at[i].at[0];
        *PUSH(&contexts->comma_first[first], arena) = (int32_t)i;
    }
}

static bool compile_language(Contexts *contexts,
                             const ContextLanguage *language, Arena *arena,
                             Mistake *mistake)
{
    Group comma = {0}, negators = {0};
    add_words(&comma, language->conjunctions, COMMA_CONJUNCTION, arena);
    add_words(&comma, language->subjects, COMMA_SUBJECT, arena);
    add_words(&negators, language->negators, 0, arena);
    Str after = pattern_of_words(&comma.folded, comma.numbers.at, arena);
    note_comma_words(contexts, &comma, arena);
    contexts->negator_words = negators.folded;
    return open_search(&contexts->comma,
                       str_format(arena, ", *%.*s", FMT(after)), SEARCH_WORDS,
                       mistake) &&
           open_search(&contexts->negators,
                       pattern_of_words(&negators.folded, NULL, arena),
                       SEARCH_WORDS_HERE, mistake);
}

static void open_dictionary(Contexts *contexts, Arena *arena)
{
    Needles needles = {0};
    for (ptrdiff_t i = 0; i < contexts->triggers.len; i++) {
        *PUSH(&needles, arena) = (Needle){
            .kind = NEEDLE_TERM,
            .text = contexts->triggers.at[i].folded,
            .number = (int32_t)i,
        };
    }
    contexts->dictionary = dictionary_open(&needles, arena);
}

void contexts_open(Contexts *contexts, const Codebook *codebook, Arena *arena,
                   Diags *diags)
{
    Mistake mistake;
    const ContextLanguage *language = language_of(codebook);
    const ContextWords *own = &codebook->contexts;
    *contexts = (Contexts){0};
    if (language) {
        add_built_in(contexts, language, arena);
    }
    add_terms(contexts, &own->pseudo, TRIGGER_PSEUDO, arena);
    add_terms(contexts, &own->stop, TRIGGER_STOP, arena);
    add_terms(contexts, &own->pre, TRIGGER_NEGATION, arena);
    add_terms(contexts, &own->post, TRIGGER_NEGATION_AFTER, arena);
    add_terms(contexts, &own->hedge, TRIGGER_HEDGE_BOTH, arena);
    add_terms(contexts, &own->hypothetical, TRIGGER_HYPOTHETICAL_BOTH, arena);
    if (contexts->triggers.len > 0) {
        qsort(contexts->triggers.at, (size_t)contexts->triggers.len,
              sizeof *contexts->triggers.at, trigger_order);
    }
    if (!compile_triggers(contexts, arena, &mistake) ||
        !compile_stops(contexts, arena, &mistake) ||
        (language && !compile_language(contexts, language, arena, &mistake))) {
        diag_add(diags, DIAG_R001, (Place){.file = codebook->file},
                 "the words of 'contexts' cannot be compiled: %s",
                 mistake.message)
            ->help = S("take some of them out");
        contexts_close(contexts);
        *contexts = (Contexts){0};
    }
    open_dictionary(contexts, arena);
}

void contexts_close(Contexts *contexts)
{
    for (int i = 0; i < FIRST_BYTES; i++) {
        search_close(&contexts->starting[i]);
    }
    search_close(&contexts->others);
    search_close(&contexts->stops);
    search_close(&contexts->comma);
    search_close(&contexts->negators);
}
