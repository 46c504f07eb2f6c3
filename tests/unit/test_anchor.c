#include "resolve_sample.h"

// --- finding quotes --------------------------------------------------------

static const char interview[] =
    "INT: [How was the money?]\n\n"
    "P01: [We had no budget. No budget at all.]\n\n"
    "INT: [No budget?]\n\n"
    "P01: [It\xE2\x80\x99s \xE2\x80\x9Cslow\xE2\x80\x9D, we said]\n"
    "[and  it\xC2\xA0was\nslow. \xC3\x89t\xC3\xA9 aaab.]\n\n"
    "Moderator: [Thank you, Moderator. co\xC2\xADop\xE2\x80\x91"
    "erate]\n"
    "INT is the interviewer. Budget 2026\n";

static const struct {
    const char *promise;
    const char *quote, *before, *after;
    int32_t turn;
    const char *from;  // the quote is the first `found` after this
    const char *found; // as it stands in the text; NULL for a finding
    DiagId finding;
} quotes[] = {
    {"words as they stand", "We had no budget", "", "", 0, "", //
     "We had no budget", 0},
    {"case counts", "no budget", "", "", 0, "", "no budget", 0},
    {"blanks around a quote do not", "  at all.\n", "", "", 0, "", "at all.",
     0},
    {"any white space fits any other", "and it was slow", "", "", 0, "",
     "and  it\xC2\xA0was\nslow", 0},
    {"several blanks fit one", "We\thad \n no", "", "", 0, "", "We had no", 0},
    {"white space is needed where it is quoted", "bud get", "", "", 0, "", NULL,
     DIAG_O001},
    {"and where it is not", "hadno", "", "", 0, "", NULL, DIAG_O001},
    {"a caption goes on in the next", "we said and it", "", "", 0, "",
     "we said\nand  it", 0},
    {"a plain apostrophe fits a typographic one", "It's", "", "", 0, "",
     "It\xE2\x80\x99s", 0},
    {"plain quotation marks fit typographic ones", "\"slow\"", "", "", 0, "",
     "\xE2\x80\x9Cslow\xE2\x80\x9D", 0},
    {"and other typographic ones", "\xC2\xABslow\xE2\x80\x9E", "", "", 0, "",
     "\xE2\x80\x9Cslow\xE2\x80\x9D", 0},
    {"soft hyphens are not seen, hyphens are one", "coop-erate", "", "", 0, "",
     "co\xC2\xADop\xE2\x80\x91"
     "erate",
     0},
    {"letters beyond ASCII are themselves", "\xC3\x89t\xC3\xA9", "", "", 0, "",
     "\xC3\x89t\xC3\xA9", 0},
    {"half a letter is not found", "\x89t", "", "", 0, "", NULL, DIAG_O001},
    {"a beginning that repeats itself", "aab", "", "", 0, "a", "aab", 0},
    {"what nobody said", "We had a budget", "", "", 0, "", NULL, DIAG_O001},
    {"the empty quote", " \n", "", "", 0, "", NULL, DIAG_O001},
    {"twice is once too often", "No budget", "", "", 0, "", NULL, DIAG_O002},
    {"the turn tells", "No budget", "", "", 3, "all.\n\nINT: ", "No budget", 0},
    {"another turn tells otherwise", "No budget", "", "", 2, "", "No budget",
     0},
    {"the quote must begin in the turn", "and it", "", "", 4, "", NULL,
     DIAG_O001},
    {"it may end in the next", "we said and it", "", "", 4, "",
     "we said\nand  it", 0},
    {"a turn that is not there", "No budget", "", "", 99, "", NULL, DIAG_O001},
    {"what stands before tells", "No budget", "budget.", "", 0, "", "No budget",
     0},
    {"blanks between do not matter", "budget.", "no ", " No", 0, "", "budget.",
     0},
    {"what stands before may be a label", "No budget", "INT:", "", 0,
     "all.\n\nINT: ", "No budget", 0},
    {"what stands after tells", "No budget", "", "?", 0,
     "all.\n\nINT: ", "No budget", 0},
    {"it must stand directly after", "No budget", "", "all", 0, "", NULL,
     DIAG_O001},
    {"it must stand directly before", "No budget", "We had", "", 0, "", NULL,
     DIAG_O001},
    {"white space fits there too", "it", "said\nand", "", 0, "and  ", "it", 0},
    {"what was said is preferred to a label", "Moderator", "", "", 0,
     "Thank you, ", "Moderator", 0},
    {"a label is found where nobody said it", "INT is the", "", "", 0, "",
     "INT is the", 0},
    {"outside turns too, where it is told apart", "INT:", "", "No", 0,
     "all.\n\n", "INT:", 0},
};

// Where `found` stands after `from`, with the marks of the turns gone.
static Span expected(const Transcript *t, const char *from, const char *found)
{
    ptrdiff_t begin = 0;
    if (from[0]) {
        begin = str_find(t->text, str_of(from), 0) + (ptrdiff_t)strlen(from);
    }
    begin = str_find(t->text, str_of(found), begin);
    ck_assert_int_ge(begin, 0);
    return (Span){(int32_t)begin, (int32_t)(begin + (ptrdiff_t)strlen(found))};
}

START_TEST(quotes_are_found)
{
    const char *promise = quotes[_i].promise;
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Transcript t = interviewed(interview, &arena);
    ck_assert(transcript_is_sound(&t));
    Decision decision = {
        .action = ACTION_ADD,
        .document = S("P01"),
        .code = S("money"),
        .coder = S("anna"),
        .quote = str_of(quotes[_i].quote),
        .before = str_of(quotes[_i].before),
        .after = str_of(quotes[_i].after),
        .turn = quotes[_i].turn,
    };
    bool found_it = resolve_anchor(&decision, &t, &diags);
    const char *found_words = quotes[_i].found;
    if (found_words) {
        Span want = expected(&t, quotes[_i].from, found_words);
        ck_assert_msg(found_it, "%s: not found", promise);
        ck_assert_msg(
            decision.span.begin == want.begin && decision.span.end == want.end,
            "%s: [%d, %d), want [%d, %d)", promise, decision.span.begin,
            decision.span.end, want.begin, want.end);
        ck_assert(str_eq(decision.revision, t.hash));
        ck_assert_int_eq(diags.len, 0);
    } else {
        ck_assert_msg(!found_it, "%s: found", promise);
        ck_assert_msg(decision.span.begin == NONE, "%s", promise);
        ck_assert_int_eq(decision.revision.len, 0);
        ck_assert_msg(diags.len == 1 && found(&diags, quotes[_i].finding), "%s",
                      promise);
        // Places, ids and counts; never what somebody said.
        ck_assert_int_lt(str_find(diags.at[0].message, S("budget"), 0), 0);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(the_new_quote_of_a_move_is_found_too)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Transcript t = interviewed(interview, &arena);
    Decision move = {.action = ACTION_MOVE,
                     .document = S("P01"),
                     .quote = S("We had no budget"),
                     .quote_to = S("No budget")};
    ck_assert(resolve_anchor(&move, &t, &diags));
    Span want = expected(&t, "budget. ", "No budget"); // in the same turn
    ck_assert_int_eq(move.span_to.begin, want.begin);
    move.revision = (Str){0};
    move.quote_to = S("not there");
    ck_assert(!resolve_anchor(&move, &t, &diags));
    ck_assert_int_eq(move.span.begin, NONE);
    ck_assert_int_eq(move.span_to.begin, NONE);
    ck_assert(found(&diags, DIAG_O001));
    arena_release(&arena);
}
END_TEST

START_TEST(a_decision_on_another_text_stays_as_it_is)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Transcript t = interviewed(interview, &arena);
    Decision old = {.document = S("P01"),
                    .quote = S("How was"),
                    .revision = S("other"),
                    .span = {3, 9}};
    ck_assert(!resolve_anchor(&old, &t, &diags));
    ck_assert_int_eq(old.span.begin, 3);
    ASSERT_STR(old.revision, "other", "kept on its own text");
    ck_assert_int_eq(diags.len, 0);
    arena_release(&arena);
}
END_TEST

START_TEST(a_long_text_full_of_near_quotes_is_searched_once)
{
    enum { LETTERS = 4 * 1024 * 1024, WORDS = 64 * 1024 };
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    char *letters = NEW_ARRAY(&arena, char, LETTERS);
    memset(letters, 'a', LETTERS);
    Transcript t = {.document = S("P01"), .text = {letters, LETTERS}};
    t.hash = S("h");
    Buf quote = {.arena = &arena};
    buf_add(&quote, (Str){letters, WORDS});
    buf_char(&quote, 'b');
    Decision decision = {.quote = buf_str(&quote)};
    ck_assert(!resolve_anchor(&decision, &t, &diags));
    arena_release(&arena);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("anchor");
    TCase *all = tcase_create("anchor");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, quotes_are_found, 0, ROWS(quotes));
    tcase_add_test(all, the_new_quote_of_a_move_is_found_too);
    tcase_add_test(all, a_decision_on_another_text_stays_as_it_is);
    tcase_add_test(all, a_long_text_full_of_near_quotes_is_searched_once);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
