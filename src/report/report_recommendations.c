#include "report/reports.h"

#include "report/phrase.h"

enum { EXCERPTS_SHOWN = 2, SUGGESTIONS_SHOWN = 3 };

static const Advice *advice_of(const Sink *sink, const Recommendation *held)
{
    return &sink->material->codebook->recommendations.at[held->advice];
}

// ---- by addressee

static void actor_table(Sink *sink, Str actor)
{
    const Column columns[] = {
        {"text", S("Recommendation"), false},
        {"score", S("Score"), true},
        {"grade", S("Confidence"), false},
        {"challenges", S("Challenges"), true},
        {"facilitators", S("Facilitators"), true},
        {"status", S("Evidence"), false},
    };
    const Material *material = sink->material;
    const Recommendations *all = &material->conclusions->recommendations;
    Table table =
        table_of(sink, "actor",
                 str_format(sink->arena, "For %.*s, in the order of the score",
                            FMT(phrase_name(sink->arena, actor))),
                 columns, sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (ptrdiff_t i = 0; i < all->len; i++) {
        const Recommendation *held = &all->at[i];
        const Advice *advice = advice_of(sink, held);
        if (strs_find(advice->actors, actor) < 0) {
            continue;
        }
        const Cell cells[] = {
            cell_linked(advice->text, path_advice(material, held->advice)),
            cell_decimal(held->score, 1),
            cell_grade(held->grade),
            cell_count(held->addresses.len),
            cell_count(held->leverages.len),
            cell_text(held->status),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

static void by_actor(Sink *sink)
{
    const Strs *actors = &sink->material->actors;
    sink_section(sink, S("addressees"), S("By addressee"));
    for (ptrdiff_t i = 0; i < actors->len; i++) {
        sink_section(sink, str_format(sink->arena, "for-%td", i + 1),
                     phrase_name(sink->arena, actors->at[i]));
        actor_table(sink, actors->at[i]);
        sink_section_end(sink);
    }
    sink_section_end(sink);
}

// ---- each with its evidence

static void finding_line(Sink *sink, const ThemeFinding *finding)
{
    sink_paragraph_open(sink, TONE_PLAIN);
    sink_link(sink, path_finding(sink->material, finding),
              finding_title(sink, finding));
    Str share = phrase_share(sink->arena, finding->cases, finding->of);
    sink_text(sink, str_format(sink->arena, " \xE2\x80\x94 %.*s cases, ",
                               FMT(share)));
    sink_grade(sink, finding->grade);
    sink_paragraph_close(sink);
}

static void findings_write(Sink *sink, Str title, Ints numbers)
{
    const ThemeFindings *findings = &sink->material->conclusions->findings;
    if (numbers.len == 0) {
        return;
    }
    sink_section(sink, (Str){0}, title);
    for (ptrdiff_t i = 0; i < numbers.len; i++) {
        const ThemeFinding *finding = &findings->at[numbers.at[i]];
        finding_line(sink, finding);
        evidence_first(sink, finding, EXCERPTS_SHOWN);
    }
    sink_section_end(sink);
}

static void suggestion(Sink *sink, int32_t coding)
{
    Excerpt excerpt =
        excerpt_of_coding(sink->material->study, coding, sink->arena);
    sink_excerpt(sink, &excerpt, path_coding(sink->material, coding));
}

static void suggestions_write(Sink *sink, Ints codings)
{
    if (codings.len == 0) {
        return;
    }
    sink_section(sink, (Str){0}, S("What participants suggest there"));
    ptrdiff_t shown =
        codings.len <= SUGGESTIONS_SHOWN + 1 ? codings.len : SUGGESTIONS_SHOWN;
    for (ptrdiff_t i = 0; i < shown; i++) {
        suggestion(sink, codings.at[i]);
    }
    if (shown < codings.len) {
        sink_fold(sink, phrase_plural(sink->arena, codings.len - shown,
                                      "more suggestion", "more suggestions"));
        for (ptrdiff_t i = shown; i < codings.len; i++) {
            suggestion(sink, codings.at[i]);
        }
        sink_fold_end(sink);
    }
    sink_section_end(sink);
}

static Str weights_phrase(const Sink *sink, const Weights *weights)
{
    Strs parts = {0};
    for (ptrdiff_t i = 0; i < weights->len; i++) {
        Str label = material_label(sink->material, weights->at[i].code);
        Str weight = phrase_decimal(sink->arena, weights->at[i].weight, 1);
        *PUSH(&parts, sink->arena) =
            str_format(sink->arena, "%.*s (%.*s)", FMT(label), FMT(weight));
    }
    return phrase_joined(sink->arena, parts, S(", "));
}

static void advice_facts(Sink *sink, const Recommendation *held,
                         const Advice *advice)
{
    sink_facts(sink, false);
    sink_fact(sink, S("For"), advice_actors(sink, advice));
    sink_fact(sink, S("Score"), phrase_decimal(sink->arena, held->score, 1));
    sink_fact_open(sink, S("Confidence"));
    sink_grade(sink, held->grade);
    sink_fact_close(sink);
    sink_fact(sink, S("Evidence"), held->status);
    sink_fact(sink, S("Source"), phrase_name(sink->arena, advice->source));
    if (advice->reference.len > 0) {
        sink_fact(sink, S("Reference"), advice->reference);
    }
    if (advice->addresses.len > 0) {
        sink_fact(sink, S("Addresses"),
                  weights_phrase(sink, &advice->addresses));
    }
    if (advice->leverages.len > 0) {
        sink_fact(sink, S("Builds on"),
                  weights_phrase(sink, &advice->leverages));
    }
    sink_facts_end(sink);
}

static void advice_write(Sink *sink, const Recommendation *held)
{
    const Material *material = sink->material;
    const Advice *advice = advice_of(sink, held);
    Str slug = material->advice_slugs.at[held->advice];
    sink_section(sink, str_format(sink->arena, "rec-%.*s", FMT(slug)),
                 advice->text);
    sink_group(sink, "split");
    sink_group(sink, "side");
    advice_facts(sink, held, advice);
    sink_group_end(sink);
    sink_group(sink, "body");
    findings_write(sink, S("Challenges it addresses"), held->addresses);
    findings_write(sink, S("Facilitators it builds on"), held->leverages);
    suggestions_write(sink, held->suggestions);
    sink_group_end(sink);
    sink_group_end(sink);
    sink_section_end(sink);
}

// ---- what is missing

static void gaps_write(Sink *sink)
{
    const Conclusions *conclusions = sink->material->conclusions;
    sink_section(sink, S("gaps"), S("Gaps"));
    if (conclusions->gaps.len == 0) {
        sink_paragraph(sink, TONE_PLAIN,
                       S("Every challenge that was found is addressed by a "
                         "recommendation."));
    } else {
        sink_paragraph(sink, TONE_PLAIN,
                       S("Challenges that no recommendation addresses:"));
        sink_list(sink, false);
        for (ptrdiff_t i = 0; i < conclusions->gaps.len; i++) {
            const ThemeFinding *finding =
                &conclusions->findings.at[conclusions->gaps.at[i]];
            sink_item(sink, (Str){0});
            sink_link(sink, path_finding(sink->material, finding),
                      finding_title(sink, finding));
            Str share = phrase_share(sink->arena, finding->cases, finding->of);
            sink_text(sink,
                      str_format(sink->arena, " (%.*s cases)", FMT(share)));
            sink_item_end(sink);
        }
        sink_list_end(sink);
    }
    sink_section_end(sink);
}

static void unsupported_write(Sink *sink)
{
    const Conclusions *conclusions = sink->material->conclusions;
    sink_section(sink, S("unsupported"), S("Without evidence"));
    if (conclusions->unsupported.len == 0) {
        sink_paragraph(sink, TONE_PLAIN,
                       S("Every recommendation of the codebook rests on at "
                         "least one finding."));
    } else {
        sink_paragraph(sink, TONE_PLAIN,
                       S("Recommendations of the codebook that no finding of "
                         "this study supports:"));
        sink_list(sink, false);
        for (ptrdiff_t i = 0; i < conclusions->unsupported.len; i++) {
            const Recommendation *held =
                &conclusions->recommendations
                     .at[conclusions->unsupported.at[i]];
            sink_item(sink, (Str){0});
            sink_link(sink, path_advice(sink->material, held->advice),
                      advice_of(sink, held)->text);
            sink_item_end(sink);
        }
        sink_list_end(sink);
    }
    sink_section_end(sink);
}

static void write(Sink *sink)
{
    const Recommendations *all = &sink->material->conclusions->recommendations;
    sink_paragraph(sink, TONE_LEAD,
                   S("What the codebook recommends, in the order of the "
                     "evidence for it. Which advice answers which challenge "
                     "is the researchers' word; the numbers only say how "
                     "much of this study stands behind it."));
    if (all->len == 0) {
        sink_paragraph(sink, TONE_NOTE,
                       S("This codebook holds no recommendations."));
    }
    by_actor(sink);
    sink_section(sink, S("evidence"), S("Each with its evidence"));
    for (ptrdiff_t i = 0; i < all->len; i++) {
        advice_write(sink, &all->at[i]);
    }
    sink_section_end(sink);
    gaps_write(sink);
    unsupported_write(sink);
}

// ---- records

static Str finding_ids(const Sink *sink, Ints numbers)
{
    const Material *material = sink->material;
    Strs ids = {0};
    for (ptrdiff_t i = 0; i < numbers.len; i++) {
        const ThemeFinding *finding =
            &material->conclusions->findings.at[numbers.at[i]];
        Str theme = material->codebook->codes.at[finding->theme].id;
        *PUSH(&ids, sink->arena) = str_format(
            sink->arena, "%.*s:%s", FMT(theme), kind_name(finding->valence));
    }
    return phrase_joined(sink->arena, ids, S("; "));
}

static void records(Sink *sink)
{
    const Column columns[] = {
        {"id", S("Id"), false},
        {"text", S("Recommendation"), false},
        {"actors", S("For"), false},
        {"score", S("Score"), true},
        {"grade", S("Confidence"), false},
        {"status", S("Evidence"), false},
        {"addresses", S("Addresses"), false},
        {"leverages", S("Builds on"), false},
        {"suggestions", S("Suggestions"), true},
        {"source", S("Source"), false},
        {"reference", S("Reference"), false},
    };
    const Recommendations *all = &sink->material->conclusions->recommendations;
    Table table = table_of(sink, "recommendations", S("Recommendations"),
                           columns, sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (ptrdiff_t i = 0; i < all->len; i++) {
        const Recommendation *held = &all->at[i];
        const Advice *advice = advice_of(sink, held);
        const Cell cells[] = {
            cell_text(advice->id),
            cell_text(advice->text),
            cell_text(phrase_joined(sink->arena, advice->actors, S("; "))),
            cell_decimal(held->score, 1),
            cell_text(held->grade),
            cell_text(held->status),
            cell_text(finding_ids(sink, held->addresses)),
            cell_text(finding_ids(sink, held->leverages)),
            cell_count(held->suggestions.len),
            cell_text(advice->source),
            cell_text(advice->reference),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

const Report report_recommendations = {
    .page = "recommendations.html",
    .menu = "Recommendations",
    .write = write,
    .records = records,
    .json = conclusions_json,
};
