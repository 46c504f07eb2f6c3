#include "report/reports.h"

#include "base/map.h"

// The names that frequencies are told by: "", "case" … and every attribute.
static Strs groupings(const Sink *sink)
{
    Map names = {0};
    const Str fixed[] = {S(""),      S("case"),     S("participant"),
                         S("group"), S("document"), S("question")};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        map_put(&names, fixed[i], sink->arena);
    }
    const Cases *cases = &sink->material->study->cases;
    for (ptrdiff_t i = 0; i < cases->len; i++) {
        for (ptrdiff_t k = 0; k < cases->at[i].attributes.len; k++) {
            map_put(&names, cases->at[i].attributes.at[k].name, sink->arena);
        }
    }
    return names.keys;
}

static void frequency_rows(Sink *sink, Str by, const Frequency *frequency)
{
    const Codes *codes = &sink->material->codebook->codes;
    for (ptrdiff_t c = 0; c < frequency->codes; c++) {
        for (ptrdiff_t k = 0; k < frequency->columns.len; k++) {
            ptrdiff_t at = c * frequency->columns.len + k;
            const Cell cells[] = {
                cell_text(codes->at[c].id),
                cell_text(codes->at[c].label),
                cell_text(str_of(kind_name(codes->at[c].kind))),
                cell_text(by.len > 0 ? by : S("all")),
                cell_text(frequency->columns.at[k]),
                cell_count(frequency->mentions[at]),
                cell_count(frequency->units[at]),
                cell_count(frequency->totals[k]),
            };
            sink_row(sink, cells);
        }
    }
}

static void records(Sink *sink)
{
    const Column columns[] = {
        {"code", S("Code"), false},          {"label", S("Label"), false},
        {"kind", S("Kind"), false},          {"by", S("By"), false},
        {"column", S("Column"), false},      {"mentions", S("Mentions"), true},
        {"sentences", S("Sentences"), true}, {"of", S("Of"), true},
    };
    const Material *material = sink->material;
    Table table = table_of(sink, "frequencies", S("How often each code itself"),
                           columns, sizeof columns / sizeof *columns);
    Strs names = groupings(sink);
    sink_table(sink, &table);
    for (ptrdiff_t i = 0; i < names.len; i++) {
        Frequency frequency;
        Err err = {0};
        Counting counting = {material->input->sentences->unit, names.at[i],
                             false};
        if (frequency_of(material->study, counting, sink->arena, &frequency,
                         &err)) {
            frequency_rows(sink, names.at[i], &frequency);
        }
    }
    sink_table_end(sink);
}

const Report report_frequencies = {
    .records = records,
};
