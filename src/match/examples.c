// A codebook's examples, run as tests.
#include "match/inside.h"

// One turn in which a participant says the example.
static Transcript transcript_of(const Example *example, Arena *arena)
{
    Transcript transcript = {
        .document = S("example"),
        .text = example->text,
    };
    *PUSH(&transcript.turns, arena) = (Turn){
        .span = {0, (int32_t)example->text.len},
        .speaker = NO_SPEAKER,
        .start_ms = NO_TIME,
        .end_ms = NO_TIME,
        .line = 1,
        .question = NO_QUESTION,
    };
    Pieces pieces = text_sentences(example->text, arena);
    for (ptrdiff_t i = 0; i < pieces.len; i++) {
        *PUSH(&transcript.sentences, arena) = (Sentence){
            .span = {pieces.at[i].begin, pieces.at[i].end},
        };
    }
    return transcript;
}

// The first hit that codes, or what excluded the first one that does not.
typedef struct Outcome {
    const Hit *coded, *excluded;
} Outcome;

static bool run_example(Searcher *searcher, const Code *code,
                        const Example *example, Arena *arena, Outcome *outcome,
                        Err *err)
{
    Transcript transcript = transcript_of(example, arena);
    HitsWanted wanted = {code->first_rule, code->first_rule + code->rules,
                         .anywhere = true};
    Hits hits;
    *outcome = (Outcome){0};
    if (!match_rules(searcher, &transcript, wanted, arena, &hits, err)) {
        return false;
    }
    for (ptrdiff_t i = hits.len - 1; i >= 0; i--) {
        const Hit **slot =
            hits.at[i].excluded ? &outcome->excluded : &outcome->coded;
        *slot = &hits.at[i];
    }
    return true;
}

static void add_r004(const Matcher *matcher, const Code *code,
                     const Example *example, const Hit *excluded, Diags *diags)
{
    const Rules *rules = &matcher->codebook->rules;
    Diag *diag =
        excluded
            ? diag_add(diags, DIAG_R004, example->place,
                       "example of '%.*s' is not coded: rule '%.*s' matches, "
                       "and its words count as %s because of '%.*s'",
                       FMT(code->id), FMT(rules->at[excluded->rule].id),
                       context_name(excluded->context), FMT(excluded->trigger))
            : diag_add(diags, DIAG_R004, example->place,
                       "example of '%.*s' is not coded: none of its rules "
                       "matches",
                       FMT(code->id));
    diag->help = S("correct the rules, or the example");
}

static void add_r005(const Matcher *matcher, const Code *code,
                     const Example *example, const Hit *coded, Diags *diags)
{
    const Rules *rules = &matcher->codebook->rules;
    Diag *diag = diag_add(
        diags, DIAG_R005, example->place,
        "counterexample of '%.*s' is coded: rule '%.*s' matches '%.*s'",
        FMT(code->id), FMT(rules->at[coded->rule].id),
        FMT(str_slice(example->text, coded->span.begin, coded->span.end)));
    diag->help = S("correct the rules, or the counterexample");
}

static bool check_examples(Searcher *searcher, const Code *code, bool wanted,
                           Diags *diags, Err *err)
{
    const Examples *examples =
        wanted ? &code->examples : &code->counterexamples;
    bool ok = true;
    for (ptrdiff_t i = 0; i < examples->len && ok; i++) {
        Arena scratch = {0};
        const Example *example = &examples->at[i];
        Outcome outcome;
        ok = run_example(searcher, code, example, &scratch, &outcome, err);
        if (ok && wanted && !outcome.coded) {
            add_r004(searcher->matcher, code, example, outcome.excluded, diags);
        } else if (ok && !wanted && outcome.coded) {
            add_r005(searcher->matcher, code, example, outcome.coded, diags);
        }
        arena_release(&scratch);
    }
    return ok;
}

bool match_examples(const Matcher *matcher, Diags *diags, Err *err)
{
    const Codes *codes = &matcher->codebook->codes;
    Searcher *searcher = searcher_open(matcher);
    bool ok = true;
    for (ptrdiff_t i = 0; i < codes->len && ok; i++) {
        ok = check_examples(searcher, &codes->at[i], true, diags, err) &&
             check_examples(searcher, &codes->at[i], false, diags, err);
    }
    searcher_close(searcher);
    return ok;
}
