#include "parse/talk/people.h"

#include "base/buf.h"

void people_add(People *people, Str id, Str name, Arena *arena)
{
    if (map_put(&people->ids, id, arena) < people->names.len) {
        return;
    }
    name = str_trim(name);
    name = name.len > 0 ? name : id;
    if (map_find(&people->taken, name) >= 0) {
        name = str_format(arena, "%.*s (%.*s)", FMT(name), FMT(id));
    }
    map_put(&people->taken, name, arena);
    *PUSH(&people->names, arena) = name;
}

void people_also(People *people, Str id, Str also, Arena *arena)
{
    Str name = people_name(people, id);
    if (also.len > 0 &&
        map_put(&people->ids, also, arena) == people->names.len) {
        *PUSH(&people->names, arena) = name;
    }
}

bool people_know(const People *people, Str id)
{
    return id.len == 0 || map_find(&people->ids, id) >= 0;
}

Str people_name(const People *people, Str id)
{
    int32_t number = map_find(&people->ids, id);
    return number < 0 ? id : people->names.at[number];
}
