// Memos: what people wrote beside the words, with the words, for showing.
#include "engine/inside.h"

#include "base/utf8.h"
#include "report/echo.h"

// The documents with their texts, and what may be shown of them; codes do not
// matter here.
static bool read_study(Themata *study, Study *loaded, Err *err)
{
    const Register *declared;
    Diags told = {.arena = &study->arena};
    loaded->codebook = study_roles(study);
    if (!study_heads(study, loaded, &declared, err)) {
        return false;
    }
    study_people(study, loaded, declared);
    study->findings.len = 0; // a run tells them
    for (ptrdiff_t i = 0; loaded->memos.len > 0 && i < loaded->documents.len;
         i++) {
        Document *document = &loaded->documents.at[i];
        if (!store_fill(study->store, document, &study->arena, err)) {
            return false;
        }
        resolve_guard(loaded, document, &study->arena, &told);
    }
    return true;
}

static bool is_known(const Study *loaded, Str name, Arena *arena, Err *err)
{
    Strs names = {0};
    for (ptrdiff_t i = 0; i < loaded->documents.len; i++) {
        *PUSH(&names, arena) = loaded->documents.at[i].transcript.document;
    }
    return strs_find(names, name) >= 0 ||
           err_unknown(err, "document", name, names);
}

static ShownMemo shown_of(const Study *loaded, int32_t index, const Echo *echo,
                          Arena *arena)
{
    const Memo *memo = &loaded->memos.at[index];
    const Document *document = &loaded->documents.at[memo->document];
    Points points = points_of(document->transcript.text);
    Str text = excerpt_memo(loaded, index);
    text = echo_repeats(echo, text, arena) ? EXCERPT_WITHHELD : text;
    return (ShownMemo){
        .memo = memo,
        .excerpt = excerpt_of(loaded, memo->document, memo->span, arena),
        .begin = points_at(&points, memo->span.begin),
        .end = points_at(&points, memo->span.end),
        .text = text,
        .withheld = str_eq(text, EXCERPT_WITHHELD),
    };
}

bool themata_memos(Themata *study, Str document, ShownMemos *memos, Err *err)
{
    Arena *arena = &study->arena;
    Study *loaded = NEW(arena, Study);
    *memos = (ShownMemos){0};
    if (!read_study(study, loaded, err) ||
        (document.len > 0 && !is_known(loaded, document, arena, err))) {
        return false;
    }
    Echo echo = echo_of(loaded, arena);
    for (int32_t i = 0; i < loaded->memos.len; i++) {
        const Memo *memo = &loaded->memos.at[i];
        Str name = loaded->documents.at[memo->document].transcript.document;
        if (document.len == 0 || str_eq(document, name)) {
            *PUSH(memos, arena) = shown_of(loaded, i, &echo, arena);
        }
    }
    return true;
}
