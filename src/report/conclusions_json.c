#include "report/reports.h"

static void strs_json(Json *json, const char *key, Strs list)
{
    json_key(json, key);
    json_open(json, '[');
    for (ptrdiff_t i = 0; i < list.len; i++) {
        json_str(json, list.at[i]);
    }
    json_close(json);
}

static void excerpt_json(Sink *sink, const Excerpt *excerpt, int32_t coding)
{
    const Material *material = sink->material;
    const Study *study = material->study;
    Json *json = &sink->json;
    json_open(json, '{');
    json_key_str(json, "document", excerpt->name);
    strs_json(json, "case", excerpt->cases);
    json_key_str_or_null(json, "speaker", excerpt->speaker);
    json_key_str_or_null(json, "group", excerpt->group);
    json_key_int(json, "turn", excerpt->number);
    json_key_int(json, "line", excerpt->line);
    json_key_str_or_null(json, "time", excerpt->time);
    json_key_int(
        json, "begin",
        material_point(material, excerpt->document, excerpt->span.begin));
    json_key_int(
        json, "end",
        material_point(material, excerpt->document, excerpt->span.end));
    json_key_str(json, "text", excerpt->words);
    json_key(json, "withheld");
    json_bool(json, excerpt->withheld);
    if (coding != NONE) {
        const Coding *held = &study->codings.at[coding];
        const Code *code = &study->codebook->codes.at[held->code];
        json_key_str(json, "code", code->id);
        json_key_str(json, "context", str_of(context_name(held->context)));
        json_key_str(json, "origin", str_of(origin_name(held->origin)));
        json_key_str(json, "status", str_of(status_name(held->status)));
    }
    json_close(json);
}

static void evidences_json(Sink *sink, const char *key,
                           const Evidences *evidences)
{
    const Study *study = sink->material->study;
    Arena scratch = {0};
    json_key(&sink->json, key);
    json_open(&sink->json, '[');
    for (ptrdiff_t i = 0; i < evidences->len; i++) {
        const Evidence *held = &evidences->at[i];
        Excerpt excerpt =
            excerpt_of(study, held->document, held->span, &scratch);
        excerpt_json(sink, &excerpt, held->coding);
        sink_spill(sink);
        arena_reset(&scratch);
    }
    json_close(&sink->json);
    arena_release(&scratch);
}

static void concerns_json(Json *json, const ThemeFinding *finding)
{
    json_key(json, "concerns");
    json_open(json, '{');
    json_key_str(json, "coherence", finding->coherence);
    json_key_str(json, "adequacy", finding->adequacy);
    json_key_str(json, "relevance", finding->relevance);
    json_key_str(json, "method", finding->method);
    json_close(json);
}

// From the best to the worst place that ties leave open.
static void rank_json(Sink *sink, const ThemeFinding *finding)
{
    const ThemeFindings *all = &sink->material->conclusions->findings;
    int64_t tied = 0;
    for (ptrdiff_t i = 0; i < all->len; i++) {
        tied += all->at[i].rank == finding->rank;
    }
    json_key(&sink->json, "rank");
    json_open(&sink->json, '[');
    json_int(&sink->json, finding->rank);
    json_int(&sink->json, finding->rank + tied - 1);
    json_close(&sink->json);
}

static void finding_json(Sink *sink, const ThemeFinding *finding)
{
    const Codes *codes = &sink->material->codebook->codes;
    Json *json = &sink->json;
    json_open(json, '{');
    json_key_str(json, "theme", codes->at[finding->theme].id);
    json_key_str(json, "valence", str_of(kind_name(finding->valence)));
    json_key_int(json, "cases", finding->cases);
    json_key_int(json, "of", finding->of);
    json_key_int(json, "mentions", finding->mentions);
    json_key_int(json, "participants", finding->participants);
    strs_json(json, "groups", finding->groups);
    json_key_int(json, "groups_of", finding->groups_of);
    json_key_double(json, "effective_cases", finding->effective_cases);
    json_key_double(json, "reach", finding->reach);
    json_key_double(json, "breadth", finding->breadth);
    json_key_double(json, "strength", finding->strength);
    json_key_double(json, "specificity", finding->specificity);
    json_key_double(json, "priority", finding->priority);
    rank_json(sink, finding);
    json_key_str(json, "grade", finding->grade);
    concerns_json(json, finding);
    evidences_json(sink, "excerpts", &finding->excerpts);
    evidences_json(sink, "contradicting", &finding->contradicting);
    json_key_int(json, "contradicting_cases", finding->contradicting_cases);
    json_close(json);
}

// Theme and valence are what a finding is known by.
static void names_json(Sink *sink, const char *key, Ints findings)
{
    const Material *material = sink->material;
    Json *json = &sink->json;
    json_key(json, key);
    json_open(json, '[');
    for (ptrdiff_t i = 0; i < findings.len; i++) {
        const ThemeFinding *finding =
            &material->conclusions->findings.at[findings.at[i]];
        json_open(json, '{');
        json_key_str(json, "theme",
                     material->codebook->codes.at[finding->theme].id);
        json_key_str(json, "valence", str_of(kind_name(finding->valence)));
        json_close(json);
    }
    json_close(json);
}

static void suggestions_json(Sink *sink, Ints codings)
{
    const Study *study = sink->material->study;
    Arena scratch = {0};
    json_key(&sink->json, "suggestions");
    json_open(&sink->json, '[');
    for (ptrdiff_t i = 0; i < codings.len; i++) {
        Excerpt excerpt = excerpt_of_coding(study, codings.at[i], &scratch);
        excerpt_json(sink, &excerpt, codings.at[i]);
        sink_spill(sink);
        arena_reset(&scratch);
    }
    json_close(&sink->json);
    arena_release(&scratch);
}

static void recommendation_json(Sink *sink, const Recommendation *held)
{
    const Advice *advice =
        &sink->material->codebook->recommendations.at[held->advice];
    Json *json = &sink->json;
    json_open(json, '{');
    json_key_str(json, "id", advice->id);
    json_key_str(json, "text", advice->text);
    strs_json(json, "actors", advice->actors);
    json_key_double(json, "score", held->score);
    json_key_str_or_null(json, "grade", held->grade);
    names_json(sink, "addresses", held->addresses);
    names_json(sink, "leverages", held->leverages);
    suggestions_json(sink, held->suggestions);
    json_key_str(json, "status", held->status);
    json_key_str_or_null(json, "source", advice->source);
    json_key_str_or_null(json, "reference", advice->reference);
    json_close(json);
}

static void unsupported_json(Sink *sink)
{
    const Material *material = sink->material;
    const Conclusions *conclusions = material->conclusions;
    json_key(&sink->json, "unsupported");
    json_open(&sink->json, '[');
    for (ptrdiff_t i = 0; i < conclusions->unsupported.len; i++) {
        int32_t number = conclusions->unsupported.at[i];
        int32_t advice = conclusions->recommendations.at[number].advice;
        json_str(&sink->json,
                 material->codebook->recommendations.at[advice].id);
    }
    json_close(&sink->json);
}

void conclusions_json(Sink *sink)
{
    const Conclusions *conclusions = sink->material->conclusions;
    json_key(&sink->json, "findings");
    json_open(&sink->json, '[');
    for (ptrdiff_t i = 0; i < conclusions->findings.len; i++) {
        finding_json(sink, &conclusions->findings.at[i]);
    }
    json_close(&sink->json);
    json_key(&sink->json, "recommendations");
    json_open(&sink->json, '[');
    for (ptrdiff_t i = 0; i < conclusions->recommendations.len; i++) {
        recommendation_json(sink, &conclusions->recommendations.at[i]);
    }
    json_close(&sink->json);
    names_json(sink, "gaps", conclusions->gaps);
    unsupported_json(sink);
}
