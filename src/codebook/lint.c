// What is no mistake and yet worth a look.
#include "codebook/loading.h"

static void lint_code(Reader *reader, const Code *code, bool is_parent)
{
    Mistakes *mistakes = reader->mistakes;
    bool speaks = code->kind == KIND_THEME || kind_is_valence(code->kind);
    if (speaks && code->definition.len == 0) {
        Diag *diag =
            mistake(mistakes, DIAG_C009, code->place,
                    "the code '%.*s' has no definition", FMT(code->id));
        mistake_help(mistakes, diag,
                     S("say in a sentence what it stands for, so that "
                       "another coder would use it alike"));
    }
    if (code->rules == 0 && !is_parent) {
        Diag *diag = mistake(mistakes, DIAG_C010, code->place,
                             "the code '%.*s' has no rule", FMT(code->id));
        mistake_help(mistakes, diag, S("only people can give it"));
    }
    if (code->rules > 0 && code->examples.len == 0) {
        Diag *diag = mistake(mistakes, DIAG_C011, code->place,
                             "the code '%.*s' has no example", FMT(code->id));
        mistake_help(mistakes, diag,
                     S("a sentence that must be coded is a test of its "
                       "rules"));
    }
}

void lint(Reader *reader)
{
    const Loading *loading = reader->job;
    const Codes *codes = &loading->codebook->codes;
    bool *is_parent = NEW_ARRAY(reader->mistakes->scratch, bool, codes->len);
    for (ptrdiff_t i = 0; i < codes->len; i++) {
        if (codes->at[i].parent != NONE) {
            is_parent[codes->at[i].parent] = true;
        }
    }
    for (ptrdiff_t i = 0; i < codes->len; i++) {
        lint_code(reader, &codes->at[i], is_parent[i]);
    }
}
