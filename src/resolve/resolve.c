#include "resolve/resolve.h"

#include "base/buf.h"
#include "resolve/vote.h"

#include <stdlib.h>

typedef struct Opinion { // what a coder last said of a candidate
    ptrdiff_t candidate;
    bool plus;
    const Decision *decision;
} Opinion;

typedef struct Opinions {
    Opinion *at;
    ptrdiff_t len, cap;
} Opinions;

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

// One coder's votes on one code stand together, the newest first.
static int by_coder(const void *a, const void *b)
{
    const Vote *left = a, *right = b;
    int order = compare(left->code, right->code);
    order = order != 0 ? order : compare(left->coder, right->coder);
    order = order != 0
                ? order
                : compare(right->decision->sequence, left->decision->sequence);
    order = order != 0 ? order : compare(right->weighing, left->weighing);
    order = order != 0 ? order : compare(left->span.begin, right->span.begin);
    return order != 0 ? order : compare(left->span.end, right->span.end);
}

static int by_candidate(const void *a, const void *b)
{
    const Opinion *left = a, *right = b;
    int order = compare(left->candidate, right->candidate);
    return order != 0
               ? order
               : str_compare(left->decision->coder, right->decision->coder);
}

// What this vote says of the candidates on which its coder has not yet been
// heard; those are taken out until all votes of the coder are through.
static void hear(Resolving *resolving, const Vote *vote, Opinions *opinions)
{
    Candidates *all = &resolving->candidates;
    ptrdiff_t until = all->first[vote->code + 1];
    ptrdiff_t i = overlaps_next(&all->overlaps, vote->span,
                                all->first[vote->code], until);
    while (i < until) {
        Span span = all->at[i].span;
        if (vote->weighing != WEIGH_EXACT ||
            (span.begin == vote->span.begin && span.end == vote->span.end)) {
            overlaps_take(&all->overlaps, i);
            *PUSH(opinions, resolving->arena) =
                (Opinion){i, vote->plus, vote->decision};
        }
        i = overlaps_next(&all->overlaps, vote->span, i + 1, until);
    }
}

static Opinions opinions_of(Resolving *resolving)
{
    Votes *votes = &resolving->votes;
    Opinions opinions = {0};
    ptrdiff_t heard = 0; // opinions of earlier coders
    if (votes->len > 0) {
        qsort(votes->at, (size_t)votes->len, sizeof *votes->at, by_coder);
    }
    for (ptrdiff_t i = 0; i < votes->len; i++) {
        const Vote *vote = &votes->at[i];
        hear(resolving, vote, &opinions);
        bool last = i + 1 == votes->len || vote[1].code != vote->code ||
                    vote[1].coder != vote->coder;
        for (; last && heard < opinions.len; heard++) {
            overlaps_put_back(&resolving->candidates.overlaps,
                              opinions.at[heard].candidate);
        }
    }
    if (opinions.len > 0) {
        qsort(opinions.at, (size_t)opinions.len, sizeof *opinions.at,
              by_candidate);
    }
    return opinions;
}

// "anna, bo"
static Str coders_of(const Opinion *opinions, ptrdiff_t len, Arena *arena)
{
    if (len == 1) {
        return opinions[0].decision->coder;
    }
    Buf names = {.arena = arena};
    for (ptrdiff_t i = 0; i < len; i++) {
        buf_add(&names, i > 0 ? S(", ") : (Str){0});
        buf_add(&names, opinions[i].decision->coder);
    }
    return buf_str(&names);
}

static const Decision *newest_of(const Opinion *opinions, ptrdiff_t len)
{
    const Decision *newest = opinions[0].decision;
    for (ptrdiff_t i = 1; i < len; i++) {
        if (opinions[i].decision->sequence > newest->sequence) {
            newest = opinions[i].decision;
        }
    }
    return newest;
}

static void say_disputed(const Resolving *resolving, const Coding *coding,
                         const Opinion *opinions, ptrdiff_t len)
{
    Arena arena = {0};
    Buf who = {.arena = &arena};
    for (ptrdiff_t i = 0; i < len; i++) {
        const Decision *decision = opinions[i].decision;
        buf_format(&who, "%s%.*s says %s", i > 0 ? ", " : "",
                   FMT(decision->coder), action_name(decision->action));
    }
    Str said = buf_str(&who);
    diag_add(resolving->diags, DIAG_O003,
             decision_place(resolving, newest_of(opinions, len)),
             "coders disagree on '%.*s' in '%.*s', %s %d: %.*s",
             FMT(resolving->codebook->codes.at[coding->code].id),
             FMT(resolving->document->transcript.document),
             transcript_part(&resolving->document->transcript),
             coding->turn + 1, FMT(said));
    arena_release(&arena);
}

static void apply_opinions(const Resolving *resolving, Coding *coding,
                           const Opinion *opinions, ptrdiff_t len)
{
    ptrdiff_t plus = 0;
    for (ptrdiff_t i = 0; i < len; i++) {
        plus += opinions[i].plus;
    }
    coding->coder = coders_of(opinions, len, resolving->kept);
    const Decision *newest = newest_of(opinions, len);
    coding->why = newest->why;
    coding->about[0] = newest->span;
    coding->about[1] =
        newest->action == ACTION_MOVE ? newest->span_to : (Span){0};
    coding->disputed = plus > 0 && plus < len;
    if (coding->disputed) {
        say_disputed(resolving, coding, opinions, len);
    } else if (plus == 0) {
        coding->status = STATUS_REMOVED;
    } else if (coding->origin == ORIGIN_RULE) {
        coding->status = STATUS_CONFIRMED;
    }
}

// A candidate as a coding that nobody has spoken of.
static Coding coding_of(const Resolving *resolving, const Candidate *candidate,
                        int32_t *hit_index)
{
    const Hits *hits = &resolving->document->hits;
    Coding coding = {
        .code = candidate->code,
        .span = candidate->span,
        .turn = transcript_turn_at(&resolving->document->transcript,
                                   candidate->span.begin),
        .origin = candidate->by_rule ? ORIGIN_RULE : ORIGIN_CODER,
        .status = candidate->by_rule ? STATUS_CODED : STATUS_ADDED,
        .first_hit = candidate->by_rule ? hit_index[0] : NONE,
        .hits = candidate->hits,
        .hit_index = candidate->by_rule ? hit_index : NULL,
    };
    Context most = candidate->by_rule ? CONTEXTS : CONTEXT_AFFIRMED;
    for (int32_t i = 0; i < candidate->hits; i++) {
        Context context = hits->at[hit_index[i]].context;
        most = context < most ? context : most;
    }
    coding.context = most;
    return coding;
}

static int by_place(const void *a, const void *b)
{
    const Coding *left = a, *right = b;
    int order = compare(left->span.begin, right->span.begin);
    order = order != 0 ? order : compare(left->span.end, right->span.end);
    return order != 0 ? order : compare(left->code, right->code);
}

static void take_codings(const Resolving *resolving, int32_t index,
                         const Opinions *opinions, Codings *codings)
{
    const Candidates *all = &resolving->candidates;
    ptrdiff_t first = codings->len, next = 0;
    for (ptrdiff_t i = 0; i < all->len; i++) {
        const Candidate *candidate = &all->at[i];
        Coding *coding = PUSH(codings, resolving->kept);
        *coding =
            coding_of(resolving, candidate, all->hit_index + candidate->first);
        coding->document = index;
        ptrdiff_t begin = next;
        while (next < opinions->len && opinions->at[next].candidate == i) {
            next++;
        }
        if (next > begin) {
            apply_opinions(resolving, coding, opinions->at + begin,
                           next - begin);
        }
    }
    if (codings->len > first) {
        qsort(codings->at + first, (size_t)(codings->len - first),
              sizeof *codings->at, by_place);
    }
}

void resolve_document(int32_t index, const Document *document,
                      const Codebook *codebook, const Decisions *decisions,
                      Arena *arena, Codings *codings, Diags *diags)
{
    Arena scratch = {0};
    Resolving resolving = {
        .document = document,
        .codebook = codebook,
        .arena = &scratch,
        .kept = arena,
        .diags = diags,
    };
    if (decisions->len == 0) {
        codings_by_rule(&resolving, index, codings);
        arena_release(&scratch);
        return;
    }
    candidates_by_rule(&resolving);
    for (ptrdiff_t i = 0; i < codebook->codes.len; i++) {
        map_put(&resolving.codes, codebook->codes.at[i].id, &scratch);
    }
    votes_take(&resolving, decisions);
    Opinions opinions = opinions_of(&resolving);
    take_codings(&resolving, index, &opinions, codings);
    arena_release(&scratch);
}

static Map names_of(const Documents *documents, Arena *arena)
{
    Map names = {0};
    for (ptrdiff_t i = 0; i < documents->len; i++) {
        map_put(&names, documents->at[i].transcript.document, arena);
    }
    return names;
}

Decisions *resolve_groups(const Study *study, Arena *arena)
{
    Arena scratch = {0};
    ptrdiff_t documents = study->documents.len;
    Map names = names_of(&study->documents, &scratch);
    Decisions *groups = NEW_ARRAY(arena, Decisions, documents + 1);
    for (ptrdiff_t i = 0; i < study->decisions.len; i++) {
        const Decision *decision = &study->decisions.at[i];
        int32_t document = map_find(&names, decision->document);
        *PUSH(&groups[document < 0 ? documents : document], arena) = *decision;
    }
    arena_release(&scratch);
    return groups;
}

void resolve_unknown(const Study *study, const Decisions *decisions,
                     Diags *diags)
{
    Arena scratch = {0};
    Map unknown = {0};
    int32_t *counts = NEW_ARRAY(&scratch, int32_t, decisions->len);
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        counts[map_put(&unknown, decisions->at[i].document, &scratch)]++;
    }
    Map names = {0};
    if (unknown.keys.len > 0) {
        names = names_of(&study->documents, &scratch);
    }
    for (ptrdiff_t i = 0; i < unknown.keys.len; i++) {
        Str name = unknown.keys.at[i];
        Diag *diag = diag_add(diags, DIAG_O001, (Place){0},
                              "%d decision%s about '%.*s', which is not among "
                              "the documents",
                              (int)counts[i], counts[i] == 1 ? " is" : "s are",
                              FMT(name));
        Str near = nearest_name(name, names.keys);
        if (near.len > 0) {
            diag->help =
                str_format(diags->arena, "did you mean '%.*s'?", FMT(near));
        }
    }
    arena_release(&scratch);
}

void resolve_study(Study *study, Arena *arena, Diags *diags)
{
    Arena scratch = {0};
    ptrdiff_t documents = study->documents.len;
    Decisions *groups = resolve_groups(study, &scratch);
    study->codings = (Codings){0};
    for (ptrdiff_t i = 0; i < documents; i++) {
        resolve_document((int32_t)i, &study->documents.at[i], study->codebook,
                         &groups[i], arena, &study->codings, diags);
    }
    resolve_unknown(study, &groups[documents], diags);
    arena_release(&scratch);
}
