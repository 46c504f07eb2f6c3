// Code: a codebook over all that is imported.
//     study + codebook -match-> hits -resolve (+ decisions)-> codings -store->
#include "engine/inside.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "codebook/load.h"
#include "match/match.h"
#include "segment/segment.h"

// All that decides a document's hits, in one name: its text and speakers, the
// rules, what counts as a question.  A new program version matches again.
static Str hits_key(const Transcript *transcript, const Codebook *codebook,
                    Arena *arena)
{
    Buf all = {.arena = arena};
    buf_format(&all, "%s\n%.*s\n%.*s\n", themata_version(),
               FMT(transcript->hash), FMT(codebook->hash));
    for (ptrdiff_t i = 0; i < transcript->speakers.len; i++) {
        const Speaker *speaker = &transcript->speakers.at[i];
        buf_format(&all, "%.*s=%.*s\n", FMT(speaker->name), FMT(speaker->role));
    }
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        const Turn *turn = &transcript->turns.at[i];
        buf_format(&all, "%d %d %d %d\n", (int)turn->span.begin,
                   (int)turn->span.end, (int)turn->speaker,
                   (int)turn->continues);
    }
    return hash_hex(arena, buf_str(&all));
}

// Which question each turn of a document asks or answers.
static bool tell_questions(const Matcher *matcher, const Codebook *codebook,
                           Transcript *transcript, Err *err)
{
    Arena scratch = {0};
    int32_t *asked = NEW_ARRAY(&scratch, int32_t, transcript->turns.len + 1);
    bool ok = match_questions(matcher, transcript, asked, err);
    if (ok) {
        segment_questions(transcript, codebook, asked);
    }
    arena_release(&scratch);
    return ok;
}

static bool code_document(Themata *study, const Matcher *matcher,
                          const Codebook *codebook, int64_t codebook_id,
                          Document *document, CodeReport *report, Err *err)
{
    Transcript *transcript = &document->transcript;
    Arena *arena = &study->arena;
    Str known = {0}, key = hits_key(transcript, codebook, arena);
    if (!store_hits_key(study->store, document->revision, codebook_id, arena,
                        &known, err)) {
        return false;
    }
    if (str_eq(known, key)) {
        report->reused++;
        return store_hits(study->store, document->revision, codebook_id,
                          codebook, arena, &document->hits, err);
    }
    return match_transcript(matcher, transcript, arena, &document->hits, err) &&
           store_put_hits(study->store, document->revision, codebook_id, key,
                          &document->hits, codebook, err);
}

static bool code_all(Themata *study, const Matcher *matcher, Codebook *codebook,
                     int64_t id, CodeReport *report, Err *err)
{
    Study loaded = {.codebook = codebook};
    if (!study_documents(study, &loaded, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < loaded.documents.len; i++) {
        Document *document = &loaded.documents.at[i];
        study_progress(study, "coding", i, loaded.documents.len);
        if (!tell_questions(matcher, codebook, &document->transcript, err) ||
            !code_document(study, matcher, codebook, id, document, report,
                           err)) {
            return false;
        }
        report->turns += document->transcript.turns.len;
        report->bytes += document->transcript.text.len;
        report->hits += document->hits.len;
    }
    study_progress(study, "coding", loaded.documents.len, loaded.documents.len);
    resolve_study(&loaded, &study->arena, &study->findings);
    report->documents = loaded.documents.len;
    report->codings = loaded.codings.len;
    return study_keep_declared(study, &loaded, err) &&
           store_put_register(study->store, &loaded, err) &&
           store_put_codings(study->store, &loaded, id, err);
}

bool themata_code(Themata *study, const char *file, CodeReport *report,
                  Err *err)
{
    bool ok = false;
    Str yaml;
    int64_t id;
    Matcher *matcher = NULL;
    ptrdiff_t before = diag_count(&study->findings, LEVEL_ERROR);
    if (!io_read(file, &study->arena, &yaml, err)) {
        return false;
    }
    Codebook *codebook =
        codebook_load(yaml, str_of(file), &study->arena, &study->findings);
    codebook->file = study_relative(study, codebook->file);
    matcher = matcher_open(codebook, &study->findings);
    if (diag_count(&study->findings, LEVEL_ERROR) > before) {
        err_set(err, ERR_INPUT, "cannot apply '%s': it has mistakes", file);
        goto done;
    }
    *report = (CodeReport){.codebook = codebook, .rules = codebook->rules.len};
    if (!study_add_roles(study, codebook, err) ||
        !store_begin(study->store, err)) {
        goto done;
    }
    ok = store_put_codebook(study->store, codebook, yaml, &id, err) &&
         code_all(study, matcher, codebook, id, report, err) &&
         store_commit(study->store, err);
    if (!ok) {
        store_rollback(study->store);
    }
done:
    matcher_close(matcher);
    return ok;
}
