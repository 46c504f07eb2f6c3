#include "match/context.h"

#include "base/io.h"
#include "context_table.h"
#include "interview_kit.h"
#include "match/pattern.h"

#include <stdio.h>

// ---- contexts and policies

START_TEST(test_policy)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("en")};
    Diags diags = {.arena = &arena};
    Err err = {0};
    Hits hits;
    add_rule(&codebook, &(RuleText){.any = "problem*"}, &arena);
    add_rule(&codebook,
             &(RuleText){.any = "problem*", .negation = POLICY_ACCEPT}, &arena);
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    Transcript transcript = interview_of(
        S("P: It isn’t a problem. Maybe a problem."), &codebook, &arena);
    ck_assert(match_transcript(matcher, &transcript, &arena, &hits, &err));
    ck_assert_int_eq(hits.len, 4);
    ck_assert_int_eq(hits.at[0].context, CONTEXT_NEGATED);
    ASSERT_STR(hits.at[0].trigger, "isn’t", "the trigger as said");
    ck_assert(hits.at[0].excluded);
    ck_assert(!hits.at[1].excluded);
    ck_assert_int_eq(hits.at[2].context, CONTEXT_HEDGED);
    ck_assert(!hits.at[2].excluded);
    matcher_close(matcher);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *promise, *language, *text;
    Context context;
} extras[] = {
    {"the codebook's own trigger", "en", "It is nix a problem.",
     CONTEXT_NEGATED},
    {"a wildcard in it", "en", "It is nixing a problem.", CONTEXT_NEGATED},
    {"its own pseudo trigger", "en", "It is nix wrong a problem.",
     CONTEXT_AFFIRMED},
    {"a pseudo trigger that begins with a wildcard", "en",
     "It is nix falsch a problem.", CONTEXT_AFFIRMED},
    {"its own stop word", "en", "No money ergo a problem.", CONTEXT_AFFIRMED},
    {"its own hedge", "en", "Methinks a problem.", CONTEXT_HEDGED},
    {"its own hypothetical", "en", "Wenn a problem.", CONTEXT_HYPOTHETICAL},
    {"its own word behind the hit", "en", "A problem exists nicht.",
     CONTEXT_NEGATED},
    {"the built-in ones count as well", "en", "It is not a problem.",
     CONTEXT_NEGATED},
    {"a region counts as its language", "en-GB", "It is not a problem.",
     CONTEXT_NEGATED},
    {"without built-in lists", "none", "It is not a problem.",
     CONTEXT_AFFIRMED},
    {"without built-in lists, the own", "none", "It is nix a problem.",
     CONTEXT_NEGATED},
    {"a language without lists", "fi", "It is not a problem.",
     CONTEXT_AFFIRMED},
};

START_TEST(test_context_extras)
{
    for (size_t i = 0; i < sizeof extras / sizeof *extras; i++) {
        Arena arena = {0};
        Codebook codebook = {.language = S("en")};
        codebook.contexts = (ContextWords){
            .language = str_of(extras[i].language),
            .pre = terms_of("nix*", &arena),
            .post = terms_of("exists nicht", &arena),
            .pseudo = terms_of("nix wrong; *ix falsch", &arena),
            .stop = terms_of("ergo", &arena),
            .hedge = terms_of("methinks", &arena),
            .hypothetical = terms_of("wenn", &arena),
        };
        Diags diags = {.arena = &arena};
        Err err = {0};
        Hits hits;
        add_rule(&codebook, &(RuleText){.any = "problem"}, &arena);
        Matcher *matcher = matcher_open(&codebook, NULL, &diags);
        Transcript transcript =
            interview_of(str_of(extras[i].text), &codebook, &arena);
        ck_assert(match_transcript(matcher, &transcript, &arena, &hits, &err));
        ck_assert_int_eq(hits.len, 1);
        ck_assert_msg(hits.at[0].context == extras[i].context, "%s: %s",
                      extras[i].promise, context_name(hits.at[0].context));
        matcher_close(matcher);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_too_many_extras)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("en"), .file = S("book.yaml")};
    Diags diags = {.arena = &arena};
    for (int i = 0; i < 20000; i++) {
        *PUSH(&codebook.contexts.pre, &arena) =
            (Term){.text = str_format(&arena, "trigger%d*", i)};
    }
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    ck_assert_int_eq(diags.len, 1);
    ck_assert_int_eq(diags.at[0].id, DIAG_R001);
    matcher_close(matcher);
    arena_release(&arena);
}
END_TEST

// ---- contexts, sentence by sentence

typedef struct Marked { // "a [hit] here"
    Str text;
    Found hit;
} Marked;

static Marked marked_hit(const char *sentence, Arena *arena)
{
    Str s = str_of(sentence);
    ptrdiff_t begin = str_find(s, S("["), 0), end = str_find(s, S("]"), 0);
    return (Marked){unmarked(sentence, arena), {begin, end - 1}};
}

START_TEST(test_contexts)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("en")};
    Diags diags = {.arena = &arena};
    Contexts contexts;
    contexts_open(&contexts, &codebook, &arena, &diags);
    Runner *runner = runner_open(1000, &arena);
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++) {
        Marked one = marked_hit(meant[i].sentence, &arena);
        Folded folded = text_fold(one.text, false, &arena);
        Found hit = {folded_offset(&folded, one.hit.begin),
                     folded_offset(&folded, one.hit.end)};
        Told told = context_of(&contexts, runner, folded.text, hit);
        ck_assert_msg(told.context == meant[i].context, "%s: '%s' is %s",
                      meant[i].promise, meant[i].sentence,
                      context_name(told.context));
    }
    runner_close(runner);
    contexts_close(&contexts);
    arena_release(&arena);
}
END_TEST

// How well the negation of a list agrees with the NegEx test kit.
typedef struct Agreement {
    double precision, recall;
} Agreement;

static Agreement agreement(const Codebook *codebook, Str table, Arena *arena)
{
    Diags diags = {.arena = arena};
    double both = 0, told_only = 0, kit_only = 0;
    Contexts contexts;
    Str line, condition, sentence, gold;
    contexts_open(&contexts, codebook, arena, &diags);
    Runner *runner = runner_open(table.len, arena);
    str_line(&table, &line); // the head
    while (str_line(&table, &line)) {
        str_cut(&line, '\t', &gold);
        str_cut(&line, '\t', &condition);
        str_cut(&line, '\t', &sentence);
        str_cut(&line, '\t', &gold);
        Str folded = term_folded(sentence, false, arena);
        condition = term_folded(condition, false, arena);
        ptrdiff_t at = str_find(folded, condition, 0);
        if (at >= 0) {
            Told told = context_of(&contexts, runner, folded,
                                   (Found){at, at + condition.len});
            bool negated = told.context == CONTEXT_NEGATED;
            bool want = str_eq(gold, S("Negated"));
            both += negated && want;
            told_only += negated && !want;
            kit_only += !negated && want;
        }
    }
    runner_close(runner);
    contexts_close(&contexts);
    return (Agreement){both / (both + told_only), both / (both + kit_only)};
}

static Str kit_file(const char *name, Arena *arena)
{
    Str bytes = {0};
    Err err = {0};
    Str path = str_format(arena, "%s/cases/negation_negex_kit/%s",
                          shared_folder(), name);
    ck_assert_msg(io_read(str_terminated(arena, path), arena, &bytes, &err),
                  "%s", err.message);
    return bytes;
}

// The kit's own triggers as a codebook's further ones: "no change  [PSEU]".
static ContextWords kit_words(Str triggers, Arena *arena)
{
    ContextWords words = {.language = S("none")};
    Str line;
    while (str_line(&triggers, &line)) {
        ptrdiff_t bracket = str_find(line, S("["), 0);
        if (bracket < 0) {
            continue;
        }
        Str kind = str_slice(line, bracket, line.len);
        Terms *terms = str_starts(kind, S("[PREN"))   ? &words.pre
                       : str_starts(kind, S("[POST")) ? &words.post
                       : str_starts(kind, S("[PSEU")) ? &words.pseudo
                       : str_starts(kind, S("[CONJ")) ? &words.stop
                                                      : NULL;
        if (terms) {
            *PUSH(terms, arena) =
                (Term){.text = str_trim(str_slice(line, 0, bracket))};
        }
    }
    return words;
}

// The floors stand a little below what was measured (interview list: precision
// .969, recall .949; the kit's own list: .971 and .959), so that a change for
// the worse shows.  Our triggers are meant for interviews, not for clinics.
START_TEST(test_negex_kit)
{
    if (!shared_folder()) {
        printf("skipped: NegEx test kit (no THEMATA_SHARED)\n");
        return;
    }
    Arena arena = {0};
    Str table = kit_file("data.tsv", &arena);
    Codebook codebook = {.language = S("en")};
    Agreement ours = agreement(&codebook, table, &arena);
    printf("NegEx kit, interview triggers: precision %.3f, recall %.3f\n",
           ours.precision, ours.recall);
    ck_assert(ours.precision >= 0.96 && ours.recall >= 0.94);
    codebook.contexts =
        kit_words(kit_file("negex_triggers.txt", &arena), &arena);
    Agreement theirs = agreement(&codebook, table, &arena);
    printf("NegEx kit, its own triggers: precision %.3f, recall %.3f\n",
           theirs.precision, theirs.recall);
    ck_assert(theirs.precision >= 0.96 && theirs.recall >= 0.95);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("context", test_policy, test_context_extras, test_too_many_extras,
          test_contexts, test_negex_kit)
