#include "container/values.h"

static const Value nothing = {.kind = VALUE_NULL};

const Value *value_get(const Value *object, Str key)
{
    if (object->kind != VALUE_OBJECT) {
        return &nothing;
    }
    for (ptrdiff_t i = 0; i < object->len; i++) {
        if (str_eq(object->at[i].key, key)) {
            return &object->at[i];
        }
    }
    return &nothing;
}

Str value_text(const Value *value)
{
    return value->text;
}

typedef struct Step { // of a path
    Str name;         // of a member, or empty
    bool each;        // then each element of the list
    ptrdiff_t index;  // then that element; or -1
} Step;

// "name", "name[]", "[2]": an index has one digit.
static Step take_step(Str *path)
{
    Step step = {.index = -1};
    str_cut(path, '.', &step.name);
    ptrdiff_t bracket = str_find(step.name, S("["), 0);
    if (bracket >= 0) {
        char c = step.name.at[bracket + 1];
        step.each = c == ']';
        step.index = step.each ? -1 : c - '0';
        step.name.len = bracket;
    }
    return step;
}

// Gives all values at a path to `found`, or only the first where that is NULL.
static const Value *follow(const Value *value, Str path, Values *found,
                           Arena *arena)
{
    if (value->kind == VALUE_NULL) {
        return &nothing;
    }
    if (path.len == 0) {
        if (found) {
            *PUSH(found, arena) = value;
        }
        return value;
    }
    Step step = take_step(&path);
    value = step.name.len > 0 ? value_get(value, step.name) : value;
    if (!step.each && step.index < 0) {
        return follow(value, path, found, arena);
    }
    const Value *first = &nothing;
    ptrdiff_t len = value->kind == VALUE_LIST ? value->len : 0;
    ptrdiff_t begin = step.each ? 0 : step.index;
    ptrdiff_t end = step.each || begin + 1 > len ? len : begin + 1;
    for (ptrdiff_t i = begin; i < end; i++) {
        const Value *one = follow(&value->at[i], path, found, arena);
        first = first->kind == VALUE_NULL ? one : first;
        if (!found && first->kind != VALUE_NULL) {
            break;
        }
    }
    return first;
}

static const Value *follow_any(const Value *value, Str rest, Values *found,
                               Arena *arena)
{
    Str path;
    const Value *first;
    do {
        str_cut(&rest, '|', &path);
        first = follow(value, path, found, arena);
    } while (rest.len > 0 && first->kind == VALUE_NULL);
    return first;
}

const Value *value_at(const Value *value, const char *path)
{
    return follow_any(value, str_of(path), NULL, NULL);
}

bool value_has(const Value *value, const char *paths)
{
    Str rest = str_of(paths), path;
    while (rest.len > 0) {
        str_cut(&rest, ' ', &path);
        if (follow_any(value, path, NULL, NULL)->kind == VALUE_NULL) {
            return false;
        }
    }
    return true;
}

Values values_at(const Value *value, const char *path, Arena *arena)
{
    Values found = {0};
    follow_any(value, str_of(path), &found, arena);
    return found;
}
