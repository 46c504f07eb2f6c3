// Rules over one transcript: hits, what they code, how they were meant.
#include "match/inside.h"

#include <stdlib.h>

typedef struct Run { // all rules over one interview
    const Matcher *matcher;
    const Interview *interview;
    HitsWanted wanted;
    Runner *runner;
    Arena *arena; // of the hits
    Hits *hits;
} Run;

// ---- where a rule may look

static bool has_speaker(const Rule *rule, Str speaker)
{
    bool any = rule->speakers.len == 0;
    for (ptrdiff_t i = 0; i < rule->speakers.len; i++) {
        any = any || pattern_fits(rule->speakers.at[i], speaker);
    }
    return any;
}

static bool has_question(const Rule *rule, int32_t question)
{
    bool any = rule->questions.len == 0;
    for (ptrdiff_t i = 0; i < rule->questions.len; i++) {
        any = any || rule->questions.at[i] == question;
    }
    return any;
}

static bool may_look(const Rule *rule, const Transcript *transcript,
                     int32_t turn)
{
    Str role = transcript_turn_role(transcript, turn);
    return (rule->roles.len == 0 || strs_find(rule->roles, role) >= 0) &&
           has_speaker(rule, transcript_turn_speaker(transcript, turn)) &&
           has_question(rule, transcript->turns.at[turn].question);
}

static const bool *eligible_passages(const Run *run, const Rule *rule,
                                     Arena *scratch)
{
    const Interview *interview = run->interview;
    bool *eligible = NEW_ARRAY(scratch, bool, interview->len);
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        eligible[i] = run->wanted.anywhere ||
                      may_look(rule, interview->transcript,
                               interview->passages[i].stretch.first);
    }
    return eligible;
}

// ---- what is coded

// From the beginning of the unit where `span` begins to the end of the one
// where it ends.
static Span units_around(const Interview *interview, const Passage *passage,
                         Scope scope, Span span)
{
    int32_t first = unit_at(interview, passage, scope, span.begin);
    int32_t last = unit_at(interview, passage, scope, span.end - 1);
    if (first == NONE) {
        return span;
    }
    const Span *units = interview->units[scope].at;
    return (Span){units[first].begin < span.begin ? units[first].begin
                                                  : span.begin,
                  units[last].end > span.end ? units[last].end : span.end};
}

// The run of passages around `number` that belong to one answer and where the
// rule may look.
static Span answer_around(const Interview *interview, const bool *eligible,
                          int32_t number)
{
    const Passage *passages = interview->passages;
    int32_t answer = passages[number].first_unit[SCOPE_ANSWER];
    int32_t first = number, last = number;
    while (first > 0 && eligible[first - 1] &&
           passages[first - 1].first_unit[SCOPE_ANSWER] == answer) {
        first--;
    }
    while (last + 1 < interview->len && eligible[last + 1] &&
           passages[last + 1].first_unit[SCOPE_ANSWER] == answer) {
        last++;
    }
    return (Span){passages[first].stretch.span.begin,
                  passages[last].stretch.span.end};
}

static Span coded_span(const Interview *interview, const bool *eligible,
                       Scope scope, const Match *match)
{
    const Passage *passage = &interview->passages[match->passage];
    switch (scope) {
    case SCOPE_CLAUSE:
    case SCOPE_SENTENCE:
        return units_around(interview, passage, scope, match->span);
    case SCOPE_TURN:
        return passage->stretch.span;
    case SCOPE_ANSWER:
        return answer_around(interview, eligible, match->passage);
    default:
        return match->span;
    }
}

// ---- how it was meant

static void tell_context(const Run *run, Hit *hit, const Passage *passage)
{
    const Folded *folded = &passage->folded;
    int32_t base = passage->stretch.span.begin;
    int32_t unit =
        unit_at(run->interview, passage, SCOPE_SENTENCE, hit->span.begin);
    if (unit == NONE) {
        return;
    }
    Span sentence = run->interview->units[SCOPE_SENTENCE].at[unit];
    ptrdiff_t begin = folded_offset(folded, sentence.begin - base);
    ptrdiff_t end = folded_offset(folded, sentence.end - base);
    Found inner = {folded_offset(folded, hit->span.begin - base) - begin,
                   folded_offset(folded, hit->span.end - base) - begin};
    inner.begin = inner.begin < 0 ? 0 : inner.begin;
    inner.end = inner.end > end - begin ? end - begin : inner.end;
    if (inner.begin >= inner.end) {
        return;
    }
    Told told = context_of(&run->matcher->contexts, run->runner,
                           str_slice(folded->text, begin, end), inner);
    hit->context = told.context;
    if (told.trigger.end > told.trigger.begin) {
        Found trigger = {begin + told.trigger.begin, begin + told.trigger.end};
        hit->trigger = transcript_text(run->interview->transcript,
                                       passage_span(passage, folded, trigger));
    }
}

// ---- all rules

static bool too_costly(const Run *run, Str what, int32_t passage, Err *err)
{
    const Transcript *transcript = run->interview->transcript;
    int32_t turn = run->interview->passages[passage].stretch.first;
    return err_set(err, ERR_INPUT,
                   "rule '%.*s' is too costly in document '%.*s', turn %d: %s",
                   FMT(what), FMT(transcript->document), (int)turn + 1,
                   runner_problem(run->runner));
}

static void add_hit(const Run *run, const Finder *finder, int32_t number,
                    const Match *match)
{
    const Rule *rule = &run->matcher->codebook->rules.at[number];
    const Passage *passage = &run->interview->passages[match->passage];
    Hit hit = {
        .span = match->span,
        .coded =
            coded_span(run->interview, finder->eligible, rule->span, match),
        .rule = number,
        .turn =
            transcript_turn_at(run->interview->transcript, match->span.begin),
    };
    tell_context(run, &hit, passage);
    hit.excluded = rule->policy[hit.context] == POLICY_EXCLUDE;
    *PUSH(run->hits, run->arena) = hit;
}

static bool run_rule(const Run *run, int32_t number, Err *err)
{
    Arena scratch = {0};
    const Condition *condition = &run->matcher->conditions[number];
    const Rule *rule = condition->rule;
    Finder finder = {
        .interview = run->interview,
        .eligible = eligible_passages(run, rule, &scratch),
        .within = rule->within,
        .keep_case = rule->exact_case,
        .runner = run->runner,
        .arena = &scratch,
    };
    Matches matches = condition_matches(condition, &finder);
    for (ptrdiff_t i = 0; i < matches.len && !runner_problem(run->runner);
         i++) {
        finder.passage = matches.at[i].passage;
        add_hit(run, &finder, number, &matches.at[i]);
    }
    arena_release(&scratch);
    return !runner_problem(run->runner) ||
           too_costly(run, rule->id, finder.passage, err);
}

static int hit_order(const void *a, const void *b)
{
    const Hit *one = a, *other = b;
    if (one->span.begin != other->span.begin) {
        return one->span.begin < other->span.begin ? -1 : 1;
    }
    if (one->span.end != other->span.end) {
        return one->span.end < other->span.end ? -1 : 1;
    }
    return (one->rule > other->rule) - (one->rule < other->rule);
}

bool match_rules(const Matcher *matcher, const Transcript *transcript,
                 HitsWanted wanted, Arena *arena, Hits *hits, Err *err)
{
    Arena scratch = {0};
    Interview interview;
    Runner *runner = runner_open(transcript->text.len, &scratch);
    ClauseCutter cutter = {&matcher->contexts, runner};
    Run run = {matcher, &interview, wanted, runner, arena, hits};
    *hits = (Hits){0};
    bool ok =
        interview_open(transcript, matcher->needs, matcher->codebook->language,
                       &cutter, &scratch, &interview);
    if (!ok) {
        err_set(err, ERR_INPUT, "cannot cut clauses in document '%.*s': %s",
                FMT(transcript->document), runner_problem(runner));
    }
    for (int32_t i = wanted.first; i < wanted.end && ok; i++) {
        if (matcher->conditions[i].rule) {
            ok = run_rule(&run, i, err);
        }
    }
    runner_close(runner);
    arena_release(&scratch);
    if (!ok) {
        *hits = (Hits){0};
    } else if (hits->len > 1) {
        qsort(hits->at, (size_t)hits->len, sizeof *hits->at, hit_order);
    }
    return ok;
}

bool match_transcript(const Matcher *matcher, const Transcript *transcript,
                      Arena *arena, Hits *hits, Err *err)
{
    HitsWanted all = {.end = (int32_t)matcher->codebook->rules.len};
    return match_rules(matcher, transcript, all, arena, hits, err);
}
