#include "report/reports.h"

#include "report/phrase.h"

Str finding_title(const Sink *sink, const ThemeFinding *finding)
{
    return str_format(sink->arena, "%.*s: %s",
                      FMT(material_label(sink->material, finding->theme)),
                      kind_name(finding->valence));
}

Str advice_actors(const Sink *sink, const Advice *advice)
{
    Strs names = {0};
    for (ptrdiff_t i = 0; i < advice->actors.len; i++) {
        *PUSH(&names, sink->arena) =
            phrase_name(sink->arena, advice->actors.at[i]);
    }
    return phrase_list(sink->arena, names);
}

// Which codes' hits are worth marking in an excerpt of this finding: those of
// the theme with its sub-codes, and those of the valence.
static const bool *codes_of_finding(const Sink *sink,
                                    const ThemeFinding *finding)
{
    const Codebook *codebook = sink->material->codebook;
    bool *codes = NEW_ARRAY(sink->arena, bool, codebook->codes.len + 1);
    for (int32_t i = 0; i < codebook->codes.len; i++) {
        codes[i] = codebook->codes.at[i].kind == finding->valence ||
                   codebook_top(codebook, i) == finding->theme;
    }
    return codes;
}

static void evidence_excerpt(Sink *sink, const Evidence *evidence,
                             const bool *codes)
{
    const Material *material = sink->material;
    Excerpt excerpt = excerpt_of(material->study, evidence->document,
                                 evidence->span, sink->arena);
    excerpt_mark(&excerpt, material->study, codes, sink->arena);
    sink_excerpt(sink, &excerpt, path_evidence(material, evidence));
}

void evidence_write(Sink *sink, const ThemeFinding *finding,
                    const Evidences *evidences, ptrdiff_t shown)
{
    const bool *codes = codes_of_finding(sink, finding);
    ptrdiff_t first = evidences->len <= shown + 1 ? evidences->len : shown;
    for (ptrdiff_t i = 0; i < first; i++) {
        evidence_excerpt(sink, &evidences->at[i], codes);
    }
    if (first < evidences->len) {
        sink_fold(sink, phrase_plural(sink->arena, evidences->len - first,
                                      "more excerpt", "more excerpts"));
        for (ptrdiff_t i = first; i < evidences->len; i++) {
            evidence_excerpt(sink, &evidences->at[i], codes);
        }
        sink_fold_end(sink);
    }
}

void evidence_first(Sink *sink, const ThemeFinding *finding, ptrdiff_t shown)
{
    const bool *codes = codes_of_finding(sink, finding);
    const Evidences *all = &finding->excerpts;
    for (ptrdiff_t i = 0; i < all->len && i < shown; i++) {
        evidence_excerpt(sink, &all->at[i], codes);
    }
    if (all->len > shown) {
        sink_paragraph_open(sink, TONE_SMALL);
        sink_link(sink, path_finding(sink->material, finding),
                  str_format(sink->arena, "All %td excerpts", all->len));
        sink_paragraph_close(sink);
    }
}
