#include "resolve/resolve.h"

#include "base/map.h"

static int by_place(const void *a, const void *b)
{
    const Memo *x = a, *y = b;
    if (x->document != y->document) {
        return x->document < y->document ? -1 : 1;
    }
    if (x->span.begin != y->span.begin) {
        return x->span.begin < y->span.begin ? -1 : 1;
    }
    return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

// Each place in the order told: qsort need not keep it.
static void sort(Memos *memos, Arena *arena)
{
    Memo *spare = NEW_ARRAY(arena, Memo, memos->len + 1);
    for (ptrdiff_t width = 1; width < memos->len; width *= 2) {
        for (ptrdiff_t from = 0; from < memos->len; from += 2 * width) {
            ptrdiff_t middle = from + width, end = middle + width;
            middle = middle < memos->len ? middle : memos->len;
            end = end < memos->len ? end : memos->len;
            ptrdiff_t left = from, right = middle;
            for (ptrdiff_t to = from; to < end; to++) {
                bool first = right == end || (left < middle &&
                                              by_place(&memos->at[left],
                                                       &memos->at[right]) <= 0);
                spare[to] = memos->at[first ? left++ : right++];
            }
        }
        memcpy(memos->at, spare, (size_t)memos->len * sizeof *spare);
    }
}

static void take_memo(Memos *memos, const Decision *decision, int32_t document,
                      Arena *arena)
{
    *PUSH(memos, arena) = (Memo){
        .document = document,
        .span = decision->span,
        .kind = decision->to,
        .text = decision->why,
        .author = decision->coder,
        .date = decision->date,
        .source = decision->source,
    };
}

static void say_older(const Study *study, const int *older, Diags *diags)
{
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        const Transcript *transcript = &study->documents.at[i].transcript;
        if (older[i] > 0) {
            diag_add(diags, DIAG_O004, (Place){.file = transcript->file},
                     "%d %s on an older text of '%.*s': kept, but not shown "
                     "beside the text as it is now",
                     older[i], older[i] == 1 ? "memo is" : "memos are",
                     FMT(transcript->document));
        }
    }
}

void resolve_memos(Study *study, Arena *arena, Diags *diags)
{
    Arena scratch = {0};
    Map names = {0};
    ptrdiff_t kept = 0;
    Decisions *decisions = &study->decisions;
    int *older = NEW_ARRAY(&scratch, int, study->documents.len + 1);
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        map_put(&names, study->documents.at[i].transcript.document, &scratch);
    }
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        const Decision *decision = &decisions->at[i];
        int32_t document = map_find(&names, decision->document);
        if (decision->action != ACTION_MEMO || document < 0) {
            decisions->at[kept++] = *decision;
            continue;
        }
        const Transcript *transcript =
            &study->documents.at[document].transcript;
        bool now = str_eq(decision->revision, transcript->hash);
        if (now && decision->span.begin != NONE) {
            take_memo(&study->memos, decision, document, arena);
        }
        older[document] += !now && decision->revision.len > 0;
    }
    decisions->len = kept;
    sort(&study->memos, &scratch);
    say_older(study, older, diags);
    arena_release(&scratch);
}
