// The codes that a table gives, as decisions of a coder about whole turns.
#include "engine/import.h"

#include "base/buf.h"
#include "base/io.h"

// "shared_humanity" of "Shared humanity": the id a table's column stands for.
static Str code_of_column(Str column, Arena *arena)
{
    Buf id = {.arena = arena};
    bool gap = false;
    for (ptrdiff_t i = 0; i < column.len; i++) {
        char c = column.at[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && id.len > 0) {
                buf_char(&id, '_');
            }
            buf_char(&id, upper ? (char)(c + ('a' - 'A')) : c);
            gap = false;
        } else {
            gap = true;
        }
    }
    return buf_str(&id);
}

// The turn a tag means: its own, or the one that came from its column.
static int32_t turn_of_tag(const Tag *tag, const Transcript *transcript)
{
    if (tag->turn != NONE) {
        return tag->turn;
    }
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        if (str_eq_nocase(transcript->turns.at[i].column, tag->column)) {
            return (int32_t)i;
        }
    }
    return NONE;
}

bool import_tags(Themata *study, const Transcript *tagged, Str coder,
                 const Transcript *said, Err *err)
{
    Arena scratch = {0};
    Decisions decisions = {0};
    ptrdiff_t known, lost = 0;
    for (ptrdiff_t i = 0; i < tagged->tags.len; i++) {
        const Tag *tag = &tagged->tags.at[i];
        int32_t turn = turn_of_tag(tag, said);
        if (turn == NONE) {
            lost++;
            continue;
        }
        Span span = said->turns.at[turn].span;
        *PUSH(&decisions, &scratch) = (Decision){
            .action = ACTION_ADD,
            .document = said->document,
            .code = code_of_column(tag->code, &scratch),
            .quote = transcript_text(said, span),
            .turn = turn + 1,
            .coder = coder,
            .why = str_format(&scratch, "column '%.*s' of %.*s", FMT(tag->code),
                              FMT(path_base(tagged->file))),
            .revision = said->hash,
            .span = span,
            .span_to = {NONE, NONE},
        };
    }
    if (lost > 0) {
        diag_add(&study->findings, DIAG_K001, (Place){.file = tagged->file},
                 "%lld codes for document '%.*s' belong to no turn of it",
                 (long long)lost, FMT(tagged->document));
    }
    bool ok = store_add_decisions(study->store, &decisions, &known, err);
    arena_release(&scratch);
    return ok;
}

bool import_table_codes(Themata *study, const Transcript *tagged, Str coder,
                        Err *err)
{
    Arena scratch = {0};
    bool ok = true;
    Document document = {0};
    Err missing = {0};
    if (store_document(study->store, tagged->document, &scratch, &document,
                       &missing)) {
        ok = import_tags(study, tagged, coder, &document.transcript, err);
    } else {
        diag_add(&study->findings, DIAG_K001, (Place){.file = tagged->file},
                 "codes for document '%.*s', which is not imported",
                 FMT(tagged->document));
    }
    arena_release(&scratch);
    return ok;
}
