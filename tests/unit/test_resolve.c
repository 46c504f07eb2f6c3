#include "resolve/overlap.h"
#include "resolve_sample.h"

// --- decisions -------------------------------------------------------------

// Five words of four letters in two turns: "aaaa bbbb cccc" and "dddd eeee".
static const char words[] = "[aaaa bbbb cccc]\n[dddd eeee]\n";

// Rule codings are "CODE BEGIN END"; decisions "CODER ACTION CODE BEGIN END",
// then a code for recode ('>') and a place for move ('~'); both with ';'
// between.  '+' adds, '-' removes, '!' confirms; '?' was not found, '<' is on
// an older text, '=' of another document.  Codings come out as "CODE BEGIN END
// STATUS CODER", with '*' where disputed and '^' where by a coder alone.
static const struct {
    const char *promise;
    const char *rules, *decisions;
    const char *codings, *findings;
} resolutions[] = {
    {"what a rule coded is coded", "x 0 4", "", "x 0 4 coded", ""},
    {"one span and code is one coding", "x 0 4;x 0 4", "", "x 0 4 coded", ""},
    {"codings stand by place, then code", "y 5 9;y 0 4;x 0 4", "",
     "x 0 4 coded;y 0 4 coded;y 5 9 coded", ""},
    {"a rule's policy may leave a hit out", "x 0 4;#x 5 9", "", "x 0 4 coded",
     ""},

    {"a person adds", "", "anna + x 0 4", "x 0 4 added anna^", ""},
    {"adding what a rule coded confirms it", "x 0 4", "anna + x 0 4",
     "x 0 4 confirmed anna", ""},
    {"adding a part of it does, too", "x 0 14", "anna + x 5 9",
     "x 0 14 confirmed anna", ""},
    {"adding more than it is a span of its own", "x 5 9", "anna + x 0 9",
     "x 0 9 added anna^;x 5 9 confirmed anna", ""},
    {"another code there is another matter", "y 0 14", "anna + x 5 9",
     "y 0 14 coded;x 5 9 added anna^", ""},
    {"neighbours do not overlap", "x 0 4", "anna + x 4 9",
     "x 0 4 coded;x 4 9 added anna^", ""},

    {"a person confirms", "x 0 4", "anna ! x 0 4", "x 0 4 confirmed anna", ""},
    {"overlapping is enough", "x 0 9", "anna ! x 5 14", "x 0 9 confirmed anna",
     ""},
    {"confirming nothing adds it, and says so", "", "anna ! x 0 4",
     "x 0 4 added anna^", "O005"},
    {"confirming what a colleague adds is agreement", "",
     "anna ! x 0 4;bo + x 0 4", "x 0 4 added anna, bo^", ""},

    {"a person removes; the coding stays to be seen", "x 0 4", "anna - x 0 4",
     "x 0 4 removed anna", ""},
    {"all that the quote overlaps", "x 0 4;x 5 9;x 10 14", "anna - x 3 6",
     "x 0 4 removed anna;x 5 9 removed anna;x 10 14 coded", ""},
    {"removing nothing is said", "y 0 4", "anna - x 0 4", "y 0 4 coded",
     "O005"},
    {"removing what oneself added", "", "anna + x 0 4;anna - x 0 4",
     "x 0 4 removed anna^", ""},

    {"a later decision beats an earlier one", "x 0 4",
     "anna - x 0 4;anna ! x 0 4", "x 0 4 confirmed anna", ""},
    {"the other way round, too", "x 0 4", "anna ! x 0 4;anna - x 0 4",
     "x 0 4 removed anna", ""},
    {"and back once more", "x 0 4", "anna - x 0 4;anna + x 0 4;anna - x 0 4",
     "x 0 4 removed anna", ""},
    {"only where they overlap", "x 0 4;x 5 9", "anna - x 0 9;anna ! x 5 9",
     "x 0 4 removed anna;x 5 9 confirmed anna", ""},
    {"only on the same code", "x 0 4;y 0 4", "anna - x 0 4;anna ! y 0 4",
     "x 0 4 removed anna;y 0 4 confirmed anna", ""},

    {"two who agree are both named, by name", "x 0 4",
     "bo - x 0 4;anna - x 0 4", "x 0 4 removed anna, bo", ""},
    {"two who differ leave it as it was", "x 0 4", "anna - x 0 4;bo ! x 0 4",
     "x 0 4 coded anna, bo*", "O003"},
    {"also what one of them added", "", "anna + x 0 4;bo - x 0 4",
     "x 0 4 added anna, bo*^", "O003"},
    {"until one gives way", "x 0 4", "anna - x 0 4;bo ! x 0 4;anna ! x 0 4",
     "x 0 4 confirmed anna, bo", ""},
    {"three, of whom one differs", "x 0 4",
     "anna - x 0 4;bo - x 0 4;cy ! x 0 4", "x 0 4 coded anna, bo, cy*", "O003"},

    {"recoding is against one and for another", "x 0 4", "anna > x 0 4 y",
     "x 0 4 removed anna;y 0 4 added anna^", ""},
    {"on the span that the rule coded", "x 0 14", "anna > x 5 9 y",
     "x 0 14 removed anna;y 0 14 added anna^", ""},
    {"on each of them", "x 0 4;x 5 9", "anna > x 3 6 y",
     "x 0 4 removed anna;y 0 4 added anna^;"
     "x 5 9 removed anna;y 5 9 added anna^",
     ""},
    {"to what a rule coded there already", "x 0 4;y 0 14", "anna > x 0 4 y",
     "x 0 4 removed anna;y 0 14 confirmed anna", ""},
    {"recoding what nobody coded codes it, and says so", "", "anna > x 0 4 y",
     "y 0 4 added anna^", "O005"},
    {"to the same code is to confirm it", "x 0 4", "anna > x 0 4 x",
     "x 0 4 confirmed anna", ""},
    {"a colleague's coding, where the quote stands", "",
     "bo + x 0 9;anna > x 0 4 y", "y 0 4 added anna^;x 0 9 added anna, bo*^",
     "O003"},

    {"moving removes here and adds there", "x 0 4", "anna ~ x 0 4 10 14",
     "x 0 4 removed anna;x 10 14 added anna^", ""},
    {"making it smaller, too", "x 0 14", "anna ~ x 0 14 5 9",
     "x 0 14 removed anna;x 5 9 added anna^", ""},
    {"making it larger, too", "x 5 9", "anna ~ x 5 9 0 14",
     "x 0 14 added anna^;x 5 9 removed anna", ""},
    {"to where a rule coded it is to confirm that", "x 0 4;x 10 14",
     "anna ~ x 0 4 10 14", "x 0 4 removed anna;x 10 14 confirmed anna", ""},
    {"moving on from there", "x 0 4", "anna ~ x 0 4 5 9;anna ~ x 5 9 10 14",
     "x 0 4 removed anna;x 5 9 removed anna^;x 10 14 added anna^", ""},
    {"moving nothing adds it, and says so", "", "anna ~ x 0 4 10 14",
     "x 10 14 added anna^", "O005"},
    {"and back again", "x 0 14", "anna ~ x 0 14 5 9;anna ! x 0 14",
     "x 0 14 confirmed anna;x 5 9 added anna^", ""},

    {"a code that is not in the codebook", "x 0 4", "anna + z 0 4",
     "x 0 4 coded", "O006"},
    {"recoding to such a code changes nothing", "x 0 4", "anna > x 0 4 z",
     "x 0 4 coded", "O006"},
    {"a quote that was not found decides nothing", "x 0 4", "anna ? x 0 4",
     "x 0 4 coded", ""},
    {"what was decided on an older text waits, said once", "x 0 4",
     "anna < x 0 4;bo < x 0 4", "x 0 4 coded", "O004"},
    {"unless it was decided again on this one", "x 0 4",
     "anna < x 0 4;anna - x 0 4", "x 0 4 removed anna", ""},
    {"another document's decisions are its own", "x 0 4", "anna = x 0 4",
     "x 0 4 coded", ""},
};

static Codebook codes_of(Arena *arena)
{
    Codebook codebook = {0};
    static const char *const ids[] = {"x", "y"};
    for (int32_t i = 0; i < 2; i++) {
        *PUSH(&codebook.codes, arena) = (Code){.id = str_of(ids[i])};
        *PUSH(&codebook.rules, arena) = (Rule){.id = str_of(ids[i]), .code = i};
    }
    return codebook;
}

static Hits hits_of(const char *rules, Arena *arena)
{
    Hits hits = {0};
    Str rest = str_of(rules), one;
    while (rest.len > 0) {
        str_cut(&rest, ';', &one);
        char code;
        int begin, end;
        bool excluded = one.at[0] == '#';
        ck_assert_int_eq(
            sscanf(one.at + excluded, "%c %d %d", &code, &begin, &end), 3);
        *PUSH(&hits, arena) = (Hit){.span = {begin, begin + 1},
                                    .coded = {begin, end},
                                    .rule = code == 'y',
                                    .excluded = excluded};
    }
    return hits;
}

static Decisions decisions_of(const char *written, Str hash, Arena *arena)
{
    Decisions decisions = {0};
    Str rest = str_of(written), one;
    while (rest.len > 0) {
        str_cut(&rest, ';', &one);
        char coder[8], action, code[8], to[8] = "";
        int begin, end, begin_to = NONE, end_to = NONE;
        const char *line = str_terminated(arena, one);
        int read = sscanf(line, "%7s %c %7s %d %d %7s", coder, &action, code,
                          &begin, &end, to);
        ck_assert_int_ge(read, 5);
        if (action == '~') {
            ck_assert_int_eq(
                sscanf(line, "%*s %*c %*s %*d %*d %d %d", &begin_to, &end_to),
                2);
        }
        int number = (int)decisions.len + 1;
        const char *marks = "+-!>~";
        const char *mark = strchr(marks, action);
        *PUSH(&decisions, arena) = (Decision){
            .sequence = number,
            .action = mark ? (Action)(mark - marks) : ACTION_REMOVE,
            .document = action == '=' ? S("P02") : S("P01"),
            .code = str_copy(arena, str_of(code)),
            .to = str_copy(arena, str_of(action == '>' ? to : "")),
            .coder = str_copy(arena, str_of(coder)),
            .why = str_format(arena, "reason %d", number),
            .revision = action == '<' ? S("older") : hash,
            .span = {action == '?' ? NONE : begin, end},
            .span_to = {begin_to, end_to},
        };
    }
    return decisions;
}

static Str codings_written(const Codings *codings, const Codebook *codebook,
                           Arena *arena)
{
    Buf all = {.arena = arena};
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        const Coding *c = &codings->at[i];
        buf_format(
            &all, "%s%.*s %d %d %s%s%.*s%s%s", i > 0 ? ";" : "",
            FMT(codebook->codes.at[c->code].id), c->span.begin, c->span.end,
            status_name(c->status), c->coder.len > 0 ? " " : "", FMT(c->coder),
            c->disputed ? "*" : "", c->origin == ORIGIN_CODER ? "^" : "");
    }
    return buf_str(&all);
}

START_TEST(people_beat_rules)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Codings codings = {0};
    Document document = {.transcript = interviewed(words, &arena)};
    Codebook codebook = codes_of(&arena);
    document.hits = hits_of(resolutions[_i].rules, &arena);
    Decisions decisions = decisions_of(resolutions[_i].decisions,
                                       document.transcript.hash, &arena);
    resolve_document(7, &document, &codebook, &decisions, &arena, &codings,
                     &diags);
    ASSERT_STR(codings_written(&codings, &codebook, &arena),
               resolutions[_i].codings, resolutions[_i].promise);
    ASSERT_STR(findings_written(&diags, &arena), resolutions[_i].findings,
               resolutions[_i].promise);
    for (ptrdiff_t i = 0; i < codings.len; i++) {
        const Coding *c = &codings.at[i];
        ck_assert_int_eq(c->document, 7);
        ck_assert_int_eq(c->turn, c->span.begin >= 15);
        ck_assert_int_eq(c->first_hit == NONE, c->origin == ORIGIN_CODER);
        ck_assert_int_eq(c->hits > 0, c->origin == ORIGIN_RULE);
        for (ptrdiff_t j = 0; j < diags.len; j++) {
            ck_assert_int_lt(str_find(diags.at[j].message, S("aaaa"), 0), 0);
        }
    }
    arena_release(&arena);
}
END_TEST

START_TEST(a_coding_knows_its_hits_and_reasons)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Codings codings = {0};
    Document document = {.transcript = interviewed(words, &arena)};
    Codebook codebook = codes_of(&arena);
    // Three hits in one span, one of them left out, and one elsewhere.
    document.hits = hits_of("x 0 14;y 0 14;x 0 14;#x 0 14;x 15 24", &arena);
    document.hits.at[0].context = CONTEXT_HYPOTHETICAL;
    document.hits.at[2].context = CONTEXT_HEDGED;
    document.hits.at[4].context = CONTEXT_NEGATED;
    Decisions decisions = decisions_of("bo - x 0 4;anna - x 15 19;bo - x 15 19",
                                       document.transcript.hash, &arena);
    resolve_document(0, &document, &codebook, &decisions, &arena, &codings,
                     &diags);
    ck_assert_int_eq(codings.len, 3);
    const Coding *first = &codings.at[0];
    ck_assert_int_eq(first->hits, 2);
    ck_assert_int_eq(first->first_hit, 0);
    ck_assert_int_eq(first->hit_index[0], 0);
    ck_assert_int_eq(first->hit_index[1], 2);
    ck_assert_msg(first->context == CONTEXT_HEDGED, "the most affirmed");
    ASSERT_STR(first->why, "reason 1", "the reason of who decided");
    ck_assert_int_eq(codings.at[1].hits, 1);
    ck_assert_int_eq(codings.at[1].first_hit, 1);
    ck_assert_int_eq(codings.at[2].context, CONTEXT_NEGATED);
    ASSERT_STR(codings.at[2].why, "reason 3", "the newest reason");
    arena_release(&arena);
}
END_TEST

START_TEST(findings_say_where_and_who)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Codings codings = {0};
    Document document = {.transcript = interviewed(words, &arena)};
    Codebook codebook = codes_of(&arena);
    document.hits = hits_of("x 15 19", &arena);
    Decisions decisions = decisions_of("anna - x 15 19;bo ! x 15 19;cy - y 0 4",
                                       document.transcript.hash, &arena);
    resolve_document(0, &document, &codebook, &decisions, &arena, &codings,
                     &diags);
    ASSERT_STR(diags.at[0].message,
               "nothing is coded 'y' in 'P01', turn 1, where cy decided to "
               "remove it",
               "nothing there");
    ASSERT_STR(diags.at[1].message,
               "coders disagree on 'x' in 'P01', turn 2: anna says remove, bo "
               "says confirm",
               "a disagreement");
    ASSERT_STR(diags.at[1].place.file, "P01.txt", "with its place");
    arena_release(&arena);
}
END_TEST

// The promise in its plainest form: for every candidate and coder, look through
// all votes.  Random decisions on random spans must come out the same.
static const Decision *plain_opinion(const Decisions *decisions, Str coder,
                                     Span span)
{
    const Decision *last = NULL;
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        const Decision *decision = &decisions->at[i];
        if (str_eq(decision->coder, coder) &&
            span_overlaps(decision->span, span)) {
            last = decision;
        }
    }
    return last;
}

static void check_plainly(const Coding *coding, const Decisions *decisions)
{
    static const char *const coders[] = {"a", "b", "c"};
    int plus = 0, minus = 0;
    for (int i = 0; i < 3; i++) {
        const Decision *said =
            plain_opinion(decisions, str_of(coders[i]), coding->span);
        plus += said && said->action != ACTION_REMOVE;
        minus += said && said->action == ACTION_REMOVE;
    }
    Status mine = coding->origin == ORIGIN_RULE ? STATUS_CODED : STATUS_ADDED;
    Status want = plus > 0 && minus == 0 && mine == STATUS_CODED
                      ? STATUS_CONFIRMED
                      : mine;
    want = minus > 0 && plus == 0 ? STATUS_REMOVED : want;
    ck_assert_int_eq(coding->status, want);
    ck_assert_int_eq(coding->disputed, plus > 0 && minus > 0);
}

START_TEST(many_decisions_come_out_as_one_by_one)
{
    static const Action actions[] = {ACTION_ADD, ACTION_REMOVE, ACTION_CONFIRM};
    uint32_t random = 5;
    for (int round = 0; round < 300; round++) {
        Arena arena = {0};
        Diags diags = {.arena = &arena};
        Codings codings = {0};
        Document document = {.transcript = interviewed(words, &arena)};
        Codebook codebook = codes_of(&arena);
        Decisions decisions = {0};
        for (int i = 0; i < 40; i++) {
            random = random * 1664525u + 1013904223u;
            int32_t begin = (int32_t)(random >> 8) % 20;
            int32_t end = begin + 1 + (int32_t)(random >> 16) % 5;
            if (i % 3 == 0) {
                *PUSH(&document.hits, &arena) = (Hit){
                    .span = {begin, end}, .coded = {begin, end}, .rule = 0};
                continue;
            }
            static const char *const coders[] = {"a", "b", "c"};
            *PUSH(&decisions, &arena) = (Decision){
                .sequence = i,
                .action = actions[(random >> 21) % 3],
                .document = S("P01"),
                .code = S("x"),
                .coder = str_of(coders[(random >> 24) % 3]),
                .span = {begin, end},
            };
        }
        resolve_document(0, &document, &codebook, &decisions, &arena, &codings,
                         &diags);
        for (ptrdiff_t i = 0; i < codings.len; i++) {
            check_plainly(&codings.at[i], &decisions);
        }
        arena_release(&arena);
    }
}
END_TEST

START_TEST(a_study_is_resolved_in_order)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Codebook codebook = codes_of(&arena);
    Study study = {.codebook = &codebook};
    for (int i = 0; i < 2; i++) {
        Document *document = PUSH(&study.documents, &arena);
        *document = (Document){.transcript = interviewed(words, &arena),
                               .hits = hits_of("x 0 4", &arena)};
        document->transcript.document = i == 0 ? S("P01") : S("P02");
    }
    study.decisions = decisions_of(
        "anna = x 0 4;anna + y 0 4;bo + y 0 4;bo + y 0 4", (Str){0}, &arena);
    study.decisions.at[2].document = S("P03");
    study.decisions.at[3].document = S("P03");
    resolve_study(&study, &arena, &diags);
    ASSERT_STR(codings_written(&study.codings, &codebook, &arena),
               "x 0 4 coded;y 0 4 added anna^;x 0 4 removed anna",
               "document by document");
    ck_assert_int_eq(study.codings.at[2].document, 1);
    ck_assert_int_eq(diags.len, 1);
    ASSERT_STR(diags.at[0].message,
               "2 decisions are about 'P03', which is not among the documents",
               "said once");
    resolve_study(&study, &arena, &diags);
    ck_assert_int_eq(study.codings.len, 3);
    arena_release(&arena);
}
END_TEST

// --- spans that overlap ----------------------------------------------------

START_TEST(overlaps_are_those_of_a_plain_walk)
{
    uint32_t random = 3;
    for (int round = 0; round < 200; round++) {
        Arena arena = {0};
        Span spans[23];
        bool taken[23] = {0};
        random = random * 1664525u + 1013904223u;
        int32_t begin = 0, len = (int32_t)(random >> 8) % 24;
        for (int32_t i = 0; i < len; i++) {
            random = random * 1664525u + 1013904223u;
            begin += (int32_t)(random >> 8) % 3;
            spans[i] = (Span){begin, begin + 1 + (int32_t)(random >> 16) % 9};
        }
        Overlaps overlaps = overlaps_of(spans, len, &arena);
        for (int i = 0; i < 40 && len > 0; i++) {
            random = random * 1664525u + 1013904223u;
            int32_t at = (int32_t)(random >> 8) % len;
            taken[at] = !taken[at];
            (taken[at] ? overlaps_take : overlaps_put_back)(&overlaps, at);
            Span span = {(int32_t)(random >> 12) % 40, 0};
            span.end = span.begin + 1 + (int32_t)(random >> 20) % 6;
            ptrdiff_t from = (int32_t)(random >> 16) % len, want = from;
            while (want < len &&
                   (taken[want] || !span_overlaps(spans[want], span))) {
                want++;
            }
            ck_assert_int_eq(overlaps_next(&overlaps, span, from, len), want);
            bool held = false;
            for (ptrdiff_t j = from; j < len; j++) {
                held |= !taken[j] && span_contains(spans[j], span);
            }
            ck_assert_int_eq(overlaps_hold(&overlaps, span, from, len), held);
        }
        arena_release(&arena);
    }
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("resolve");
    TCase *all = tcase_create("resolve");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, people_beat_rules, 0, ROWS(resolutions));
    tcase_add_test(all, a_coding_knows_its_hits_and_reasons);
    tcase_add_test(all, findings_say_where_and_who);
    tcase_add_test(all, many_decisions_come_out_as_one_by_one);
    tcase_add_test(all, a_study_is_resolved_in_order);
    tcase_add_test(all, overlaps_are_those_of_a_plain_walk);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
