#include "report/reports.h"

#include "report/phrase.h"

enum { CODES_MAX = 120 }; // of a table for reading; all are in the CSV

// The codes that occur at all, of the kinds asked for.
static Ints codes_that_occur(const Sink *sink, bool themes, bool valences)
{
    const Material *material = sink->material;
    Ints codes = {0};
    for (int32_t i = 0; i < material->codebook->codes.len; i++) {
        CodeKind kind = material->codebook->codes.at[i].kind;
        bool asked = kind == KIND_THEME ? themes : valences;
        bool fits = themes && valences
                        ? true
                        : asked && (themes || kind_is_valence(kind));
        if (fits && material->counts[i].sentences > 0) {
            *PUSH(&codes, sink->arena) = i;
        }
    }
    return codes;
}

// The largest coefficient in a table, which is shaded darkest.
static double darkest(const Sink *sink, Ints rows, Ints columns)
{
    double most = 0;
    for (ptrdiff_t r = 0; r < rows.len; r++) {
        for (ptrdiff_t c = 0; c < columns.len; c++) {
            const Pair *pair =
                material_pair(sink->material, rows.at[r], columns.at[c]);
            if (pair && pair->jaccard > most) {
                most = pair->jaccard;
            }
        }
    }
    return most;
}

static Cell heat_cell(const Sink *sink, int32_t a, int32_t b, double most)
{
    const Pair *pair = material_pair(sink->material, a, b);
    if (!pair) {
        return cell_blank();
    }
    Cell cell = cell_count(pair->n11);
    if (pair->n11 > 0) {
        cell.marked = pair->definitional;
        cell.shade = most > 0 ? pair->jaccard / most : 0;
        cell.path = path_pair(sink->material, pair->a, pair->b);
    }
    return cell;
}

static Table heat_table(const Sink *sink, const char *id, Str about,
                        Ints columns, double most)
{
    const Material *material = sink->material;
    Arena *arena = sink->arena;
    Str n = phrase_count(arena, material->input->sentences->units);
    Table table = {.id = id, .matrix = true};
    table.caption = str_format(
        arena,
        "%.*s Each number counts sentences of participants that carry both "
        "codes, each counted by itself, without its sub-codes, of N = %.*s; "
        "it leads to them. Shade: Jaccard coefficient, the darkest is %.*s. "
        "\xE2\x80\xA0 marks codes that share words of their rules.",
        FMT(about), FMT(n), FMT(phrase_decimal(arena, most, 2)));
    *PUSH(&table.columns, arena) = (Column){"code", S("Code"), false};
    for (ptrdiff_t i = 0; i < columns.len; i++) {
        const Code *code = &material->codebook->codes.at[columns.at[i]];
        *PUSH(&table.columns, arena) =
            (Column){str_terminated(arena, code->id), code->label, true};
    }
    return table;
}

static void heat_write(Sink *sink, const char *id, Str about, Ints rows,
                       Ints columns)
{
    double most = darkest(sink, rows, columns);
    Table table = heat_table(sink, id, about, columns, most);
    sink_table(sink, &table);
    Cell *cells = NEW_ARRAY(sink->arena, Cell, columns.len + 1);
    for (ptrdiff_t r = 0; r < rows.len; r++) {
        int32_t code = rows.at[r];
        cells[0] = cell_code(code, path_code(sink->material, code));
        int64_t sentences = sink->material->counts[code].sentences;
        cells[0].note = phrase_count(sink->arena, sentences);
        for (ptrdiff_t c = 0; c < columns.len; c++) {
            cells[c + 1] = heat_cell(sink, code, columns.at[c], most);
        }
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

// ---- the coefficients

static Columns coefficient_columns(Sink *sink)
{
    const Column first[] = {
        {"a", S("Code a"), false},      {"b", S("Code b"), false},
        {"n11", S("Both (n11)"), true}, {"n1", S("a (n1)"), true},
        {"n2", S("b (n2)"), true},
    };
    Columns columns = {0};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        *PUSH(&columns, sink->arena) = first[i];
    }
    for (int i = 0; i < COEFFICIENTS; i++) {
        *PUSH(&columns, sink->arena) = (Column){
            coefficients[i]->name,
            phrase_name(sink->arena, str_of(coefficients[i]->name)), true};
    }
    *PUSH(&columns, sink->arena) = (Column){"documents", S("Documents"), true};
    return columns;
}

// The cells that follow the names of the two codes.
static void number_cells(const Pair *pair, Cell *cells)
{
    cells[0] = cell_count(pair->n11);
    cells[1] = cell_count(pair->n1);
    cells[2] = cell_count(pair->n2);
    for (int i = 0; i < COEFFICIENTS; i++) {
        cells[3 + i] = cell_decimal(pair->coefficients[i], 3);
    }
    cells[3 + COEFFICIENTS] = cell_count(pair->documents);
}

static void coefficient_table(Sink *sink)
{
    const Material *material = sink->material;
    const Pairs *pairs = &material->input->sentences->pairs;
    Table table = {
        .id = "coefficients",
        .caption = S("Coefficients of all pairs that meet at least once. "
                     "\xE2\x80\x93 means undefined."),
        .columns = coefficient_columns(sink),
        .sortable = true,
    };
    sink_table(sink, &table);
    Cell cells[COEFFICIENTS + 6];
    for (ptrdiff_t i = 0; i < pairs->len; i++) {
        const Pair *pair = &pairs->at[i];
        if (pair->n11 > 0) {
            cells[0] =
                cell_code(pair->a, path_pair(material, pair->a, pair->b));
            cells[1] = cell_code(pair->b, path_code(material, pair->b));
            cells[0].marked = pair->definitional;
            number_cells(pair, cells + 2);
            sink_row(sink, cells);
        }
    }
    sink_table_end(sink);
}

static void write(Sink *sink)
{
    Ints themes = codes_that_occur(sink, true, false);
    Ints valences = codes_that_occur(sink, false, true);
    Ints all = codes_that_occur(sink, true, true);
    sink_paragraph(sink, TONE_LEAD,
                   S("Which codes stand in the same sentence, and how much "
                     "more often than their own numbers would make likely."));
    if (all.len == 0) {
        sink_paragraph(sink, TONE_NOTE, S("No code occurs in this study."));
        return;
    }
    sink_section(sink, S("valences"), S("Themes and what is said of them"));
    heat_write(sink, "themes_by_valence",
               S("Themes by challenges, opportunities and facilitators."),
               themes, valences);
    sink_section_end(sink);
    sink_section(sink, S("all"), S("All codes"));
    if (all.len > CODES_MAX) {
        sink_paragraph(sink, TONE_NOTE,
                       S("Too many codes for a table that can be read: see "
                         "cooccurrence.csv."));
    } else {
        heat_write(sink, "all_codes", S("Every code with every other."), all,
                   all);
    }
    sink_section_end(sink);
    sink_section(sink, S("coefficients"), S("Coefficients"));
    sink_paragraph_open(sink, TONE_SMALL);
    sink_text(sink, S("What they mean, with formulas and sources: "));
    sink_link(sink, S("methods.html#coefficients"), S("methods"));
    sink_text(sink, S(". Codes come in runs, so the sentences are not "
                      "independent: do not read the Fisher probability as a "
                      "test of sentences."));
    sink_paragraph_close(sink);
    coefficient_table(sink);
    sink_section_end(sink);
}

static void records(Sink *sink)
{
    const Material *material = sink->material;
    const Pairs *pairs = &material->input->sentences->pairs;
    const Codes *codes = &material->codebook->codes;
    Table table = {
        .id = "pairs",
        .columns = coefficient_columns(sink),
    };
    *PUSH(&table.columns, sink->arena) =
        (Column){"definitional", S("Definitional"), false};
    sink_table(sink, &table);
    Cell cells[COEFFICIENTS + 7];
    for (ptrdiff_t i = 0; i < pairs->len; i++) {
        const Pair *pair = &pairs->at[i];
        cells[0] = cell_text(codes->at[pair->a].id);
        cells[1] = cell_text(codes->at[pair->b].id);
        number_cells(pair, cells + 2);
        cells[COEFFICIENTS + 6] =
            cell_text(pair->definitional ? S("true") : S("false"));
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}

// ---- the shape of `cooccur --format json`

static void pair_json(Json *json, const Codes *codes, const Pair *pair)
{
    json_open(json, '{');
    json_key_str(json, "a", codes->at[pair->a].id);
    json_key_str(json, "b", codes->at[pair->b].id);
    json_key_int(json, "n11", pair->n11);
    json_key_int(json, "n1", pair->n1);
    json_key_int(json, "n2", pair->n2);
    for (int i = 0; i < COEFFICIENTS; i++) {
        json_key_double(json, coefficients[i]->name, pair->coefficients[i]);
    }
    json_key(json, "p");
    json_null(json);
    json_key(json, "q");
    json_null(json);
    json_key_int(json, "documents", pair->documents);
    json_key(json, "definitional");
    json_bool(json, pair->definitional);
    json_close(json);
}

static void json(Sink *sink)
{
    const Material *material = sink->material;
    const Cooccurrence *sentences = material->input->sentences;
    const Codes *codes = &material->codebook->codes;
    Json *out = &sink->json;
    json_key(out, "cooccurrence");
    json_open(out, '{');
    json_key_str(out, "unit", unit_name(sentences->unit, sink->arena));
    json_key_int(out, "units", sentences->units);
    json_key(out, "codes");
    json_open(out, '[');
    for (ptrdiff_t i = 0; i < codes->len; i++) {
        json_open(out, '{');
        json_key_str(out, "code", codes->at[i].id);
        json_key_int(out, "n", sentences->counts[i]);
        json_close(out);
    }
    json_close(out);
    json_key(out, "pairs");
    json_open(out, '[');
    for (ptrdiff_t i = 0; i < sentences->pairs.len; i++) {
        pair_json(out, codes, &sentences->pairs.at[i]);
    }
    json_close(out);
    json_close(out);
}

const Report report_cooccurrence = {
    .page = "cooccurrence.html",
    .menu = "Co-occurrence",
    .write = write,
    .records = records,
    .json = json,
};
