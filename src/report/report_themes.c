#include "report/reports.h"

#include "report/phrase.h"

enum { EXCERPTS_SHOWN = 4, CONTRADICTING_SHOWN = 2 };

static void finding_facts(Sink *sink, const ThemeFinding *finding)
{
    Arena *arena = sink->arena;
    sink_facts(sink, false);
    sink_fact(sink, S("Cases"),
              phrase_share(arena, finding->cases, finding->of));
    sink_fact(sink, S("Participants"),
              phrase_count(arena, finding->participants));
    if (finding->groups_of > 0) {
        Str names = phrase_joined(arena, finding->groups, S(", "));
        Str share =
            phrase_share(arena, finding->groups.len, finding->groups_of);
        sink_fact(sink, S("Groups"),
                  str_format(arena, "%.*s (%.*s)", FMT(share), FMT(names)));
    }
    sink_fact(sink, S("Excerpts"), phrase_count(arena, finding->mentions));
    Str priority = phrase_decimal(arena, finding->priority, 1);
    sink_fact(sink, S("Priority"),
              str_format(arena, "%.*s of 100, rank %d of %td", FMT(priority),
                         finding->rank,
                         sink->material->conclusions->findings.len));
    sink_fact_open(sink, S("Confidence"));
    sink_grade(sink, finding->grade);
    sink_fact_close(sink);
    sink_facts_end(sink);
}

// How priority and grade came about, in one line each.
static void finding_reasons(Sink *sink, const ThemeFinding *finding)
{
    Arena *arena = sink->arena;
    Str reach = phrase_decimal(arena, finding->reach, 2);
    Str breadth = phrase_decimal(arena, finding->breadth, 2);
    Str strength = phrase_decimal(arena, finding->strength, 2);
    Str specificity = phrase_decimal(arena, finding->specificity, 2);
    sink_paragraph_open(sink, TONE_SMALL);
    sink_text(sink,
              str_format(arena,
                         "Priority from reach %.*s, breadth %.*s, strength "
                         "%.*s, specificity %.*s. ",
                         FMT(reach), FMT(breadth), FMT(strength),
                         FMT(specificity)));
    sink_text(sink,
              str_format(arena,
                         "Confidence from concerns about coherence: %.*s; "
                         "adequacy: %.*s; relevance: %.*s; method: %.*s. ",
                         FMT(finding->coherence), FMT(finding->adequacy),
                         FMT(finding->relevance), FMT(finding->method)));
    sink_link(sink, S("methods.html#numbers"), S("How these are made"));
    sink_text(sink, S("."));
    sink_paragraph_close(sink);
}

static void contradicting(Sink *sink, const ThemeFinding *finding)
{
    sink_group(sink, "against");
    sink_section(sink, (Str){0}, S("What speaks against it"));
    if (finding->contradicting.len == 0) {
        sink_paragraph(sink, TONE_PLAIN,
                       S("No contradicting evidence was found by the rules."));
    } else {
        Str places = phrase_plural(sink->arena, finding->contradicting.len,
                                   "place", "places");
        Str cases = phrase_plural(sink->arena, finding->contradicting_cases,
                                  "case", "cases");
        sink_paragraph(
            sink, TONE_SMALL,
            str_format(sink->arena,
                       "%.*s in %.*s: the %s is denied, or the case says the "
                       "opposite.",
                       FMT(places), FMT(cases), kind_name(finding->valence)));
        evidence_write(sink, finding, &finding->contradicting,
                       CONTRADICTING_SHOWN);
    }
    sink_section_end(sink);
    sink_group_end(sink);
}

static bool is_for(const Advice *advice, Str actor)
{
    return strs_find(advice->actors, actor) >= 0;
}

static void advice_item(Sink *sink, const Recommendation *recommendation)
{
    const Material *material = sink->material;
    const Advice *advice =
        &material->codebook->recommendations.at[recommendation->advice];
    sink_item(sink, (Str){0});
    sink_link(sink, path_advice(material, recommendation->advice),
              advice->text);
    sink_text(sink, str_format(sink->arena, " \xE2\x80\x94 score %.*s, ",
                               FMT(phrase_decimal(sink->arena,
                                                  recommendation->score, 1))));
    sink_grade(sink, recommendation->grade);
    sink_item_end(sink);
}

// Recommendations that rest on this finding, for one addressee.
static ptrdiff_t advice_for(Sink *sink, ptrdiff_t finding, Str actor,
                            bool write)
{
    const Material *material = sink->material;
    const Recommendations *all = &material->conclusions->recommendations;
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < all->len; i++) {
        const Advice *advice =
            &material->codebook->recommendations.at[all->at[i].advice];
        bool rests = ints_have(all->at[i].addresses, finding) ||
                     ints_have(all->at[i].leverages, finding);
        if (rests && is_for(advice, actor)) {
            count++;
            if (write) {
                advice_item(sink, &all->at[i]);
            }
        }
    }
    return count;
}

static void recommendations(Sink *sink, const ThemeFinding *finding)
{
    const Material *material = sink->material;
    ptrdiff_t number = finding - material->conclusions->findings.at;
    ptrdiff_t total = 0;
    sink_section(sink, (Str){0}, S("Recommendations that rest on it"));
    for (ptrdiff_t i = 0; i < material->actors.len; i++) {
        Str actor = material->actors.at[i];
        ptrdiff_t count = advice_for(sink, number, actor, false);
        if (count > 0) {
            sink_paragraph_open(sink, TONE_PLAIN);
            sink_strong(sink, phrase_name(sink->arena, actor));
            sink_paragraph_close(sink);
            sink_list(sink, false);
            advice_for(sink, number, actor, true);
            sink_list_end(sink);
        }
        total += count;
    }
    if (total == 0) {
        sink_paragraph(sink, TONE_NOTE,
                       finding->valence == KIND_CHALLENGE
                           ? S("A gap: no recommendation of the codebook "
                               "addresses this.")
                           : S("No recommendation of the codebook uses this."));
    }
    sink_section_end(sink);
}

static void valence_write(Sink *sink, int32_t theme, CodeKind valence)
{
    const ThemeFinding *finding =
        material_finding(sink->material, theme, valence);
    sink_section(sink, str_of(kind_name(valence)),
                 str_of(phrase_kind(valence)));
    if (!finding) {
        sink_paragraph(
            sink, TONE_PLAIN,
            str_format(sink->arena,
                       "In no case do participants speak of this theme and of "
                       "%s %s in one sentence.",
                       valence == KIND_OPPORTUNITY ? "an" : "a",
                       kind_name(valence)));
    } else {
        sink_group(sink, "split");
        sink_group(sink, "side");
        finding_facts(sink, finding);
        finding_reasons(sink, finding);
        sink_group_end(sink);
        sink_group(sink, "body");
        evidence_write(sink, finding, &finding->excerpts, EXCERPTS_SHOWN);
        contradicting(sink, finding);
        recommendations(sink, finding);
        sink_group_end(sink);
        sink_group_end(sink);
    }
    sink_section_end(sink);
}

static void code_row(Sink *sink, int32_t code)
{
    const Material *material = sink->material;
    const CodeCount *count = &material->counts[code];
    const Cell cells[] = {
        cell_code(code, path_code(material, code)),
        cell_count(material->codebook->codes.at[code].rules),
        cell_count(count->mentions),
        cell_count(count->sentences),
        cell_share(count->documents, material->totals.documents),
        cell_share(count->cases, material->totals.cases),
    };
    sink_row(sink, cells);
}

static void codes_write(Sink *sink, int32_t theme)
{
    const Column columns[] = {
        {"code", S("Code"), false},
        {"rules", S("Rules"), true},
        {"mentions", S("Mentions"), true},
        {"sentences", S("Sentences"), true},
        {"documents", S("Documents"), true},
        {"cases", S("Cases"), true},
    };
    const Codebook *codebook = sink->material->codebook;
    sink_section(sink, S("codes"), S("Codes of this theme"));
    Table table = table_of(sink, "codes",
                           S("How often each code itself was given: sub-codes "
                             "are not counted in, as they are above"),
                           columns, sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (int32_t i = 0; i < codebook->codes.len; i++) {
        if (codebook_top(codebook, i) == theme) {
            code_row(sink, i);
        }
    }
    sink_table_end(sink);
    sink_section_end(sink);
}

// Which codes, how many rules, N: what a reader needs before the numbers.
static void methods_line(Sink *sink, int32_t theme)
{
    const Material *material = sink->material;
    const Codebook *codebook = material->codebook;
    int64_t codes = 0, rules = 0;
    for (int32_t i = 0; i < codebook->codes.len; i++) {
        bool below = codebook_top(codebook, i) == theme;
        codes += below;
        rules += below ? codebook->codes.at[i].rules : 0;
    }
    const CodeCount *roll = &material->roll[theme];
    Arena *arena = sink->arena;
    sink_paragraph(
        sink, TONE_SMALL,
        str_format(
            arena,
            "Coded by %.*s of %.*s: %.*s in %.*s cases. A finding counts "
            "cases in which a participant speaks of the theme and of a "
            "challenge, an opportunity or a facilitator in one sentence.",
            FMT(phrase_plural(arena, rules, "rule", "rules")),
            FMT(phrase_plural(arena, codes, "code", "codes")),
            FMT(phrase_plural(arena, roll->mentions, "coding", "codings")),
            FMT(phrase_share(arena, roll->cases, material->totals.cases))));
}

void theme_write(Sink *sink, int32_t theme)
{
    Str definition = sink->material->codebook->codes.at[theme].definition;
    if (definition.len > 0) {
        sink_paragraph(sink, TONE_LEAD, definition);
    }
    methods_line(sink, theme);
    for (int i = 0; i < VALENCES; i++) {
        valence_write(sink, theme, material_valences[i]);
    }
    codes_write(sink, theme);
}

static void write(Sink *sink)
{
    const Material *material = sink->material;
    for (ptrdiff_t i = 0; i < material->themes.len; i++) {
        int32_t theme = material->themes.at[i];
        sink_section(sink, (Str){0}, material_label(material, theme));
        theme_write(sink, theme);
        sink_section_end(sink);
    }
}

static void record(Sink *sink, const ThemeFinding *finding)
{
    const Material *material = sink->material;
    const Cell cells[] = {
        cell_text(material->codebook->codes.at[finding->theme].id),
        cell_text(material_label(material, finding->theme)),
        cell_text(str_of(kind_name(finding->valence))),
        cell_count(finding->cases),
        cell_count(finding->of),
        cell_count(finding->participants),
        cell_text(phrase_joined(sink->arena, finding->groups, S("; "))),
        cell_count(finding->groups_of),
        cell_count(finding->mentions),
        cell_decimal(finding->reach, 3),
        cell_decimal(finding->breadth, 3),
        cell_decimal(finding->strength, 3),
        cell_decimal(finding->specificity, 3),
        cell_decimal(finding->priority, 1),
        cell_count(finding->rank),
        cell_text(finding->coherence),
        cell_text(finding->adequacy),
        cell_text(finding->relevance),
        cell_text(finding->method),
        cell_text(finding->grade),
        cell_count(finding->contradicting.len),
        cell_count(finding->contradicting_cases),
    };
    sink_row(sink, cells);
}

static void records(Sink *sink)
{
    const Column columns[] = {
        {"theme", S("Theme"), false},
        {"label", S("Label"), false},
        {"valence", S("Valence"), false},
        {"cases", S("Cases"), true},
        {"of", S("Of"), true},
        {"participants", S("Participants"), true},
        {"groups", S("Groups"), false},
        {"groups_of", S("Groups in all"), true},
        {"mentions", S("Excerpts"), true},
        {"reach", S("Reach"), true},
        {"breadth", S("Breadth"), true},
        {"strength", S("Strength"), true},
        {"specificity", S("Specificity"), true},
        {"priority", S("Priority"), true},
        {"rank", S("Rank"), true},
        {"coherence", S("Coherence"), false},
        {"adequacy", S("Adequacy"), false},
        {"relevance", S("Relevance"), false},
        {"method", S("Method"), false},
        {"grade", S("Confidence"), false},
        {"contradicting", S("Contradicting"), true},
        {"contradicting_cases", S("Contradicting cases"), true},
    };
    const ThemeFindings *findings = &sink->material->conclusions->findings;
    Table table = table_of(sink, "themes", S("Theme findings"), columns,
                           sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        record(sink, &findings->at[i]);
    }
    sink_table_end(sink);
}

const Report report_themes = {
    .write = write,
    .records = records,
};
