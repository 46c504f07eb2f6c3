// Comments and highlights in a document, as decisions of who set them: codings
// where they name codes, else memos.
#include "engine/import.h"

#include "base/buf.h"
#include "codebook/load.h"

typedef struct Taking {
    const Transcript *said;
    const RemarkChoice *choice;
    const Codebook *codebook;
    Str coder; // of remarks that name nobody
    Decisions decisions;
    Map unknown; // colours that mean no code
    Ints counts; // how often each
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

static Str replaced(Str words, const char *from, char to, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < words.len; i++) {
        bool meant = strchr(from, words.at[i]) != NULL;
        buf_char(&out, meant ? to : words.at[i]);
    }
    return buf_str(&out);
}

static Decision *decide(Taking *taking, const Remark *remark, Action action,
                        Span span, int32_t turn)
{
    Decision *decision = PUSH(&taking->decisions, &taking->scratch);
    *decision = (Decision){
        .action = action,
        .document = taking->said->document,
        .quote = transcript_text(taking->said, span),
        .turn = turn + 1,
        .coder = remark->author.len > 0 ? remark->author : taking->coder,
        .date = decision_date_fits(remark->date) ? remark->date : (Str){0},
        .revision = taking->said->hash,
        .span = span,
        .span_to = {NONE, NONE},
    };
    return decision;
}

// ---- codings

// What of a remark is in a turn; all of the turn where it points between
// characters.  Empty where there is nothing of it.
static Span span_in(const Remark *remark, const Turn *turn)
{
    Span span = remark->span;
    if (span.begin == span.end) {
        return turn->span;
    }
    span.begin = span.begin < turn->span.begin ? turn->span.begin : span.begin;
    span.end = span.end > turn->span.end ? turn->span.end : span.end;
    return span;
}

// One coding of each turn that the remark spans; of the turn before it where it
// is about nothing that was said.
static void add_codings(Taking *taking, const Remark *remark, Str code, Str why)
{
    const Turns *turns = &taking->said->turns;
    int32_t first = transcript_turn_at(taking->said, remark->span.begin);
    bool any = false;
    for (int32_t i = first < 0 ? 0 : first; i < turns->len; i++) {
        Span span = span_in(remark, &turns->at[i]);
        if (i > first && turns->at[i].span.begin >= remark->span.end) {
            break;
        }
        if (span.begin < span.end) {
            Decision *coding = decide(taking, remark, ACTION_ADD, span, i);
            coding->code = code;
            coding->why = why;
            any = true;
        }
    }
    if (!any && first != NONE) {
        Decision *coding =
            decide(taking, remark, ACTION_ADD, turns->at[first].span, first);
        coding->code = code;
        coding->why = why;
    }
}

// The codes that a line names: itself, or all that stands between its commas.
// One comma may stand in any sentence, so that all must be codes.
static Ints codes_of(Taking *taking, Str line)
{
    Ints codes = {0};
    int32_t whole = code_named(taking->codebook, line);
    if (whole != NONE) {
        *PUSH(&codes, &taking->scratch) = whole;
        return codes;
    }
    for (Str part; line.len > 0;) {
        str_cut(&line, ',', &part);
        int32_t code = code_named(taking->codebook, part);
        if (code == NONE) {
            return (Ints){0};
        }
        *PUSH(&codes, &taking->scratch) = code;
    }
    return codes;
}

// True when a comment names a code.
static bool take_codes(Taking *taking, const Remark *remark)
{
    Arena *scratch = &taking->scratch;
    Str rest = replaced(remark->text, ";\n", ';', scratch), line;
    Str why = replaced(remark->text, "\n\t", ' ', scratch);
    bool named = false;
    while (rest.len > 0) {
        str_cut(&rest, ';', &line);
        Ints codes = codes_of(taking, line);
        for (ptrdiff_t i = 0; i < codes.len; i++) {
            Str id = taking->codebook->codes.at[codes.at[i]].id;
            add_codings(taking, remark, id, why);
            named = true;
        }
    }
    return named;
}

static Str highlighted(Taking *taking, const Remark *remark)
{
    return str_format(&taking->scratch, "highlighted in %.*s",
                      FMT(colour_called(remark->colour)));
}

// True when a highlight's colour means a code.
static bool take_highlight(Taking *taking, const Remark *remark)
{
    Str code = highlight_code(&taking->choice->highlights, remark->colour);
    if (code.len > 0) {
        add_codings(taking, remark, code, highlighted(taking, remark));
        return true;
    }
    int32_t colour = map_put(&taking->unknown, colour_called(remark->colour),
                             &taking->scratch);
    if (colour == taking->counts.len) {
        *PUSH(&taking->counts, &taking->scratch) = 0;
    }
    taking->counts.at[colour]++;
    return false;
}

// ---- memos

static Str kind_of(Taking *taking, const Remark *remark)
{
    Buf kind = {.arena = &taking->scratch};
    if (remark->colour.len > 0) {
        buf_format(&kind, "highlight %.*s", FMT(colour_called(remark->colour)));
    } else if (remark->column.len > 0) {
        buf_format(&kind, "column %.*s", FMT(remark->column));
    } else if (remark->reply) {
        buf_format(&kind, "reply%s%.*s", remark->answers.len > 0 ? " to " : "",
                   FMT(remark->answers));
    } else {
        buf_add(&kind, S("comment"));
    }
    buf_add(&kind, remark->resolved ? S(", resolved") : S(""));
    return buf_str(&kind);
}

// The words that a memo is about, or its turn; the first words of the document
// for what stands before all that was said.
static Span place_of(const Transcript *said, const Remark *remark,
                     int32_t *turn)
{
    *turn = transcript_turn_at(said, remark->span.begin);
    if (remark->span.begin == remark->span.end) {
        *turn = *turn == NONE ? 0 : *turn;
        return said->turns.at[*turn].span;
    }
    bool inside =
        *turn != NONE && remark->span.begin < said->turns.at[*turn].span.end;
    *turn = inside ? *turn : NONE;
    return remark->span;
}

static void take_memo(Taking *taking, const Remark *remark)
{
    int32_t turn;
    Span span = place_of(taking->said, remark, &turn);
    Decision *memo = decide(taking, remark, ACTION_MEMO, span, turn);
    memo->to = kind_of(taking, remark);
    memo->why =
        remark->colour.len > 0 ? highlighted(taking, remark) : remark->text;
}

// ---- all of them

static void take_remark(Taking *taking, const Remark *remark)
{
    RemarkKeeping keeping = taking->choice->keeping;
    bool highlight = remark->colour.len > 0;
    bool taken = highlight
                     ? take_highlight(taking, remark)
                     : keeping == KEEP_CODINGS && take_codes(taking, remark);
    bool empty = !highlight && remark->text.len == 0;
    if (!taken && !empty && keeping >= KEEP_MEMOS) {
        take_memo(taking, remark);
    }
}

// Colours that nobody gave a meaning, where others have one.
static void say_unknown(Themata *study, const Taking *taking)
{
    Buf colours = {.arena = &study->arena};
    for (ptrdiff_t i = 0; i < taking->counts.len; i++) {
        buf_format(&colours, "%s%.*s %d", i > 0 ? ", " : "",
                   FMT(taking->unknown.keys.at[i]), (int)taking->counts.at[i]);
    }
    Str all = buf_str(&colours);
    if (all.len > 0 && taking->choice->highlights.len > 0) {
        Diag *diag = diag_add(
            &study->findings, DIAG_T024, (Place){.file = taking->said->file},
            "highlights in colours that mean no code: %.*s", FMT(all));
        diag->help = S("--highlight COLOUR=CODE says what a colour means; give "
                       "all of them together");
    }
}

static void count(TakenRemarks *taken, const Decisions *decisions)
{
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        bool memo = decisions->at[i].action == ACTION_MEMO;
        taken->memos += memo;
        taken->codings += !memo;
    }
}

bool import_remarks(Themata *study, const Transcript *said, RemarksWith *with,
                    Str coder, Err *err)
{
    Taking taking = {.said = said,
                     .choice = &with->choice,
                     .codebook = with->codebook,
                     .coder = coder};
    ptrdiff_t known;
    for (ptrdiff_t i = 0; said->turns.len > 0 && i < said->remarks.len; i++) {
        take_remark(&taking, &said->remarks.at[i]);
    }
    count(&with->taken, &taking.decisions);
    say_unknown(study, &taking);
    bool ok = taking.decisions.len == 0 ||
              store_add_decisions(study->store, &taking.decisions, &known, err);
    if (ok) {
        study_told(study, &taking.decisions, said->file);
    }
    arena_release(&taking.scratch);
    return ok;
}
