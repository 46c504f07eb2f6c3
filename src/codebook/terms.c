// Words and phrases, and the lists of them that have a name.
#include "codebook/loading.h"

#include "base/buf.h"
#include "codebook/load.h"

enum { LIST_DEPTH_MAX = 16 };

typedef struct TermsJob { // while one list of terms is read
    Terms *terms;
    Map known; // the terms in it, stems marked with '~'
    int depth; // of the deepest word list it names
} TermsJob;

static Loading *loading_of(const Reader *reader)
{
    return reader->job;
}

// True when every opening mark has its closing one.
static bool is_balanced(Str text, char opening, char closing)
{
    int open = 0;
    for (ptrdiff_t i = 0; i < text.len && open >= 0; i++) {
        if (opening == closing) {
            open ^= text.at[i] == opening;
        } else {
            open += (text.at[i] == opening) - (text.at[i] == closing);
        }
    }
    return open == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// Why a text cannot be a term, or NULL.
static const char *flaw_of(Str text, bool stem)
{
    bool letters = false, wild = false;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        bool star = text.at[i] == '*' || text.at[i] == '?';
        wild = wild || star;
        letters = letters || (!star && !is_blank(text.at[i]));
    }
    if (text.len > PATTERN_BYTES_MAX) {
        return "is too long for a term";
    }
    if (!letters) {
        return "has no letters to look for";
    }
    if (stem && wild) {
        return "has both '~' and a wildcard";
    }
    if (text.at[0] == '~' || text.at[0] == '#') {
        return "has two marks before its words";
    }
    if (!is_balanced(text, '(', ')') || !is_balanced(text, '[', ']') ||
        !is_balanced(text, '"', '"')) {
        return "has a bracket or quotation mark that is not closed";
    }
    return NULL;
}

static Str key_of(const Term *term, Arena *arena)
{
    return term->stem ? str_format(arena, "~%.*s", FMT(term->text))
                      : term->text;
}

// Adds a term unless it is there already or there are too many.
// Result: false when it was there.
static bool add_term(Reader *reader, TermsJob *job, Term term, const Node *node)
{
    Loading *loading = loading_of(reader);
    Arena *scratch = reader->mistakes->scratch;
    ptrdiff_t before = job->known.keys.len;
    bool full = before >= TERMS_MAX || loading->terms >= TERMS_ALL_MAX;
    if (full) {
        if (!loading->too_many) {
            mistake_in(reader, DIAG_C008, node,
                       "more terms than a list (%d) or a codebook (%d) holds",
                       TERMS_MAX, TERMS_ALL_MAX);
        }
        loading->too_many = true;
        return true;
    }
    map_put(&job->known, key_of(&term, scratch), scratch);
    if (job->known.keys.len == before) {
        return false;
    }
    *PUSH(job->terms, reader->arena) = term;
    loading->terms++;
    return true;
}

static void say_twice(Reader *reader, const Node *node, Str text)
{
    mistake_in(reader, DIAG_C012, node, "'%.*s' stands in this list already",
               FMT(shown(reader->mistakes, text)));
}

static void refuse_depth(Reader *reader, const Node *node)
{
    mistake_in(reader, DIAG_C008, node,
               "word lists within word lists more than %d deep",
               LIST_DEPTH_MAX);
}

static void read_wordlist(Reader *reader, WordList *list);

// Puts a word list in the place of "#name".
static void add_list(Reader *reader, TermsJob *job, const Node *node, Str name)
{
    Loading *loading = loading_of(reader);
    int32_t index = look_up(reader, node, &loading->list_names, "word list");
    if (index < 0) {
        return;
    }
    WordList *list = &loading->lists[index];
    if (list->reading) {
        mistake_in(reader, DIAG_C007, node,
                   "the word list '%.*s' leads back to itself",
                   FMT(shown(reader->mistakes, name)));
        return;
    }
    if (loading->nesting == LIST_DEPTH_MAX) {
        refuse_depth(reader, node);
        return;
    }
    read_wordlist(reader, list);
    if (job->depth < list->depth) {
        job->depth = list->depth;
    }
    bool news = list->terms.len == 0;
    for (ptrdiff_t i = 0; i < list->terms.len && !loading->too_many; i++) {
        news = add_term(reader, job, list->terms.at[i], node) || news;
    }
    if (!news) {
        say_twice(reader, node, node->text);
    }
}

static void read_term(Reader *reader, const Node *node, void *to)
{
    TermsJob *job = to;
    Str text;
    if (loading_of(reader)->too_many || !text_of(reader, node, &text)) {
        return;
    }
    if (text.at[0] == '#' && text.len > 1) {
        add_list(reader, job, node, str_slice(text, 1, text.len));
        return;
    }
    bool stem = text.at[0] == '~';
    Str words = stem ? str_trim(str_slice(text, 1, text.len)) : text;
    const char *flaw = flaw_of(words, stem);
    if (flaw) {
        Diag *diag = mistake_in(reader, DIAG_C004, node, "'%.*s' %s",
                                FMT(shown(reader->mistakes, text)), flaw);
        mistake_help(reader->mistakes, diag,
                     S("a term is one or more words, with '*' and '?' inside "
                       "them; for more, write a regex"));
        return;
    }
    Term term = {
        .text = words,
        .stem = stem,
        .place = node_place(node, reader->mistakes),
    };
    if (!add_term(reader, job, term, node)) {
        say_twice(reader, node, text);
    }
}

static void read_terms_job(Reader *reader, const Node *node, TermsJob *job)
{
    if (node->kind == NODE_MAP || (node->kind == NODE_LIST && !node->first)) {
        mistake_in(reader, DIAG_C004, node, "%s wants at least one term",
                   name_of(reader, node));
        return;
    }
    read_each(reader, node, read_term, job);
}

void read_terms(Reader *reader, const Node *node, void *to)
{
    TermsJob job = {.terms = to};
    read_terms_job(reader, node, &job);
}

static void read_wordlist(Reader *reader, WordList *list)
{
    Loading *loading = loading_of(reader);
    if (list->read) {
        return;
    }
    TermsJob job = {.terms = &list->terms};
    list->reading = true;
    loading->nesting++;
    read_terms_job(reader, list->node, &job);
    loading->nesting--;
    list->reading = false;
    list->read = true;
    list->depth = job.depth + 1;
    if (list->depth > LIST_DEPTH_MAX) {
        refuse_depth(reader, list->node);
        list->depth = 1;
    }
}

void read_wordlists(Reader *reader, const Node *node, void *to)
{
    (void)to;
    Loading *loading = loading_of(reader);
    Arena *scratch = reader->mistakes->scratch;
    if (!node_is(reader, node, NODE_MAP)) {
        return;
    }
    loading->lists = NEW_ARRAY(scratch, WordList, node->names->keys.len);
    for (const Node *list = node->first; list; list = list->next) {
        Str id = {0};
        read_id(reader, list->key, &id);
        if (id.len > 0) {
            int32_t index = map_put(&loading->list_names, id, scratch);
            loading->lists[index].node = list;
        }
    }
    for (ptrdiff_t i = 0; i < loading->list_names.keys.len; i++) {
        read_wordlist(reader, &loading->lists[i]);
    }
}
