#include "parse/json/json_any.h"

#include "base/buf.h"
#include "base/map.h"
#include "parse/json/json_dates.h"
#include "parse/table/column_names.h"
#include "parse/talk/line.h"
#include "parse/table/table.h"

enum {
    DEPTH_MAX = 8,     // of a list that is looked for
    ELEMENTS_MAX = 8,  // of a list, looked at to learn what it holds
    PLACES_MAX = 2000, // looked at in all
    LISTS_MAX = 32,    // among which the best is taken
    SAMPLE = 1000,     // objects of a list by which it is judged
    COLUMNS_MAX = 64,
    WORDS_MIN = 8,     // of a list of words
    SPAN_MS_MIN = 100, // of an utterance
};

// ---- which list

typedef struct Search {
    const Source *source;
    Map paths; // of lists that were seen
    Values best;
    int64_t worth; // of the best
    int places;
    Arena *arena;
} Search;

static bool is_called(Str key, ColumnKind kind, Arena *arena)
{
    Str folded = column_key(key, arena);
    for (size_t i = 0; folded.len > 0 && i < COLUMN_KNOWN; i++) {
        const char *const *name = columns_known[i].names;
        for (; columns_known[i].kind == kind && *name; name++) {
            if (column_is_called(folded, *name, arena)) {
                return true;
            }
        }
    }
    return false;
}

// True for a text in parts, some of which are set off: bold, a link.
static bool is_in_parts(const Value *value)
{
    ptrdiff_t objects = 0;
    for (ptrdiff_t i = 0; i < value->len; i++) {
        const Value *part = &value->at[i];
        bool object = value_get(part, S("text"))->kind == VALUE_TEXT;
        objects += object;
        if (!object && part->kind != VALUE_TEXT) {
            return false;
        }
    }
    return value->kind == VALUE_LIST && objects > 0;
}

// What a member says: itself, or its parts together; of a speaker who is an
// object the name; of a range of times, [0, 9.2], where it begins.
static Str cell_of(const Value *value, Arena *arena)
{
    if (is_in_parts(value)) {
        Buf text = {.arena = arena};
        for (ptrdiff_t i = 0; i < value->len; i++) {
            const Value *part = &value->at[i];
            buf_add(&text, value_text(part->kind == VALUE_TEXT
                                          ? part
                                          : value_get(part, S("text"))));
        }
        return buf_str(&text);
    }
    if (value->kind == VALUE_LIST && value->len == 2 &&
        value->at[0].kind == VALUE_NUMBER) {
        return value_text(&value->at[0]);
    }
    return value->kind == VALUE_OBJECT
               ? value_text(value_at(value, "name|label|display_name|"
                                            "displayName|username|"
                                            "user.displayName|content|id"))
               : value_text(value);
}

static bool is_telling(const Value *object, const Search *search)
{
    Row names = {0};
    Str mapped = search->source->columns.text;
    for (ptrdiff_t i = 0; i < object->len && i < COLUMNS_MAX; i++) {
        *PUSH(&names, search->arena) = object->at[i].key;
        if (mapped.len > 0 && str_eq(object->at[i].key, mapped)) {
            return true;
        }
        if (str_eq(object->at[i].key, S("word"))) {
            names.at[names.len - 1] = S("text");
        }
    }
    return object->kind == VALUE_OBJECT &&
           columns_are_telling(&names, search->arena);
}

typedef struct Said { // in one object
    int64_t bytes;
    bool named; // who says it
} Said;

static Said said_in(const Value *object, const Search *search)
{
    Said said = {0};
    Str mapped = search->source->columns.text;
    for (ptrdiff_t k = 0; k < object->len && k < COLUMNS_MAX; k++) {
        const Value *member = &object->at[k];
        Str cell = cell_of(member, search->arena);
        bool text = mapped.len > 0 ? str_eq(member->key, mapped)
                                   : str_eq(member->key, S("word")) ||
                                         is_called(member->key, COLUMN_TEXT,
                                                   search->arena);
        bool whole = member->kind == VALUE_TEXT || is_in_parts(member) ||
                     value_has(member, "content contentType");
        if (text && whole && !is_blank(cell)) {
            said.bytes += cell.len;
        } else if (cell.len > 0) {
            said.named |= is_called(member->key, COLUMN_SPEAKER, search->arena);
        }
    }
    return said;
}

// What the objects say, in bytes by object; a hundred times as much where they
// name speakers.  0 where none says anything.
static int64_t worth_of(const Values *values, const Search *search)
{
    int64_t bytes = 0, speaking = 0, named = 0;
    ptrdiff_t len = values->len < SAMPLE ? values->len : SAMPLE;
    for (ptrdiff_t i = 0; i < len; i++) {
        Said said = said_in(values->at[i], search);
        bytes += said.bytes;
        speaking += said.bytes > 0;
        named += said.named;
    }
    return speaking > 0 ? 1 + bytes * (named * 2 >= len ? 100 : 1) / speaking
                        : 0;
}

static void consider(Search *search, const Value *root, Str path)
{
    Values values = {0};
    if (path.len == 0) {
        *PUSH(&values, search->arena) = root;
    } else {
        values =
            values_at(root, str_terminated(search->arena, path), search->arena);
    }
    int64_t worth = worth_of(&values, search);
    if (worth > search->worth) {
        search->worth = worth;
        search->best = values;
    }
}

static ptrdiff_t depth_of(Str path)
{
    ptrdiff_t depth = 0;
    for (ptrdiff_t i = 0; i < path.len; i++) {
        depth += path.at[i] == '.' || path.at[i] == '[';
    }
    return depth;
}

static void explore(Search *search, const Value *root, const Value *value,
                    Str path)
{
    if (value->kind < VALUE_LIST || depth_of(path) > DEPTH_MAX ||
        search->places++ > PLACES_MAX) {
        return;
    }
    ptrdiff_t seen = search->paths.keys.len;
    bool list = value->kind == VALUE_LIST;
    bool row = !list && (path.len == 0 || str_ends(path, S("[]")));
    if (row && seen < LISTS_MAX && is_telling(value, search) &&
        map_put(&search->paths, path, search->arena) == seen) {
        consider(search, root, path);
    }
    for (ptrdiff_t i = 0; i < value->len && !(list && i == ELEMENTS_MAX); i++) {
        if (value->at[i].kind < VALUE_LIST) {
            continue;
        }
        Str key = value->at[i].key;
        Str next = list ? str_format(search->arena, "%.*s[]", FMT(path))
                        : str_format(search->arena, "%.*s%s%.*s", FMT(path),
                                     path.len > 0 ? "." : "", FMT(key));
        explore(search, root, &value->at[i], next);
    }
}

Values json_any_find(const Value *root, const Source *source, Arena *arena)
{
    Search search = {.source = source, .arena = arena};
    explore(&search, root, root, (Str){0});
    return search.best;
}

// ---- as a table

// True where another member says who speaks: a "name" beside it is that of
// the row.
static bool is_named_otherwise(const Value *object, Arena *arena)
{
    for (ptrdiff_t i = 0; i < object->len; i++) {
        Str key = object->at[i].key;
        if (!str_eq_nocase(key, S("name")) &&
            is_called(key, COLUMN_SPEAKER, arena) &&
            !is_called(key, COLUMN_START, arena)) {
            return true;
        }
    }
    return false;
}

static bool is_left_out(const Source *source, Str key)
{
    // The number of a row would be taken for the name of a document.
    static const char *const keys[] = {"id", "_id", "uuid"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (str_eq_nocase(key, str_of(keys[i]))) {
            return !str_eq(key, source->columns.document) &&
                   !str_eq(key, source->columns.speaker);
        }
    }
    return false;
}

static Map columns_of(const Source *source, const Values *values, Arena *arena)
{
    Map columns = {0};
    for (ptrdiff_t i = 0; i < values->len; i++) {
        const Value *object = values->at[i];
        for (ptrdiff_t k = 0; k < object->len; k++) {
            Str key = object->at[k].key;
            bool holds = cell_of(&object->at[k], arena).len > 0;
            if (holds && columns.keys.len < COLUMNS_MAX && key.len > 0 &&
                !is_left_out(source, key) &&
                !(str_eq_nocase(key, S("name")) &&
                  is_named_otherwise(object, arena))) {
                map_put(&columns, key, arena);
            }
        }
    }
    return columns;
}

// Whole numbers whose spans are a hundred or more on an average are
// milliseconds: nobody speaks for a hundred seconds each time.
static bool is_in_ms(const Rows *rows, int32_t start, int32_t end)
{
    int64_t spans = 0, sum = 0;
    for (ptrdiff_t i = 1; start >= 0 && end >= 0 && i < rows->len; i++) {
        int32_t from, to;
        Str cells[] = {rows->at[i].at[start], rows->at[i].at[end]};
        if (cells[0].len == 0 && cells[1].len == 0) {
            continue;
        }
        if (!str_number(cells[0], &from) || !str_number(cells[1], &to)) {
            return false;
        }
        sum += to - (int64_t)from;
        spans++;
    }
    return spans > 0 && sum / spans >= SPAN_MS_MIN;
}

// The columns of when it begins and ends, or -1.
static void find_times(const Rows *rows, int32_t columns[2], Arena *arena)
{
    static const ColumnKind kinds[] = {COLUMN_START, COLUMN_END};
    for (int k = 0; k < 2; k++) {
        columns[k] = -1;
        for (ptrdiff_t i = rows->at[0].len - 1; i >= 0; i--) {
            if (is_called(rows->at[0].at[i], kinds[k], arena)) {
                columns[k] = (int32_t)i;
            }
        }
    }
}

// Writes milliseconds as the seconds that a table has.
static void scale_times(Rows *rows, Arena *arena)
{
    int32_t columns[2];
    find_times(rows, columns, arena);
    bool ms = is_in_ms(rows, columns[0], columns[1]);
    for (ptrdiff_t i = 1; ms && i < rows->len; i++) {
        for (int k = 0; k < 2; k++) {
            Str *cell = &rows->at[i].at[columns[k]];
            int32_t number;
            if (str_number(*cell, &number)) {
                *cell =
                    str_format(arena, "%d.%03d", number / 1000, number % 1000);
            }
        }
    }
}

// Dates with times of day count from the first.
static void count_from_first(const Source *source, Rows *rows, Arena *arena,
                             Diags *diags)
{
    int32_t columns[2];
    bool done = false;
    find_times(rows, columns, arena);
    // "from" may be a person.
    for (int32_t i = 0; i < rows->at[0].len && !done; i++) {
        columns[0] = i;
        done = is_called(rows->at[0].at[i], COLUMN_START, arena) &&
               json_dates(rows, columns, arena);
    }
    if (done) {
        Place place = {
            .file = source->file, .line = rows->at[0].line, .column = 1};
        diag_add(diags, DIAG_T015, place,
                 "times are dates and times of day; read as counted from the "
                 "first of them, which is 0:00:00");
    }
}

// Names speakers who are numbers.
static void label_speakers(Rows *rows, Arena *arena)
{
    for (ptrdiff_t k = 0; k < rows->at[0].len; k++) {
        Str key = rows->at[0].at[k];
        bool speaks = is_called(key, COLUMN_SPEAKER, arena) &&
                      !is_called(key, COLUMN_START, arena);
        for (ptrdiff_t i = 1; speaks && i < rows->len; i++) {
            rows->at[i].at[k] = json_label(rows->at[i].at[k], arena);
        }
    }
}

void json_any_transcripts(const Source *source, const Values *values,
                          Arena *arena, Transcripts *transcripts, Diags *diags)
{
    Rows rows = {.delimiter = ','};
    Map columns = columns_of(source, values, arena);
    *PUSH(&rows, arena) = (Row){.at = columns.keys.at,
                                .len = columns.keys.len,
                                .line = values->at[0]->line};
    for (ptrdiff_t i = 0; i < values->len; i++) {
        const Value *object = values->at[i];
        Row row = {.at = NEW_ARRAY(arena, Str, columns.keys.len + 1),
                   .len = columns.keys.len,
                   .line = object->line};
        for (ptrdiff_t k = 0; k < object->len; k++) {
            int32_t column = map_find(&columns, object->at[k].key);
            if (column >= 0) {
                row.at[column] = cell_of(&object->at[k], arena);
            }
        }
        *PUSH(&rows, arena) = row;
    }
    count_from_first(source, &rows, arena, diags);
    scale_times(&rows, arena);
    label_speakers(&rows, arena);
    table_transcripts(source, "json", &rows, arena, transcripts, diags);
}

bool json_any_is_words(const Values *values)
{
    ptrdiff_t single = 0, called = 0;
    for (ptrdiff_t i = 0; i < values->len; i++) {
        called += value_has(values->at[i], "word");
        Str word = blank_trim(json_word_text(values->at[i]), true);
        single += word.len > 0 && str_find(word, S(" "), 0) < 0;
    }
    return (values->len >= WORDS_MIN || called == values->len) &&
           single * 10 >= values->len * 9;
}
