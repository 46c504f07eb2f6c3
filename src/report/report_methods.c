#include "report/reports.h"

#include "report/phrase.h"

enum { FINDINGS_SHOWN = 300 }; // on the page; all are in report.json

// ---- what it was made with

static void made_with(Sink *sink)
{
    const Material *material = sink->material;
    const Codebook *codebook = material->codebook;
    const ReportFacts *facts = material->input->facts;
    sink_section(sink, S("made"), S("What this was made with"));
    sink_facts(sink, false);
    sink_fact(sink, S("Codebook"), codebook->id);
    sink_fact(sink, S("Version"), codebook->version);
    sink_fact(sink, S("SHA-256 of the file"), codebook->hash);
    sink_fact(sink, S("Language"), codebook->language);
    sink_fact(sink, S("Program"), facts->program);
    sink_fact(sink, S("Libraries"), facts->libraries);
    sink_fact(sink, S("Unit of co-occurrence"),
              unit_name(material->input->sentences->unit, sink->arena));
    sink_fact(sink, S("Negation, hedging, hypotheticals"),
              codebook->contexts.language.len > 0
                  ? str_format(sink->arena, "trigger words, language %.*s",
                               FMT(codebook->contexts.language))
                  : S("trigger words of the codebook only"));
    sink_facts_end(sink);
    sink_paragraph(sink, TONE_SMALL,
                   S("The same transcripts, codebook and decisions give the "
                     "same bytes on every machine: nothing here depends on "
                     "the clock, the language settings, the order of files "
                     "or the number of processors."));
    sink_section_end(sink);
}

static void count_fact(Sink *sink, Str term, int64_t number)
{
    sink_fact(sink, term, phrase_count(sink->arena, number));
}

static void counted(Sink *sink)
{
    const Material *material = sink->material;
    const Totals *totals = &material->totals;
    const ReportFacts *facts = material->input->facts;
    sink_section(sink, S("counts"), S("What was counted"));
    sink_facts(sink, false);
    count_fact(sink, S("Documents"), totals->documents);
    count_fact(sink, S("Participants"), totals->participants);
    count_fact(sink, S("Not to be quoted"), totals->withheld);
    count_fact(sink, S("Cases"), totals->cases);
    count_fact(sink, S("Turns"), totals->turns);
    count_fact(sink, S("Turns of participants"), totals->spoken);
    count_fact(sink, S("Sentences of participants (N)"),
               material->input->sentences->units);
    count_fact(sink, S("Words"), totals->words);
    count_fact(sink, S("Bytes of text"), facts->bytes);
    count_fact(sink, S("Rules"), material->codebook->rules.len);
    count_fact(sink, S("Hits of rules"), facts->hits);
    count_fact(sink, S("Codings"), totals->codings);
    count_fact(sink, S("Codings removed by people"), totals->removed);
    count_fact(sink, S("Decisions of people"), material->study->decisions.len);
    if (material->study->memos.len > 0) {
        count_fact(sink, S("Memos"), material->study->memos.len);
    }
    sink_facts_end(sink);
    sink_section_end(sink);
}

static void documents_table(Sink *sink)
{
    const Column columns[] = {
        {"document", S("Document"), false}, {"format", S("Format"), false},
        {"encoding", S("Encoding"), false}, {"turns", S("Turns"), true},
        {"codings", S("Codings"), true},    {"hash", S("SHA-256"), false},
    };
    const Study *study = sink->material->study;
    Table table = table_of(sink, "documents",
                           S("The transcripts: SHA-256 of the text as it was "
                             "coded"),
                           columns, sizeof columns / sizeof *columns);
    sink_section(sink, S("documents"), S("Transcripts"));
    sink_table(sink, &table);
    for (int32_t d = 0; d < study->documents.len; d++) {
        const Transcript *held = &study->documents.at[d].transcript;
        const Cell cells[] = {
            cell_linked(held->document, path_transcript(sink->material, d)),
            cell_text(held->format),
            cell_text(held->encoding),
            cell_count(transcript_turns(held)),
            cell_count(sink->material->codings[d].len),
            cell_text(held->hash),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
    sink_section_end(sink);
}

// ---- what the numbers mean

typedef struct Definition {
    const char *name, *means, *source;
} Definition;

static const Definition definitions[] = {
    {"k of N cases",
     "k: cases in which at least one participant gives a supporting excerpt; "
     "N: cases in which a participant speaks",
     "this program"},
    {"Supporting excerpt",
     "a longest run of sentences of a participant that a coding of the theme "
     "and a coding of the valence cover together",
     "this program"},
    {"Mentions",
     "codings that stand: made by a rule and not removed, or "
     "added by a person",
     "this program"},
    {"Sentences",
     "sentences of participants that at least one coding of the "
     "code overlaps",
     "sentence bounds: Unicode Standard Annex 29"},
    {"Reach", "lower end of the 95 % Wilson score interval of k / N",
     "Wilson 1927, J. Am. Stat. Assoc. 22(158)"},
    {"Breadth",
     "stakeholder groups with the finding / groups that speak; "
     "without groups: effective cases / N",
     "this program"},
    {"Effective cases", "1 / sum of squared shares of the excerpts by case",
     "inverse Simpson index; Simpson 1949, Nature 163"},
    {"Strength",
     "mean of case valence / 2 over the k cases; 2 for at least "
     "two affirmed excerpts and none of the opposite, 1 where "
     "the sign leads, 0 where it is balanced",
     "after Damschroder & Lowery 2013, Implementation Science 8:51"},
    {"Specificity",
     "how much more the theme goes with this valence than "
     "chance would make likely",
     "needs permutation tests; undefined until they are run"},
    {"Score of a recommendation",
     "sum of weight x priority of the challenges it addresses, plus half the "
     "same sum of the facilitators it builds on",
     "after Waltz et al. 2019, Implementation Science 14:42"},
};

static Str priority_formula(const Sink *sink)
{
    Strs parts = {0};
    for (int i = 0; i < COMPONENTS; i++) {
        Str weight = phrase_decimal(sink->arena, priority_weights[i].weight, 2);
        *PUSH(&parts, sink->arena) = str_format(
            sink->arena, "%.*s %s", FMT(weight), priority_weights[i].name);
    }
    return str_format(sink->arena,
                      "100 x (%.*s); the weight of an undefined component is "
                      "shared out among the others",
                      FMT(phrase_joined(sink->arena, parts, S(" + "))));
}

static void numbers(Sink *sink)
{
    const Column columns[] = {
        {"number", S("Number"), false},
        {"means", S("Means"), false},
        {"source", S("Source"), false},
    };
    Table table = table_of(sink, "numbers", S("Every number of the findings"),
                           columns, sizeof columns / sizeof *columns);
    table.sortable = false;
    sink_section(sink, S("numbers"), S("What the numbers mean"));
    sink_table(sink, &table);
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        const Cell cells[] = {
            cell_text(str_of(definitions[i].name)),
            cell_text(str_of(definitions[i].means)),
            cell_text(str_of(definitions[i].source)),
        };
        sink_row(sink, cells);
    }
    const Cell priority[] = {
        cell_text(S("Priority")),
        cell_text(priority_formula(sink)),
        cell_text(S("this program; a convention")),
    };
    sink_row(sink, priority);
    sink_table_end(sink);
    sink_section_end(sink);
}

static void coefficient_table(Sink *sink)
{
    const Column columns[] = {
        {"coefficient", S("Coefficient"), false},
        {"range", S("Range"), false},
        {"formula", S("Formula"), false},
        {"undefined", S("Undefined"), false},
        {"source", S("Source"), false},
    };
    Table table = table_of(
        sink, "coefficient_definitions",
        S("n: units; n1, n2: units with the first, the second code; n11: "
          "with both"),
        columns, sizeof columns / sizeof *columns);
    table.sortable = false;
    sink_section(sink, S("coefficients"), S("Coefficients of co-occurrence"));
    sink_table(sink, &table);
    for (int i = 0; i < COEFFICIENTS; i++) {
        const Cell cells[] = {
            cell_text(str_of(coefficients[i]->title)),
            cell_text(str_of(coefficients[i]->range)),
            cell_text(str_of(coefficients[i]->formula)),
            cell_text(str_of(coefficients[i]->undefined)),
            cell_text(str_of(coefficients[i]->source)),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
    sink_section_end(sink);
}

static const Definition concerns[] = {
    {"Method",
     "none where people confirmed or added 90 % of the excerpts, "
     "else moderate",
     "rules are tested by the codebook's examples only"},
    {"Coherence",
     "contradicting cases among the cases that speak to it: up "
     "to 10 % none, 25 % minor, 40 % moderate, else serious",
     "deviant cases are printed"},
    {"Adequacy",
     "effective cases: from 8 none, from 5 minor, from 3 "
     "moderate, else serious; one level worse where half the "
     "excerpts have less than 12 words or one case gives more "
     "than half of them",
     ""},
    {"Relevance",
     "stakeholder groups with the finding: all none, at least "
     "half minor, else moderate",
     "without groups: cases"},
};

static void confidence(Sink *sink)
{
    const Column columns[] = {
        {"concern", S("Concern"), false},
        {"levels", S("Levels"), false},
        {"remark", S("Remark"), false},
    };
    sink_section(sink, S("confidence"), S("Confidence in a finding"));
    sink_paragraph(
        sink, TONE_PLAIN,
        S("Informed by GRADE-CERQual (Lewin et al. 2018, Implementation "
          "Science 13, suppl. 1:2), which grades findings of a synthesis of "
          "several studies; using its four components on one study is an "
          "adaptation. High: at most one minor concern. Moderate: more minor "
          "ones, or one moderate. Low: two moderate, or one serious. Very "
          "low: worse. The thresholds are conventions, and computed: an "
          "author may judge otherwise and should say why."));
    Table table = table_of(sink, "concerns", S("The four concerns"), columns,
                           sizeof columns / sizeof *columns);
    table.sortable = false;
    sink_table(sink, &table);
    for (size_t i = 0; i < sizeof concerns / sizeof *concerns; i++) {
        const Cell cells[] = {
            cell_text(str_of(concerns[i].name)),
            cell_text(str_of(concerns[i].means)),
            cell_text(str_of(concerns[i].source)),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
    sink_section_end(sink);
}

// ---- what was odd

static Str place_words(const Sink *sink, const Place *place)
{
    if (place->line > 0) {
        return str_format(sink->arena, "%.*s:%d", FMT(place->file),
                          place->line);
    }
    return place->file;
}

static void findings(Sink *sink)
{
    const Column columns[] = {
        {"id", S("Id"), false},
        {"level", S("Level"), false},
        {"place", S("Place"), false},
        {"message", S("Message"), false},
    };
    const Diags *diags = sink->material->input->facts->findings;
    ptrdiff_t count = diags ? diags->len : 0;
    sink_section(sink, S("findings"), S("What was odd in the material"));
    if (count == 0) {
        sink_paragraph(sink, TONE_PLAIN, S("Nothing was found."));
        sink_section_end(sink);
        return;
    }
    Table table =
        table_of(sink, "findings",
                 S("Findings of the run: notes and warnings about transcripts, "
                   "codebook and decisions"),
                 columns, sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (ptrdiff_t i = 0; i < count && i < FINDINGS_SHOWN; i++) {
        const Diag *diag = &diags->at[i];
        const Cell cells[] = {
            cell_text(str_of(diag_name(diag->id))),
            cell_text(str_of(level_name(diag_level(diag->id)))),
            cell_text(place_words(sink, &diag->place)),
            cell_text(diag->message),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
    if (count > FINDINGS_SHOWN) {
        sink_paragraph(sink, TONE_NOTE,
                       str_format(sink->arena,
                                  "The first %d of %td are shown; all are in "
                                  "report.json.",
                                  FINDINGS_SHOWN, count));
    }
    sink_section_end(sink);
}

static void limits(Sink *sink)
{
    static const char *const sentences[] = {
        "A closed codebook of rules finds what it was told to look for. What "
        "is said in other words is missed, and no number here measures that; "
        "a person's coding of a sample does.",
        "Codes that never occur were looked for and not found by these "
        "rules; that is not evidence that nobody spoke of them.",
        "Negation, hedging and hypotheticals are told by trigger words. "
        "Irony, and denials that span several sentences, are not told.",
        "Counts say how widely something was said in this study, not how "
        "common it is elsewhere: participants were chosen, not sampled.",
        "Sentences of one person are not independent. Probabilities of "
        "co-occurrence over sentences describe; they do not test.",
    };
    sink_section(sink, S("limits"), S("Limits"));
    sink_list(sink, false);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        sink_item(sink, (Str){0});
        sink_text(sink, str_of(sentences[i]));
        sink_item_end(sink);
    }
    sink_list_end(sink);
    sink_section_end(sink);
}

static void write(Sink *sink)
{
    sink_paragraph(sink, TONE_LEAD,
                   S("How this report came about, so that it can be made "
                     "again, judged and criticised."));
    limits(sink);
    made_with(sink);
    counted(sink);
    documents_table(sink);
    numbers(sink);
    confidence(sink);
    coefficient_table(sink);
    findings(sink);
}

static void finding_json(Json *out, const Diag *diag)
{
    json_open(out, '{');
    json_key_str(out, "id", str_of(diag_name(diag->id)));
    json_key_str(out, "level", str_of(level_name(diag_level(diag->id))));
    json_key_str_or_null(out, "file", diag->place.file);
    json_key_int(out, "line", diag->place.line);
    json_key_int(out, "column", diag->place.column);
    json_key_str(out, "message", diag->message);
    json_close(out);
}

static void json(Sink *sink)
{
    const ReportFacts *facts = sink->material->input->facts;
    const Codebook *codebook = sink->material->codebook;
    Json *out = &sink->json;
    json_key(out, "methods");
    json_open(out, '{');
    json_key_str(out, "program", facts->program);
    json_key_str(out, "libraries", facts->libraries);
    json_key(out, "codebook");
    json_open(out, '{');
    json_key_str(out, "id", codebook->id);
    json_key_str(out, "version", codebook->version);
    json_key_str(out, "hash", codebook->hash);
    json_close(out);
    json_key_int(out, "rules", codebook->rules.len);
    json_key_int(out, "bytes", facts->bytes);
    json_key_int(out, "hits", facts->hits);
    json_key(out, "findings");
    json_open(out, '[');
    for (ptrdiff_t i = 0; facts->findings && i < facts->findings->len; i++) {
        finding_json(out, &facts->findings->at[i]);
    }
    json_close(out);
    json_close(out);
}

const Report report_methods = {
    .page = "methods.html",
    .menu = "Methods",
    .write = write,
    .json = json,
};
