#include "resolve/vote.h"

#include "base/buf.h"
#include "resolve/resolve.h"

typedef struct Made { // candidates that people make
    Candidate *at;
    ptrdiff_t len, cap;
} Made;

Place decision_place(const Resolving *resolving, const Decision *decision)
{
    if (decision->place.file.len > 0) {
        return decision->place;
    }
    int32_t turn = transcript_turn_at(&resolving->document->transcript,
                                      decision->span.begin);
    return (Place){
        .file = resolving->document->transcript.file,
        .line = turn == NONE
                    ? 0
                    : resolving->document->transcript.turns.at[turn].line,
    };
}

// The number of a code's id, or NONE with a finding.
static int32_t code_of(const Resolving *resolving, const Decision *decision,
                       Str id)
{
    int32_t code = map_find(&resolving->codes, id);
    if (code < 0) {
        Diag *diag = diag_add(
            resolving->diags, DIAG_O006, decision_place(resolving, decision),
            "%.*s decided about '%.*s' in '%.*s', a code "
            "that the codebook lacks",
            FMT(decision->coder), FMT(id), FMT(decision->document));
        Str near = nearest_name(id, resolving->codes.keys);
        diag->help = near.len > 0
                         ? str_format(resolving->diags->arena,
                                      "did you mean '%.*s'?", FMT(near))
                         : S("write the code into the codebook, or decide "
                             "about another one");
        return NONE;
    }
    return code;
}

static bool lies_in(const Transcript *transcript, Span span)
{
    return span.begin >= 0 && span.begin < span.end &&
           span.end <= transcript->text.len;
}

// True for a decision on this very text whose quotes were found.
static bool applies(const Resolving *resolving, const Decision *decision)
{
    const Transcript *transcript = &resolving->document->transcript;
    return str_eq(decision->document, transcript->document) &&
           (decision->revision.len == 0 ||
            str_eq(decision->revision, transcript->hash)) &&
           lies_in(transcript, decision->span) &&
           (decision->action != ACTION_MOVE ||
            lies_in(transcript, decision->span_to));
}

static void cast(Resolving *resolving, const Decision *decision, Vote vote)
{
    vote.decision = decision;
    vote.coder =
        map_put(&resolving->votes.coders, decision->coder, resolving->arena);
    *PUSH(&resolving->votes, resolving->arena) = vote;
}

static void make(Resolving *resolving, Made *made, int32_t code, Span span)
{
    *PUSH(made, resolving->arena) = (Candidate){.code = code, .span = span};
}

// A plus for `span`; a candidate is made unless a rule coded all of it.
static void cast_plus(Resolving *resolving, const Decision *decision,
                      int32_t code, Span span, Made *made)
{
    const Candidates *all = &resolving->candidates;
    cast(resolving, decision, (Vote){code, span, true, WEIGH_PLUS, 0, NULL});
    if (!overlaps_hold(&all->overlaps, span, all->first[code],
                       all->first[code + 1])) {
        make(resolving, made, code, span);
    }
}

static void cast_minus(Resolving *resolving, const Decision *decision,
                       int32_t code)
{
    cast(resolving, decision,
         (Vote){code, decision->span, false, WEIGH_MINUS, 0, NULL});
}

static void cast_recode(Resolving *resolving, const Decision *decision,
                        int32_t code, Made *made)
{
    int32_t to = code_of(resolving, decision, decision->to);
    if (to == NONE) {
        return;
    }
    cast_minus(resolving, decision, code);
    const Candidates *all = &resolving->candidates;
    ptrdiff_t until = all->first[code + 1];
    ptrdiff_t i =
        overlaps_next(&all->overlaps, decision->span, all->first[code], until);
    if (i == until) {
        cast_plus(resolving, decision, to, decision->span, made);
    }
    while (i < until) {
        cast_plus(resolving, decision, to, all->at[i].span, made);
        i = overlaps_next(&all->overlaps, decision->span, i + 1, until);
    }
}

static void cast_move(Resolving *resolving, const Decision *decision,
                      int32_t code, Made *made)
{
    Span to = decision->span_to;
    cast_minus(resolving, decision, code);
    cast(resolving, decision, (Vote){code, to, true, WEIGH_EXACT, 0, NULL});
    cast(resolving, decision, (Vote){code, to, true, WEIGH_OVERLAP, 0, NULL});
    make(resolving, made, code, to);
}

static void cast_all(Resolving *resolving, const Decision *decision,
                     int32_t code, Made *made)
{
    switch (decision->action) {
    case ACTION_ADD:
        cast_plus(resolving, decision, code, decision->span, made);
        break;
    case ACTION_CONFIRM: // makes a candidate later, where nothing is
        cast(resolving, decision,
             (Vote){code, decision->span, true, WEIGH_PLUS, 0, NULL});
        break;
    case ACTION_REMOVE:
        cast_minus(resolving, decision, code);
        break;
    case ACTION_RECODE:
        cast_recode(resolving, decision, code, made);
        break;
    case ACTION_MOVE:
        cast_move(resolving, decision, code, made);
        break;
    case ACTION_MEMO:
    case ACTIONS:
        break;
    }
}

static bool nothing_there(const Resolving *resolving, const Vote *vote)
{
    const Candidates *all = &resolving->candidates;
    ptrdiff_t until = all->first[vote->code + 1];
    return overlaps_next(&all->overlaps, vote->span, all->first[vote->code],
                         until) == until;
}

static void say_nothing_there(const Resolving *resolving, const Vote *vote)
{
    const Decision *decision = vote->decision;
    bool confirms = decision->action == ACTION_CONFIRM;
    int32_t turn = transcript_turn_at(&resolving->document->transcript,
                                      decision->span.begin);
    diag_add(resolving->diags, DIAG_O005, decision_place(resolving, decision),
             "nothing is coded '%.*s' in '%.*s', %s %d, where %.*s decided "
             "to %s it%s",
             FMT(decision->code), FMT(decision->document),
             transcript_part(&resolving->document->transcript), turn + 1,
             FMT(decision->coder), action_name(decision->action),
             confirms ? "; it was added" : "");
}

// Confirming what nobody coded adds it; taking away what is not there is idle.
static void settle_idle(Resolving *resolving)
{
    Made made = {0};
    const Votes *votes = &resolving->votes;
    for (ptrdiff_t i = 0; i < votes->len; i++) {
        const Vote *vote = &votes->at[i];
        if (vote->decision->action == ACTION_CONFIRM &&
            nothing_there(resolving, vote)) {
            say_nothing_there(resolving, vote);
            make(resolving, &made, vote->code, vote->span);
        }
    }
    candidates_add(resolving, made.at, made.len);
    for (ptrdiff_t i = 0; i < votes->len; i++) {
        if (!votes->at[i].plus && nothing_there(resolving, &votes->at[i])) {
            say_nothing_there(resolving, &votes->at[i]);
        }
    }
}

// What a decision says, whatever text it was made on.
static Str words_of(const Decision *decision, Arena *arena)
{
    return str_format(arena, "%s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s",
                      action_name(decision->action), FMT(decision->code),
                      FMT(decision->to), FMT(decision->quote),
                      FMT(decision->quote_to), FMT(decision->before),
                      FMT(decision->after), FMT(decision->coder));
}

static bool is_older(const Resolving *resolving, const Decision *decision)
{
    const Transcript *transcript = &resolving->document->transcript;
    return str_eq(decision->document, transcript->document) &&
           decision->revision.len > 0 &&
           !str_eq(decision->revision, transcript->hash);
}

// Decisions that wait on an older text are said once for the document; those
// that were made again on this one do not wait.
static void say_older(const Resolving *resolving, const Decisions *decisions)
{
    Map again = {0};
    int older = 0;
    for (ptrdiff_t i = 0; i < resolving->votes.len; i++) {
        Str words = words_of(resolving->votes.at[i].decision, resolving->arena);
        map_put(&again, words, resolving->arena);
    }
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        const Decision *decision = &decisions->at[i];
        older += is_older(resolving, decision) &&
                 map_find(&again, words_of(decision, resolving->arena)) < 0;
    }
    const Transcript *transcript = &resolving->document->transcript;
    if (older > 0) {
        diag_add(resolving->diags, DIAG_O004, (Place){.file = transcript->file},
                 "%d %s on an older text of '%.*s': kept, but not applied to "
                 "the text as it is now",
                 older, older == 1 ? "decision is" : "decisions are",
                 FMT(transcript->document));
    }
}

void votes_take(Resolving *resolving, const Decisions *decisions)
{
    Made made = {0};
    bool older = false;
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        const Decision *decision = &decisions->at[i];
        older = older || is_older(resolving, decision);
        if (!applies(resolving, decision)) {
            continue;
        }
        int32_t code = code_of(resolving, decision, decision->code);
        if (code != NONE) {
            cast_all(resolving, decision, code, &made);
        }
    }
    candidates_add(resolving, made.at, made.len);
    settle_idle(resolving);
    if (older) {
        say_older(resolving, decisions);
    }
}
