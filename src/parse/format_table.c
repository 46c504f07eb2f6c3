#include "parse/format.h"

#include "container/rows.h"
#include "parse/table/coded_segments.h"
#include "parse/table/columns.h"
#include "parse/table/table.h"

#include <string.h>

enum { SNIFF_BYTES = 16 * 1024 };

static bool parse_table(const Source *source, Arena *arena,
                        Transcripts *transcripts, Diags *diags, Err *err)
{
    Rows rows = rows_read(source->text, source->file, arena, diags);
    const char *is = rows.len > 0
                         ? coded_segments(&rows.at[0], &source->columns, arena)
                         : NULL;
    if (is) {
        return err_set(err, ERR_INPUT, "this seems to be %s", is);
    }
    table_transcripts(source, "table", &rows, arena, transcripts, diags);
    return true;
}

static const char delimiters[] = "\t;,|";

// True where no cell holds anything, whatever the delimiter.
static bool is_bare(Str line)
{
    ptrdiff_t i = 0;
    while (i < line.len && strchr("\t;,| \r", line.at[i])) {
        i++;
    }
    return i == line.len;
}

// A list of coded segments is a table too: it is refused as one.
static bool tell(const Row *names, const ColumnMap *map, Arena *arena)
{
    return columns_are_telling(names, arena) ||
           coded_segments(names, map, arena) != NULL;
}

// True when the cells between such delimiters tell a transcript.
static bool names_tell(Str line, char delimiter, const ColumnMap *map,
                       Arena *arena)
{
    Row names = {0};
    bool more = true;
    while (more) {
        Str cell;
        more = str_cut(&line, delimiter, &cell);
        *PUSH(&names, arena) = str_trim(cell);
    }
    return names.len > 1 && tell(&names, map, arena);
}

// False only where the first row surely tells nothing, whatever the delimiter:
// most texts are none and are spared the reading as a table.
static bool may_tell(Str text, const ColumnMap *map, Arena *arena)
{
    Str line = {0};
    while (is_bare(line)) {
        if (!str_line(&text, &line)) {
            return false;
        }
        bool declared =
            line.len >= 4 && str_eq_nocase(str_slice(line, 0, 4), S("sep="));
        if (declared || str_find(line, S("\""), 0) >= 0) {
            return true;
        }
    }
    for (const char *delimiter = delimiters; *delimiter; delimiter++) {
        if (names_tell(line, *delimiter, map, arena)) {
            return true;
        }
    }
    return false;
}

// True when rows of cells between tabs, all as many, hold turns with their
// times or below a row that names their speakers.
static bool holds_turns(Str start, const ColumnMap *map, Arena *arena)
{
    enum { ROWS = 64, CELLS_MIN = 3 };
    Str text = start, line = {0};
    str_line(&text, &line);
    if (str_find(line, S("\t"), 0) < 0) {
        return false;
    }
    Rows rows = rows_first(start, ROWS, arena);
    TableHead head;
    for (ptrdiff_t i = 0; i < rows.len; i++) {
        if (rows.at[i].len != rows.at[0].len || rows.at[i].len < CELLS_MIN) {
            return false;
        }
    }
    return rows.delimiter == '\t' && table_head(&rows, map, arena, &head) &&
           head.text != NONE && (head.row != NONE || head.start != NONE);
}

// Surely: a first row whose names tell a transcript, or turns between tabs.
static int sniff_table(const Source *source)
{
    Str text = source->text;
    Arena arena = {0};
    ptrdiff_t len = text.len < SNIFF_BYTES ? text.len : SNIFF_BYTES;
    Str start = str_slice(text, 0, len);
    Rows rows = {0};
    if (may_tell(start, &source->columns, &arena)) {
        rows = rows_first(start, 2, &arena);
    }
    bool sure = rows.len > 1 && rows.at[0].len > 1 &&
                rows.at[1].len == rows.at[0].len &&
                tell(&rows.at[0], &source->columns, &arena);
    sure = sure || holds_turns(start, &source->columns, &arena);
    arena_release(&arena);
    return sure ? 2 : 1;
}

const Format format_table = {
    .name = "table",
    .title = "a table of turns, answers or codes (CSV, TSV)",
    .extensions = ".csv .tsv .tab",
    .gives =
        "a turn per row, or a column per speaker, or an answer per question "
        "column and a document per row; speakers, times, documents and "
        "cases by the names of the columns, by what they hold where the "
        "names are unknown, or by --map; an empty cell of a speaker goes "
        "on with the one above; columns of 0 and 1 as codes, columns "
        "called memo, notes, comments and the like as comments",
    .loses = "columns that are none of these; a finding names them",
    .sniff = sniff_table,
    .parse = parse_table,
};
