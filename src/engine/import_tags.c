// The codes that a table gives, as decisions of a coder about whole turns.
#include "engine/import.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/io.h"

// "shared_humanity" of "Shared humanity": the id a table's column stands for.
static Str code_of_column(Str column, Arena *arena)
{
    Buf id = {.arena = arena};
    bool gap = false;
    for (ptrdiff_t i = 0; i < column.len; i++) {
        char c = column.at[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || is_digit(c)) {
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
        diag_add(&study->findings, DIAG_K006, (Place){.file = tagged->file},
                 "%lld codes for document '%.*s' belong to no turn of it",
                 (long long)lost, FMT(tagged->document));
    }
    bool ok = store_add_decisions(study->store, &decisions, &known, err);
    if (ok) {
        study_told(study, &decisions, tagged->file);
    }
    arena_release(&scratch);
    return ok;
}

void import_wait(Waitings *waiting, const Transcript *tagged, Str coder,
                 Arena *arena)
{
    Waiting *one = PUSH(waiting, arena);
    *one = (Waiting){
        .tagged = {.document = str_copy(arena, tagged->document),
                   .file = str_copy(arena, tagged->file)},
        .coder = str_copy(arena, coder),
    };
    for (ptrdiff_t i = 0; i < tagged->tags.len; i++) {
        Tag *tag = PUSH(&one->tagged.tags, arena);
        *tag = tagged->tags.at[i];
        tag->column = str_copy(arena, tag->column);
        tag->code = str_copy(arena, tag->code);
    }
}

// Where all of transcripts/ was read, what was not `read` there is gone.
static bool table_codes(Themata *study, const Waiting *waiting, const Map *read,
                        Err *err)
{
    Arena scratch = {0};
    bool ok = true;
    Document document = {0};
    Err missing = {0};
    const Transcript *tagged = &waiting->tagged;
    bool there = store_document(study->store, tagged->document, &scratch,
                                &document, &missing);
    bool gone = read && str_starts(document.transcript.file, S("transcripts/"));
    if (there && (!gone || map_find(read, tagged->document) >= 0)) {
        ok = import_tags(study, tagged, waiting->coder, &document.transcript,
                         err);
    } else {
        diag_add(&study->findings, DIAG_K006, (Place){.file = tagged->file},
                 "codes for document '%.*s', which is not imported",
                 FMT(tagged->document));
    }
    arena_release(&scratch);
    return ok;
}

bool import_table_codes(Themata *study, const Waitings *waiting,
                        const ImportReport *report, bool whole, Err *err)
{
    Map read = {0};
    for (ptrdiff_t i = 0; whole && i < report->imported.len; i++) {
        const Imported *imported = &report->imported.at[i];
        if (imported->turns > 0) {
            map_put(&read, imported->document, &study->arena);
        }
    }
    for (ptrdiff_t i = 0; i < waiting->len; i++) {
        if (!table_codes(study, &waiting->at[i], whole ? &read : NULL, err)) {
            return false;
        }
    }
    return true;
}
