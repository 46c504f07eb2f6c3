#include "container/values.h"

#include "base/buf.h"
#include "container/limits.h"
#include "container/values_inside.h"

#include <jansson.h>
#include <stdio.h>

typedef struct Reading {
    Str text, file;
    Ints lines; // of each bracket that opens, in order
    ptrdiff_t opened;
    bool doubled;  // a name stands twice: brackets of the file are not in the
                   // tree, and lines are unknown
    int32_t line;  // of the value being read
    bool mends;    // the text was put right
    Mended mended; // in all
    Arena *arena;
} Reading;

// Notes the line of each bracket that opens and holds the text against the
// limits, before anything of it is kept.
static bool scan(Reading *reading, Err *err)
{
    Str text = reading->text;
    int depth = 0;
    int64_t values = 1;
    int32_t line = 1;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '"') {
            i = string_end(text, i) - 1;
        } else if (c == '\n') {
            line++;
        } else if (c == ',') {
            values++;
        } else if (c == '{' || c == '[') {
            *PUSH(&reading->lines, reading->arena) = line;
            values++;
            depth++;
        } else if (c == '}' || c == ']') {
            depth -= depth > 0;
        }
        if (depth > NESTING_MAX) {
            return err_set(err, ERR_INPUT, "line %d nests too deeply", line);
        }
        if (values > VALUES_MAX) {
            return err_set(err, ERR_INPUT,
                           "line %d is beyond the %d values that are read of "
                           "JSON",
                           line, VALUES_MAX);
        }
    }
    return true;
}

// ---- from jansson's tree to ours

static Str digits_of(const json_t *number, Arena *arena)
{
    char digits[40];
    int len;
    if (json_is_integer(number)) {
        return str_format(arena, "%lld", (long long)json_integer_value(number));
    }
    len = snprintf(digits, sizeof digits, "%.15g", json_real_value(number));
    for (int i = 0; i < len; i++) {
        digits[i] = digits[i] == ',' ? '.' : digits[i];
    }
    return str_copy(arena, (Str){digits, len});
}

static Value *take(Reading *reading, json_t *from, Value *value);

static void take_list(Reading *reading, json_t *from, Value *value)
{
    size_t i;
    json_t *one;
    value->len = (ptrdiff_t)json_array_size(from);
    Value *all = NEW_ARRAY(reading->arena, Value, value->len + 1);
    value->at = all;
    json_array_foreach(from, i, one)
    {
        all[i].line = value->line;
        take(reading, one, &all[i]);
    }
}

static void take_object(Reading *reading, json_t *from, Value *value)
{
    const char *key;
    size_t len;
    json_t *one;
    ptrdiff_t i = 0;
    value->len = (ptrdiff_t)json_object_size(from);
    Value *all = NEW_ARRAY(reading->arena, Value, value->len + 1);
    value->at = all;
    json_object_keylen_foreach(from, key, len, one)
    {
        all[i].line = value->line;
        all[i].key = str_copy(reading->arena, (Str){key, (ptrdiff_t)len});
        take(reading, one, &all[i++]);
    }
}

// Fills `value`, whose line is that of what it is in.
static Value *take(Reading *reading, json_t *from, Value *value)
{
    static const ValueKind kinds[] = {
        [JSON_OBJECT] = VALUE_OBJECT, [JSON_ARRAY] = VALUE_LIST,
        [JSON_STRING] = VALUE_TEXT,   [JSON_INTEGER] = VALUE_NUMBER,
        [JSON_REAL] = VALUE_NUMBER,   [JSON_TRUE] = VALUE_BOOL,
        [JSON_FALSE] = VALUE_BOOL,    [JSON_NULL] = VALUE_NULL,
    };
    Arena *arena = reading->arena;
    value->kind = kinds[json_typeof(from)];
    if (value->kind >= VALUE_LIST && !reading->doubled) {
        value->line = reading->lines.at[reading->opened++];
    }
    switch (value->kind) {
    case VALUE_NULL:
        break;
    case VALUE_BOOL:
        value->text = json_is_true(from) ? S("true") : S("false");
        break;
    case VALUE_NUMBER:
        value->text = digits_of(from, arena);
        break;
    case VALUE_TEXT:
        value->text =
            str_copy(arena, (Str){json_string_value(from),
                                  (ptrdiff_t)json_string_length(from)});
        break;
    case VALUE_LIST:
        take_list(reading, from, value);
        break;
    case VALUE_OBJECT:
        take_object(reading, from, value);
        break;
    }
    return value;
}

// ---- values one behind the other

static int32_t newlines(Str text)
{
    int32_t count = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        count += text.at[i] == '\n';
    }
    return count;
}

static json_t *load(Reading *reading, json_error_t *error)
{
    const size_t flags = JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK;
    Str text = reading->text;
    json_t *loaded = json_loadb(text.at, (size_t)text.len,
                                flags | JSON_REJECT_DUPLICATES, error);
    if (!loaded && json_error_code(error) == json_error_duplicate_key) {
        reading->doubled = true;
        loaded = json_loadb(text.at, (size_t)text.len, flags, error);
    }
    return loaded;
}

// True when the text was put right and may be tried again.
static bool mend(Reading *reading)
{
    if (reading->mends) {
        return false;
    }
    reading->mends = true;
    int32_t before = reading->line;
    reading->text =
        values_mend(reading->text, reading->arena, &reading->mended);
    reading->mended.line += before - 1;
    return true;
}

static bool refuse(const json_error_t *error, int32_t before, Err *err)
{
    int32_t line = before + error->line - 1;
    switch (json_error_code(error)) {
    case json_error_premature_end_of_input:
        return err_set(err, ERR_INPUT,
                       "the JSON breaks off in line %d; what was written of it "
                       "may be incomplete",
                       line);
    case json_error_stack_overflow:
        return err_set(err, ERR_INPUT, "line %d nests too deeply", line);
    default:
        return err_set(err, ERR_INPUT, "line %d is not well-formed JSON", line);
    }
}

// Reads the value at the start of the text, if there is one.
static bool read_one(Reading *reading, Value *value, Err *err)
{
    json_error_t error;
    json_t *loaded = load(reading, &error);
    if (!loaded && mend(reading)) {
        loaded = load(reading, &error);
    }
    if (!loaded) {
        return refuse(&error, reading->line, err);
    }
    Str text = reading->text;
    Str taken = str_slice(text, 0, error.position);
    *value = (Value){.line = reading->line};
    take(reading, loaded, value);
    json_decref(loaded);
    reading->line += newlines(taken);
    reading->text = str_slice(text, taken.len, text.len);
    return true;
}

static bool more(Reading *reading)
{
    Str text = reading->text;
    ptrdiff_t i = 0;
    while (i < text.len && (text.at[i] == ' ' || text.at[i] == '\t' ||
                            text.at[i] == '\n' || text.at[i] == '\r')) {
        reading->line += text.at[i++] == '\n';
    }
    reading->text = str_slice(text, i, text.len);
    return i < text.len;
}

static void tell(const Reading *reading, Diags *diags)
{
    const Mended *mended = &reading->mended;
    Place place = {.file = reading->file, .line = mended->line, .column = 1};
    long long numbers = mended->numbers, characters = mended->characters;
    if (numbers > 0) {
        diag_add(
            diags, DIAG_T022, place,
            "%lld number%s such as NaN, which JSON does not know, %s taken "
            "as missing",
            numbers, numbers > 1 ? "s" : "", numbers > 1 ? "are" : "is");
    }
    if (characters > 0) {
        diag_add(diags, DIAG_T022, place,
                 "%lld character%s that %s none, halves of pairs or NUL, %s "
                 "shown as U+FFFD",
                 characters, characters > 1 ? "s" : "",
                 characters > 1 ? "are" : "is", characters > 1 ? "are" : "is");
    }
    long long spelled = mended->spelled;
    if (spelled > 0) {
        diag_add(diags, DIAG_T022, place,
                 "%lld character%s written as escapes of bytes %s put together",
                 spelled, spelled > 1 ? "s" : "", spelled > 1 ? "are" : "is");
    }
    if (reading->doubled) {
        place.line = 0;
        diag_add(diags, DIAG_T022, place,
                 "an object has two members of one name; the last counts");
    }
}

bool values_read(Str text, Str file, Arena *arena, Value *root, Diags *diags,
                 Err *err)
{
    Reading reading = {.text = text, .file = file, .arena = arena, .line = 1};
    struct {
        Value *at;
        ptrdiff_t len, cap;
    } all = {0};
    if (text.len > JSON_BYTES_MAX) {
        return err_set(err, ERR_INPUT, "JSON of more than %d megabytes",
                       JSON_BYTES_MAX / (1024 * 1024));
    }
    if (str_starts(text, S("\uFEFF"))) {
        reading.text = str_slice(text, 3, text.len);
    }
    if (!scan(&reading, err)) {
        return false;
    }
    if (values_spell_bytes(reading.text)) {
        mend(&reading);
    }
    while (more(&reading)) {
        if (!read_one(&reading, PUSH(&all, arena), err)) {
            return false;
        }
    }
    tell(&reading, diags);
    *root =
        (Value){.kind = VALUE_LIST, .line = 1, .at = all.at, .len = all.len};
    *root = all.len == 1 ? all.at[0] : *root;
    return true;
}

const char *values_library(void)
{
    return jansson_version_str();
}
