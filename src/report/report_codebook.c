#include "report/reports.h"

#include "report/phrase.h"

typedef struct RuleCount {
    int64_t hits, excluded;
} RuleCount;

static const RuleCount *rule_counts(const Sink *sink)
{
    const Study *study = sink->material->study;
    RuleCount *counts =
        NEW_ARRAY(sink->arena, RuleCount, study->codebook->rules.len + 1);
    for (ptrdiff_t d = 0; d < study->documents.len; d++) {
        const Hits *hits = &study->documents.at[d].hits;
        for (ptrdiff_t i = 0; i < hits->len; i++) {
            counts[hits->at[i].rule].hits++;
            counts[hits->at[i].rule].excluded += hits->at[i].excluded;
        }
    }
    return counts;
}

static void rule_table(Sink *sink, const Code *code, const RuleCount *counts)
{
    const Column columns[] = {
        {"rule", S("Rule"), false},     {"written", S("As written"), false},
        {"within", S("Within"), false}, {"span", S("Codes the"), false},
        {"hits", S("Hits"), true},      {"excluded", S("Excluded"), true},
    };
    const Codebook *codebook = sink->material->codebook;
    Table table =
        table_of(sink, "rules",
                 str_format(sink->arena, "Rules of %.*s", FMT(code->label)),
                 columns, sizeof columns / sizeof *columns);
    table.sortable = false;
    sink_table(sink, &table);
    for (int32_t r = code->first_rule; r < code->first_rule + code->rules;
         r++) {
        const Rule *rule = &codebook->rules.at[r];
        const Cell cells[] = {
            cell_text(rule->id),
            cell_text(rule->written),
            cell_text(str_of(scope_name(rule->within))),
            cell_text(str_of(scope_name(rule->span))),
            cell_count(counts[r].hits),
            cell_count(counts[r].excluded),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

static void fact_if(Sink *sink, Str term, Str value)
{
    if (value.len > 0) {
        sink_fact(sink, term, value);
    }
}

static void examples_write(Sink *sink, Str title, const Examples *examples)
{
    if (examples->len == 0) {
        return;
    }
    sink_fact_open(sink, title);
    sink_list(sink, false);
    for (ptrdiff_t i = 0; i < examples->len; i++) {
        sink_item(sink, (Str){0});
        sink_text(sink,
                  material_quotable(sink->material, examples->at[i].text));
        sink_item_end(sink);
    }
    sink_list_end(sink);
    sink_fact_close(sink);
}

static void counts_fact(Sink *sink, const CodeCount *count)
{
    Arena *arena = sink->arena;
    const Totals *totals = &sink->material->totals;
    Str mentions = phrase_plural(arena, count->mentions, "mention", "mentions");
    Str sentences =
        phrase_plural(arena, count->sentences, "sentence", "sentences");
    Str documents = phrase_share(arena, count->documents, totals->documents);
    Str cases = phrase_share(arena, count->cases, totals->cases);
    Str value =
        str_format(arena, "%.*s in %.*s, %.*s documents, %.*s cases",
                   FMT(mentions), FMT(sentences), FMT(documents), FMT(cases));
    sink_fact(sink, S("Given, the code itself"), value);
    if (count->by_coder > 0 || count->removed > 0) {
        sink_fact(sink, S("By people"),
                  str_format(arena, "%lld added, %lld removed",
                             (long long)count->by_coder,
                             (long long)count->removed));
    }
}

static void code_write(Sink *sink, int32_t number, const RuleCount *counts)
{
    const Material *material = sink->material;
    const Code *code = &material->codebook->codes.at[number];
    Str id = str_format(sink->arena, "code-%.*s",
                        FMT(material->code_slugs.at[number]));
    sink_section(sink, id, code->label);
    sink_facts(sink, false);
    sink_fact(sink, S("Id"), code->id);
    if (code->parent != NONE) {
        sink_fact_open(sink, S("Part of"));
        sink_code(sink, code->parent);
        sink_fact_close(sink);
    }
    fact_if(sink, S("In brief"), code->brief);
    fact_if(sink, S("Definition"), code->definition);
    fact_if(sink, S("When to use"), code->include);
    fact_if(sink, S("When not to"), code->exclude);
    examples_write(sink, S("Examples"), &code->examples);
    examples_write(sink, S("Counterexamples"), &code->counterexamples);
    counts_fact(sink, &material->counts[number]);
    sink_facts_end(sink);
    if (code->rules > 0) {
        rule_table(sink, code, counts);
    }
    sink_section_end(sink);
}

// All codes at a glance, each with its section below.
static void overview(Sink *sink)
{
    const Column columns[] = {
        {"code", S("Code"), false},          {"kind", S("Kind"), false},
        {"rules", S("Rules"), true},         {"mentions", S("Mentions"), true},
        {"sentences", S("Sentences"), true}, {"cases", S("Cases"), true},
    };
    const Material *material = sink->material;
    const Codes *codes = &material->codebook->codes;
    Table table =
        table_of(sink, "overview",
                 S("All codes, as in the codebook; each is counted by "
                   "itself, without its sub-codes"),
                 columns, sizeof columns / sizeof *columns);
    sink_section(sink, S("overview"), S("All codes"));
    sink_table(sink, &table);
    for (int32_t i = 0; i < codes->len; i++) {
        const Cell cells[] = {
            cell_code(i, path_code(material, i)),
            cell_text(str_of(kind_name(codes->at[i].kind))),
            cell_count(codes->at[i].rules),
            cell_count(material->counts[i].mentions),
            cell_count(material->counts[i].sentences),
            cell_share(material->counts[i].cases, material->totals.cases),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
    sink_section_end(sink);
}

static void by_kind(Sink *sink, CodeKind kind, const RuleCount *counts)
{
    const Codes *codes = &sink->material->codebook->codes;
    bool opened = false;
    for (int32_t i = 0; i < codes->len; i++) {
        if (codes->at[i].kind != kind) {
            continue;
        }
        if (!opened) {
            sink_section(sink, str_of(kind_name(kind)),
                         str_of(phrase_kind(kind)));
        }
        opened = true;
        code_write(sink, i, counts);
    }
    if (opened) {
        sink_section_end(sink);
    }
}

static void write(Sink *sink)
{
    const Codebook *codebook = sink->material->codebook;
    const RuleCount *counts = rule_counts(sink);
    Arena *arena = sink->arena;
    Str codes = phrase_plural(arena, codebook->codes.len, "code", "codes");
    Str rules = phrase_plural(arena, codebook->rules.len, "rule", "rules");
    sink_paragraph(
        sink, TONE_LEAD,
        str_format(arena,
                   "%.*s %.*s: %.*s with %.*s. A rule's hits are counted "
                   "before people's decisions; those that its context "
                   "excludes (a denial, say) are not coded but kept as "
                   "evidence against.",
                   FMT(codebook->id), FMT(codebook->version), FMT(codes),
                   FMT(rules)));
    if (codebook->codes.len > 0) {
        overview(sink);
    }
    for (int kind = 0; kind < KINDS; kind++) {
        by_kind(sink, (CodeKind)kind, counts);
    }
}

static void records(Sink *sink)
{
    const Column columns[] = {
        {"code", S("Code"), false},
        {"label", S("Label"), false},
        {"kind", S("Kind"), false},
        {"parent", S("Part of"), false},
        {"definition", S("Definition"), false},
        {"include", S("When to use"), false},
        {"exclude", S("When not to"), false},
        {"rules", S("Rules"), true},
        {"mentions", S("Mentions"), true},
        {"sentences", S("Sentences"), true},
        {"documents", S("Documents"), true},
        {"cases", S("Cases"), true},
        {"participants", S("Participants"), true},
    };
    const Material *material = sink->material;
    const Codes *codes = &material->codebook->codes;
    Table table = table_of(sink, "codebook", S("Codes"), columns,
                           sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (ptrdiff_t i = 0; i < codes->len; i++) {
        const Code *code = &codes->at[i];
        const CodeCount *count = &material->counts[i];
        const Cell cells[] = {
            cell_text(code->id),
            cell_text(code->label),
            cell_text(str_of(kind_name(code->kind))),
            cell_text(code->parent == NONE ? (Str){0}
                                           : codes->at[code->parent].id),
            cell_text(code->definition),
            cell_text(code->include),
            cell_text(code->exclude),
            cell_count(code->rules),
            cell_count(count->mentions),
            cell_count(count->sentences),
            cell_count(count->documents),
            cell_count(count->cases),
            cell_count(count->participants),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

const Report report_codebook = {
    .page = "codebook.html",
    .menu = "Codebook",
    .write = write,
    .records = records,
};
