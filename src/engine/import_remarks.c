// Comments in a document that name codes, as decisions of who wrote them.
#include "engine/import.h"

#include "base/buf.h"

typedef struct Taking {
    const Transcript *said;
    const Codebook *codebook;
    Str coder; // of comments that name nobody
    Decisions decisions;
    Arena scratch;
} Taking;

// The code that words name by its id or its label, or NONE.
static int32_t code_named(const Codebook *codebook, Str words)
{
    words = str_trim(words);
    words = str_starts(words, S("#")) ? str_slice(words, 1, words.len) : words;
    for (ptrdiff_t i = 0; words.len > 0 && i < codebook->codes.len; i++) {
        const Code *code = &codebook->codes.at[i];
        if (str_eq_nocase(words, code->id) ||
            str_eq_nocase(words, code->label)) {
            return (int32_t)i;
        }
    }
    return NONE;
}

static Str with(Str words, const char *from, char to, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < words.len; i++) {
        bool meant = strchr(from, words.at[i]) != NULL;
        buf_char(&out, meant ? to : words.at[i]);
    }
    return buf_str(&out);
}

// What a remark is about in the turn where it begins; the turn where it points
// between characters.
static Span span_in(const Remark *remark, const Turn *turn)
{
    Span span = remark->span;
    span.begin = span.begin < turn->span.begin ? turn->span.begin : span.begin;
    span.end = span.end > turn->span.end ? turn->span.end : span.end;
    return span.begin < span.end ? span : turn->span;
}

// True when a remark names a code and is about something said.
static bool take_remark(Taking *taking, const Remark *remark)
{
    const Transcript *said = taking->said;
    Arena *scratch = &taking->scratch;
    int32_t turn = transcript_turn_at(said, remark->span.begin);
    Str rest = with(remark->text, ";,\n", ';', scratch), part;
    bool named = false;
    while (turn != NONE && rest.len > 0) {
        str_cut(&rest, ';', &part);
        int32_t code = code_named(taking->codebook, part);
        if (code == NONE) {
            continue;
        }
        Span span = span_in(remark, &said->turns.at[turn]);
        named = true;
        *PUSH(&taking->decisions, scratch) = (Decision){
            .action = ACTION_ADD,
            .document = said->document,
            .code = taking->codebook->codes.at[code].id,
            .quote = transcript_text(said, span),
            .turn = turn + 1,
            .coder = remark->author.len > 0 ? remark->author : taking->coder,
            .why = with(remark->text, "\n\t", ' ', scratch),
            .revision = said->hash,
            .span = span,
            .span_to = {NONE, NONE},
        };
    }
    return named;
}

bool import_remarks(Themata *study, const Transcript *said, Str coder, Err *err)
{
    Taking taking = {
        .said = said, .codebook = study_roles(study), .coder = coder};
    int64_t left = 0;
    ptrdiff_t known;
    for (ptrdiff_t i = 0; i < said->remarks.len; i++) {
        const Remark *remark = &said->remarks.at[i];
        left += !take_remark(&taking, remark) && remark->text.len > 0;
    }
    if (left > 0) {
        diag_add(&study->findings, DIAG_T024, (Place){.file = said->file},
                 "%lld comment(s) name no code of the codebook and are left "
                 "out",
                 (long long)left);
    }
    bool ok = store_add_decisions(study->store, &taking.decisions, &known, err);
    if (ok) {
        study_told(study, &taking.decisions, said->file);
    }
    arena_release(&taking.scratch);
    return ok;
}
