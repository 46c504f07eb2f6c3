#include "match/inside.h"

static const bool *interviewer_passages(const Interview *interview,
                                        Arena *arena)
{
    bool *asks = NEW_ARRAY(arena, bool, interview->len);
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        Str role = transcript_turn_role(interview->transcript,
                                        interview->passages[i].stretch.first);
        asks[i] = str_eq(role, ROLE_INTERVIEWER);
    }
    return asks;
}

// Where each passage's last question begins, and which it is.  A passage asks
// one question, in the turn where that begins.
static void note_last(const Interview *interview, const Matches *matches,
                      int32_t question, int32_t *begins, int32_t *asked)
{
    for (ptrdiff_t i = 0; i < matches->len; i++) {
        const Match *match = &matches->at[i];
        const Passage *passage = &interview->passages[match->passage];
        if (match->span.begin <= begins[match->passage]) {
            continue;
        }
        begins[match->passage] = match->span.begin;
        for (int32_t turn = passage->stretch.first;
             turn <= passage->stretch.last; turn++) {
            asked[turn] = NO_QUESTION;
        }
        asked[transcript_turn_at(interview->transcript, match->span.begin)] =
            question;
    }
}

static bool find_questions(const Matcher *matcher, Finder *finder,
                           int32_t *asked, Err *err)
{
    const Interview *interview = finder->interview;
    int32_t *begins = NEW_ARRAY(finder->arena, int32_t, interview->len);
    for (ptrdiff_t i = 0; i < interview->len; i++) {
        begins[i] = -1;
    }
    for (int32_t i = 0; i < matcher->codebook->questions.len; i++) {
        Matches matches = list_matches(finder, &matcher->questions[i]);
        if (runner_problem(finder->runner)) {
            Str id = matcher->codebook->questions.at[i].id;
            int32_t turn = interview->passages[finder->passage].stretch.first;
            return err_set(err, ERR_INPUT,
                           "question '%.*s' is too costly in document '%.*s', "
                           "turn %d: %s",
                           FMT(id), FMT(interview->transcript->document),
                           (int)turn + 1, runner_problem(finder->runner));
        }
        note_last(interview, &matches, i, begins, asked);
    }
    return true;
}

static bool ask(Searcher *searcher, const Transcript *transcript,
                int32_t *asked, Err *err)
{
    const Sought *sought = &searcher->matcher->by_questions;
    Arena *scratch = &searcher->scratch;
    Interview interview;
    interview_open(transcript, scratch, &interview);
    Finder finder = {
        .interview = &interview,
        .eligible = interviewer_passages(&interview, scratch),
        .seen = NEW_ARRAY(scratch, Sightings, sought->owners),
        .within = SCOPE_TURN,
        .runner = searcher->runner,
        .arena = scratch,
    };
    for (ptrdiff_t i = 0; i < interview.len; i++) {
        interview.passages[i].sought = finder.eligible[i];
    }
    runner_limit(searcher->runner, transcript->text.len);
    interview_fold(&interview, sought->needs, &searcher->stems, NULL, scratch);
    dictionary_scan(sought->dictionary, interview.text, &interview.bits, 0,
                    interview.text.len, finder.seen, scratch);
    return find_questions(searcher->matcher, &finder, asked, err);
}

bool searcher_questions(Searcher *searcher, const Transcript *transcript,
                        int32_t *asked, Err *err)
{
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        asked[i] = NO_QUESTION;
    }
    bool ok = searcher->matcher->codebook->questions.len == 0 ||
              ask(searcher, transcript, asked, err);
    arena_reset(&searcher->scratch);
    return ok;
}

bool match_questions(const Matcher *matcher, const Transcript *transcript,
                     int32_t *asked, Err *err)
{
    Searcher *searcher = searcher_open(matcher);
    bool ok = searcher_questions(searcher, transcript, asked, err);
    searcher_close(searcher);
    return ok;
}
