// tests/unit/preview_study.h - interviews to look through, and all that a
// preview says of them.
#ifndef TESTS_PREVIEW_STUDY_H
#define TESTS_PREVIEW_STUDY_H

#include "code_study.h"

enum { DOCUMENTS = 9, ALL = 10000 };

// ---- a study

static inline Str interview(int document, int version, Arena *arena)
{
    Buf text = {.arena = arena};
    for (int i = 0; i < 8; i++) {
        unsigned first = (unsigned)(document * 5 + version * 3 + i * i);
        unsigned second = (unsigned)(document + version + i * 4);
        buf_format(&text, "I: And what about it? %s.\n", said_there(first));
        buf_format(&text, "P%02d: %s. %s.\n", document, said_there(second),
                   said_there(first + (unsigned)i));
    }
    return buf_str(&text);
}

static inline void write_interview(const char *folder, int document,
                                   int version)
{
    Arena arena = {0};
    write_file(folder, str_format(&arena, "transcripts/P%02d.txt", document).at,
               interview(document, version, &arena));
    arena_release(&arena);
}

static inline void remove_file(const char *folder, const char *name)
{
    Arena arena = {0};
    const char *path = str_format(&arena, "%s/%s", folder, name).at;
    ck_assert_int_eq(remove(path), 0);
    arena_release(&arena);
}

// A study with interviews that nothing was coded in.
static const char *make_study(Arena *arena)
{
    const char *folder = make_folder(arena);
    for (int i = 0; i < DOCUMENTS; i++) {
        write_interview(folder, i, 0);
    }
    Themata *study = open_study(folder, 2);
    import_all(study, folder);
    themata_close(study);
    return folder;
}

static inline Str codebook_of(const char *rule, const char *interviewers,
                              Arena *arena)
{
    return str_format(
        arena,
        "codebook: {id: c, version: 1.0.0, language: en}\n"
        "transcript:\n  roles: {interviewer: %s, participant: [\"P*\"]}\n"
        "  questions:\n    - {id: Q1, any: [training]}\n"
        "    - {id: Q2, any: [hospital]}\n"
        "codes:\n  - id: alpha\n    label: A\n    kind: challenge\n    rules:\n"
        "      - %s\n",
        interviewers, rule);
}

static inline Themata *open_reading(const char *folder, int jobs)
{
    Err err = {0};
    Themata *study = themata_open(folder, STUDY_READ, &err);
    ck_assert_msg(study != NULL, "%s", err.message);
    themata_use_jobs(study, jobs);
    return study;
}

static inline PreviewWanted wanted_of(const char *rule, Arena *arena)
{
    return (PreviewWanted){
        .yaml = codebook_of(rule, "[I]", arena),
        .file = S("c.yaml"),
        .rule = S("alpha.1"),
        .excerpts = ALL,
    };
}

static inline PreviewReport preview_of(Themata *study,
                                       const PreviewWanted *wanted,
                                       Arena *arena)
{
    Err err = {0};
    PreviewReport report;
    ck_assert_msg(themata_preview(study, wanted, arena, &report, &err), "%s",
                  err.message);
    return report;
}

// All that a report says.
static inline Str written(const PreviewReport *report, Arena *arena)
{
    Buf all = {.arena = arena};
    buf_format(&all, "%lld of %lld, %lld with %lld hits, %lld excluded",
               (long long)report->documents, (long long)report->of,
               (long long)report->with_hits, (long long)report->hits,
               (long long)report->excluded);
    for (int i = 0; i < CONTEXTS; i++) {
        buf_format(&all, " %lld", (long long)report->contexts[i]);
    }
    for (ptrdiff_t i = 0; i < report->first.len; i++) {
        const PreviewHit *hit = &report->first.at[i];
        const Excerpt *excerpt = &hit->excerpt;
        buf_format(&all, "\n%.*s %d-%d %.*s %.*s '%.*s'", FMT(excerpt->name),
                   excerpt->span.begin, excerpt->span.end,
                   FMT(excerpt->speaker), FMT(excerpt->role),
                   FMT(excerpt->words));
        buf_format(&all, " %d-%d '%.*s' %.*s '%.*s' %d", hit->reason.span.begin,
                   hit->reason.span.end, FMT(hit->reason.words),
                   FMT(hit->reason.context), FMT(hit->reason.trigger),
                   hit->excluded);
        for (ptrdiff_t k = 0; k < excerpt->hits.len; k++) {
            buf_format(&all, " [%d %d]", excerpt->hits.at[k].begin,
                       excerpt->hits.at[k].end);
        }
    }
    return buf_str(&all);
}

#endif
