#include "resolve/resolve.h"

#include "base/map.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const Memo *x = a, *y = b;
    if (x->document != y->document) {
        return x->document < y->document ? -1 : 1;
    }
    if (x->span.begin != y->span.begin) {
        return x->span.begin < y->span.begin ? -1 : 1;
    }
    if (x->span.end != y->span.end) {
        return x->span.end < y->span.end ? -1 : 1;
    }
    return (x->told > y->told) - (x->told < y->told);
}

static void take_memo(Memos *memos, const Decision *decision, int32_t document,
                      Arena *arena)
{
    int32_t told = (int32_t)memos->len;
    *PUSH(memos, arena) = (Memo){
        .document = document,
        .span = decision->span,
        .kind = decision->to,
        .text = decision->why,
        .author = decision->coder,
        .date = decision->date,
        .source = decision->source,
        .told = told,
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
    if (study->memos.len > 0) {
        qsort(study->memos.at, (size_t)study->memos.len,
              sizeof *study->memos.at, by_place);
    }
    say_older(study, older, diags);
    arena_release(&scratch);
}
