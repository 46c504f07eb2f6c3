#include "report/reports.h"

#include "report/phrase.h"

enum { STRONGEST = 3, ADVICE_SHOWN = 3 };

static void figure(Sink *sink, int64_t number, const char *one,
                   const char *many)
{
    sink_fact(sink, str_of(number == 1 ? one : many),
              phrase_count(sink->arena, number));
}

static void figures(Sink *sink)
{
    const Totals *totals = &sink->material->totals;
    sink_facts(sink, true);
    figure(sink, totals->documents, "document", "documents");
    figure(sink, totals->participants, "participant", "participants");
    figure(sink, totals->cases, "case", "cases");
    figure(sink, totals->groups, "group", "groups");
    figure(sink, totals->turns, "turn", "turns");
    figure(sink, totals->words, "word", "words");
    sink_facts_end(sink);
}

static void lead(Sink *sink)
{
    const Material *material = sink->material;
    const Totals *totals = &material->totals;
    const Codebook *codebook = material->codebook;
    Arena *arena = sink->arena;
    Str name = codebook->title.len > 0 ? codebook->title : codebook->id;
    Str codings = phrase_plural(arena, totals->codings, "coding", "codings");
    Str rules = phrase_plural(arena, codebook->rules.len, "rule", "rules");
    Str codes = phrase_plural(arena, codebook->codes.len, "code", "codes");
    sink_paragraph(
        sink, TONE_LEAD,
        str_format(arena,
                   "Coded with the codebook \xE2\x80\x9C%.*s\xE2\x80\x9D "
                   "%.*s: %.*s, %.*s, %.*s. Everything below can be "
                   "followed back to the words that support it.",
                   FMT(name), FMT(codebook->version), FMT(codes), FMT(rules),
                   FMT(codings)));
}

// ---- themes at a glance

static Cell finding_cell(const Sink *sink, int32_t theme, CodeKind valence)
{
    const ThemeFinding *finding =
        material_finding(sink->material, theme, valence);
    if (!finding) {
        int64_t of = sink->material->conclusions->findings.len > 0
                         ? sink->material->conclusions->findings.at[0].of
                         : sink->material->totals.cases;
        return cell_share(0, of);
    }
    Cell cell = cell_share(finding->cases, finding->of);
    cell.path = path_finding(sink->material, finding);
    cell.grade = finding->grade;
    return cell;
}

static void theme_table(Sink *sink)
{
    const Column columns[] = {
        {"theme", S("Theme"), false},
        {"challenge", S("Challenges"), true},
        {"opportunity", S("Opportunities"), true},
        {"facilitator", S("Facilitators"), true},
    };
    const Material *material = sink->material;
    Table table = table_of(
        sink, "glance",
        S("Cases in which a participant speaks of the theme as a challenge, "
          "an opportunity or a facilitator. Dots: confidence in the "
          "evidence. Each number leads to what was said."),
        columns, sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (ptrdiff_t i = 0; i < material->themes.len; i++) {
        int32_t theme = material->themes.at[i];
        const Cell cells[] = {
            cell_code(theme, path_theme(material, theme)),
            finding_cell(sink, theme, material_valences[0]),
            finding_cell(sink, theme, material_valences[1]),
            finding_cell(sink, theme, material_valences[2]),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

static void glance(Sink *sink)
{
    sink_section(sink, S("glance"), S("What the study found"));
    if (sink->material->themes.len == 0) {
        sink_paragraph(sink, TONE_NOTE, S("The codebook holds no theme."));
    } else {
        theme_table(sink);
    }
    sink_section_end(sink);
}

// ---- what stands out

static const ThemeFinding *of_rank(const Sink *sink, int32_t rank,
                                   ptrdiff_t *from)
{
    const ThemeFindings *all = &sink->material->conclusions->findings;
    for (ptrdiff_t i = *from; i < all->len; i++) {
        if (all->at[i].rank == rank) {
            *from = i + 1;
            return &all->at[i];
        }
    }
    return NULL;
}

static bool is_used(const Evidences *used, const Evidence *evidence)
{
    for (ptrdiff_t i = 0; i < used->len; i++) {
        if (used->at[i].document == evidence->document &&
            span_overlaps(used->at[i].span, evidence->span)) {
            return true;
        }
    }
    return false;
}

// The best excerpt that no card before it shows, else the best.
static Evidence fresh_excerpt(const Sink *sink, const ThemeFinding *finding,
                              Evidences *used)
{
    ptrdiff_t at = 0;
    while (at < finding->excerpts.len &&
           is_used(used, &finding->excerpts.at[at])) {
        at++;
    }
    at = at < finding->excerpts.len ? at : 0;
    *PUSH(used, sink->arena) = finding->excerpts.at[at];
    return finding->excerpts.at[at];
}

static void strong_finding(Sink *sink, const ThemeFinding *finding,
                           Evidences *used)
{
    const Material *material = sink->material;
    sink_group(sink, "card");
    sink_paragraph_open(sink, TONE_PLAIN);
    sink_link(sink, path_finding(material, finding),
              finding_title(sink, finding));
    sink_paragraph_close(sink);
    sink_paragraph_open(sink, TONE_SMALL);
    Str share = phrase_share(sink->arena, finding->cases, finding->of);
    Str priority = phrase_decimal(sink->arena, finding->priority, 0);
    sink_text(sink, str_format(sink->arena, "%.*s cases, priority %.*s, ",
                               FMT(share), FMT(priority)));
    sink_grade(sink, finding->grade);
    sink_paragraph_close(sink);
    if (finding->excerpts.len > 0) {
        Evidence shown = fresh_excerpt(sink, finding, used);
        Evidences one = {.at = &shown, .len = 1};
        evidence_write(sink, finding, &one, 1);
    }
    sink_group_end(sink);
}

static void strongest(Sink *sink)
{
    const ThemeFindings *all = &sink->material->conclusions->findings;
    if (all->len == 0) {
        return;
    }
    sink_section(sink, S("strongest"), S("What weighs most"));
    sink_group(sink, "cards");
    Evidences used = {0};
    ptrdiff_t shown = 0;
    for (int32_t rank = 1; rank <= all->len && shown < STRONGEST; rank++) {
        ptrdiff_t from = 0;
        for (const ThemeFinding *finding = of_rank(sink, rank, &from);
             finding && shown < STRONGEST;
             finding = of_rank(sink, rank, &from)) {
            strong_finding(sink, finding, &used);
            shown++;
        }
    }
    sink_group_end(sink);
    sink_section_end(sink);
}

// ---- recommendations by addressee

static void advice_item(Sink *sink, const Recommendation *held,
                        const Advice *advice)
{
    sink_item(sink, (Str){0});
    sink_link(sink, path_advice(sink->material, held->advice), advice->text);
    sink_paragraph_open(sink, TONE_SMALL);
    sink_text(sink,
              str_format(sink->arena, "Score %.*s, ",
                         FMT(phrase_decimal(sink->arena, held->score, 1))));
    sink_grade(sink, held->grade);
    sink_paragraph_close(sink);
    sink_item_end(sink);
}

static void actor_card(Sink *sink, Str actor)
{
    const Material *material = sink->material;
    const Recommendations *all = &material->conclusions->recommendations;
    sink_group(sink, "card");
    sink_section(sink, (Str){0}, phrase_name(sink->arena, actor));
    sink_list(sink, true);
    ptrdiff_t shown = 0;
    for (ptrdiff_t i = 0; i < all->len && shown < ADVICE_SHOWN; i++) {
        const Advice *advice =
            &material->codebook->recommendations.at[all->at[i].advice];
        bool fits = strs_find(advice->actors, actor) >= 0 &&
                    str_eq(all->at[i].status, S("supported"));
        if (fits) {
            advice_item(sink, &all->at[i], advice);
            shown++;
        }
    }
    sink_list_end(sink);
    if (shown == 0) {
        sink_paragraph(sink, TONE_SMALL,
                       S("Nothing that the evidence of this study supports."));
    }
    sink_section_end(sink);
    sink_group_end(sink);
}

static void advice_write(Sink *sink)
{
    const Material *material = sink->material;
    sink_section(sink, S("advice"), S("What follows, by addressee"));
    if (material->actors.len == 0) {
        sink_paragraph(sink, TONE_NOTE,
                       S("The codebook holds no recommendations."));
    }
    sink_group(sink, "cards");
    for (ptrdiff_t i = 0; i < material->actors.len; i++) {
        actor_card(sink, material->actors.at[i]);
    }
    sink_group_end(sink);
    const Conclusions *conclusions = material->conclusions;
    sink_paragraph_open(sink, TONE_SMALL);
    Str gaps = phrase_plural(sink->arena, conclusions->gaps.len, "challenge",
                             "challenges");
    sink_link(sink, S("recommendations.html"), S("All recommendations"));
    sink_text(sink, S(". "));
    sink_link(sink, S("recommendations.html#gaps"),
              str_format(sink->arena, "Gaps: %.*s without a recommendation",
                         FMT(gaps)));
    sink_text(sink, S("."));
    sink_paragraph_close(sink);
    sink_section_end(sink);
}

// ---- how to read it

static void reading(Sink *sink)
{
    sink_section(sink, S("reading"), S("How to read this"));
    sink_list(sink, false);
    sink_item(sink, (Str){0});
    sink_strong(sink, S("7 of 9"));
    sink_text(sink, S(" means: in 7 of the 9 cases at least one participant "
                      "speaks of it. One who says it often does not count "
                      "more than one who says it once."));
    sink_item_end(sink);
    sink_item(sink, (Str){0});
    sink_strong(sink, S("Confidence"));
    sink_text(sink, S(" says how far the finding may be trusted, not how "
                      "frequent it is: contradicting cases, few cases, one "
                      "group only or untested rules lower it. "));
    sink_link(sink, S("methods.html#confidence"), S("How it is made"));
    sink_text(sink, S("."));
    sink_item_end(sink);
    sink_item(sink, (Str){0});
    sink_strong(sink, S("Every excerpt"));
    sink_text(sink, S(" leads to its place in the transcript, where the "
                      "margin tells which rule or which person coded it. "
                      "Words that made a rule match are marked."));
    sink_item_end(sink);
    sink_item(sink, (Str){0});
    sink_strong(sink, PHRASE_UNDEFINED);
    sink_text(sink, S(" means undefined: there was nothing to divide by. It "
                      "is never the same as 0."));
    sink_item_end(sink);
    sink_item(sink, (Str){0});
    sink_strong(sink, S("Withheld words"));
    sink_text(sink, S(" belong to participants who did not consent to be "
                      "quoted. They are counted, not shown."));
    sink_item_end(sink);
    sink_list_end(sink);
    sink_section_end(sink);
}

static void write(Sink *sink)
{
    lead(sink);
    figures(sink);
    sink_group(sink, "split");
    sink_group(sink, "body");
    glance(sink);
    sink_group_end(sink);
    sink_group(sink, "side");
    reading(sink);
    sink_group_end(sink);
    sink_group_end(sink);
    strongest(sink);
    advice_write(sink);
}

static void json(Sink *sink)
{
    const Totals *totals = &sink->material->totals;
    Json *out = &sink->json;
    json_key(out, "study");
    json_open(out, '{');
    json_key_str(out, "title", sink->material->study->title);
    json_key_int(out, "documents", totals->documents);
    json_key_int(out, "participants", totals->participants);
    json_key_int(out, "cases", totals->cases);
    json_key_int(out, "groups", totals->groups);
    json_key_int(out, "turns", totals->turns);
    json_key_int(out, "words", totals->words);
    json_key_int(out, "codings", totals->codings);
    json_key_int(out, "removed", totals->removed);
    json_close(out);
}

const Report report_summary = {
    .page = "index.html",
    .menu = "Overview",
    .write = write,
    .json = json,
};
