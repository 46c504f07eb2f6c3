// Rules over one transcript: hits, what they code, how they were meant.
#include "match/inside.h"
#include "match/meaning.h"
#include "match/order.h"

typedef struct RawHit { // a hit before its context is told
    Hit hit;
    int32_t passage;
} RawHit;

typedef struct RawHits {
    RawHit *at;
    ptrdiff_t len, cap;
} RawHits;

typedef struct Run { // all rules over one interview
    const Matcher *matcher;
    Searcher *searcher;
    Interview interview;
    HitsWanted wanted;
    bool **eligible; // per audience and passage
    Sightings *seen; // NULL the plain way
    RawHits raw;     // rule by rule
    Keyed *order;    // of raw, by their places
    Arena *scratch;
} Run;

// ---- where a rule may look

static bool has_speaker(const Audience *audience, Str speaker)
{
    bool any = audience->speakers.len == 0;
    for (ptrdiff_t i = 0; i < audience->speakers.len; i++) {
        any = any || pattern_fits(audience->speakers.at[i], speaker);
    }
    return any;
}

static bool has_question(const Audience *audience, int32_t question)
{
    bool any = audience->questions.len == 0;
    for (ptrdiff_t i = 0; i < audience->questions.len; i++) {
        any = any || audience->questions.at[i] == question;
    }
    return any;
}

static bool may_look(const Audience *audience, const Transcript *transcript,
                     int32_t turn)
{
    Str role = transcript_turn_role(transcript, turn);
    return (audience->roles.len == 0 ||
            strs_find(audience->roles, role) >= 0) &&
           has_speaker(audience, transcript_turn_speaker(transcript, turn)) &&
           has_question(audience, transcript->turns.at[turn].question);
}

// Passages that no rule may look at, or that can hold nothing for the quick
// way, are not sought.
static void note_eligible(Run *run)
{
    const Audiences *audiences = &run->matcher->audiences;
    Interview *interview = &run->interview;
    run->eligible = NEW_ARRAY(run->scratch, bool *, audiences->len);
    for (ptrdiff_t j = 0; j < audiences->len; j++) {
        run->eligible[j] = NEW_ARRAY(run->scratch, bool, interview->len);
    }
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Passage *passage = &interview->passages[i];
        passage->sought = false;
        for (ptrdiff_t j = 0; j < audiences->len; j++) {
            bool *eligible = &run->eligible[j][i];
            *eligible = run->wanted.anywhere ||
                        may_look(&audiences->at[j], interview->transcript,
                                 passage->stretch.first);
            passage->sought = passage->sought || *eligible;
        }
        passage->sought = passage->sought &&
                          (run->wanted.plain ||
                           gate_passes(&run->searcher->gate, passage->text));
    }
}

// ---- what is coded

// From the beginning of the unit where a match begins to the end of the one
// where it ends; `known` is the unit where it begins, or NONE.
static Span units_around(const Interview *interview, const Passage *passage,
                         Scope scope, Span span, int32_t known)
{
    int32_t first =
        known != NONE ? known : unit_at(interview, passage, scope, span.begin);
    if (first == NONE) {
        return span;
    }
    const Span *units = interview->units[scope].at;
    int32_t last = span.end <= units[first].end
                       ? first
                       : unit_at(interview, passage, scope, span.end - 1);
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
                       const Rule *rule, const Match *match)
{
    Scope scope = rule->span;
    const Passage *passage = &interview->passages[match->passage];
    switch (scope) {
    case SCOPE_CLAUSE:
    case SCOPE_SENTENCE:
        return units_around(interview, passage, scope, match->span,
                            scope == rule->within ? match->unit : NONE);
    case SCOPE_TURN:
        return passage->stretch.span;
    case SCOPE_ANSWER:
        return answer_around(interview, eligible, match->passage);
    default:
        return match->span;
    }
}

// ---- rules

static bool too_costly(const Run *run, int32_t rule, int32_t passage, Err *err)
{
    const Transcript *transcript = run->interview.transcript;
    int32_t turn = run->interview.passages[passage].stretch.first;
    return err_set(err, ERR_INPUT,
                   "rule '%.*s' is too costly in document '%.*s', turn %d: %s",
                   FMT(run->matcher->codebook->rules.at[rule].id),
                   FMT(transcript->document), (int)turn + 1,
                   runner_problem(run->searcher->runner));
}

static int32_t turn_at(const Interview *interview, const Passage *passage,
                       int32_t offset)
{
    return passage->stretch.first == passage->stretch.last
               ? passage->stretch.first
               : transcript_turn_at(interview->transcript, offset);
}

static void add_hit(Run *run, const Finder *finder, int32_t number,
                    const Match *match)
{
    const Rule *rule = &run->matcher->codebook->rules.at[number];
    const Interview *interview = &run->interview;
    *PUSH(&run->raw, run->scratch) = (RawHit){
        .hit =
            {
                .span = match->span,
                .coded = coded_span(interview, finder->eligible, rule, match),
                .rule = number,
                .turn = turn_at(interview, &interview->passages[match->passage],
                                match->span.begin),
            },
        .passage = match->passage,
    };
}

static bool run_rule(Run *run, int32_t number, Err *err)
{
    const Condition *condition = &run->matcher->conditions[number];
    Runner *runner = run->searcher->runner;
    Finder finder = {
        .interview = &run->interview,
        .seen = run->seen,
        .eligible = run->eligible[condition->audience],
        .within = condition->rule->within,
        .keep_case = condition->rule->exact_case,
        .runner = runner,
        .arena = run->scratch,
    };
    Matches matches = condition_matches(condition, &finder);
    for (ptrdiff_t i = 0; i < matches.len && !runner_problem(runner); i++) {
        add_hit(run, &finder, number, &matches.at[i]);
    }
    return !runner_problem(runner) ||
           too_costly(run, number, finder.passage, err);
}

// ---- how hits were meant

// Contexts and policies of all hits, in the order of their places.
static bool tell_contexts(Run *run, Err *err)
{
    Meaning meaning = {
        .interview = &run->interview,
        .contexts = &run->matcher->contexts,
        .runner = run->searcher->runner,
        .plain = run->wanted.plain,
        .arena = run->scratch,
    };
    for (ptrdiff_t i = 0; i < run->raw.len; i++) {
        RawHit *raw = &run->raw.at[run->order[i].number];
        const Rule *rule = &run->matcher->codebook->rules.at[raw->hit.rule];
        meaning_tell(&meaning, &run->interview.passages[raw->passage],
                     &raw->hit);
        raw->hit.excluded = rule->policy[raw->hit.context] == POLICY_EXCLUDE;
        if (runner_problem(run->searcher->runner)) {
            return too_costly(run, raw->hit.rule, raw->passage, err);
        }
    }
    return true;
}

// ---- all of it

static bool ends_later(const Hit *one, const Hit *other)
{
    return one->span.end != other->span.end ? one->span.end > other->span.end
                                            : one->rule > other->rule;
}

// By begin, end, rule.  Few hits begin at the same place.
static void order_hits(Run *run)
{
    const RawHit *raw = run->raw.at;
    Keyed *order = NEW_ARRAY(run->scratch, Keyed, run->raw.len);
    for (int32_t i = 0; i < run->raw.len; i++) {
        order[i] = (Keyed){(uint32_t)raw[i].hit.span.begin, i};
    }
    keyed_sort(order, run->raw.len, run->scratch);
    for (ptrdiff_t i = 1; i < run->raw.len; i++) {
        Keyed one = order[i];
        ptrdiff_t at = i;
        for (; at > 0 && order[at - 1].key == one.key &&
               ends_later(&raw[order[at - 1].number].hit, &raw[one.number].hit);
             at--) {
            order[at] = order[at - 1];
        }
        order[at] = one;
    }
    run->order = order;
}

static bool make_ready(Run *run, const Transcript *transcript, Err *err)
{
    const Sought *sought = &run->matcher->by_rules;
    Searcher *searcher = run->searcher;
    ClauseCutter cutter = {&run->matcher->contexts, searcher->runner};
    runner_limit(searcher->runner, transcript->text.len);
    interview_open(transcript, run->scratch, &run->interview);
    note_eligible(run);
    if (!interview_fold(&run->interview, sought->needs, &searcher->stems,
                        &cutter, run->scratch)) {
        return err_set(
            err, ERR_INPUT, "cannot cut clauses in document '%.*s': %s",
            FMT(transcript->document), runner_problem(searcher->runner));
    }
    if (!run->wanted.plain) {
        run->seen = NEW_ARRAY(run->scratch, Sightings, sought->owners + 1);
        dictionary_scan(sought->dictionary, run->interview.text,
                        &run->interview.bits, 0, run->interview.text.len,
                        run->seen, run->scratch);
    }
    return true;
}

bool match_rules(Searcher *searcher, const Transcript *transcript,
                 HitsWanted wanted, Arena *arena, Hits *hits, Err *err)
{
    Run run = {
        .matcher = searcher->matcher,
        .searcher = searcher,
        .wanted = wanted,
        .scratch = &searcher->scratch,
    };
    bool ok = make_ready(&run, transcript, err);
    searcher->gate = searcher->matcher->by_rules.gate;
    for (int32_t i = wanted.first; i < wanted.end && ok; i++) {
        if (run.matcher->conditions[i].rule) {
            ok = run_rule(&run, i, err);
        }
    }
    order_hits(&run);
    ok = ok && tell_contexts(&run, err);
    *hits = (Hits){0};
    if (ok && run.raw.len > 0) {
        hits->at = NEW_ARRAY(arena, Hit, run.raw.len);
        hits->len = hits->cap = run.raw.len;
    }
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        hits->at[i] = run.raw.at[run.order[i].number].hit;
    }
    arena_reset(&searcher->scratch);
    return ok;
}

static HitsWanted all_rules(const Searcher *searcher, bool plain)
{
    return (HitsWanted){
        .end = (int32_t)searcher->matcher->codebook->rules.len,
        .plain = plain,
    };
}

bool searcher_hits(Searcher *searcher, const Transcript *transcript,
                   Arena *arena, Hits *hits, Err *err)
{
    return match_rules(searcher, transcript, all_rules(searcher, false), arena,
                       hits, err);
}

bool searcher_hits_plainly(Searcher *searcher, const Transcript *transcript,
                           Arena *arena, Hits *hits, Err *err)
{
    return match_rules(searcher, transcript, all_rules(searcher, true), arena,
                       hits, err);
}

bool match_transcript(const Matcher *matcher, const Transcript *transcript,
                      Arena *arena, Hits *hits, Err *err)
{
    Searcher *searcher = searcher_open(matcher);
    bool ok = searcher_hits(searcher, transcript, arena, hits, err);
    searcher_close(searcher);
    return ok;
}
