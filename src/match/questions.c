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

bool match_questions(const Matcher *matcher, const Transcript *transcript,
                     int32_t *asked, Err *err)
{
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        asked[i] = NO_QUESTION;
    }
    if (matcher->codebook->questions.len == 0) {
        return true;
    }
    Arena scratch = {0};
    Interview interview;
    Needs needs = {.stems = matcher->needs.stems};
    interview_open(transcript, needs, matcher->codebook->language, NULL,
                   &scratch, &interview);
    Finder finder = {
        .interview = &interview,
        .eligible = interviewer_passages(&interview, &scratch),
        .within = SCOPE_TURN,
        .runner = runner_open(transcript->text.len, &scratch),
        .arena = &scratch,
    };
    bool ok = find_questions(matcher, &finder, asked, err);
    runner_close(finder.runner);
    arena_release(&scratch);
    return ok;
}
