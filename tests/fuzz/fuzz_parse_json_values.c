// The same for JSON that is well formed: the bytes choose a dialect and values
// whose names mostly are those it has where they stand.
#include "parsing.h"

#include "base/json.h"
#include "container/values.h"
#include "parse/json/json_dialect.h"

enum { DEPTH_MAX = 10, MEMBERS_MAX = 5, ITEMS_MAX = 5 };

typedef struct Choices { // bytes, one after another; then zeros
    const uint8_t *at, *end;
} Choices;

static unsigned choose(Choices *choices, unsigned among)
{
    return choices->at < choices->end ? *choices->at++ % among : 0;
}

static const char *const texts[] = {
    "",       " ",    ".",    "Hello",       " there.", "12.5",
    "PT1.5S", "1.3s", "0:01", "-3",          "punct",   "previous",
    "spk_0",  "(hm)", "word", "spacing",     "next",    "unknown",
    "1e99",   "今日", "。",   "audio_event", "null",    "<p>a<br>b</p>",
};
enum { TEXTS = sizeof texts / sizeof *texts };

// The component of a path at a depth, "items[]", or the empty view.
static Str component(Str path, int depth)
{
    Str part = {0};
    for (int i = 0; i <= depth; i++) {
        part = (Str){0};
        if (path.len > 0) {
            str_cut(&path, '.', &part);
        }
    }
    return part;
}

// One of several paths.
static Str path_of(Choices *choices, const char *paths)
{
    Str rest = str_of(paths), path = {0};
    for (unsigned i = choose(choices, 3) + 1; i > 0 && rest.len > 0; i--) {
        ptrdiff_t end = 0;
        while (end < rest.len && rest.at[end] != ' ' && rest.at[end] != '|') {
            end++;
        }
        path = str_slice(rest, 0, end);
        rest = str_slice(rest, end + (end < rest.len), rest.len);
    }
    return path;
}

// What a member at that depth is called where the dialect is followed.
static Str name_of(Choices *choices, const JsonDialect *dialect, int depth)
{
    const char *const parts[] = {dialect->speaker, dialect->text,
                                 dialect->start,   dialect->end,
                                 dialect->words,   dialect->lasts,
                                 dialect->parts,   "speaker|type|attaches_to",
                                 "start|end|time", "text|word|value"};
    int within = depth;
    for (ptrdiff_t i = 0; dialect->list && dialect->list[i]; i++) {
        within -= dialect->list[i] == '.';
    }
    Str path = path_of(choices, choose(choices, 4) > 0 ? dialect->tells
                                                       : dialect->people);
    Str name = component(path, depth);
    if (name.len == 0 && within > 0) {
        name =
            component(path_of(choices, parts[choose(choices, 10)]), within - 1);
    }
    return name.len > 0 ? name : S("text");
}

static void add_value(Json *json, Choices *choices, const JsonDialect *dialect,
                      int depth);

static void add_object(Json *json, Choices *choices, const JsonDialect *dialect,
                       int depth)
{
    Arena arena = {0};
    json_open(json, '{');
    for (unsigned i = choose(choices, MEMBERS_MAX) + 1; i > 0; i--) {
        Str name = name_of(choices, dialect, depth);
        ptrdiff_t bracket = str_find(name, S("["), 0);
        bool list = bracket >= 0;
        name = list ? str_slice(name, 0, bracket) : name;
        json_key(json, str_terminated(&arena, name));
        if (list) {
            json_open(json, '[');
        }
        for (unsigned k = list ? choose(choices, ITEMS_MAX) : 1; k > 0; k--) {
            add_value(json, choices, dialect, depth + 1);
        }
        if (list) {
            json_close(json);
        }
    }
    json_close(json);
    arena_release(&arena);
}

static void add_value(Json *json, Choices *choices, const JsonDialect *dialect,
                      int depth)
{
    switch (choose(choices, depth < DEPTH_MAX ? 8 : 4)) {
    case 0:
        json_str(json, str_of(texts[choose(choices, TEXTS)]));
        break;
    case 1:
        json_double(json, choose(choices, 256) / 16.0 - 1);
        break;
    case 2:
        json_null(json);
        break;
    case 3:
        json_bool(json, choose(choices, 2));
        break;
    default:
        add_object(json, choices, dialect, depth);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    Choices choices = {bytes, bytes + len};
    JsonDialects dialects = json_dialects();
    const JsonDialect *dialect =
        &dialects.at[choose(&choices, (unsigned)dialects.len)];
    while (choices.at < choices.end) {
        Json json = {.out = &text};
        add_object(&json, &choices, dialect, 0);
        buf_char(&text, '\n');
    }
    fuzz_parse("json", (const uint8_t *)text.at, (size_t)text.len);
    arena_release(&arena);
    return 0;
}
