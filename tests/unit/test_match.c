#include "match/match.h"

#include "interview_kit.h"

// ---- what a rule matches: one turn, hits in square brackets

static const struct {
    const char *promise;
    RuleText rule;
    const char *text;
} rules[] = {
    // any
    {"a word", {.any = "data"}, "The [data] are here, the database not."},
    {"whole words only", {.any = "art"}, "A start, an [art], party."},
    {"case does not count", {.any = "gdpr"}, "The [GDPR] and [Gdpr]."},
    {"a term in capitals", {.any = "GDPR"}, "The [gdpr]."},
    {"case counts when asked",
     {.any = "IT", .exact_case = true},
     "Our [IT] does it."},
    {"a star ends a word", {.any = "shar*"}, "We [share], [sharing], reshare."},
    {"a star begins a word",
     {.any = "*ship"},
     "A [partnership], [ship], shipped."},
    {"a star inside a word",
     {.any = "co*tion"},
     "A [coordination], [cooperation], coop."},
    {"a question mark is one character",
     {.any = "organi?ation"},
     "[organisation] [organization] organiation"},
    {"a phrase",
     {.any = "data shar*"},
     "Our [data sharing] and data are shared."},
    {"a phrase over white space",
     {.any = "data sharing"},
     "Our [data \t sharing] here."},
    {"a phrase over a no-break space",
     {.any = "data sharing"},
     "Our [data\u00a0sharing] here."},
    {"several terms", {.any = "data; law"}, "[Data] and [law]."},
    {"the first term of the list wins",
     {.any = "data; data sharing"},
     "The [data] sharing."},
    {"the longer one when it comes first",
     {.any = "data sharing; data"},
     "The [data sharing]."},
    {"a hyphen of any kind",
     {.any = "cross-border"},
     "[cross-border] [cross‐border] [cross‑border]"},
    {"an apostrophe of any kind", {.any = "can't"}, "[can't] [can’t] [can`t]"},
    {"a soft hyphen inside", {.any = "interview"}, "An [inter\u00adview]."},
    {"a ligature", {.any = "office"}, "The [oﬃce]."},
    {"decomposed letters", {.any = "café"}, "A [cafe\u0301]."},
    {"a decomposed term", {.any = "cafe\u0301"}, "A [café]."},
    {"ß and ss", {.any = "straße"}, "Eine [STRASSE]."},
    {"an umlaut belongs to the word", {.any = "ber"}, "Über [ber]."},
    {"a combining mark belongs to the word", {.any = "n"}, "n\u0303 [n]"},
    {"digits and underline belong to the word", {.any = "p"}, "p53 p_1 [p]."},
    {"signs mean themselves",
     {.any = "c++; (sic); a.b"},
     "[c++] [(sic)] [a.b] axb"},
    {"whole words beside signs",
     {.any = "(sic); art"},
     "A start, an [art], art_1 [(sic)]."},
    {"whole words where case counts",
     {.any = "art", .exact_case = true},
     "A start, an [art], Art."},
    {"a list without terms", {.any = ""}, "Nothing here."},
    {"a blank term", {.any = " "}, "Nothing here."},
    {"no word is too long for a star, but 100 characters are",
     {.any = "a*"},
     "[ab] aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
    {"a stem", {.any = "~share"}, "We [share], [shared], [sharing], shark."},
    {"a stem of two words",
     {.any = "~share data"},
     "[Sharing data] and [shared data], shared a data."},
    {"a phrase before a stem it overlaps",
     {.any = "~share; data sharing"},
     "[Data sharing] is [shared]."},
    // within
    {"a phrase does not cross a sentence",
     {.any = "data sharing"},
     "We have data. Sharing is hard."},
    {"what fits before the end of the sentence counts",
     {.any = "data. Sharing; data"},
     "We have [data]. Sharing is hard."},
    {"a phrase crosses a sentence within a turn",
     {.any = "data. sharing", .within = SCOPE_TURN},
     "We have [data. Sharing] is hard."},
    {"a phrase does not cross a clause",
     {.any = "data but shared", .within = SCOPE_CLAUSE},
     "We have data but shared none."},
    {"a phrase crosses a clause within a sentence",
     {.any = "data but shared"},
     "We have [data but shared] none."},
    // all
    {"all lists in one sentence",
     {.all = "data; gene*/law; consent*"},
     "[Data] need [consent]. Data need space. [Genes] need a [law]."},
    {"all lists in one turn",
     {.all = "data/consent", .within = SCOPE_TURN},
     "[Data] first. Then [consent]. More [data]."},
    {"all lists in one clause",
     {.all = "data/consent", .within = SCOPE_CLAUSE},
     "Data first; then [consent] for [data]."},
    {"one list is missing", {.all = "data/consent/law"}, "Data and consent."},
    {"an empty list is never there", {.all = "data/ "}, "Data and so on."},
    // near
    {"near",
     {.near_a = "data", .near_b = "exchang*", .words = 3},
     "The [data are now exchanged]."},
    {"near, too far",
     {.near_a = "data", .near_b = "exchang*", .words = 1},
     "The data are now exchanged."},
    {"near, just near enough",
     {.near_a = "data", .near_b = "exchang*", .words = 2},
     "The [data are now exchanged]."},
    {"near, the other way round",
     {.near_a = "data", .near_b = "exchang*", .words = 2},
     "To [exchange the data]."},
    {"a first",
     {.near_a = "data",
      .near_b = "exchang*",
      .words = 2,
      .order = ORDER_A_FIRST},
     "To exchange the data here or there; [data exchange]."},
    {"b first",
     {.near_a = "data",
      .near_b = "exchang*",
      .words = 2,
      .order = ORDER_B_FIRST},
     "Data exchange; to [exchange the data]."},
    {"near, no words between",
     {.near_a = "data", .near_b = "exchange", .words = 0},
     "[data, exchange], or data to exchange"},
    {"near does not cross a sentence",
     {.near_a = "data", .near_b = "exchange", .words = 5},
     "The data. Exchange them."},
    {"near crosses a sentence within a turn",
     {.near_a = "data", .near_b = "exchange", .words = 5, .within = SCOPE_TURN},
     "The [data. Exchange] them."},
    {"near takes the nearest",
     {.near_a = "data", .near_b = "share; exchange", .words = 9},
     "We share no [data or exchange] it."},
    {"a match does not go with itself",
     {.near_a = "data", .near_b = "data", .words = 3},
     "Only data."},
    {"a match goes with another of its kind",
     {.near_a = "data", .near_b = "data", .words = 3},
     "Only [data and data]."},
    {"near with phrases that begin alike",
     {.near_a = "data; data sharing", .near_b = "platform", .words = 0},
     "A [data sharing platform]."},
    {"near with stems",
     {.near_a = "~share", .near_b = "data", .words = 2},
     "They [shared all the data]."},
    {"what lies inside another result is left out",
     {.near_a = "data", .near_b = "exchange", .words = 5},
     "The [data, the data exchange]."},
    // unless, unless_near, min_hits
    {"unless in the same sentence",
     {.any = "data", .unless = "coffee"},
     "Coffee and data. More [data]."},
    {"unless in another sentence",
     {.any = "data", .unless = "coffee"},
     "More [data]. Coffee and data."},
    {"unless in the same turn",
     {.any = "data", .unless = "coffee", .within = SCOPE_TURN},
     "Coffee. More data."},
    {"unless near",
     {.any = "data", .unless_near = "centre", .unless_words = 1},
     "A data centre, a data and centre, so we have [data] in the centre."},
    {"unless near, before",
     {.any = "data", .unless_near = "meta", .unless_words = 0},
     "Meta data and meta or [data]."},
    {"unless near, overlapping",
     {.any = "data", .unless_near = "data centre", .unless_words = 0},
     "A data centre has [data]."},
    {"unless near reaches over a sentence",
     {.any = "data", .unless_near = "not", .unless_words = 2},
     "The data. Not here."},
    {"fewer than min_hits",
     {.any = "data", .min_hits = 2},
     "Data here. [Data] and [data]."},
    {"min_hits in a turn",
     {.any = "data", .min_hits = 2, .within = SCOPE_TURN},
     "[Data] here. More [data]."},
    // regex
    {"a pattern",
     {.regex = "cross[- ]border\\s+(data|record)s?"},
     "Our [Cross-border  data] and [cross border records]."},
    {"a pattern with case",
     {.regex = "\\bIT\\b", .exact_case = true},
     "Our [IT] does it."},
    {"Unicode properties", {.regex = "\\p{Lu}\\w+"}, "an [Ärzt] [Ärzt]"},
    {"a pattern sees the text as stored",
     {.regex = "don't"},
     "I [don't], I don’t."},
    {"a pattern may cross a sentence",
     {.regex = "data\\. Sharing"},
     "We have [data. Sharing] is hard."},
    {"empty matches are none", {.regex = "x*"}, "a[xx]b[x]c"},
    {"a look behind sees what is before the hit",
     {.regex = "(?<=data )sharing"},
     "data [sharing] sharing"},
    {"^ is the beginning of the turn",
     {.regex = "^\\w+"},
     "[Data] here.\u2028No"},
    {"matches do not overlap", {.regex = "aba"}, "[aba]ba"},
    {"a pattern with unless",
     {.regex = "da\\w+", .unless = "coffee"},
     "Coffee data. [Data]."},
};

static Hits hits_of(const RuleText *text, Str lines, Transcript *transcript,
                    Arena *arena)
{
    Codebook codebook = {.language = S("en")};
    Diags diags = {.arena = arena};
    Err err = {0};
    Hits hits;
    RuleText accepting = *text;
    accepting.negation = POLICY_ACCEPT;
    add_rule(&codebook, &accepting, arena);
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    *transcript = interview_of(lines, &codebook, arena);
    ck_assert_msg(match_transcript(matcher, transcript, arena, &hits, &err),
                  "%s", err.message);
    matcher_close(matcher);
    return hits;
}

START_TEST(test_rules)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        Arena arena = {0};
        Transcript transcript;
        Hits hits = hits_of(&rules[i].rule, unmarked(rules[i].text, &arena),
                            &transcript, &arena);
        Str got = marked(transcript.text, &hits, false, &arena);
        ASSERT_STR(str_trim(got), rules[i].text, rules[i].promise);
        arena_release(&arena);
    }
}
END_TEST

// ---- several turns: who is heard, which questions, what is coded

static const struct {
    const char *promise;
    RuleText rule;
    bool coded;        // the brackets show what is coded, else the hits
    const char *asked; // per line: a digit, or '-'
    const char *text;
} talks[] = {
    {"everybody",
     {.any = "data"},
     false,
     "--",
     "I: Any [data]?\nP: Some [data]."},
    {"participants only",
     {.any = "data", .roles = "participant"},
     false,
     "--",
     "I: Any data?\nP: Some [data]."},
    {"the interviewer only",
     {.any = "data", .roles = "interviewer"},
     false,
     "--",
     "I: Any [data]?\nP: Some data."},
    {"a turn without a speaker is a participant's",
     {.any = "data", .roles = "participant"},
     false,
     "--",
     "I: Any data?\nSome [data]."},
    {"some speakers",
     {.any = "data", .speakers = "P R*"},
     false,
     "---",
     "P: [data]\nR: [data]\nS: data"},
    {"some questions",
     {.any = "data", .questions = "Q1 Q3"},
     false,
     "0-1-2-",
     "I: [data]\nP: [data]\nI: data\nP: data\nI: [data]\nP: [data]"},
    {"a phrase does not cross a turn",
     {.any = "data sharing", .within = SCOPE_ANSWER},
     false,
     "--",
     "P: the data\nP: sharing"},
    {"captions are one turn",
     {.any = "data sharing"},
     false,
     "--",
     "P: the [data\n+ sharing] it"},
    {"all in an answer",
     {.all = "data/law", .within = SCOPE_ANSWER, .roles = "participant"},
     false,
     "0--1-",
     "I: data?\nP: The [data].\nP: The [law].\nI: And?\nP: The law."},
    {"the interviewer's words do not help",
     {.all = "data/law", .within = SCOPE_ANSWER, .roles = "participant"},
     false,
     "0-",
     "I: The law?\nP: The data."},
    {"unless in an answer",
     {.any = "data", .unless = "coffee", .within = SCOPE_ANSWER},
     false,
     "0--1-",
     "I: Go.\nP: The data.\nP: Coffee.\nI: And?\nP: The [data]."},
    {"min_hits in an answer",
     {.any = "data", .min_hits = 2, .within = SCOPE_ANSWER},
     false,
     "0--1-",
     "I: Go.\nP: The [data].\nP: More [data].\nI: And?\nP: The data."},
    {"near does not cross a turn",
     {.near_a = "data", .near_b = "law", .words = 5, .within = SCOPE_ANSWER},
     false,
     "0--",
     "I: Go.\nP: The data.\nP: The law."},
    {"the words are coded",
     {.any = "data"},
     true,
     "-",
     "P: So. The [data] are here."},
    {"the sentence is coded",
     {.any = "data", .span = SCOPE_SENTENCE},
     true,
     "-",
     "P: So. [The data are here.] Yes."},
    {"the sentences of a long hit are coded",
     {.regex = "data\\. So", .span = SCOPE_SENTENCE},
     true,
     "-",
     "P: Yes. [The data. So it is.] Yes."},
    {"the clause is coded",
     {.any = "data", .span = SCOPE_CLAUSE},
     true,
     "-",
     "P: So it is; [the data are here] but not all."},
    {"the turn is coded",
     {.any = "data", .span = SCOPE_TURN, .roles = "participant"},
     true,
     "--",
     "I: Data?\nP: [So. The data are here. Yes.]"},
    {"the answer is coded",
     {.any = "law", .span = SCOPE_ANSWER, .roles = "participant"},
     true,
     "0---1-",
     "I: Go.\nP: [So.\nR: The law.\nP: Yes.]\nI: And?\nP: No."},
    {"an answer ends where the next question is asked",
     {.any = "law", .span = SCOPE_ANSWER},
     true,
     "0-1-",
     "I: [Go.\nP: The law.]\nI: And?\nP: No."},
    {"an answer ends where the interviewer speaks",
     {.any = "law", .span = SCOPE_ANSWER, .roles = "participant"},
     true,
     "0---",
     "I: Go.\nP: So.\nI: Hm.\nP: [The law.]"},
};

static Codebook codebook_with_questions(Arena *arena)
{
    Codebook codebook = {.language = S("en")};
    const char *const words[] = {"stakeholder*; involve*", "collaborat*",
                                 "challeng*; ~barrier"};
    for (int i = 0; i < 3; i++) {
        *PUSH(&codebook.questions, arena) = (Question){
            .id = str_format(arena, "Q%d", i + 1),
            .any = terms_of(words[i], arena),
        };
    }
    return codebook;
}

// Labels are not part of the transcript's text; the marks are compared without
// them.
static Str without_labels(const char *text, Arena *arena)
{
    Buf out = {.arena = arena};
    Str rest = str_of(text), line;
    while (str_line(&rest, &line)) {
        bool label = line.len > 3 && line.at[1] == ':' && line.at[2] == ' ';
        bool goes_on = str_starts(line, S("+ "));
        buf_add(&out, str_slice(line, label ? 3 : goes_on ? 2 : 0, line.len));
        buf_char(&out, '\n');
    }
    buf_char(&out, '\0');
    return str_slice(buf_str(&out), 0, out.len - 1);
}

START_TEST(test_talks)
{
    for (size_t i = 0; i < sizeof talks / sizeof *talks; i++) {
        Arena arena = {0};
        Codebook codebook = codebook_with_questions(&arena);
        Diags diags = {.arena = &arena};
        Err err = {0};
        Hits hits;
        add_rule(&codebook, &talks[i].rule, &arena)->policy[CONTEXT_NEGATED] =
            POLICY_ACCEPT;
        Matcher *matcher = matcher_open(&codebook, NULL, &diags);
        Transcript transcript =
            interview_of(unmarked(talks[i].text, &arena), &codebook, &arena);
        int32_t asked[8];
        for (ptrdiff_t j = 0; j < transcript.turns.len; j++) {
            char c = talks[i].asked[j];
            asked[j] = c == '-' ? NO_QUESTION : c - '0';
        }
        segment_questions(&transcript, &codebook, asked);
        ck_assert(match_transcript(matcher, &transcript, &arena, &hits, &err));
        ASSERT_STR(marked(transcript.text, &hits, talks[i].coded, &arena),
                   without_labels(talks[i].text, &arena).at, talks[i].promise);
        matcher_close(matcher);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_hit_tells_turn_and_order)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("en")};
    Diags diags = {.arena = &arena};
    Err err = {0};
    Hits hits;
    add_rule(&codebook, &(RuleText){.any = "sharing"}, &arena);
    add_rule(&codebook, &(RuleText){.any = "data sharing; data"}, &arena);
    add_rule(&codebook, &(RuleText){.any = "data sharing"}, &arena);
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    Transcript transcript = interview_of(
        S("P: The data\n+ sharing goes.\nP: More data."), &codebook, &arena);
    ck_assert(match_transcript(matcher, &transcript, &arena, &hits, &err));
    const int32_t want[][2] = {{1, 0}, {2, 0}, {0, 1}, {1, 2}};
    ck_assert_int_eq(hits.len, 4);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(hits.at[i].rule, want[i][0]);
        ck_assert_int_eq(hits.at[i].turn, want[i][1]);
    }
    matcher_close(matcher);
    arena_release(&arena);
}
END_TEST

// ---- questions

static const struct {
    const char *promise, *lines, *asked;
} asking[] = {
    {"a question by its words", "I: Who are the stakeholders?\nP: Us.", "0-"},
    {"participants ask none", "I: Hi.\nP: The stakeholders.", "--"},
    {"the last question of a turn", "I: Stakeholders? And challenges?\nP: x",
     "2-"},
    {"the last one, whatever its number",
     "I: Challenges? Or rather stakeholders?\nP: x", "0-"},
    {"a stem", "I: The barriers?\nP: x", "2-"},
    {"captions: the turn where it begins",
     "I: Well, the\n+ collaborations\nP: x", "-1-"},
};

START_TEST(test_questions)
{
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
        Arena arena = {0};
        Codebook codebook = codebook_with_questions(&arena);
        Diags diags = {.arena = &arena};
        Err err = {0};
        int32_t asked[8];
        Matcher *matcher = matcher_open(&codebook, NULL, &diags);
        Transcript transcript =
            interview_of(str_of(asking[i].lines), &codebook, &arena);
        ck_assert(match_questions(matcher, &transcript, asked, &err));
        for (ptrdiff_t j = 0; j < transcript.turns.len; j++) {
            char c = asking[i].asked[j];
            ck_assert_msg(asked[j] == (c == '-' ? NO_QUESTION : c - '0'),
                          "%s: turn %d", asking[i].promise, (int)j);
        }
        matcher_close(matcher);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_long_texts_stay_bounded)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    Transcript transcript;
    buf_add(&text, S("P: "));
    for (int i = 0; i < 100000; i++) {
        buf_add(&text, i % 2 ? S("data, ") : S("aaaa "));
    }
    RuleText near = {.near_a = "data; aa*", .near_b = "none; x*", .words = 500};
    ck_assert_int_eq(hits_of(&near, buf_str(&text), &transcript, &arena).len,
                     0);
    RuleText any = {.any = "data aaaa data.; *a*a*a*b"};
    ck_assert_int_eq(hits_of(&any, buf_str(&text), &transcript, &arena).len, 0);
    RuleText found = {
        .any = "problem*", .within = SCOPE_CLAUSE, .unless = "data"};
    ck_assert_int_eq(hits_of(&found, buf_str(&text), &transcript, &arena).len,
                     0);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("match", test_rules, test_talks, test_hit_tells_turn_and_order,
          test_questions, test_long_texts_stay_bounded)
