#include "parse/table/table.h"

#include "parse/talk/clock.h"
#include "parse/table/column_names.h"
#include "parse/table/columns.h"
#include "parse/talk/line.h"
#include "parse/talk/script.h"
#include "parse/talk/speech.h"

enum {
    DAY_MS = 24 * 60 * 60 * 1000,
    HEAD_ROWS_MAX = 3, // of names below names
};

typedef struct Table {
    Rows rows;
    Columns columns;
    Map documents;    // their names, in order of arrival
    int32_t *numbers; // of the rows, a document's behind those of another
    int32_t *begins;  // of each document its first among them; one more
    const Source *source;
    const char *format;
    Odds *odds;
    Arena *arena;
} Table;

// ---- which rows are of which document

// The document of a row: the one it names, else that of the file; in a wide
// table without names the file's name and the number of the row.
static Str document_of(const Table *table, ptrdiff_t number)
{
    Str name =
        row_cell(&table->rows.at[number], table->columns.one[COLUMN_DOCUMENT]);
    Str file = table->source->name;
    name = one_line(name, table->arena);
    return name.len > 0          ? name
           : table->columns.wide ? str_format(table->arena, "%.*s-%lld",
                                              FMT(file), (long long)number)
                                 : file;
}

// Sorts the rows by their documents, which are made one after the other.
static void sort_rows(Table *table)
{
    Arena *arena = table->arena;
    ptrdiff_t len = table->rows.len;
    int32_t *of = NEW_ARRAY(arena, int32_t, len);
    for (ptrdiff_t i = 1; i < len; i++) {
        of[i] = map_put(&table->documents, document_of(table, i), arena);
    }
    ptrdiff_t documents = table->documents.keys.len;
    table->numbers = NEW_ARRAY(arena, int32_t, len);
    // Counted two places up, then filled one place up, each is where it begins.
    int32_t *begins = NEW_ARRAY(arena, int32_t, documents + 2);
    for (ptrdiff_t i = 1; i < len; i++) {
        begins[of[i] + 2]++;
    }
    for (ptrdiff_t i = 2; i < documents + 2; i++) {
        begins[i] += begins[i - 1];
    }
    for (ptrdiff_t i = 1; i < len; i++) {
        table->numbers[begins[of[i] + 1]++] = (int32_t)i;
    }
    table->begins = begins;
}

// ---- one row

// A bare number in units of `scale` milliseconds: "12.345", "12,3", "900".
static bool read_decimal(Str cell, int64_t scale, int32_t *ms)
{
    int64_t whole = 0, fraction = 0, unit = 1;
    ptrdiff_t i = 0;
    for (; i < cell.len && is_digit(cell.at[i]); i++) {
        whole = whole * 10 + (cell.at[i] - '0');
        if (whole > INT32_MAX) {
            return false;
        }
    }
    bool point =
        i > 0 && i + 1 < cell.len && (cell.at[i] == '.' || cell.at[i] == ',');
    for (i += point; point && i < cell.len; i++) {
        if (!is_digit(cell.at[i])) {
            return false;
        }
        fraction =
            unit < 1000000000 ? fraction * 10 + (cell.at[i] - '0') : fraction;
        unit = unit < 1000000000 ? unit * 10 : unit;
    }
    int64_t total = whole * scale + (fraction * scale + unit / 2) / unit;
    *ms = (int32_t)total;
    return i > 0 && i == cell.len && total <= INT32_MAX;
}

// A time; a cell that tells two, as NVivo's time span does, tells the end, too.
static int32_t read_time(const Table *table, const Row *row, ColumnKind kind,
                         int32_t *end_ms, Odds *odds)
{
    int32_t column = table->columns.one[kind];
    Str cell = row_cell(row, column);
    int32_t ms;
    *end_ms = NO_TIME;
    if (column == NONE || cell.len == 0) {
        return NO_TIME;
    }
    if ((clock_read(cell, &ms) == cell.len ||
         clock_mark(cell, &ms, end_ms) == cell.len ||
         clock_stamp(cell, &ms, end_ms) == cell.len) &&
        ms != NO_TIME) {
        bool hours = table->columns.at[column].minutes && ms >= DAY_MS;
        return hours ? ms / 60 : ms;
    }
    *end_ms = NO_TIME;
    if (read_decimal(cell, table->columns.at[column].scale, &ms)) {
        return ms;
    }
    odds_add(odds, ODD_BAD_TIME, row->line);
    return NO_TIME;
}

// The codes that a cell names.
static void add_named_tags(Script *script, Str cell, int32_t turn)
{
    while (cell.len > 0) {
        Str one;
        str_cut(&cell, ';', &one);
        one = one_line(blank_trim(one, true), script->arena);
        if (!cell_is_none(one)) {
            *PUSH(&script->transcript.tags, script->arena) =
                (Tag){.turn = turn, .code = one};
        }
    }
}

// What somebody remarks on a turn that has just been said.
static void add_note(Script *script, const Column *column, Str cell)
{
    Transcript *transcript = &script->transcript;
    if (!cell_is_none(cell)) {
        *PUSH(&transcript->remarks, script->arena) = (Remark){
            .span = transcript->turns.at[transcript->turns.len - 1].span,
            .text = cell,
            .column = column->name,
        };
    }
}

static void add_tags(const Table *table, Script *script, const Row *row,
                     int32_t turn)
{
    for (ptrdiff_t i = 0; i < table->columns.len; i++) {
        const Column *column = &table->columns.at[i];
        if (column->kind == COLUMN_TAGS && turn != NONE) {
            add_named_tags(script, row_cell(row, i), turn);
        }
        if (column->kind == COLUMN_NOTE && turn != NONE) {
            add_note(script, column, row_cell(row, i));
        }
        if (column->kind == COLUMN_CODE && cell_applies(row_cell(row, i))) {
            *PUSH(&script->transcript.tags, script->arena) = (Tag){
                .turn = column->question.len > 0 ? NONE : turn,
                .column = column->question,
                .code = column->code,
            };
        }
    }
}

// What was said without "<i>" and "</i>", in which notes stand; a cell that is
// one note is an aside.
static Str without_italics(Str said, bool *aside, Arena *arena)
{
    const Str opens = S("<i>"), closes = S("</i>");
    Buf out = {.arena = arena};
    ptrdiff_t first = str_find(said, closes, 0);
    *aside = str_starts(said, opens) && first == said.len - closes.len;
    if (first < 0) {
        return said;
    }
    for (ptrdiff_t i = 0; i < said.len; i++) {
        Str rest = str_slice(said, i, said.len);
        if (str_starts(rest, opens)) {
            i += opens.len - 1;
        } else if (str_starts(rest, closes)) {
            i += closes.len - 1;
        } else {
            buf_char(&out, said.at[i]);
        }
    }
    return buf_str(&out);
}

// Who speaks in a row; in an empty cell it is who spoke above, as merged cells
// leave it, but an event is nobody's.
static Str speaker_of(const Table *table, const Script *script, const Row *row,
                      Str said, Str *above)
{
    Str name =
        table_bare_name(row_cell(row, table->columns.one[COLUMN_SPEAKER]));
    if (name.len == 0 && above->len > 0 && said.len > 0 && !is_event(said)) {
        odds_add(script->odds, ODD_GOES_ON, row->line);
        return *above;
    }
    *above = name.len > 0 ? name : *above;
    return name;
}

// A row is a turn.  `above` speaks in the row above it.
static void read_turn(const Table *table, Script *script, const Row *row,
                      Str *above)
{
    Str said = row_cell(row, table->columns.one[COLUMN_TEXT]);
    bool aside;
    said = without_italics(said, &aside, script->arena);
    if (aside || is_pause(said)) {
        odds_add(script->odds, ODD_EVENT, row->line);
        if (aside) {
            script_aside(script, said);
        }
        return;
    }
    Str name = speaker_of(table, script, row, said, above);
    if (said.len == 0 && name.len == 0) {
        return;
    }
    int32_t span_end_ms, unused;
    int32_t start_ms =
        read_time(table, row, COLUMN_START, &span_end_ms, script->odds);
    int32_t end_ms = read_time(table, row, COLUMN_END, &unused, script->odds);
    script_say(script,
               (Turn){
                   .speaker = script_speaker(script, name),
                   .start_ms = start_ms,
                   .end_ms = end_ms == NO_TIME ? span_end_ms : end_ms,
                   .line = row->line,
                   .question = NO_QUESTION,
               },
               said);
    add_tags(table, script, row, (int32_t)script->transcript.turns.len - 1);
}

// A row is what one says and what others say to it, a column each.
static void read_spoken(const Table *table, Script *script, const Row *row)
{
    int32_t end_ms;
    int32_t start_ms =
        read_time(table, row, COLUMN_START, &end_ms, script->odds);
    for (ptrdiff_t i = 0; i < table->columns.len; i++) {
        const Column *column = &table->columns.at[i];
        Str said = row_cell(row, i);
        if (column->kind != COLUMN_SPOKEN || said.len == 0) {
            continue;
        }
        if (is_event(said)) {
            odds_add(script->odds, ODD_EVENT, row->line);
            continue;
        }
        script_say(script,
                   (Turn){TURN_PLAIN,
                          .speaker = script_speaker(
                              script, table_bare_name(column->name)),
                          .line = row->line},
                   said)
            ->start_ms = start_ms;
        start_ms = NO_TIME;
    }
    add_tags(table, script, row, NONE);
}

// A row is a participant: each answer is a turn.
static void read_answers(const Table *table, Script *script, const Row *row)
{
    Str name = row_cell(row, table->columns.one[COLUMN_SPEAKER]);
    if (name.len == 0) {
        name = row_cell(row, table->columns.one[COLUMN_DOCUMENT]);
    }
    for (ptrdiff_t i = 0; i < table->columns.len; i++) {
        const Column *column = &table->columns.at[i];
        Str said = row_cell(row, i);
        if (column->kind == COLUMN_ANSWER && said.len > 0) {
            script_say(script,
                       (Turn){TURN_PLAIN,
                              .speaker = script_speaker(script, name),
                              .line = row->line, .column = column->name},
                       said);
        }
    }
    add_tags(table, script, row, NONE);
}

static void read_row(const Table *table, Script *script, const Row *row,
                     Str *above)
{
    Str group = row_cell(row, table->columns.one[COLUMN_GROUP]);
    if (script->transcript.group.len == 0) {
        script->transcript.group = one_line(group, script->arena);
    }
    if (table->columns.one[COLUMN_SPOKEN] != NONE) {
        read_spoken(table, script, row);
    } else if (table->columns.wide) {
        read_answers(table, script, row);
    } else if (table->columns.one[COLUMN_TEXT] != NONE) {
        read_turn(table, script, row, above);
    } else if (table->columns.one[COLUMN_CODE] != NONE) {
        add_tags(table, script, row, NONE);
    }
}

// True when a row holds a name that the researcher gave.
static bool is_mapped(const Row *row, const ColumnMap *map)
{
    const Str named[] = {map->text,  map->speaker, map->document,
                         map->group, map->start,   map->end};
    for (ptrdiff_t i = 0; i < row->len; i++) {
        Str cell = row_cell(row, i);
        for (size_t k = 0; cell.len > 0 && k < sizeof named / sizeof *named;
             k++) {
            if (str_eq_nocase(cell, named[k])) {
                return true;
            }
        }
        if (cell.len > 0 && (strs_find(map->texts, cell) >= 0 ||
                             strs_find(map->codes, cell) >= 0)) {
            return true;
        }
    }
    return false;
}

ptrdiff_t table_names(const Rows *rows, const ColumnMap *map, Arena *arena)
{
    ptrdiff_t len = rows->len < TITLE_ROWS_MAX ? rows->len : TITLE_ROWS_MAX;
    for (ptrdiff_t i = 0; i < len; i++) {
        if (is_mapped(&rows->at[i], map) ||
            columns_are_telling(&rows->at[i], arena)) {
            return i;
        }
    }
    return NONE;
}

// ---- documents

typedef struct Made { // of a table
    Transcripts *transcripts;
    int64_t documents;
    bool silent; // nothing is said in them
    Diags *diags;
} Made;

static Script script_called(const Table *table, Str name, Odds *odds,
                            Arena *arena)
{
    Script script = script_new(table->source, table->format, odds, arena);
    script.transcript.document = str_copy(arena, name);
    return script;
}

static void give(const Table *table, Transcript transcript, Made *made)
{
    Taker taker = table->source->taker;
    if (taker.take) {
        taker.take(taker.taker, &transcript);
    } else {
        *PUSH(made->transcripts, table->arena) = transcript;
    }
    made->documents++;
}

static void make_document(const Table *table, ptrdiff_t document, Arena *arena,
                          Made *made)
{
    Odds odds = {0};
    Str above = {0};
    Script script =
        script_called(table, table->documents.keys.at[document], &odds, arena);
    for (int32_t i = table->begins[document]; i < table->begins[document + 1];
         i++) {
        read_row(table, &script, &table->rows.at[table->numbers[i]], &above);
    }
    made->silent = made->silent && script_is_silent(&script) &&
                   script.transcript.tags.len == 0;
    // A row without words and codes is no document.
    if (script.transcript.turns.len + script.transcript.tags.len > 0) {
        give(table, script_end(&script, made->diags), made);
    }
    odds_join(table->odds, &odds);
}

// True for a table of segments as programs that transcribe make it: times and
// words, and nobody knows who speaks.
static bool holds_segments(const Table *table)
{
    static const ColumnKind none[] = {
        COLUMN_SPEAKER, COLUMN_DOCUMENT, COLUMN_GROUP, COLUMN_SPOKEN,
        COLUMN_CODE,    COLUMN_TAGS,     COLUMN_NOTE};
    const int32_t *one = table->columns.one;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (one[none[i]] != NONE) {
            return false;
        }
    }
    return !table->columns.wide && one[COLUMN_TEXT] != NONE &&
           one[COLUMN_START] != NONE;
}

// Segments go on in one another as captions do.
static void make_segments(const Table *table, Made *made)
{
    Odds odds = {0}; // which are told with the segments
    Utterances utterances = {.in_order = true};
    for (ptrdiff_t i = 1; i < table->rows.len; i++) {
        const Row *row = &table->rows.at[i];
        int32_t end_ms, unused;
        int32_t start_ms = read_time(table, row, COLUMN_START, &end_ms, &odds);
        int32_t said_ms = read_time(table, row, COLUMN_END, &unused, &odds);
        *PUSH(&utterances, table->arena) = (Utterance){
            .text = row_cell(row, table->columns.one[COLUMN_TEXT]),
            .start_ms = start_ms,
            .end_ms = said_ms == NO_TIME ? end_ms : said_ms,
            .line = row->line,
        };
    }
    give(table,
         speech_transcript(table->source, table->format, &utterances, &odds,
                           made->diags),
         made);
}

// What a taker takes needs no memory any more.
static void make_documents(const Table *table, Made *made)
{
    Arena scratch = {0};
    bool taken = table->source->taker.take != NULL;
    for (ptrdiff_t i = 0; i < table->documents.keys.len; i++) {
        make_document(table, i, taken ? &scratch : table->arena, made);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    if (made->documents == 0) {
        Script empty = script_called(table, table->source->name, table->odds,
                                     table->arena);
        give(table, script_end(&empty, made->diags), made);
    }
    if (made->silent) {
        odds_add(table->odds, ODD_NOTHING, 0);
    }
}

// True when a table that does not name what is said holds answers after all:
// to several questions, or one of each who is named.  `head` says what else it
// could be.
static bool tells_answers(const Rows *rows, const TableHead *head,
                          const Source *source, Arena *arena)
{
    ptrdiff_t from = head->row == NONE ? 0 : head->row;
    Rows below = {.at = rows->at + from, .len = rows->len - from};
    Diags ignored = {.arena = arena};
    Columns columns = columns_read(&below, NULL, source, arena, &ignored);
    int answers = 0;
    for (ptrdiff_t i = 0; i < columns.len; i++) {
        answers += columns.at[i].kind == COLUMN_ANSWER;
    }
    Held held = table_held(&below, 1, head->speaker, arena);
    bool other = columns.one[COLUMN_TEXT] != NONE ||
                 (head->row == NONE && columns.one[COLUMN_CODE] != NONE);
    return answers > 1 || other ||
           (answers > 0 && held.distinct * 2 > held.filled);
}

// True for the row of Markdown that rules a table: "|---|:--|".
static bool is_ruled(const Row *row)
{
    bool filled = false;
    for (ptrdiff_t k = 0; k < row->len; k++) {
        Str cell = row_cell(row, k);
        for (ptrdiff_t i = 0; i < cell.len; i++) {
            if (cell.at[i] != '-' && cell.at[i] != ':') {
                return false;
            }
        }
        filled = filled || cell.len > 2;
    }
    return filled;
}

// True for a row that says the names of its columns again, two at least in
// other spelling, or what Qualtrics notes of them.
static bool says_names(const Row *names, const Row *row, Arena *arena)
{
    int spelled = 0;
    for (ptrdiff_t k = 0; k < row->len; k++) {
        Str cell = row_cell(row, k), name = row_cell(names, k);
        Str key = column_key(cell, arena);
        spelled += key.len > 0 && !str_eq(cell, name) &&
                   str_eq(key, column_key(name, arena));
        if (str_starts(cell, S("{\"ImportId\":"))) {
            return true;
        }
    }
    return spelled > 1;
}

// Leaves the names of the columns once, at the top.
static void drop_names(Table *table)
{
    ptrdiff_t drop = 0;
    while (drop < HEAD_ROWS_MAX && drop + 1 < table->rows.len &&
           (is_ruled(&table->rows.at[drop + 1]) ||
            says_names(&table->rows.at[0], &table->rows.at[drop + 1],
                       table->arena))) {
        drop++;
        odds_add(table->odds, ODD_ROW, table->rows.at[drop].line);
    }
    if (drop > 0) {
        table->rows.at[drop] = table->rows.at[0];
        table->rows.at += drop;
        table->rows.len -= drop;
    }
}

// The rows, their names first, and what the columns are.
static void read_columns(Table *table, const Rows *rows, Diags *diags)
{
    const Source *source = table->source;
    Arena *arena = table->arena;
    TableHead head;
    bool turns =
        table_head(rows, &source->columns, arena, &head) &&
        (head.text == NONE || !tells_answers(rows, &head, source, arena));
    if (turns && head.row == NONE) {
        *PUSH(&table->rows, arena) = head.names;
        table->rows.at[0].line = 1;
        for (ptrdiff_t i = 0; i < rows->len; i++) {
            *PUSH(&table->rows, arena) = rows->at[i];
        }
    } else if (rows->len > 0) {
        ptrdiff_t from = turns ? head.row : 0;
        table->rows = (Rows){.at = rows->at + from, .len = rows->len - from};
        drop_names(table);
    }
    table->columns =
        columns_read(&table->rows, turns ? &head : NULL, source, arena, diags);
}

void table_transcripts(const Source *source, const char *format,
                       const Rows *rows, Arena *arena, Transcripts *transcripts,
                       Diags *diags)
{
    Odds odds = {0};
    Table table = {
        .source = source, .format = format, .odds = &odds, .arena = arena};
    read_columns(&table, rows, diags);
    Made made = {.transcripts = transcripts, .silent = true, .diags = diags};
    if (holds_segments(&table)) {
        make_segments(&table, &made);
    } else {
        sort_rows(&table);
        make_documents(&table, &made);
    }
    odds_report(&odds, source->file, diags);
}
