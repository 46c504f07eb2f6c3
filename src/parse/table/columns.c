#include "parse/table/columns.h"

#include "base/buf.h"
#include "parse/table/column_names.h"
#include "parse/talk/clock.h"
#include "parse/talk/line.h"
#include "text/text.h"

enum {
    ANSWER_BYTES_MIN = 40, // mean length that makes a column answers
    SHOWN_BYTES_MAX = 40,  // of a column's name in a finding
    SHOWN_MAX = 12,        // names in a finding
    DAY_MS = 24 * 60 * 60 * 1000,
    MS_FROM = 100000,      // whole numbers from there on are milliseconds
    ROW_SECONDS_MAX = 900, // that rows may last on an average
};

Str row_cell(const Row *row, ptrdiff_t column)
{
    return column >= 0 && column < row->len ? blank_trim(row->at[column], true)
                                            : (Str){0};
}

// ---- by name

typedef struct Finding { // columns while they are being recognised
    const Rows *rows;
    const ColumnMap *map;
    Columns *columns;
    Str *keys;
    Arena *arena;
    Diags *diags;
    Str file;
} Finding;

static void set_kind(Finding *find, ptrdiff_t column, ColumnKind kind)
{
    find->columns->at[column].kind = kind;
    if (find->columns->one[kind] == NONE) {
        find->columns->one[kind] = (int32_t)column;
    }
}

// The free column with the likeliest name of `names`, or NONE.
static ptrdiff_t column_by_name(const Finding *find, const char *const *names)
{
    for (; *names; names++) {
        for (ptrdiff_t i = 0; i < find->columns->len; i++) {
            if (find->columns->at[i].kind == COLUMN_OTHER &&
                column_is_called(find->keys[i], *names, find->arena)) {
                return i;
            }
        }
    }
    return NONE;
}

static void find_by_names(Finding *find)
{
    for (size_t k = 0; k < COLUMN_KNOWN; k++) {
        ColumnKind kind = columns_known[k].kind;
        bool without_text = find->columns->one[COLUMN_TEXT] == NONE &&
                            find->columns->one[COLUMN_SPOKEN] == NONE;
        // Without turns in rows, a name is the document's, and times are not
        // those of a recording.
        bool skip =
            without_text && (kind == COLUMN_SPEAKER || kind == COLUMN_START ||
                             kind == COLUMN_END);
        if (find->columns->one[kind] != NONE || skip ||
            (kind == COLUMN_TEXT && find->columns->wide)) {
            continue;
        }
        ptrdiff_t column = column_by_name(find, columns_known[k].names);
        if (column != NONE) {
            set_kind(find, column, kind);
        }
    }
}

// ---- by map

static ptrdiff_t mapped_column(Finding *find, Str name)
{
    Strs names = {0};
    for (int fold = 0; fold < 2; fold++) {
        for (ptrdiff_t i = 0; i < find->columns->len; i++) {
            Str column = find->columns->at[i].name;
            if (str_eq(column, name) || (fold && str_eq_nocase(column, name))) {
                return i;
            }
        }
    }
    for (ptrdiff_t i = 0; i < find->columns->len; i++) {
        *PUSH(&names, find->arena) = find->columns->at[i].name;
    }
    Str near = nearest_name(name, names);
    Place place = {.file = find->file, .line = 1, .column = 1};
    Diag *diag = diag_add(find->diags, DIAG_T010, place,
                          "no column is called '%.*s'", FMT(name));
    if (near.len > 0) {
        diag->help =
            str_format(find->diags->arena, "did you mean '%.*s'?", FMT(near));
    }
    return NONE;
}

static void map_one(Finding *find, Str name, ColumnKind kind)
{
    ptrdiff_t column = name.len > 0 ? mapped_column(find, name) : NONE;
    if (column != NONE) {
        set_kind(find, column, kind);
    }
}

static void find_by_map(Finding *find)
{
    const ColumnMap *map = find->map;
    map_one(find, map->text, COLUMN_TEXT);
    map_one(find, map->speaker, COLUMN_SPEAKER);
    map_one(find, map->document, COLUMN_DOCUMENT);
    map_one(find, map->group, COLUMN_GROUP);
    map_one(find, map->start, COLUMN_START);
    map_one(find, map->end, COLUMN_END);
    for (ptrdiff_t i = 0; i < map->texts.len; i++) {
        map_one(find, map->texts.at[i], COLUMN_ANSWER);
    }
    for (ptrdiff_t i = 0; i < map->codes.len; i++) {
        if (!str_eq(map->codes.at[i], S("*"))) {
            map_one(find, map->codes.at[i], COLUMN_CODE);
        }
    }
    find->columns->wide = find->columns->one[COLUMN_ANSWER] != NONE;
}

// ---- by what they hold

static bool is_missing(Str cell)
{
    return cell.len == 0 || str_eq_nocase(cell, S("na")) ||
           str_eq_nocase(cell, S("n/a")) || str_eq(cell, S("."));
}

bool cell_is_none(Str cell)
{
    static const Str none = {"none", 4};
    Str end = str_slice(cell, cell.len < none.len ? 0 : cell.len - none.len,
                        cell.len);
    bool numbered = str_ends(str_slice(cell, 0, cell.len - end.len), S(" - "));
    return is_missing(cell) ||
           (str_eq_nocase(end, none) && (cell.len == none.len || numbered));
}

bool cell_applies(Str cell)
{
    return str_eq(cell, S("1")) || str_eq(cell, S("1.0")) ||
           str_eq_nocase(cell, S("true")) || str_eq_nocase(cell, S("yes")) ||
           str_eq_nocase(cell, S("x"));
}

static bool is_binary(Str cell)
{
    return str_eq(cell, S("0")) || str_eq(cell, S("1")) ||
           str_eq(cell, S("0.0")) || str_eq(cell, S("1.0")) ||
           str_eq_nocase(cell, S("true")) || str_eq_nocase(cell, S("false"));
}

typedef struct Content { // of a column
    int64_t filled, bytes, binary, worded, whole;
    int64_t greatest; // whole number
} Content;

static Content content_of(const Rows *rows, ptrdiff_t column)
{
    Content content = {0};
    for (ptrdiff_t i = 1; i < rows->len; i++) {
        Str cell = row_cell(&rows->at[i], column);
        int32_t number;
        if (is_missing(cell)) {
            continue;
        }
        content.filled++;
        content.bytes += cell.len;
        content.binary += is_binary(cell);
        content.worded += str_find(cell, S(" "), 0) > 0;
        if (str_number(cell, &number)) {
            content.whole++;
            content.greatest =
                number > content.greatest ? number : content.greatest;
        }
    }
    return content;
}

// "Q1", "question 3", "Frage_2".
static bool is_question_key(Str key)
{
    static const char *const words[] = {"q",        "question", "frage",
                                        "pregunta", "pergunta", "domanda",
                                        "vraag",    NULL};
    for (const char *const *word = words; *word; word++) {
        Str stem = str_of(*word);
        int32_t number;
        if (str_starts(key, stem) &&
            str_number(str_slice(key, stem.len, key.len), &number)) {
            return true;
        }
    }
    return false;
}

// The name of the question at the end of a code's column: "q1" of
// "solidarity_q1"; or the empty view.
static Str question_at_end(Str name, Arena *arena)
{
    ptrdiff_t i = name.len;
    while (i > 0 && name.at[i - 1] != '_' && name.at[i - 1] != ' ' &&
           name.at[i - 1] != '.' && name.at[i - 1] != '-' &&
           name.at[i - 1] != ':') {
        i--;
    }
    Str last = str_slice(name, i, name.len);
    return i > 1 && is_question_key(column_key(last, arena)) ? last : (Str){0};
}

// "Q1" of "q1": the column of that name where there is one.
static Str question_name(const Columns *columns, Str last, Arena *arena)
{
    for (ptrdiff_t i = 0; i < columns->len; i++) {
        if (str_eq_nocase(columns->at[i].name, last)) {
            return columns->at[i].name;
        }
    }
    char *name = str_terminated(arena, last);
    if (name[0] >= 'a' && name[0] <= 'z') {
        name[0] = (char)(name[0] - 'a' + 'A');
    }
    return str_of(name);
}

static void name_code(Finding *find, Column *column)
{
    Str last = question_at_end(column->name, find->arena);
    column->code = column->name;
    if (last.len > 0) {
        Str code = str_slice(column->name, 0, column->name.len - last.len - 1);
        column->code = blank_trim(code, true);
        column->question = question_name(find->columns, last, find->arena);
    }
}

// "Teacher Tag", "Tags", "Codes": names codes row by row.
static bool is_tag_key(Str key)
{
    return str_ends(key, S("tag")) || str_ends(key, S("tags")) ||
           str_eq(key, S("code")) || str_eq(key, S("codes"));
}

static bool wants_all_codes(const ColumnMap *map)
{
    return strs_find(map->codes, S("*")) >= 0;
}

static void find_by_content(Finding *find)
{
    Columns *columns = find->columns;
    bool turns = columns->one[COLUMN_TEXT] != NONE;
    for (ptrdiff_t i = 0; i < columns->len; i++) {
        Column *column = &columns->at[i];
        if (column->kind != COLUMN_OTHER) {
            continue;
        }
        Content content = content_of(find->rows, i);
        bool binary = content.filled > 0 && content.binary == content.filled;
        bool answers = content.filled > 0 &&
                       content.bytes >= content.filled * ANSWER_BYTES_MIN &&
                       content.worded * 2 > content.filled;
        bool asked = is_question_key(find->keys[i]) && !binary;
        if (binary && column->name.len > 0 &&
            (find->map->codes.len == 0 || wants_all_codes(find->map))) {
            set_kind(find, i, COLUMN_CODE);
        } else if (turns && is_tag_key(find->keys[i]) &&
                   find->map->codes.len == 0) {
            set_kind(find, i, COLUMN_TAGS);
        } else if (turns && column_is_aside(column->name, find->arena)) {
            set_kind(find, i, COLUMN_NOTE);
        } else if (!turns && find->map->texts.len == 0 && (answers || asked)) {
            set_kind(find, i, COLUMN_ANSWER);
        }
    }
    columns->wide = columns->one[COLUMN_ANSWER] != NONE;
}

// A code beside answers must say which answer it is of.
static void settle_codes(Finding *find)
{
    Columns *columns = find->columns;
    for (ptrdiff_t i = 0; i < columns->len; i++) {
        Column *column = &columns->at[i];
        if (column->kind != COLUMN_CODE) {
            continue;
        }
        if (is_tag_key(find->keys[i])) {
            column->kind = COLUMN_TAGS;
            continue;
        }
        name_code(find, column);
        bool mapped = strs_find(find->map->codes, column->name) >= 0;
        if (columns->wide && column->question.len == 0 && !mapped) {
            column->kind = COLUMN_OTHER;
        }
    }
}

// How long rows last on an average, in what their bare numbers count; 0 where
// no row tells.
static int64_t mean_length(const Finding *find)
{
    int64_t sum = 0, rows = 0;
    for (ptrdiff_t i = 1; i < find->rows->len; i++) {
        const Row *row = &find->rows->at[i];
        int32_t start, end;
        if (str_number(row_cell(row, find->columns->one[COLUMN_START]),
                       &start) &&
            str_number(row_cell(row, find->columns->one[COLUMN_END]), &end)) {
            sum += (int64_t)end - start;
            rows++;
        }
    }
    return rows > 0 ? sum / rows : 0;
}

// True when the bare numbers of a column of times are milliseconds: its name
// says so, or they are whole and too great for seconds, or rows would last a
// quarter of an hour.
static bool is_in_ms(const Finding *find, ptrdiff_t column)
{
    Str name = find->columns->at[column].name;
    Str folded = text_fold(name, false, find->arena).text;
    Content content = content_of(find->rows, column);
    return str_find(folded, S("ms"), 0) >= 0 ||
           str_find(folded, S("milli"), 0) >= 0 ||
           (content.whole == content.filled &&
            (content.greatest >= MS_FROM ||
             mean_length(find) >= ROW_SECONDS_MAX));
}

// True when the numbers of a column of times are fractions of a day, as a
// workbook keeps them: several, all below one, with more digits than any clock
// has.
static bool is_in_days(const Finding *find, ptrdiff_t column)
{
    enum { DIGITS = 12 };
    int64_t filled = 0, fine = 0;
    for (ptrdiff_t i = 1; i < find->rows->len; i++) {
        Str cell = row_cell(&find->rows->at[i], column);
        if (cell.len == 0) {
            continue;
        }
        if (!str_starts(cell, S("0.")) && !str_eq(cell, S("0"))) {
            return false;
        }
        filled++;
        fine += cell.len > DIGITS;
    }
    return filled > 1 && fine * 2 > filled;
}

// True for minutes and seconds that were typed into Excel: it takes them for
// hours and minutes, and shows so from the 24th on only.
static bool holds_minutes(const Finding *find, ptrdiff_t column)
{
    int64_t below = 0, beyond = 0;
    for (ptrdiff_t i = 1; i < find->rows->len; i++) {
        Str cell = row_cell(&find->rows->at[i], column), minutes;
        int32_t ms;
        if (cell.len == 0) {
            continue;
        }
        if (clock_read(cell, &ms) != cell.len || ms == NO_TIME) {
            return false;
        }
        str_cut(&cell, ':', &minutes);
        bool two = str_find(cell, S(":"), 0) < 0;
        if (!two && (ms < DAY_MS || ms % 60000 != 0)) {
            return false;
        }
        below += two;
        beyond += !two;
    }
    return below > 0 && beyond > 0;
}

// True for the table that Whisper writes: nothing but starts, ends and texts,
// in whole milliseconds; as seconds hardly a letter would be said in each.
static bool is_whisper(const Finding *find)
{
    static const char *const names[] = {"start", "end", "text"};
    bool is = find->columns->len == 3;
    for (ptrdiff_t i = 0; is && i < 3; i++) {
        is = str_eq(find->columns->at[i].name, str_of(names[i]));
    }
    if (!is) {
        return false;
    }
    Content end = content_of(find->rows, 1), text = content_of(find->rows, 2);
    return end.whole == end.filled && end.greatest > text.bytes * 10;
}

static void settle_times(Finding *find)
{
    const int32_t times[] = {find->columns->one[COLUMN_START],
                             find->columns->one[COLUMN_END]};
    bool ms = is_whisper(find);
    for (int i = 0; i < 2; i++) {
        ms = ms || (times[i] != NONE && is_in_ms(find, times[i]));
    }
    for (int i = 0; i < 2; i++) {
        if (times[i] != NONE) {
            find->columns->at[times[i]].minutes = holds_minutes(find, times[i]);
            find->columns->at[times[i]].scale = ms ? 1
                                                : is_in_days(find, times[i])
                                                    ? DAY_MS
                                                    : 1000;
        }
    }
}

// ---- what became what

static void list_kind(const Columns *columns, ColumnKind kind, const char *what,
                      Buf *out)
{
    int64_t count = 0;
    for (ptrdiff_t i = 0; i < columns->len; i++) {
        const Column *column = &columns->at[i];
        if (column->kind != kind || column->name.len == 0) {
            continue;
        }
        if (count == 0) {
            buf_add(out, out->len > 0 ? S("; ") : S(""));
            buf_format(out, "%s ", what);
        }
        if (count++ < SHOWN_MAX) {
            bool cut = column->name.len > SHOWN_BYTES_MAX;
            Str shown = cut ? str_slice(column->name, 0, SHOWN_BYTES_MAX)
                            : column->name;
            // Not in the middle of a character.
            while (cut && shown.len > 0 &&
                   ((unsigned char)column->name.at[shown.len] & 0xC0) == 0x80) {
                shown.len--;
            }
            buf_format(out, "%s'%.*s%s'", count > 1 ? ", " : "", FMT(shown),
                       cut ? "..." : "");
        }
    }
    if (count > SHOWN_MAX) {
        buf_format(out, " and %lld more", (long long)(count - SHOWN_MAX));
    }
}

static void tell(const Finding *find)
{
    static const struct {
        ColumnKind kind;
        const char *what;
    } order[] = {
        {COLUMN_DOCUMENT, "document is"}, {COLUMN_GROUP, "case is"},
        {COLUMN_SPEAKER, "speaker is"},   {COLUMN_TEXT, "text is"},
        {COLUMN_SPOKEN, "spoken by"},     {COLUMN_ANSWER, "answers are"},
        {COLUMN_START, "start is"},       {COLUMN_END, "end is"},
        {COLUMN_CODE, "codes are"},       {COLUMN_TAGS, "codes are in"},
        {COLUMN_NOTE, "remarks are in"},  {COLUMN_OTHER, "left out:"},
    };
    Buf out = {.arena = find->arena};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        list_kind(find->columns, order[k].kind, order[k].what, &out);
    }
    int nameless = 0;
    for (ptrdiff_t i = 0; i < find->columns->len; i++) {
        const Column *column = &find->columns->at[i];
        if (column->kind == COLUMN_OTHER && column->name.len == 0) {
            Content content = content_of(find->rows, i);
            nameless += content.filled > content.whole; // no row numbers
        }
    }
    if (nameless > 0) {
        buf_format(&out, "; left out without a name: %d", nameless);
    }
    Place place = {
        .file = find->file, .line = find->rows->at[0].line, .column = 1};
    Diag *diag =
        diag_add(find->diags, DIAG_T015, place, "%.*s", FMT(buf_str(&out)));
    diag->help = S("--map text=COLUMN,speaker=COLUMN,... says otherwise");
}

static void name_columns(Finding *find)
{
    const Row *names = &find->rows->at[0];
    find->keys = NEW_ARRAY(find->arena, Str, names->len);
    for (ptrdiff_t i = 0; i < names->len; i++) {
        Str name = one_line(row_cell(names, i), find->arena);
        *PUSH(find->columns, find->arena) = (Column){.name = name};
        find->keys[i] = column_key(name, find->arena);
    }
}

// Question columns by name win over a text column that is no more than a
// remark.
static bool has_questions(const Finding *find)
{
    int questions = 0;
    for (ptrdiff_t i = 0; i < find->columns->len; i++) {
        questions += is_question_key(find->keys[i]);
    }
    return questions > 1;
}

static void find_by_head(Finding *find, const TableHead *head)
{
    const struct {
        ptrdiff_t column;
        ColumnKind kind;
    } told[] = {{head->text, COLUMN_TEXT},
                {head->speaker, COLUMN_SPEAKER},
                {head->start, COLUMN_START},
                {head->end, COLUMN_END}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        ptrdiff_t column = told[i].column;
        if (column != NONE && column < find->columns->len &&
            find->columns->at[column].kind == COLUMN_OTHER) {
            set_kind(find, column, told[i].kind);
        }
    }
    for (ptrdiff_t i = 0; head->spoken && i < find->columns->len; i++) {
        if (table_names_speaker(find->columns->at[i].name, find->arena)) {
            set_kind(find, i, COLUMN_SPOKEN);
        }
    }
}

Columns columns_read(const Rows *rows, const TableHead *head,
                     const Source *source, Arena *arena, Diags *diags)
{
    Columns columns = {0};
    Finding find = {.rows = rows,
                    .map = &source->columns,
                    .columns = &columns,
                    .arena = arena,
                    .diags = diags,
                    .file = source->file};
    for (int kind = 0; kind < COLUMN_KINDS; kind++) {
        columns.one[kind] = NONE;
    }
    if (rows->len == 0) {
        return columns;
    }
    name_columns(&find);
    find_by_map(&find);
    if (head) {
        find_by_head(&find, head);
    }
    columns.wide =
        columns.wide || (source->columns.text.len == 0 && has_questions(&find));
    find_by_names(&find);
    find_by_content(&find);
    settle_codes(&find);
    settle_times(&find);
    tell(&find);
    return columns;
}

bool columns_are_telling(const Row *names, Arena *arena)
{
    bool kinds[COLUMN_KINDS] = {false};
    for (ptrdiff_t i = 0; i < names->len; i++) {
        Str key = column_key(row_cell(names, i), arena);
        for (size_t k = 0; k < COLUMN_KNOWN; k++) {
            for (const char *const *name = columns_known[k].names; *name;
                 name++) {
                kinds[columns_known[k].kind] |=
                    key.len > 0 && column_is_called(key, *name, arena);
            }
        }
    }
    return kinds[COLUMN_TEXT] && (kinds[COLUMN_SPEAKER] || kinds[COLUMN_START]);
}
