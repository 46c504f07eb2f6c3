#include "report/report.h"

#include "report/page.h"
#include "report/reports.h"

#define X(name, title) extern const Report report_##name;
REPORT_LIST(X)
#undef X

const Report *const reports[REPORTS] = {
#define X(name, title) &report_##name,
    REPORT_LIST(X)
#undef X
};

const ReportName report_list[REPORTS] = {
#define X(name, title) {#name, title},
    REPORT_LIST(X)
#undef X
};

typedef struct Form {
    const char *name;
    Str (*write)(const Material *material, Strs names, Str root,
                 const Spill *spill);
} Form;

// No names mean all of them that have something to show.
static bool is_asked(Strs names, int number, bool has)
{
    Str name = str_of(report_list[number].name);
    return names.len == 0 ? has : strs_find(names, name) >= 0;
}

static void one_prose(Sink *sink, int number)
{
    const Report *report = reports[number];
    sink_section(sink, (Str){0}, str_of(report_list[number].title));
    if (report->write) {
        report->write(sink);
    } else {
        report->records(sink);
    }
    sink_section_end(sink);
}

static Str title_of(const Material *material)
{
    return material->study->title.len > 0 ? material->study->title
                                          : material->codebook->title;
}

static Str html_write(const Material *material, Strs names, Str root,
                      const Spill *spill)
{
    (void)root, (void)spill;
    Buf out = {.arena = material->arena};
    Sink sink = page_open_alone(material, title_of(material), &out);
    for (int i = 0; i < REPORTS; i++) {
        if (is_asked(names, i, reports[i]->write)) {
            one_prose(&sink, i);
        }
    }
    page_close(&sink);
    return buf_str(&out);
}

static Str md_write(const Material *material, Strs names, Str root,
                    const Spill *spill)
{
    (void)spill;
    Buf out = {.arena = material->arena};
    Sink sink = sink_make(&sink_md, material, &out);
    sink.linked = root.len > 0;
    sink.root = root;
    sink.depth = -1; // the title is above all sections
    sink_section(&sink, (Str){0}, title_of(material));
    for (int i = 0; i < REPORTS; i++) {
        if (is_asked(names, i, reports[i]->write)) {
            one_prose(&sink, i);
        }
    }
    return buf_str(&out);
}

static Str csv_write(const Material *material, Strs names, Str root,
                     const Spill *spill)
{
    (void)root;
    Buf out = {.arena = material->arena};
    Sink sink = sink_make(&sink_csv, material, &out);
    sink.spill = spill;
    for (int i = 0; i < REPORTS; i++) {
        const Report *report = reports[i];
        if (!is_asked(names, i, report->records)) {
            continue;
        }
        if (report->records) {
            report->records(&sink);
        } else {
            report->write(&sink);
        }
    }
    return buf_str(&out);
}

static Str json_write(const Material *material, Strs names, Str root,
                      const Spill *spill)
{
    (void)root;
    Buf out = {.arena = material->arena};
    Sink sink = sink_make(&sink_json, material, &out);
    sink.spill = spill;
    json_open(&sink.json, '{');
    for (int i = 0; i < REPORTS; i++) {
        const Report *report = reports[i];
        if (!is_asked(names, i, true)) {
            continue;
        }
        if (report->json) {
            report->json(&sink);
        } else {
            report->records(&sink);
        }
    }
    json_close(&sink.json);
    buf_char(&out, '\n');
    return buf_str(&out);
}

static const Form forms[] = {
    {"html", html_write},
    {"csv", csv_write},
    {"json", json_write},
    {"md", md_write},
};

enum { FORMS = sizeof forms / sizeof *forms };

Str document_of(const Material *material, Strs names, Str form, Str root,
                const Spill *spill)
{
    for (int i = 0; i < FORMS; i++) {
        if (str_eq(form, str_of(forms[i].name))) {
            return forms[i].write(material, names, root, spill);
        }
    }
    return (Str){0};
}

static bool names_are_known(Strs names, Arena *arena, Err *err)
{
    Strs known = {0};
    for (int i = 0; i < REPORTS; i++) {
        *PUSH(&known, arena) = str_of(report_list[i].name);
    }
    for (ptrdiff_t i = 0; i < names.len; i++) {
        if (strs_find(known, names.at[i]) < 0) {
            Buf list = {.arena = arena};
            for (ptrdiff_t k = 0; k < known.len; k++) {
                buf_format(&list, "%s%.*s", k > 0 ? ", " : "",
                           FMT(known.at[k]));
            }
            return err_set(err, ERR_USAGE,
                           "there is no report '%.*s'; there are: %.*s",
                           FMT(names.at[i]), FMT(buf_str(&list)));
        }
    }
    return true;
}

bool report_document(const ReportInput *input, Strs names, Str form,
                     Arena *arena, Str *document, Err *err)
{
    bool known = false;
    for (int i = 0; i < FORMS; i++) {
        known = known || str_eq(form, str_of(forms[i].name));
    }
    if (!known) {
        return err_set(err, ERR_USAGE,
                       "there is no form '%.*s' of reports; there are: html, "
                       "csv, json, md",
                       FMT(form));
    }
    if (!names_are_known(names, arena, err)) {
        return false;
    }
    Material material = material_of(input, arena);
    *document = document_of(&material, names, form, (Str){0}, NULL);
    return true;
}

ptrdiff_t report_names(const ReportName **names)
{
    *names = report_list;
    return REPORTS;
}
