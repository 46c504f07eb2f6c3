// Publish: numbers, conclusions and excerpts as documents.
#include "engine/inside.h"

#include "base/buf.h"
#include "base/io.h"

static Str libraries_in_words(Arena *arena)
{
    const Ability *abilities;
    Buf words = {.arena = arena};
    ptrdiff_t count = themata_abilities(&abilities, arena);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (abilities[i].needed) {
            buf_format(&words, "%s%s %s", words.len > 0 ? ", " : "",
                       abilities[i].name, abilities[i].version);
        }
    }
    return buf_str(&words);
}

// The findings with their files as seen from the study folder.
static const Diags *findings_inside(const Themata *study, Arena *arena)
{
    Diags *inside = NEW(arena, Diags);
    inside->arena = arena;
    for (ptrdiff_t i = 0; i < study->findings.len; i++) {
        Diag *finding = PUSH(inside, arena);
        *finding = study->findings.at[i];
        finding->place.file = study_relative(study, finding->place.file);
    }
    return inside;
}

typedef struct Results { // what a report is made from
    Conclusions conclusions;
    Cooccurrence sentences;
    ReportFacts facts;
    ReportInput input;
} Results;

static const ReportInput *results_of(Themata *study, const Study *loaded)
{
    Arena *arena = &study->arena;
    Results *results = NEW(arena, Results);
    *results = (Results){
        .conclusions = conclude(loaded, arena),
        .sentences = cooccurrence_of(loaded, (Unit){UNIT_SENTENCE, 1}, arena),
        .facts = {.program = str_format(arena, "themata %s", themata_version()),
                  .libraries = libraries_in_words(arena),
                  .findings = findings_inside(study, arena)},
    };
    for (ptrdiff_t i = 0; i < loaded->documents.len; i++) {
        const Document *document = &loaded->documents.at[i];
        results->facts.bytes += document->transcript.text.len;
        results->facts.hits += document->hits.len;
    }
    results->input = (ReportInput){
        .study = loaded,
        .conclusions = &results->conclusions,
        .sentences = &results->sentences,
        .facts = &results->facts,
    };
    return &results->input;
}

bool themata_publish(Themata *study, const Study *loaded, const char *folder,
                     PublishReport *report, Err *err)
{
    Arena *arena = &study->arena;
    Pages pages = report_site(results_of(study, loaded), arena);
    Str into = str_of(folder);
    *report = (PublishReport){.pages = pages.len};
    for (ptrdiff_t i = 0; i < pages.len; i++) {
        Str path = path_join(arena, into, pages.at[i].path);
        Str parent = str_slice(path, 0, path.len - path_base(path).len - 1);
        study_progress(study, "writing", i, pages.len);
        if (!io_make_folder(str_terminated(arena, parent), err) ||
            !io_write(str_terminated(arena, path), pages.at[i].bytes, err)) {
            return false;
        }
    }
    study_progress(study, "writing", pages.len, pages.len);
    return true;
}

bool themata_document(Themata *study, const Study *loaded, Strs names, Str form,
                      Str *document, Err *err)
{
    return report_document(results_of(study, loaded), names, form,
                           &study->arena, document, err);
}

Conclusions themata_conclude(Themata *study, const Study *loaded)
{
    return conclude(loaded, &study->arena);
}
