// Previews: what one rule finds is what coding with it would store, whoever
// looks, however much of the study lies in memory.
#include "preview_study.h"

// ---- what is found

static const struct {
    const char *promise, *rule;
    bool some; // it finds something
} rules[] = {
    {"a list of words", "any: [data, budget]", true},
    {"words that are accepted", "{any: [data, budget], negation: accept}",
     true},
    {"words near each other", "near: {a: [data], b: [shar*], words: 4}", true},
    {"a pattern", "regex: '\\b\\w+ed\\b'", true},
    {"only the words are coded", "{any: [staff], span: hit}", true},
    {"clauses", "{any: [data], within: clause, span: clause}", true},
    {"answers are coded", "{any: [registry], span: answer}", true},
    {"a question is asked for", "{any: [data], questions: [Q2]}", true},
    {"interviewers are heard", "{any: [data], roles: [interviewer]}", true},
    {"one speaker is heard", "{any: [data], speakers: [P03]}", true},
    {"several hits are needed", "{any: [training], min_hits: 2}", true},
    {"nothing is found", "any: [zebra]", false},
};

// What coding stored about a document from its hit `from` on.
static void same_hit(const Document *document, ptrdiff_t from,
                     const PreviewHit *hit, const char *promise)
{
    const Hit *want = &document->hits.at[from];
    const Excerpt *excerpt = &hit->excerpt;
    ck_assert_msg(str_eq(excerpt->name, document->transcript.document),
                  "%s: order", promise);
    ck_assert_msg(want->span.begin == hit->reason.span.begin &&
                      want->span.end == hit->reason.span.end,
                  "%s: the hit", promise);
    ck_assert_msg(want->coded.begin == excerpt->span.begin &&
                      want->coded.end == excerpt->span.end,
                  "%s: what is coded", promise);
    ck_assert_msg(want->excluded == hit->excluded, "%s: excluded", promise);
    ASSERT_STR(hit->reason.context, context_name(want->context), promise);
}

static void same_as_stored(const Study *stored, const PreviewReport *report,
                           const char *promise)
{
    ptrdiff_t next = 0, with_hits = 0, excluded = 0;
    ck_assert_int_eq(report->documents, stored->documents.len);
    for (ptrdiff_t i = 0; i < stored->documents.len; i++) {
        const Document *document = &stored->documents.at[i];
        with_hits += document->hits.len > 0;
        for (ptrdiff_t k = 0; k < document->hits.len; k++) {
            ck_assert_msg(next < report->first.len, "%s: too few", promise);
            same_hit(document, k, &report->first.at[next++], promise);
            excluded += document->hits.at[k].excluded;
        }
    }
    ck_assert_msg(next == report->first.len, "%s: too many", promise);
    ck_assert_int_eq(report->hits, next);
    ck_assert_int_eq(report->with_hits, with_hits);
    ck_assert_int_eq(report->excluded, excluded);
}

START_TEST(finds_what_coding_finds)
{
    Arena arena = {0};
    int64_t excluded = 0, coded = 0;
    const char *folder = make_study(&arena);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        Err err = {0};
        const Study *stored;
        PreviewWanted wanted = wanted_of(rules[i].rule, &arena);
        Themata *study = open_study(folder, 2);
        PreviewReport report = preview_of(study, &wanted, &arena);
        write_file(folder, "codebooks/c.yaml", wanted.yaml);
        code_all(study, folder);
        ck_assert(themata_load(study, S("c"), &stored, &err));
        same_as_stored(stored, &report, rules[i].promise);
        ck_assert_msg((report.hits > 0) == rules[i].some, "%s: %lld hits",
                      rules[i].promise, (long long)report.hits);
        excluded += report.excluded;
        coded += report.hits - report.excluded;
        themata_close(study);
    }
    ck_assert_msg(excluded > 0 && coded > 0, "policies were not tried");
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(tables_are_looked_through)
{
    Arena arena = {0};
    Err err = {0};
    const Study *stored;
    const char *folder = make_folder(&arena);
    write_file(folder, "transcripts/answers.csv",
               S("participant,Q1,Q2\n"
                 "P01,We had the data and a budget.,The data were shared.\n"
                 "P02,No data at all.,Nobody shared the data with us.\n"
                 "P03,The staff was tired of the data.,Training helped.\n"));
    Themata *study = open_study(folder, 2);
    import_all(study, folder);
    PreviewWanted wanted =
        wanted_of("{any: [data], questions: [Q2], span: answer}", &arena);
    PreviewReport report = preview_of(study, &wanted, &arena);
    PreviewReport again = preview_of(study, &wanted, &arena);
    ck_assert_int_eq(report.hits, 2);
    ASSERT_STR(written(&again, &arena), written(&report, &arena).at, "memory");
    write_file(folder, "codebooks/c.yaml", wanted.yaml);
    code_all(study, folder);
    ck_assert(themata_load(study, S("c"), &stored, &err));
    same_as_stored(stored, &report, "a table");
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(other_rules_do_not_matter)
{
    Arena arena = {0};
    const char *folder = make_study(&arena);
    Themata *study = open_reading(folder, 2);
    PreviewWanted alone = wanted_of("any: [budget]", &arena);
    PreviewWanted among = wanted_of("any: [data]\n      - any: [budget]\n"
                                    "      - regex: 'the'",
                                    &arena);
    among.rule = S("alpha.2");
    PreviewReport one = preview_of(study, &alone, &arena);
    PreviewReport other = preview_of(study, &among, &arena);
    ck_assert_int_gt(one.hits, 0);
    ASSERT_STR(written(&other, &arena), written(&one, &arena).at, "one rule");
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(as_many_excerpts_as_are_wanted)
{
    Arena arena = {0};
    const char *folder = make_study(&arena);
    Themata *study = open_reading(folder, 2);
    PreviewWanted wanted = wanted_of("any: [data]", &arena);
    PreviewReport all = preview_of(study, &wanted, &arena);
    ck_assert_int_gt(all.first.len, 5);
    for (ptrdiff_t i = 0; i < 5; i++) {
        wanted.excerpts = i;
        PreviewReport some = preview_of(study, &wanted, &arena);
        ck_assert_int_eq(some.first.len, i);
        ck_assert_int_eq(some.hits, all.hits);
        all.first.len = i;
        ASSERT_STR(written(&some, &arena), written(&all, &arena).at, "first");
    }
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(threads_and_memory_do_not_show)
{
    static const int jobs[] = {1, 2, 8};
    static const int64_t kept[] = {0, 200000, 1 << 28};
    Arena arena = {0};
    Str first = {0};
    const char *folder = make_study(&arena);
    PreviewWanted wanted =
        wanted_of("{any: [data, budget], span: answer}", &arena);
    for (int i = 0; i < 9; i++) {
        Themata *study = open_reading(folder, jobs[i / 3]);
        themata_keep_texts(study, kept[i % 3]);
        for (int again = 0; again < 3; again++) {
            PreviewReport report = preview_of(study, &wanted, &arena);
            Str all = written(&report, &arena);
            first = first.len > 0 ? first : all;
            ASSERT_STR(all, first.at, "the same");
        }
        themata_close(study);
    }
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

// ---- telling, cancelling

typedef struct Watch {
    int64_t calls, stop_after, hits;
} Watch;

static bool watch(void *to, const PreviewReport *so_far)
{
    Watch *seen = to;
    seen->calls++;
    ck_assert_int_eq(so_far->documents, seen->calls);
    ck_assert_int_eq(so_far->of, DOCUMENTS);
    ck_assert_int_eq(so_far->first.len, so_far->hits);
    ck_assert_int_ge(so_far->hits, seen->hits);
    seen->hits = so_far->hits;
    return seen->calls < seen->stop_after;
}

START_TEST(can_be_cancelled)
{
    Arena arena = {0};
    const char *folder = make_study(&arena);
    for (int i = 0; i < 2 * (DOCUMENTS + 1); i++) {
        Watch seen = {.stop_after = i / 2 + 1};
        bool stopped = seen.stop_after <= DOCUMENTS;
        PreviewWanted wanted = wanted_of("any: [data]", &arena);
        wanted.tell = watch;
        wanted.to = &seen;
        Themata *study = open_reading(folder, 1 + i % 2 * 7);
        PreviewReport report = preview_of(study, &wanted, &arena);
        ck_assert_int_eq(report.cancelled, stopped);
        ck_assert_int_eq(report.documents,
                         stopped ? seen.stop_after : DOCUMENTS);
        ck_assert_int_eq(report.hits, seen.hits);
        wanted.tell = NULL; // and the study can be looked through again
        report = preview_of(study, &wanted, &arena);
        ck_assert(!report.cancelled);
        ck_assert_int_eq(report.documents, DOCUMENTS);
        themata_close(study);
    }
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

// ---- consent

static void declare(const char *folder, const char *who)
{
    Arena arena = {0};
    write_file(folder, "transcripts/cases.yaml",
               str_format(&arena,
                          "study: {title: T, consent: quote}\n"
                          "cases:\n  - {id: one, label: One}\n"
                          "participants:\n"
                          "  - {id: %s, cases: [one], consent: none}\n",
                          who));
    arena_release(&arena);
}

static void is_withheld(const PreviewHit *hit, bool refused)
{
    ck_assert_int_eq(hit->excerpt.withheld, refused);
    ck_assert_int_eq(hit->reason.withheld, refused);
    if (refused) {
        ck_assert(str_eq(hit->excerpt.words, EXCERPT_WITHHELD));
        ck_assert(str_eq(hit->reason.words, EXCERPT_WITHHELD));
        ck_assert_int_eq(hit->reason.trigger.len, 0);
        ck_assert_int_eq(hit->excerpt.hits.len, 0);
    }
}

START_TEST(words_pass_the_gate)
{
    static const char *const refusing[] = {"P03", "P04", "P03"};
    Arena arena = {0};
    const char *folder = make_study(&arena);
    Themata *study = open_reading(folder, 2);
    PreviewWanted wanted = wanted_of("any: [budget]", &arena);
    PreviewReport open = preview_of(study, &wanted, &arena);
    for (size_t i = 0; i < sizeof refusing / sizeof *refusing; i++) {
        // Consent is as the register has it now.
        declare(folder, refusing[i]);
        PreviewReport gated = preview_of(study, &wanted, &arena);
        ck_assert_int_eq(gated.hits, open.hits);
        ptrdiff_t withheld = 0;
        for (ptrdiff_t k = 0; k < gated.first.len; k++) {
            const PreviewHit *hit = &gated.first.at[k];
            bool refused = str_eq(hit->excerpt.name, str_of(refusing[i]));
            is_withheld(hit, refused);
            withheld += refused;
        }
        ck_assert_int_gt(withheld, 0);
        ck_assert_int_gt(gated.first.len, withheld);
    }
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

// ---- mistakes

START_TEST(mistakes_are_told)
{
    static const struct {
        const char *promise, *rule, *id;
        ErrKind kind;
        DiagId finding;
    } cases[] = {
        {"a pattern that does not compile", "regex: '(a'", "alpha.1", ERR_INPUT,
         DIAG_R001},
        {"an unknown key", "anny: [a]", "alpha.1", ERR_INPUT, DIAG_C002},
        {"an unknown rule", "any: [a]", "alpha.7", ERR_USAGE, DIAG_IDS},
    };
    Arena arena = {0};
    const char *folder = make_study(&arena);
    Themata *study = open_reading(folder, 2);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Err err = {0};
        PreviewReport report;
        PreviewWanted wanted = wanted_of(cases[i].rule, &arena);
        wanted.rule = str_of(cases[i].id);
        ck_assert_msg(!themata_preview(study, &wanted, &arena, &report, &err),
                      "%s", cases[i].promise);
        ck_assert_msg(err.kind == cases[i].kind, "%s: %s", cases[i].promise,
                      err.message);
        ck_assert_msg(cases[i].finding == DIAG_IDS ||
                          found(&report.findings, cases[i].finding),
                      "%s", cases[i].promise);
        ck_assert_int_eq(report.documents, 0);
    }
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(without_a_register_that_holds_nothing_is_shown)
{
    Arena arena = {0};
    Err err = {0};
    PreviewReport report;
    const char *folder = make_study(&arena);
    Themata *study = open_reading(folder, 2);
    PreviewWanted wanted = wanted_of("any: [budget]", &arena);
    write_file(folder, "transcripts/cases.yaml", S("cases: [\n"));
    ck_assert(!themata_preview(study, &wanted, &arena, &report, &err));
    ck_assert_int_eq(err.kind, ERR_INPUT);
    ck_assert_int_eq(report.first.len, 0);
    ck_assert_int_gt(report.findings.len, 0);
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

// ---- the study

START_TEST(nothing_is_written)
{
    Arena arena = {0};
    const char *folder = make_study(&arena);
    Str before = database(folder, &arena);
    for (int i = 0; i < 2; i++) {
        Themata *study =
            i == 0 ? open_reading(folder, 2) : open_study(folder, 2);
        PreviewWanted wanted = wanted_of("any: [data]", &arena);
        ck_assert_int_gt(preview_of(study, &wanted, &arena).hits, 0);
        ck_assert_int_eq(themata_findings(study)->len, 0);
        themata_close(study);
        ck_assert(str_eq(before, database(folder, &arena)));
    }
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(what_others_import_is_seen)
{
    Arena arena = {0};
    const char *folder = make_study(&arena);
    Themata *study = open_study(folder, 2), *other = NULL;
    PreviewWanted wanted = wanted_of("any: [data, zebra]", &arena);
    PreviewReport first = preview_of(study, &wanted, &arena);
    // Once by another program, once by this study itself.
    for (int i = 0; i < 2; i++) {
        write_file(folder, "transcripts/P04.txt",
                   i == 0 ? S("I: And?\nP04: A zebra.\n")
                          : S("I: And?\nP04: A zebra. Another zebra.\n"));
        other = i == 0 ? open_study(folder, 1) : study;
        import_all(other, folder);
        if (i == 0) {
            themata_close(other);
        }
        PreviewReport now = preview_of(study, &wanted, &arena);
        Themata *fresh = open_reading(folder, 1);
        PreviewReport anew = preview_of(fresh, &wanted, &arena);
        ck_assert_int_ne(now.hits, first.hits);
        ASSERT_STR(written(&now, &arena), written(&anew, &arena).at, "now");
        themata_close(fresh);
        first = now;
    }
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

static PreviewReport preview_after_run(Themata *study, const char *folder,
                                       const PreviewWanted *wanted,
                                       Arena *arena)
{
    Err err = {0};
    RunReport run = {0};
    Themata *other = open_study(folder, 2);
    ck_assert_msg(themata_run(other, &run, &err), "%s", err.message);
    themata_close(other);
    return preview_of(study, wanted, arena);
}

START_TEST(what_a_run_leaves_out_is_not_looked_through)
{
    Arena arena = {0};
    const char *folder = make_study(&arena);
    PreviewWanted wanted = wanted_of("any: [data]", &arena);
    write_file(folder, "codebooks/c.yaml", wanted.yaml);
    declare(folder, "P03");
    Themata *study = open_reading(folder, 2);
    PreviewReport all = preview_after_run(study, folder, &wanted, &arena);
    ck_assert_int_eq(all.documents, DOCUMENTS);
    remove_file(folder, "transcripts/P04.txt");
    PreviewReport some = preview_after_run(study, folder, &wanted, &arena);
    ck_assert_int_eq(some.documents, DOCUMENTS - 1);
    ck_assert_int_lt(some.hits, all.hits);
    // Where consents were declared, that they are gone is none.
    remove_file(folder, "transcripts/cases.yaml");
    some = preview_of(study, &wanted, &arena);
    for (ptrdiff_t i = 0; i < some.first.len; i++) {
        is_withheld(&some.first.at[i], true);
    }
    ck_assert_int_gt(some.first.len, 0);
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(who_interviews_is_as_the_codebook_says)
{
    static const char *const roles[] = {"[I]", "[I, P02]", "[P01, P05]", "[I]"};
    Arena arena = {0};
    int64_t before = 0;
    const char *folder = make_study(&arena);
    Themata *study = open_reading(folder, 2);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        PreviewWanted wanted = {
            .yaml = codebook_of("any: [data]", roles[i], &arena),
            .file = S("c.yaml"),
            .rule = S("alpha.1"),
            .excerpts = ALL,
        };
        Themata *fresh = open_reading(folder, 1);
        PreviewReport now = preview_of(study, &wanted, &arena);
        PreviewReport anew = preview_of(fresh, &wanted, &arena);
        ASSERT_STR(written(&now, &arena), written(&anew, &arena).at, roles[i]);
        ck_assert_int_ne(now.hits, before);
        before = now.hits;
        themata_close(fresh);
    }
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("preview", finds_what_coding_finds, tables_are_looked_through,
          other_rules_do_not_matter, as_many_excerpts_as_are_wanted,
          threads_and_memory_do_not_show,
          what_a_run_leaves_out_is_not_looked_through, can_be_cancelled,
          words_pass_the_gate, mistakes_are_told,
          without_a_register_that_holds_nothing_is_shown, nothing_is_written,
          what_others_import_is_seen, who_interviews_is_as_the_codebook_says)
