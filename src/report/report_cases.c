#include "report/reports.h"

#include "base/map.h"
#include "report/phrase.h"

// ---- codes by case

// Speech that counts for no case is in the last column, if there is any.
static Str column_title(const Sink *sink, const Frequency *frequency,
                        ptrdiff_t column)
{
    bool of_case = column < sink->material->study->cases.len;
    return of_case ? frequency->columns.at[column] : S("no case");
}

static double darkest(const Frequency *frequency)
{
    double most = 0;
    ptrdiff_t columns = frequency->columns.len;
    for (ptrdiff_t i = 0; i < frequency->codes * columns; i++) {
        int64_t of = frequency->totals[i % columns];
        double share = of > 0 ? (double)frequency->units[i] / (double)of : 0;
        most = share > most ? share : most;
    }
    return most;
}

static void code_row(Sink *sink, const Frequency *frequency, int32_t code,
                     double most)
{
    ptrdiff_t columns = frequency->columns.len;
    Cell *cells = NEW_ARRAY(sink->arena, Cell, columns + 2);
    cells[0] = cell_code(code, path_code(sink->material, code));
    for (ptrdiff_t k = 0; k < columns; k++) {
        ptrdiff_t at = code * columns + k;
        int64_t of = frequency->totals[k];
        double share = of > 0 ? (double)frequency->units[at] / (double)of : 0;
        cells[k + 1] = cell_count(frequency->mentions[at]);
        cells[k + 1].note = frequency->units[at] == frequency->mentions[at]
                                ? (Str){0}
                                : str_format(sink->arena, "in %lld",
                                             (long long)frequency->units[at]);
        cells[k + 1].shade = most > 0 ? share / most : 0;
    }
    cells[columns + 1] = cell_share(sink->material->roll[code].cases,
                                    sink->material->totals.cases);
    sink_row(sink, cells);
}

static void totals_row(Sink *sink, const Frequency *frequency)
{
    ptrdiff_t columns = frequency->columns.len;
    Cell *cells = NEW_ARRAY(sink->arena, Cell, columns + 2);
    cells[0] = cell_text(S("Sentences in all (N)"));
    for (ptrdiff_t k = 0; k < columns; k++) {
        cells[k + 1] = cell_count(frequency->totals[k]);
    }
    cells[columns + 1] = cell_blank();
    sink_row(sink, cells);
}

static void code_table(Sink *sink, const Frequency *frequency)
{
    Table table = {
        .id = "codes_by_case",
        .caption = S("Mentions of each code, with all its sub-codes, in each "
                     "case. Where sentences "
                     "are fewer or more than mentions, \xE2\x80\x9Cin\xE2\x80"
                     "\x9D tells how many. Shade: share of the case's "
                     "sentences that carry the code."),
        .matrix = true,
    };
    *PUSH(&table.columns, sink->arena) = (Column){"code", S("Code"), false};
    for (ptrdiff_t k = 0; k < frequency->columns.len; k++) {
        *PUSH(&table.columns, sink->arena) =
            (Column){"case", column_title(sink, frequency, k), true};
    }
    *PUSH(&table.columns, sink->arena) = (Column){"cases", S("Cases"), true};
    double most = darkest(frequency);
    sink_table(sink, &table);
    for (int32_t c = 0; c < frequency->codes; c++) {
        if (sink->material->roll[c].mentions > 0) {
            code_row(sink, frequency, c, most);
        }
    }
    totals_row(sink, frequency);
    sink_table_end(sink);
}

// ---- the cases and the people

static Strs attribute_names(const Sink *sink)
{
    Map names = {0};
    const Cases *cases = &sink->material->study->cases;
    for (ptrdiff_t i = 0; i < cases->len; i++) {
        for (ptrdiff_t k = 0; k < cases->at[i].attributes.len; k++) {
            map_put(&names, cases->at[i].attributes.at[k].name, sink->arena);
        }
    }
    return names.keys;
}

static Str attribute_value(const Case *held, Str name)
{
    for (ptrdiff_t i = 0; i < held->attributes.len; i++) {
        if (str_eq(held->attributes.at[i].name, name)) {
            return held->attributes.at[i].value;
        }
    }
    return PHRASE_UNDEFINED;
}

static void case_rows(Sink *sink, Strs names)
{
    const Cases *cases = &sink->material->study->cases;
    Cell *cells = NEW_ARRAY(sink->arena, Cell, names.len + 2);
    for (ptrdiff_t i = 0; i < cases->len; i++) {
        const Case *held = &cases->at[i];
        cells[0] = cell_text(held->id);
        cells[1] = cell_text(held->label);
        for (ptrdiff_t k = 0; k < names.len; k++) {
            cells[k + 2] = cell_text(attribute_value(held, names.at[k]));
        }
        sink_row(sink, cells);
    }
}

static void case_table(Sink *sink)
{
    Strs names = attribute_names(sink);
    Table table = {
        .id = "cases",
        .caption = S("The cases and their attributes"),
        .sortable = true,
    };
    *PUSH(&table.columns, sink->arena) = (Column){"case", S("Case"), false};
    *PUSH(&table.columns, sink->arena) = (Column){"label", S("Name"), false};
    for (ptrdiff_t k = 0; k < names.len; k++) {
        *PUSH(&table.columns, sink->arena) =
            (Column){str_terminated(sink->arena, names.at[k]),
                     phrase_name(sink->arena, names.at[k]), false};
    }
    sink_table(sink, &table);
    case_rows(sink, names);
    sink_table_end(sink);
}

static Str cases_of(const Sink *sink, const Participant *participant)
{
    Strs names = {0};
    for (ptrdiff_t i = 0; i < participant->cases.len; i++) {
        int32_t number = participant->cases.at[i];
        *PUSH(&names, sink->arena) = sink->material->study->cases.at[number].id;
    }
    return phrase_joined(sink->arena, names, S(", "));
}

typedef struct Speech {
    int64_t turns, words;
} Speech;

static Speech *speech_by_participant(const Sink *sink)
{
    const Study *study = sink->material->study;
    Speech *speech =
        NEW_ARRAY(sink->arena, Speech, study->participants.len + 1);
    for (int32_t d = 0; d < study->documents.len; d++) {
        const Transcript *transcript = &study->documents.at[d].transcript;
        for (int32_t t = 0; t < transcript->turns.len; t++) {
            int32_t who = study_participant(study, d, t);
            if (who != NONE) {
                Span span = transcript->turns.at[t].span;
                speech[who].turns += !transcript->turns.at[t].continues;
                speech[who].words +=
                    material_words(transcript_text(transcript, span));
            }
        }
    }
    return speech;
}

static void participant_table(Sink *sink)
{
    const Column columns[] = {
        {"participant", S("Participant"), false},
        {"group", S("Group"), false},
        {"consent", S("Consent"), false},
        {"cases", S("Cases"), false},
        {"turns", S("Turns"), true},
        {"words", S("Words"), true},
    };
    const Participants *people = &sink->material->study->participants;
    const Speech *speech = speech_by_participant(sink);
    Table table = table_of(
        sink, "participants",
        S("Participants by pseudonym. Consent: none and paraphrase are "
          "counted but never quoted; quote is quoted under the pseudonym; "
          "named under the speaker's own label."),
        columns, sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (ptrdiff_t i = 0; i < people->len; i++) {
        const Participant *held = &people->at[i];
        const Cell cells[] = {
            cell_text(held->id),
            cell_text(held->group.len > 0 ? held->group : PHRASE_UNDEFINED),
            cell_text(str_of(consent_name(held->consent))),
            cell_text(cases_of(sink, held)),
            cell_count(speech[i].turns),
            cell_count(speech[i].words),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

static void write(Sink *sink)
{
    const Material *material = sink->material;
    Arena *arena = sink->arena;
    const Totals *totals = &material->totals;
    sink_paragraph(
        sink, TONE_LEAD,
        str_format(arena, "%.*s, %.*s, %.*s.",
                   FMT(phrase_plural(arena, totals->cases, "case", "cases")),
                   FMT(phrase_plural(arena, totals->documents, "document",
                                     "documents")),
                   FMT(phrase_plural(arena, totals->participants, "participant",
                                     "participants"))));
    Frequency frequency;
    Err err = {0};
    Counting counting = {material->input->sentences->unit, S("case"), true};
    if (frequency_of(material->study, counting, arena, &frequency, &err)) {
        sink_section(sink, S("codes"), S("Codes by case"));
        code_table(sink, &frequency);
        sink_section_end(sink);
    }
    sink_section(sink, S("cases"), S("Cases"));
    case_table(sink);
    sink_section_end(sink);
    sink_section(sink, S("participants"), S("Participants"));
    participant_table(sink);
    sink_section_end(sink);
}

// ---- records: a row per case, a column per code

static void case_record(Sink *sink, const Frequency *frequency, ptrdiff_t k,
                        const Case *held)
{
    ptrdiff_t codes = frequency->codes;
    Cell *cells = NEW_ARRAY(sink->arena, Cell, codes + 4);
    cells[0] = cell_text(frequency->columns.at[k]);
    cells[1] = cell_text(held ? held->label : (Str){0});
    cells[2] = cell_count(frequency->totals[k]);
    for (ptrdiff_t c = 0; c < codes; c++) {
        cells[c + 3] =
            cell_count(frequency->mentions[c * frequency->columns.len + k]);
    }
    sink_row(sink, cells);
}

static void records(Sink *sink)
{
    const Material *material = sink->material;
    const Cases *cases = &material->study->cases;
    Frequency frequency;
    Err err = {0};
    Counting counting = {material->input->sentences->unit, S("case"), false};
    if (!frequency_of(material->study, counting, sink->arena, &frequency,
                      &err)) {
        return;
    }
    Table table = {.id = "cases",
                   .caption = S("Mentions of codes themselves by case")};
    *PUSH(&table.columns, sink->arena) = (Column){"case", S("Case"), false};
    *PUSH(&table.columns, sink->arena) = (Column){"label", S("Name"), false};
    *PUSH(&table.columns, sink->arena) =
        (Column){"sentences", S("Sentences"), true};
    for (ptrdiff_t c = 0; c < frequency.codes; c++) {
        const Code *code = &material->codebook->codes.at[c];
        *PUSH(&table.columns, sink->arena) =
            (Column){str_terminated(sink->arena, code->id), code->label, true};
    }
    sink_table(sink, &table);
    for (ptrdiff_t k = 0; k < frequency.columns.len; k++) {
        case_record(sink, &frequency, k, k < cases->len ? &cases->at[k] : NULL);
    }
    sink_table_end(sink);
}

const Report report_cases = {
    .page = "cases.html",
    .menu = "Cases",
    .write = write,
    .records = records,
};
