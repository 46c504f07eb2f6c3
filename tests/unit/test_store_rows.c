// What is stored comes back, and how the views show it.
#include "store_sample.h"

#include "base/io.h"

// --- decisions -------------------------------------------------------------

static void same_decision(const Decision *a, const Decision *b)
{
    ck_assert_int_eq(a->sequence, b->sequence);
    ck_assert_int_eq(a->action, b->action);
    ck_assert_int_eq(a->turn, b->turn);
    ck_assert(str_eq(a->document, b->document) && str_eq(a->to, b->to));
    ck_assert(str_eq(a->code, b->code) && str_eq(a->quote, b->quote));
    ck_assert(str_eq(a->quote_to, b->quote_to));
    ck_assert(str_eq(a->before, b->before) && str_eq(a->after, b->after));
    ck_assert(str_eq(a->coder, b->coder) && str_eq(a->date, b->date));
    ck_assert(str_eq(a->why, b->why));
    ck_assert(str_eq(a->revision, b->revision));
    ck_assert_int_eq(a->span.begin, b->span.begin);
    ck_assert_int_eq(a->span.end, b->span.end);
    ck_assert_int_eq(a->span_to.begin, b->span_to.begin);
    ck_assert_int_eq(a->span_to.end, b->span_to.end);
}

START_TEST(a_decision_comes_back_as_it_went)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision;
    ptrdiff_t known;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    put(store, &t, &revision);
    int32_t from = (int32_t)str_find(t.text, S("budget"), 0);
    int32_t to = (int32_t)str_find(t.text, S("hard"), 0);
    Decisions went = {0};
    *PUSH(&went, &arena) = decided(1, &arena);
    *PUSH(&went, &arena) = (Decision){
        .action = ACTION_MOVE,
        .document = S("P01"),
        .code = S("lack"),
        .to = S("money"),
        .quote = S("budget"),
        .quote_to = S("hard"),
        .before = S("no"),
        .after = S("\""),
        .turn = 2,
        .coder = S("bo | ' é"),
        .date = S("2026"),
        .why = S("because"),
        .revision = t.hash,
        .span = {from, from + 6},
        .span_to = {to, to + 4},
    };
    ck_assert(store_add_decisions(store, &went, &known, &err));
    ck_assert_int_eq(known, 0);
    Decisions back;
    ck_assert(store_decisions(store, &arena, &back, &err));
    ck_assert_int_eq(back.len, 2);
    for (ptrdiff_t i = 0; i < 2; i++) {
        ck_assert_int_eq(back.at[i].sequence, i + 1);
        same_decision(&went.at[i], &back.at[i]);
    }
    store_close(store);
    // In the view, places are code points: what substr() counts.
    ASSERT_STR(
        rows_of("SELECT d.sequence, substr(t.text, begin + 1, end - begin),"
                " substr(t.text, begin_to + 1, end_to - begin_to), \"to\""
                " FROM v_decisions d JOIN v_texts t ON t.hash = d.revision",
                &arena),
        "2|budget|hard|money\n", "places are code points");
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(memos_are_decisions_of_their_own_view)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision;
    ptrdiff_t known;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("\u00e9\u00e9 Non."), &arena);
    put(store, &t, &revision);
    int32_t at = (int32_t)str_find(t.text, S("Non"), 0);
    Decisions decisions = {0};
    *PUSH(&decisions, &arena) = decided(1, &arena);
    *PUSH(&decisions, &arena) = (Decision){
        .action = ACTION_MEMO,
        .document = t.document,
        .to = S("comment"),
        .quote = S("Non"),
        .turn = 2,
        .coder = S("kim"),
        .why = S("two\nlines"),
        .revision = t.hash,
        .span = {at, at + 3},
        .span_to = {NONE, NONE},
    };
    for (int again = 0; again < 2; again++) {
        ck_assert(store_add_decisions(store, &decisions, &known, &err));
        ck_assert_int_eq(known, 2 * again);
    }
    const char memos[] = "SELECT substr(t.text, begin + 1, end - begin), kind,"
                         " author, m.text FROM v_memos m JOIN v_texts t"
                         " ON t.hash = m.revision";
    ASSERT_STR(rows_of(memos, &arena), "Non|comment|kim|two\nlines\n",
               "a memo is seen where it stands");
    ASSERT_STR(rows_of("SELECT count(*) FROM v_decisions", &arena), "1\n",
               "and is no decision");
    Tellings told = {0};
    *PUSH(&told, &arena) = (Telling){2, S("f"), false};
    ck_assert(store_tell(store, &told, &err));
    ASSERT_STR(rows_of(memos, &arena), "", "one that is withdrawn is not seen");
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(places_are_those_of_the_text_decided_on)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision;
    ptrdiff_t known;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript texts[] = {sample(S("P01"), S("Oui."), &arena),
                          sample(S("P01"), S("\u00e9\u00e9 Non."), &arena),
                          sample(S("P02"), S("\u20ac Oui."), &arena)};
    static const char *const found[] = {"Oui", "Non", "Oui"};
    Decisions decisions = {0};
    for (int i = 0; i < 3; i++) {
        put(store, &texts[i], &revision);
        ptrdiff_t at = str_find(texts[i].text, str_of(found[i]), 0);
        Decision decision = decided(i, &arena);
        decision.document = texts[i].document;
        decision.revision = texts[i].hash;
        decision.span = (Span){(int32_t)at, (int32_t)at + 3};
        *PUSH(&decisions, &arena) = decision;
    }
    ck_assert(store_add_decisions(store, &decisions, &known, &err));
    store_close(store);
    ASSERT_STR(
        rows_of("SELECT substr(t.text, begin + 1, end - begin)"
                " FROM v_decisions d JOIN v_texts t ON t.hash = d.revision"
                " ORDER BY sequence",
                &arena),
        "Oui\nNon\nOui\n", "each in its own text");
    teardown();
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *promise;
    const char *batches; // a letter is a decision, ' ' ends a batch
    const char *log;
} repetitions[] = {
    {"new ones are appended", "a b", "ab"},
    {"the same file again adds nothing", "abc abc", "abc"},
    {"what is new in it is added", "ab axb", "abx"},
    {"going there and back again is heard", "aba", "aba"},
    {"and the same file again adds nothing", "aba aba", "aba"},
    {"nothing is fine", " ", ""},
};

START_TEST(known_decisions_are_passed_over)
{
    Arena arena = {0};
    Err err = {0};
    setup();
    Store *store = opened(STORE_WRITE);
    Str batches = str_of(repetitions[_i].batches), batch;
    ptrdiff_t total = 0, passed = 0;
    while (batches.len > 0) {
        str_cut(&batches, ' ', &batch);
        Decisions decisions = {0};
        for (ptrdiff_t i = 0; i < batch.len; i++) {
            *PUSH(&decisions, &arena) = decided(batch.at[i], &arena);
        }
        ptrdiff_t known;
        ck_assert(store_add_decisions(store, &decisions, &known, &err));
        total += batch.len;
        passed += known;
    }
    Decisions log;
    ck_assert(store_decisions(store, &arena, &log, &err));
    Buf letters = {.arena = &arena};
    for (ptrdiff_t i = 0; i < log.len; i++) {
        ck_assert_int_eq(log.at[i].sequence, i + 1);
        int32_t letter;
        ck_assert(str_number(str_slice(log.at[i].why, 7, log.at[i].why.len),
                             &letter));
        buf_char(&letters, (char)letter);
    }
    ASSERT_STR(buf_str(&letters), repetitions[_i].log, repetitions[_i].promise);
    ck_assert_int_eq(passed, total - log.len);
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

// --- codes, hits, codings, cases -------------------------------------------

START_TEST(codebooks_are_found_by_name_and_age)
{
    Arena arena = {0};
    Err err = {0};
    int64_t first, other, newer, again;
    StoredCodebook stored;
    setup();
    Store *store = opened(STORE_WRITE);
    ck_assert(!store_codebook(store, S(""), &arena, &stored, &err));
    ck_assert_int_eq(err.kind, ERR_INPUT);
    err = (Err){0};
    Codebook a = tiny_codebook(S("h1"), &arena);
    Codebook b = tiny_codebook(S("h2"), &arena);
    Codebook c = tiny_codebook(S("h3"), &arena);
    b.id = S("other");
    ck_assert(store_put_codebook(store, &a, S("a: 1"), &first, &err));
    ck_assert(store_put_codebook(store, &b, S("b: 1"), &other, &err));
    ck_assert(store_codebook(store, S(""), &arena, &stored, &err));
    ASSERT_STR(stored.yaml, "b: 1", "the newest of any name");
    ck_assert(store_codebook(store, S("pm"), &arena, &stored, &err));
    ASSERT_STR(stored.yaml, "a: 1", "the one of this name");
    ASSERT_STR(stored.file, "codebooks/pm.yaml", "with its file");
    ck_assert_int_eq(stored.id, first);
    ck_assert(!store_codebook(store, S("othre"), &arena, &stored, &err));
    ck_assert_int_eq(err.kind, ERR_USAGE);
    ck_assert_ptr_nonnull(strstr(err.message, "'other'"));
    err = (Err){0};
    ck_assert(store_put_codebook(store, &c, S("c: 1"), &newer, &err));
    ck_assert(store_put_codebook(store, &a, S("a: 1"), &again, &err));
    ck_assert_int_eq(first, again);
    ck_assert(store_codebook(store, S("pm"), &arena, &stored, &err));
    ASSERT_STR(stored.yaml, "a: 1", "applied again is newest again");
    store_close(store);
    ASSERT_STR(rows_of("SELECT code, kind, parent, definition, examples,"
                       " rules FROM v_codebook WHERE codebook = 'h1'",
                       &arena),
               "money|theme|-|About money.|no money\nrich|"
               "money.1  any: budget\n"
               "lack|challenge|money|-|-|"
               "lack.1  any: budget\nlack.none  any: budget\n",
               "codes in order");
    ASSERT_STR(
        rows_of("SELECT DISTINCT codebook FROM v_codebook ORDER BY 1", &arena),
        "h1\nh2\n", "the newest of each name");
    teardown();
    arena_release(&arena);
}
END_TEST

static void same_hit(const Hit *a, const Hit *b)
{
    ck_assert_int_eq(a->span.begin, b->span.begin);
    ck_assert_int_eq(a->span.end, b->span.end);
    ck_assert_int_eq(a->coded.begin, b->coded.begin);
    ck_assert_int_eq(a->coded.end, b->coded.end);
    ck_assert_int_eq(a->rule, b->rule);
    ck_assert_int_eq(a->turn, b->turn);
    ck_assert_int_eq(a->context, b->context);
    ck_assert_int_eq(a->excluded, b->excluded);
    ck_assert(str_eq(a->trigger, b->trigger));
}

START_TEST(hits_come_back_as_they_went)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision, old;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    put(store, &t, &revision);
    Codebook book = tiny_codebook(S("h1"), &arena);
    ck_assert(store_put_codebook(store, &book, S("y"), &old, &err));
    ck_assert_int_eq(coded_of(store, old, &arena).id, 0);
    Study study = small_study(&t, revision, &book, &arena);
    Hits *went = &study.documents.at[0].hits;
    went->len = 0;
    *PUSH(went, &arena) =
        (Hit){{20, 25}, {18, 30}, 2, 0, CONTEXT_AFFIRMED, {0}, false};
    *PUSH(went, &arena) =
        (Hit){{40, 44}, {40, 44}, 1, 3, CONTEXT_NEGATED, S("not"), true};
    study.codings.len = 0;
    for (int i = 0; i < 2; i++) { // the second time replaces the first
        ck_assert_msg(put_coded(store, &study, old, S("k"), &err), "%s",
                      err.message);
    }
    Coded coded = coded_of(store, old, &arena);
    PackedHits packed;
    KnownRules rules;
    Hits back;
    ptrdiff_t dropped;
    ck_assert(store_packed(store, coded.id, &arena, &packed, &err));
    ck_assert(store_rules(store, old, &arena, &rules, &err));
    ck_assert(
        unpack_hits(packed.hits, &rules, t.text.len, &arena, &back, &dropped));
    ck_assert_int_eq(back.len, 2);
    for (ptrdiff_t i = 0; i < 2; i++) {
        same_hit(&went->at[i], &back.at[i]);
    }
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(rules_know_their_hits_in_the_next_version)
{
    Arena arena = {0};
    Err err = {0};
    int64_t id;
    KnownRules rules;
    Hits went = {0}, back;
    ptrdiff_t dropped;
    setup();
    Store *store = opened(STORE_WRITE);
    Codebook book = tiny_codebook(S("h1"), &arena);
    book.rules.at[1].hash = S("a");
    book.rules.at[2].hash = S("b");
    ck_assert(store_put_codebook(store, &book, S("y"), &id, &err));
    ck_assert(store_rules(store, id, &arena, &rules, &err));
    *PUSH(&went, &arena) = (Hit){.span = {20, 25}, .rule = 2};
    *PUSH(&went, &arena) = (Hit){.span = {40, 44}, .rule = 1};
    *PUSH(&went, &arena) = (Hit){.span = {40, 44}, .rule = 2};
    Str packed = pack_hits(&went, &rules, &arena);
    // The last two rules change places, the first is new.
    Codebook newer = tiny_codebook(S("h2"), &arena);
    newer.rules.at[0].hash = S("new");
    newer.rules.at[1].hash = S("b");
    newer.rules.at[2].hash = S("a");
    ck_assert(store_put_codebook(store, &newer, S("y2"), &id, &err));
    ck_assert(store_rules(store, id, &arena, &rules, &err));
    ck_assert(unpack_hits(packed, &rules, 44, &arena, &back, &dropped));
    ck_assert_int_eq(back.len, 3);
    ck_assert_int_eq(back.at[0].rule, 1);
    ck_assert_int_eq(back.at[1].rule, 1); // in the order of the rules now
    ck_assert_int_eq(back.at[2].rule, 2);
    rules.numbers.at[1] = 77;
    ck_assert(unpack_hits(packed, &rules, 44, &arena, &back, &dropped));
    ck_assert_msg(back.len == 1 && dropped == 2, "hits of rules that are gone");
    ck_assert_msg(!unpack_hits(packed, &rules, 43, &arena, &back, &dropped),
                  "a hit outside the text is damage");
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(it_is_known_which_rules_have_hits)
{
    Arena arena = {0};
    int32_t numbers[] = {12, 3, 300};
    bool gone[301] = {false};
    KnownRules rules = {.numbers = {numbers, 3, 3}};
    Hits hits = {0};
    ck_assert_msg(!found_any(pack_found(&hits, &rules, &arena), gone, 301),
                  "none has");
    *PUSH(&hits, &arena) = (Hit){.span = {2, 5}, .rule = 2};
    *PUSH(&hits, &arena) = (Hit){.span = {2, 5}, .rule = 0};
    *PUSH(&hits, &arena) = (Hit){.span = {4, 5}, .rule = 2};
    Str found = pack_found(&hits, &rules, &arena);
    for (int32_t i = 0; i <= 300; i++) {
        gone[i] = true;
        ck_assert_int_eq(found_any(found, gone, 301), i == 12 || i == 300);
        gone[i] = false;
    }
    gone[300] = true;
    ck_assert_msg(!found_any(found, gone, 300), "no more numbers are told of");
    ck_assert_msg(found_any((Str){0}, gone, 1), "nothing is known");
    found.len--;
    ck_assert_msg(found_any(found, gone, 1), "damaged");
    arena_release(&arena);
}
END_TEST

START_TEST(version_2_shows_the_same_afterwards)
{
    static const char codings[] = "SELECT * FROM v_codings ORDER BY 1, 8, 9";
    Arena arena = {0};
    Err err = {0};
    Str sql, kept;
    setup();
    ck_assert(io_read("tests/migrate/version-1.sql", &arena, &sql, &err));
    elsewhere(sql.at, true);
    store_close(opened(STORE_WRITE));
    elsewhere("DROP TABLE signature; DROP TABLE sheet;"
              "ALTER TABLE coded DROP COLUMN found;"
              "PRAGMA user_version = 2",
              true);
    Str before = rows_of(codings, &arena);
    Store *store = opened(STORE_WRITE);
    ck_assert(store_signature(store, 1, &arena, &kept, &err));
    ck_assert_int_eq(kept.len, 0);
    ck_assert(store_put_signature(store, 1, S("one"), &err));
    ck_assert(store_put_signature(store, 1, S("other"), &err));
    ck_assert(store_signature(store, 1, &arena, &kept, &err));
    ck_assert(str_eq(kept, S("other")));
    store_close(store);
    ASSERT_STR(rows_of(codings, &arena), before.at, "codings");
    ASSERT_STR(rows_of("SELECT DISTINCT length(found) FROM coded", &arena),
               "0\n", "which rules have hits is not known");
    teardown();
    arena_release(&arena);
}
END_TEST

// As it was made before memos stood beside decisions.
START_TEST(version_3_shows_the_same_afterwards)
{
    static const char decisions[] = "SELECT * FROM v_decisions";
    Arena arena = {0};
    Str sql;
    Err err = {0};
    setup();
    ck_assert(io_read("tests/migrate/version-1.sql", &arena, &sql, &err));
    elsewhere(sql.at, true);
    store_close(opened(STORE_WRITE));
    elsewhere("DROP VIEW v_memos; DROP VIEW v_decisions;"
              "CREATE VIEW v_decisions AS"
              " SELECT sequence, action, document, code, \"to\", quote,"
              "  quote_to, before, after, turn, coder, date, why, revision,"
              "  begin, end, begin_to, end_to FROM v_decisions_all"
              " WHERE in_force;"
              "PRAGMA user_version = 3",
              true);
    Str before = rows_of(decisions, &arena);
    store_close(opened(STORE_WRITE));
    ck_assert_int_gt(before.len, 0);
    ASSERT_STR(rows_of(decisions, &arena), before.at, "decisions");
    ASSERT_STR(rows_of("SELECT count(*) FROM v_memos", &arena), "0\n", "memos");
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(the_views_show_code_points_and_words)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision, id;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    put(store, &t, &revision);
    Codebook book = tiny_codebook(S("h1"), &arena);
    Study study = small_study(&t, revision, &book, &arena);
    ck_assert(store_put_codebook(store, &book, S("y"), &id, &err));
    for (int i = 0; i < 2; i++) { // the second time replaces the first
        ck_assert(store_put_register(store, &study, &err));
        ck_assert_msg(put_coded(store, &study, id, S("k"), &err), "%s",
                      err.message);
    }
    store_close(store);
    ASSERT_STR(rows_of("SELECT document, file, format, encoding, d.revision,"
                       " turns, captions, imported,"
                       " characters = length(text)"
                       " FROM v_documents d JOIN v_texts USING (document)",
                       &arena),
               "P01|transcripts/P01.vtt|vtt|UTF-8|1|3|4|1|1\n", "v_documents");
    ASSERT_STR(
        rows_of("SELECT turn, speaker, role, start_ms, end_ms, line, begin,"
                " end, t.text, question,"
                " substr(x.text, begin + 1, end - begin) = t.text"
                " FROM v_turns t JOIN v_texts x USING (document)",
                &arena),
        "1|INT|interviewer|0|900|3|23|35|How are you?|-|1\n"
        "2|Señora P01|participant|-|-|5|49|66|Été: no budget 💶.|Q1|1\n"
        "3|Señora P01|participant|2000|2900|7|67|78|It was hard|-|1\n"
        "4|-|participant|3000|3900|9|80|84|Oui.|-|1\n",
        "v_turns");
    ASSERT_STR(
        rows_of("SELECT document, \"case\", speaker, participant, \"group\","
                " turn, line, begin, end, text, code, kind, origin, status,"
                " rule, hit_begin, hit_end, hit_text, context, coder, why,"
                " codebook, disputed FROM v_codings",
                &arena),
        "P01|C1,C2|Señora P01|R1|clinician|2|5|49|66|Été: no budget 💶.|"
        "lack|challenge|rule|coded|lack.none|57|63|budget|affirmed|-|-|h1|1\n"
        "P01|C1,C2|Señora P01|R1|clinician|2|5|57|63|budget|money|theme|"
        "coder|added|-|-|-|-|affirmed|anna|seen|h1|0\n",
        "v_codings");
    ASSERT_STR(rows_of("SELECT \"case\", label, attribute, value, documents"
                       " FROM v_cases",
                       &arena),
               "C1|One|country|EE|P01\nC1|One|level|national|P01\n"
               "C2|Two|-|-|P01\n",
               "v_cases");
    ASSERT_STR(rows_of("SELECT participant, \"group\", position, consent,"
                       " cases, documents FROM v_participants",
                       &arena),
               "R1|clinician|-|quote|C1,C2|P01\n", "v_participants");
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(settings_are_replaced)
{
    Arena arena = {0};
    Err err = {0};
    Str value;
    setup();
    Store *store = opened(STORE_WRITE);
    ck_assert(store_setting(store, S("a"), &arena, &value, &err));
    ck_assert_int_eq(value.len, 0);
    ck_assert(store_put_setting(store, S("a"), S("1"), &err));
    ck_assert(store_put_setting(store, S("a"), S("2"), &err));
    ck_assert(store_setting(store, S("a"), &arena, &value, &err));
    ASSERT_STR(value, "2", "the newest value holds");
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("store rows");
    TCase *all = tcase_create("store rows");
    tcase_set_timeout(all, 300);
    tcase_add_test(all, a_decision_comes_back_as_it_went);
    tcase_add_test(all, places_are_those_of_the_text_decided_on);
    tcase_add_loop_test(all, known_decisions_are_passed_over, 0,
                        ROWS(repetitions));
    tcase_add_test(all, codebooks_are_found_by_name_and_age);
    tcase_add_test(all, hits_come_back_as_they_went);
    tcase_add_test(all, rules_know_their_hits_in_the_next_version);
    tcase_add_test(all, it_is_known_which_rules_have_hits);
    tcase_add_test(all, version_2_shows_the_same_afterwards);
    tcase_add_test(all, version_3_shows_the_same_afterwards);
    tcase_add_test(all, the_views_show_code_points_and_words);
    tcase_add_test(all, memos_are_decisions_of_their_own_view);
    tcase_add_test(all, settings_are_replaced);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
