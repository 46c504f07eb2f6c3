#include "unit.h"

#include "pages.h"
#include "report/assets.h"
#include "report/echo.h"
#include "report/excerpt.h"
#include "report_study.h"

#include <string.h>

// ---- the gate

START_TEST(test_gate)
{
    static const struct {
        const char *promise;
        Consent first, second; // of P1 and P2
        const char *from, *to, *words;
    } rows[] = {
        {"words of one turn are shown", CONSENT_QUOTE, CONSENT_QUOTE, "We",
         "moved", "We moved"},
        {"labels between turns are left out, speakers are told", CONSENT_QUOTE,
         CONSENT_QUOTE, "moved", "did", "moved. [P2] They did"},
        {"without consent there is a note", CONSENT_NONE, CONSENT_QUOTE, "We",
         "moved", "[words withheld: no consent to quote]"},
        {"a paraphrase is the researcher's to make", CONSENT_PARAPHRASE,
         CONSENT_QUOTE, "We", "moved", "[words withheld: no consent to quote]"},
        {"one without consent withholds the whole span", CONSENT_QUOTE,
         CONSENT_NONE, "moved", "did", "[words withheld: no consent to quote]"},
        {"a label alone is nobody's words", CONSENT_QUOTE, CONSENT_QUOTE,
         "P1:", "1:", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        build_codes(&builder, "money theme\n");
        build_person(&builder, "P1", "", rows[i].first, "");
        build_person(&builder, "P2", "", rows[i].second, "");
        build_document(&builder, "D", "P1: We moved.\nP2: They did.\n");
        const Study *study = build_study(&builder);
        Str text = study->documents.at[0].transcript.text;
        ptrdiff_t begin = str_find(text, str_of(rows[i].from), 0);
        ptrdiff_t end = str_find(text, str_of(rows[i].to), begin);
        Span span = {(int32_t)begin,
                     (int32_t)(end + (ptrdiff_t)strlen(rows[i].to))};
        ASSERT_STR(excerpt_words(study, 0, span, &arena), rows[i].words,
                   rows[i].promise);
        Excerpt excerpt = excerpt_of(study, 0, span, &arena);
        ASSERT_STR(excerpt.words, rows[i].words, rows[i].promise);
        ck_assert_msg(excerpt.withheld ==
                          str_eq(excerpt.words, EXCERPT_WITHHELD),
                      "%s", rows[i].promise);
        arena_release(&arena);
    }
}
END_TEST

// A reason for a decision may repeat the words it is about.
START_TEST(test_why)
{
    Words words = plain_words;
    words.consents[0] = CONSENT_NONE;
    Fixture *fixture = fixture_new(&words);
    fixture->builder.study.codings.at[0].why = S("means the other fund");
    Str why = excerpt_why(fixture->study, 0);
    ASSERT_STR(why, "[words withheld: no consent to quote]",
               "a reason goes with the words it is about");
    fixture_free(fixture);
}
END_TEST

// … and those that its decision quoted, or from which it moved.
START_TEST(test_why_decision)
{
    for (int i = 0; i < 2; i++) {
        Words words = plain_words;
        words.consents[1] = CONSENT_NONE;
        Fixture *fixture = fixture_new(&words);
        Coding *coding = &fixture->builder.study.codings.at[0];
        const Turns *turns = &fixture->study->documents.at[0].transcript.turns;
        coding->why = S("means the other fund");
        Str why = excerpt_why(fixture->study, 0);
        ASSERT_STR(why, "means the other fund", "consent to all it is about");
        coding->about[i] = turns->at[turns->len - 1].span;
        why = excerpt_why(fixture->study, 0);
        ASSERT_STR(why, "[words withheld: no consent to quote]",
                   "a reason goes with what its decision quoted");
        fixture_free(fixture);
    }
}
END_TEST

START_TEST(test_excerpt)
{
    Fixture *fixture = fixture_new(&plain_words);
    Arena *arena = &fixture->arena;
    Excerpt excerpt = excerpt_of_coding(fixture->study, 0, arena);
    ASSERT_STR(excerpt.name, "D1", "an excerpt names its document");
    ASSERT_STR(excerpt.speaker, "P1", "an excerpt names its speaker");
    ASSERT_STR(excerpt.group, "clinician", "an excerpt names the group");
    ck_assert_msg(excerpt.number == 2, "turns are counted from 1");
    ck_assert_msg(excerpt.hits.len == 1 &&
                      excerpt.hits.at[0].end == excerpt.words.len,
                  "hits are told by their place in the words");
    Transcript *transcript = &fixture->builder.study.documents.at[0].transcript;
    Span both = {excerpt.span.begin, transcript->turns.at[2].span.end};
    Excerpt longer = excerpt_of(fixture->study, 0, both, arena);
    bool codes[6] = {[2] = true};
    excerpt_mark(&longer, fixture->study, codes, arena);
    Span last = longer.hits.at[longer.hits.len - 1];
    ASSERT_STR(str_slice(longer.words, last.begin, last.end),
               "And alder again.", "hits are found across turns");
    Reason reason = excerpt_reason(fixture->study, 0, 0, arena);
    ASSERT_STR(reason.trigger, "alder", "a reason names its trigger");
    ASSERT_STR(excerpt_time(724000, arena), "00:12:04", "times have hours");
    ASSERT_STR(excerpt_time(360000000, arena), "100:00:00", "hours grow");
    ASSERT_STR(excerpt_time(NO_TIME, arena), "", "no time is empty");
    fixture_free(fixture);
}
END_TEST

// What researchers wrote must not say what may not be said.
START_TEST(test_echo)
{
    static const struct {
        const char *promise, *text;
        bool repeats;
    } rows[] = {
        {"six words in a row are a quotation",
         "She said: We had to wait, nine long months.", true},
        {"five are not", "We had to wait nine days.", false},
        {"a short text that was said is one", "nine long", true},
        {"case and punctuation do not count", "NINE... Long!", true},
        {"words of others may be repeated", "That is sad", false},
        {"a row does not go from one turn into the next", "months never",
         false},
        {"nothing repeats nothing", "", false},
    };
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, "money theme\n");
    build_person(&builder, "P1", "", CONSENT_NONE, "");
    build_document(&builder, "D",
                   "P1: We had to wait nine long months.\n"
                   "I: That is sad.\n"
                   "P1: Never mind.\n");
    const Study *study = build_study(&builder);
    Echo echo = echo_of(study, &arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(echo_repeats(&echo, str_of(rows[i].text), &arena) ==
                          rows[i].repeats,
                      "%s", rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

static bool page_holds(const Pages *pages, Str word, Str *where)
{
    for (ptrdiff_t i = 0; i < pages->len; i++) {
        if (str_find(pages->at[i].bytes, word, 0) >= 0) {
            *where = pages->at[i].path;
            return true;
        }
    }
    return false;
}

// Everybody says a word of their own, in speech, hits, triggers, reasons and
// examples.  It is on some page exactly when it may be quoted.
START_TEST(test_consent)
{
    uint32_t seed = 20261124;
    for (int round = 0; round < 40; round++) {
        Words words = plain_words;
        for (int i = 0; i < PEOPLE; i++) {
            words.consents[i] = (Consent)(random_next(&seed) % 4);
        }
        Fixture *fixture = fixture_new(&words);
        Pages pages = site_pages(&fixture->input, &fixture->arena);
        Str where = {0};
        for (int i = 0; i < PEOPLE; i++) {
            bool may = words.consents[i] >= CONSENT_QUOTE;
            bool shown = page_holds(&pages, words.said[i], &where);
            ck_assert_msg(shown == may, "round %d: consent '%s', but %s %.*s",
                          round, consent_name(words.consents[i]),
                          shown ? "found in" : "nowhere", FMT(where));
        }
        fixture_free(fixture);
    }
}
END_TEST

// ---- pages

// Whatever is written, the elements of the pages are the same.
START_TEST(test_escaping)
{
    Fixture *fixture = fixture_new(&plain_words);
    Pages pages = site_pages(&fixture->input, &fixture->arena);
    Str want = page_elements(&pages, &fixture->arena);
    ck_assert_msg(want.len > 0, "plain pages are sound");
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        Words words = plain_words;
        words.other = str_of(hostile[i]);
        for (int k = 0; k < PEOPLE; k++) {
            // A letter keeps them apart; braces and '/' would end a sentence.
            Str said =
                str_format(&fixture->arena, "%c %s", 'a' + k, hostile[i]);
            for (ptrdiff_t c = 0; c < said.len; c++) {
                ((char *)said.at)[c] = said.at[c] == '/' ? '<' : said.at[c];
            }
            words.said[k] = said;
        }
        Fixture *nasty = fixture_new(&words);
        Pages other = site_pages(&nasty->input, &nasty->arena);
        Str got = page_elements(&other, &nasty->arena);
        ck_assert_msg(str_eq(got, want), "other elements for '%s'", hostile[i]);
        fixture_free(nasty);
    }
    fixture_free(fixture);
}
END_TEST

START_TEST(test_determinism)
{
    Fixture *one = fixture_new(&plain_words), *two = fixture_new(&plain_words);
    Pages first = site_pages(&one->input, &one->arena);
    Pages second = site_pages(&two->input, &two->arena);
    ck_assert_msg(first.len == second.len, "the same pages");
    for (ptrdiff_t i = 0; i < first.len; i++) {
        ck_assert_msg(str_eq(first.at[i].path, second.at[i].path) &&
                          str_eq(first.at[i].bytes, second.at[i].bytes),
                      "the same bytes twice: %.*s", FMT(first.at[i].path));
    }
    fixture_free(one);
    fixture_free(two);
}
END_TEST

// The ids of a page; none stands there twice.
static Strs page_ids(const Page *page, Arena *arena)
{
    Strs ids = {0};
    bool sound = true;
    PageTag tag;
    Str body = page_body(page);
    for (ptrdiff_t i = 0; page_tag(body, &i, &tag, &sound, arena);) {
        Str id = page_value(&tag, "id");
        if (id.len > 0) {
            ck_assert_msg(strs_find(ids, id) < 0, "%.*s: id '%.*s' twice",
                          FMT(page->path), FMT(id));
            *PUSH(&ids, arena) = id;
        }
    }
    ck_assert_msg(sound, "%.*s is sound", FMT(page->path));
    return ids;
}

static void check_link(const Pages *pages, const Page *page, Str link,
                       Arena *arena)
{
    Str anchor = link, path;
    str_cut(&anchor, '#', &path);
    const Page *target = page_named(pages, page_target(page, path, arena));
    ck_assert_msg(target, "%.*s: '%.*s' leads nowhere", FMT(page->path),
                  FMT(link));
    if (anchor.len > 0) {
        ck_assert_msg(strs_find(page_ids(target, arena), anchor) >= 0,
                      "%.*s: '%.*s' is not there", FMT(page->path), FMT(link));
    }
}

// Every link leads somewhere in the site, and nothing leads out of it.
START_TEST(test_links)
{
    Fixture *fixture = fixture_new(&plain_words);
    Arena *arena = &fixture->arena;
    Pages pages = site_pages(&fixture->input, arena);
    ptrdiff_t links = 0;
    for (ptrdiff_t p = 0; p < pages.len; p++) {
        if (!page_is_html(&pages.at[p])) {
            continue;
        }
        PageTag tag;
        bool sound = true;
        Str body = page_body(&pages.at[p]);
        for (ptrdiff_t i = 0; page_tag(body, &i, &tag, &sound, arena);) {
            Str href = page_value(&tag, "href"), src = page_value(&tag, "src");
            if (href.len > 0 || src.len > 0) {
                check_link(&pages, &pages.at[p], href.len > 0 ? href : src,
                           arena);
                links++;
            }
        }
    }
    ck_assert_msg(links > 200, "only %td links were looked at", links);
    fixture_free(fixture);
}
END_TEST

// No page runs or styles anything of its own; headings are in order; tables
// have captions and heads with a scope.
START_TEST(test_page_rules)
{
    Fixture *fixture = fixture_new(&plain_words);
    Arena *arena = &fixture->arena;
    Pages pages = site_pages(&fixture->input, arena);
    for (ptrdiff_t p = 0; p < pages.len; p++) {
        if (!page_is_html(&pages.at[p])) {
            continue;
        }
        Str path = pages.at[p].path, body = page_body(&pages.at[p]);
        PageTag tag;
        bool sound = true, policy = false;
        int level = 0, firsts = 0, tables = 0, captions = 0;
        for (ptrdiff_t i = 0; page_tag(body, &i, &tag, &sound, arena);) {
            bool inlined = str_eq(tag.name, S("style")) ||
                           strs_find(tag.keys, S("style")) >= 0;
            for (ptrdiff_t k = 0; k < tag.keys.len; k++) {
                inlined = inlined || str_starts(tag.keys.at[k], S("on"));
            }
            bool script = str_eq(tag.name, S("script")) && !tag.closes;
            ck_assert_msg(!inlined && (!script || page_value(&tag, "src").len),
                          "%.*s: nothing inline", FMT(path));
            policy = policy ||
                     str_starts(page_value(&tag, "content"),
                                S("default-src &#39;none&#39;; style-src"));
            tables += !tag.closes && str_eq(tag.name, S("table"));
            captions += !tag.closes && str_eq(tag.name, S("caption"));
            bool head = !tag.closes && str_eq(tag.name, S("th"));
            ck_assert_msg(!head || page_value(&tag, "scope").len > 0,
                          "%.*s: a head has a scope", FMT(path));
            bool heading = tag.name.len == 2 && tag.name.at[0] == 'h' &&
                           tag.name.at[1] >= '1' && tag.name.at[1] <= '6';
            if (heading && !tag.closes) {
                int next = tag.name.at[1] - '0';
                ck_assert_msg(next <= level + 1, "%.*s: h%d after h%d",
                              FMT(path), next, level);
                level = next;
                firsts += next == 1;
            }
        }
        ck_assert_msg(sound && policy && firsts == 1 && tables == captions,
                      "%.*s: sound, with a policy, one h1, captions",
                      FMT(path));
    }
    ck_assert(asset_style().len > 1000 && asset_script().len > 1000);
    fixture_free(fixture);
}
END_TEST

typedef struct Waiting { // somebody who is told how far the pages are
    int64_t told, of;
} Waiting;

static void wait_told(void *to, int64_t done, int64_t of)
{
    Waiting *waiting = to;
    ck_assert_int_eq(done, waiting->told);
    waiting->told++;
    waiting->of = of;
}

// Who waits is told of every page, from none to the last.
START_TEST(test_progress)
{
    Fixture *fixture = fixture_new(&plain_words);
    Waiting waiting = {0};
    fixture->input.tell = wait_told;
    fixture->input.to = &waiting;
    site_pages(&fixture->input, &fixture->arena);
    ck_assert_int_eq(waiting.told, waiting.of + 1);
    fixture_free(fixture);
}
END_TEST

// A study without anything in it still has a report.
START_TEST(test_empty_study)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = build_study(&builder);
    Conclusions conclusions = conclude(study, &arena);
    Cooccurrence sentences =
        cooccurrence_of(study, (Unit){UNIT_SENTENCE, 1}, &arena);
    ReportFacts facts = {0};
    ReportInput input = {.study = study,
                         .conclusions = &conclusions,
                         .sentences = &sentences,
                         .facts = &facts};
    Pages pages = site_pages(&input, &arena);
    ck_assert(page_named(&pages, S("index.html")));
    ck_assert(page_elements(&pages, &arena).len > 0);
    arena_release(&arena);
}
END_TEST

// What is long comes bit by bit, and is the same.
START_TEST(test_long_data)
{
    Arena arena = {0};
    Err err = {0};
    Buf lines = {.arena = &arena};
    for (int i = 0; i < 4000; i++) {
        buf_format(&lines, "P1: Alder %d. {money barrier} / Birch. {help}\n",
                   i);
    }
    Fixture *fixture = fixture_new(&plain_words);
    build_document(&fixture->builder, "D3",
                   str_terminated(&arena, buf_str(&lines)));
    fixture_conclude(fixture);
    Pages pages = site_pages(&fixture->input, &arena);
    Strs names = {0};
    Str alone;
    ck_assert(report_document(&fixture->input, names, S("json"), &arena, &alone,
                              &err));
    const Page *json = page_named(&pages, S("data/report.json"));
    ck_assert_msg(alone.len > 1024 * 1024, "it is long");
    ck_assert(str_eq(json->bytes, alone));
    *PUSH(&names, &arena) = S("excerpts");
    ck_assert(report_document(&fixture->input, names, S("csv"), &arena, &alone,
                              &err));
    const Page *csv = page_named(&pages, S("data/excerpts.csv"));
    ck_assert(str_eq(csv->bytes, alone));
    fixture_free(fixture);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("report", test_gate, test_why, test_why_decision, test_excerpt,
          test_echo, test_consent, test_escaping, test_determinism, test_links,
          test_page_rules, test_progress, test_empty_study, test_long_data)
