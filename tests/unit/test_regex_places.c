// With which characters matches begin, and what is before what they hold.
#include "plan_check.h"
#include "unit.h"

#include "base/buf.h"

// A row of characters as "a-z"; with a blank or a control as "<9-13>".
static void add_ascii(Buf *text, const bool ascii[PLAN_ASCII])
{
    for (int c = 0, end; c < PLAN_ASCII; c = end + 1) {
        for (end = c; ascii[c] && end + 1 < PLAN_ASCII && ascii[end + 1];) {
            end++;
        }
        bool shown = c > ' ' && end < PLAN_ASCII - 1;
        if (ascii[c] && shown) {
            buf_char(text, (char)c);
            if (end > c) {
                buf_format(text, "-%c", end);
            }
        } else if (ascii[c]) {
            buf_format(text, end > c ? "<%d-%d>" : "<%d>", c, end);
        }
    }
}

static void add_steps(Buf *text, const Plan *plan)
{
    unsigned others = plan->between_others;
    for (int step = 0; step < PLAN_STEPS; step++) {
        bool ascii[PLAN_ASCII], any = (others >> step & 1) != 0;
        for (int c = 0; c < PLAN_ASCII; c++) {
            ascii[c] = (plan->between[c] >> step & 1) != 0;
            any = any || ascii[c];
        }
        buf_add(text, any && step > 0 ? S(", then ") : S(""));
        add_ascii(text, ascii);
        buf_add(text, (others >> step & 1) != 0 ? S(" and others") : S(""));
    }
}

// Where matches can begin: "first: A-Z, at words; between: a-z, 5 at most".
static Str places_text(const Plan *plan, Arena *arena)
{
    Buf text = {.arena = arena};
    buf_add(&text, plan->knows_first ? S("first: ") : S("any first"));
    if (plan->knows_first) {
        add_ascii(&text, plan->first);
    }
    buf_add(&text, plan->begins_word ? S(", at words") : S(""));
    if (plan->knows_between) {
        buf_add(&text, S("; between: "));
        add_steps(&text, plan);
    }
    if (plan->knows_between && plan->between_most >= 0) {
        buf_format(&text, ", %d at most", (int)plan->between_most);
    }
    return buf_str(&text);
}

typedef struct PlaceTest {
    const char *promise, *pattern, *places;
} PlaceTest;

static const PlaceTest place_tests[] = {
    {"capitals", "\\b\\p{Lu}{2,6}s?\\b", "first: A-Z, at words"},
    {"capitals, exactly", "(?-i)\\b[A-Z]{2,6}s?\\b", "first: A-Z, at words"},
    {"a quotation", "[“\"][^”\"\\n]{0,60}\\b(?:contract|gap)",
     "first: \"; between: <0-9><11-33><35-127> and others, 61 at most"},
    {"a number", "\\b\\d+(?:[.,]\\d+)?\\s*(?:patient|user)s?",
     "first: 0-9, at words; between: 0-9 and others, then ,., then 0-9 and "
     "others, then <9-13><32> and others"},
    {"a name", "\\b\\p{Lu}[\\w’']+\\s+(?:users|families)\\b",
     "first: A-Z, at words; between: '0-9A-Z_a-z and others, then "
     "<9-13><32> and others"},
    {"anything before", "\\b(\\w+)\\W+(?:law|gap)\\W+\\1",
     "first: 0-9A-Z_a-z, at words; between: 0-9A-Z_a-z and others, then "
     "<0-47>:-@[-^`<123-127> and others"},
    {"an ending", "\\b\\w+ship\\b",
     "first: 0-9A-Z_a-z, at words; between: 0-9A-Z_a-z and others"},
    {"rare letters behind common ones",
     "\\b(?:need|want)s?\\s+to\\b[^.!?\\n]{0,80}\\blicens",
     "first: NWnw, at words; between: AD-ENTad-ent, then Ss and others, "
     "then <9-13><32> and others, then <0-9><11-32>\"--/-><64-127> and "
     "others"},
    {"an optional part", "a?b?\\d+ship",
     "first: 0-9A-Ba-b; between: Bb, then 0-9 and others"},
    {"an optional part only", "\\d*\\W", "any first"},
    {"alternatives", "\\d\\d|-\\w|\\s", "first: <9-13><32>-0-9"},
    {"alternatives that hold", "\\d{1,3}ship|\\s?-\\dlaw",
     "first: <9-13><32>-0-9; between: -, then 0-9 and others, 3 at most"},
    {"a reference back may be empty", "(-?)\\1\\d", "any first"},
    {"ahead", "(?=\\w)\\d.", "first: 0-9"},
    {"a case of its own", "(?-i)S\\d|k-|(?i)s\\w", "first: Sks"},
    {"a letter beyond ASCII", "\\béa\\d", "first: "},
    {"a sign beyond ASCII", "\\b“\\w", "first: "},
    {"a place", "^.\\w", "any first, at words"},
    {"an edge before all", "\\b.\\w", "any first"},
    {"letters cut at their beginning", "\\d(?:collaboratively)\\w?ship",
     "first: 0-9; between: , 1 at most"},
    {"a repeated part", "(?:\\d[-+]){2,3}ship",
     "first: 0-9; between: +-, then 0-9 and others, then +-, then 0-9 and "
     "others, 5 at most"},
    {"letters in a repeated part", "(?:\\dship){2,3}",
     "first: 0-9; between: , 1 at most"},
    {"nothing but a place", "\\b", "first: , at words"},
    {"a line end of two", "\\R\\dlaw",
     "first: <10-13>; between: <10-13> and others, then 0-9 and others, 3 "
     "at most"},
    {"many repetitions", "\\d{40}-{50,60}law",
     "first: 0-9; between: 0-9 and others, 40 at most"},
    {"known rather than rarer", "\\dlaw.*\\W.*goal",
     "first: 0-9; between: , 1 at most"},
    {"much rarer rather than known", "\\dlaw.*\\W.*attitude", "first: 0-9"},
    {"a long s between", "\\d(?:s|-)+law",
     "first: 0-9; between: -Ss and others"},
    {"a choice beyond ASCII", "\\b[“a]b", "first: Aa"},
    {"words in a row", "\\b\\w+ \\w+-law",
     "first: 0-9A-Z_a-z, at words; between: 0-9A-Z_a-z and others, then "
     "<32>, then 0-9A-Z_a-z and others"},
    {"a step that has its neighbours", "\\d-\\w\\W\\s[^a]-ship",
     "first: 0-9; between: -, then 0-9A-Z_a-z and others, then "
     "<0-64>B-`<98-127> and others, 6 at most"},
    {"too many steps", "\\w-\\d+x\\s-\\d+law",
     "first: 0-9A-Z_a-z; between: -, then 0-9 and others, then Xx, then "
     "<9-13><32>-0-9 and others"},
    {"one alternative in another", "\\d(?:\\s+-|\\s)law",
     "first: 0-9; between: <9-13><32> and others"},
    {"alternatives of steps", "\\d(?:\\w\\s|-\\w)law",
     "first: 0-9; between: -0-9A-Z_a-z and others, then "
     "<9-13><32>0-9A-Z_a-z and others, 3 at most"},
};

START_TEST(test_places)
{
    for (size_t i = 0; i < sizeof place_tests / sizeof *place_tests; i++) {
        const PlaceTest *test = &place_tests[i];
        Arena arena = {0};
        Plan plan = plan_of(str_of(test->pattern), false, &arena);
        ck_assert_msg(plan_is_sound(&plan), "%s", test->promise);
        ASSERT_STR(places_text(&plan, &arena), test->places, test->promise);
        arena_release(&arena);
    }
}
END_TEST

// Ends that are cut at their front still tell all that is before them.
START_TEST(test_long_ends)
{
    enum { WORDS = 300 };
    Arena arena = {0};
    Search search;
    Mistake mistake;
    Buf pattern = {.arena = &arena};
    for (int word = 0; word < WORDS; word++) {
        buf_format(&pattern, "%sx%03dy", word > 0 ? "|" : "\\d(?:", word);
    }
    buf_add(&pattern, S(")ship"));
    Plan plan = plan_of(buf_str(&pattern), false, &arena);
    ck_assert(plan_is_sound(&plan) && plan.kind == PLAN_HOLDS);
    ck_assert(search_open(&search, buf_str(&pattern), SEARCH_REGEX, &mistake));
    PlanCheck check = {&plan, &search, S("1x123yship"), {0, 0}, 0};
    ck_assert(plan_holds(&check, &arena) && check.seen == 1);
    search_close(&search);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("regex_places", test_places, test_long_ends)
