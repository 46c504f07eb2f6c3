#include "parse/table/workbook.h"

#include "base/buf.h"
#include "parse/table/coded_segments.h"
#include "parse/table/columns.h"
#include "parse/table/table.h"

enum { SHOWN_MAX = 12 }; // names of sheets in a finding

// True when a sheet's columns hold what was said, answers or codes.
static bool tells(const Worksheet *sheet, const Source *source, Arena *arena)
{
    Diags ignored = {.arena = arena};
    if (sheet->hidden || sheet->rows.len < 2 ||
        coded_segments(&sheet->rows.at[0], &source->columns, arena)) {
        return false;
    }
    if (table_names(&sheet->rows, &source->columns, arena) != NONE) {
        return true;
    }
    Columns columns = columns_read(&sheet->rows, NULL, source, arena, &ignored);
    TableHead head;
    return table_head(&sheet->rows, &source->columns, arena, &head) ||
           columns.wide || columns.one[COLUMN_TEXT] != NONE ||
           (columns.one[COLUMN_CODE] != NONE &&
            columns.one[COLUMN_DOCUMENT] != NONE);
}

static Diag *note(const Source *source, DiagId id, Diags *diags, Str message)
{
    return diag_add(diags, id, (Place){.file = source->file, .line = 1}, "%.*s",
                    FMT(message));
}

static void tell_left_out(const Source *source, const Strs *names, Arena *arena,
                          Diags *diags)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < names->len && i < SHOWN_MAX; i++) {
        buf_format(&out, "%s'%.*s'", i > 0 ? ", " : "", FMT(names->at[i]));
    }
    if (names->len > SHOWN_MAX) {
        buf_format(&out, " and %lld more", (long long)(names->len - SHOWN_MAX));
    }
    if (names->len > 0) {
        note(source, DIAG_T026, diags, buf_str(&out))->help =
            S("a sheet is read whose first row names a column of text, with a "
              "speaker or a time, and that is not hidden");
    }
}

static void tell_counts(const Source *source, const Worksheets *sheets,
                        Arena *arena, Diags *diags)
{
    if (sheets->failed > 0) {
        note(source, DIAG_T010, diags,
             str_format(arena, "formulas without a value: %lld cells are empty",
                        (long long)sheets->failed));
    }
    if (sheets->hidden > 0) {
        note(source, DIAG_T023, diags,
             str_format(arena, "%lld hidden rows or columns",
                        (long long)sheets->hidden))
            ->help = S("show them in the workbook to have them read");
    }
    if (sheets->comments > 0) {
        note(source, DIAG_T024, diags,
             str_format(arena, "%lld comments on cells are left out",
                        (long long)sheets->comments));
    }
}

bool workbook_transcripts(const Source *source, const char *format,
                          const Worksheets *sheets, Arena *arena,
                          Transcripts *transcripts, Diags *diags, Err *err)
{
    Strs left = {0};
    bool *read = NEW_ARRAY(arena, bool, sheets->len + 1);
    int count = 0;
    for (ptrdiff_t i = 0; i < sheets->len; i++) {
        const Worksheet *sheet = &sheets->at[i];
        read[i] = tells(sheet, source, arena);
        count += read[i];
        if (!read[i] && sheet->rows.len > 0) {
            *PUSH(&left, arena) = sheet->name;
        }
    }
    const char *is = NULL;
    for (ptrdiff_t i = 0; count == 0 && !is && i < sheets->len; i++) {
        const Rows *rows = &sheets->at[i].rows;
        is = rows->len > 0
                 ? coded_segments(&rows->at[0], &source->columns, arena)
                 : NULL;
    }
    if (is) {
        return err_set(err, ERR_INPUT, "this seems to be %s", is);
    }
    if (count == 0) {
        return err_set(err, ERR_INPUT,
                       "no sheet of this workbook tells a transcript: none has "
                       "a column that is called 'text' or the like");
    }
    for (ptrdiff_t i = 0; i < sheets->len; i++) {
        Source named = *source;
        named.name = count > 1 ? sheets->at[i].name : source->name;
        if (read[i]) {
            table_transcripts(&named, format, &sheets->at[i].rows, arena,
                              transcripts, diags);
        }
    }
    tell_left_out(source, &left, arena, diags);
    tell_counts(source, sheets, arena, diags);
    return true;
}
