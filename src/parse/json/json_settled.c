#include "parse/json/json_settled.h"

enum { KIND_BYTES_MAX = 32 }; // of the name of a kind of message

typedef enum Standing { UNMARKED, INTERIM, FINAL } Standing;

typedef struct Mark { // an element of a list that says whether it is final
    const Value *value, *list;
    Str turn; // its number, or empty
    Standing standing;
    bool dropped;
} Mark;

typedef struct Marks { // in the order of the file
    Mark *at;
    ptrdiff_t len, cap;
} Marks;

typedef struct Settling {
    Marks marks;
    ptrdiff_t next; // mark, while the tree is copied
    bool numbered;  // an object is a list
    Arena *arena;
} Settling;

// ---- what is marked

static Standing standing_by_flag(const Value *value)
{
    static const struct {
        const char *name, *interim;
    } flags[] = {{"is_final", "false"},
                 {"isFinal", "false"},
                 {"final", "false"},
                 {"IsPartial", "true"},
                 {"is_partial", "true"}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        const Value *flag = value_get(value, str_of(flags[i].name));
        if (flag->kind == VALUE_BOOL) {
            return str_eq(value_text(flag), str_of(flags[i].interim)) ? INTERIM
                                                                      : FINAL;
        }
    }
    return UNMARKED;
}

// "PartialTranscript", "AddPartialTranscript", "partial".
static Standing standing_by_kind(const Value *value)
{
    Str kind = value_text(value_at(value, "message_type|type|message"));
    static const char *const finals[] = {"FinalTranscript", "AddTranscript",
                                         "final"};
    static const char *const interims[] = {"PartialTranscript",
                                           "AddPartialTranscript", "partial"};
    for (size_t i = 0;
         kind.len <= KIND_BYTES_MAX && i < sizeof finals / sizeof *finals;
         i++) {
        if (str_eq(kind, str_of(finals[i]))) {
            return FINAL;
        }
        if (str_eq(kind, str_of(interims[i]))) {
            return INTERIM;
        }
    }
    return UNMARKED;
}

static Standing standing_of(const Value *value)
{
    Standing standing = standing_by_flag(value);
    standing = standing == UNMARKED ? standing_by_kind(value) : standing;
    if (standing != UNMARKED || value->kind != VALUE_OBJECT) {
        return standing;
    }
    // Vosk's: {"partial": "how did"}, then {"text": "how did you find it"}.
    bool text = value_get(value, S("text"))->kind == VALUE_TEXT;
    bool partial = value_get(value, S("partial"))->kind == VALUE_TEXT;
    return value->len == 1 && partial ? INTERIM : text ? FINAL : UNMARKED;
}

static bool is_numbered(const Value *value)
{
    for (ptrdiff_t i = 0; i < value->len; i++) {
        int32_t number;
        if (value->at[i].kind != VALUE_OBJECT ||
            !str_number(value->at[i].key, &number) ||
            (number != i && number != i + 1)) {
            return false;
        }
    }
    return value->kind == VALUE_OBJECT && value->len > 0;
}

static void collect(Settling *settling, const Value *value)
{
    bool list = value->kind == VALUE_LIST;
    settling->numbered = settling->numbered || is_numbered(value);
    for (ptrdiff_t i = 0; i < value->len; i++) {
        const Value *one = &value->at[i];
        Standing standing = list ? standing_of(one) : UNMARKED;
        Str turn = list ? value_text(value_get(one, S("turn_order"))) : S("");
        if (standing != UNMARKED || turn.len > 0) {
            *PUSH(&settling->marks, settling->arena) =
                (Mark){.value = one,
                       .list = value,
                       .turn = turn,
                       .standing = standing};
        } else {
            collect(settling, one);
        }
    }
}

// ---- what is left out

// True where something final follows, or the same turn again.
static ptrdiff_t drop_settled(Marks *marks, ptrdiff_t *settled)
{
    ptrdiff_t dropped = 0;
    *settled = marks->len;
    while (*settled > 0 && marks->at[*settled - 1].standing != FINAL) {
        --*settled;
    }
    for (ptrdiff_t i = 0; i < marks->len; i++) {
        Mark *mark = &marks->at[i];
        bool again = i + 1 < marks->len && mark->turn.len > 0 &&
                     str_eq(mark->turn, marks->at[i + 1].turn);
        mark->dropped = again || (i < *settled && mark->standing == INTERIM);
        dropped += mark->dropped;
    }
    return dropped;
}

// Of what comes behind all that is final the last stays, with what stands in
// one list with it deeper than messages do.
static ptrdiff_t drop_unsettled(Marks *marks, ptrdiff_t from, const Value *root)
{
    ptrdiff_t dropped = 0, last = marks->len - 1;
    for (ptrdiff_t i = from; i < last; i++) {
        Mark *mark = &marks->at[i];
        const Value *list = marks->at[last].list;
        bool beside = mark->list == list && list != root;
        if (mark->standing == INTERIM && !beside && !mark->dropped) {
            mark->dropped = true;
            dropped++;
        }
    }
    return dropped;
}

static bool is_dropped(Settling *settling, const Value *value)
{
    Marks marks = settling->marks;
    bool marked =
        settling->next < marks.len && marks.at[settling->next].value == value;
    settling->next += marked;
    return marked && marks.at[settling->next - 1].dropped;
}

// `emptied` comes back true where a list within has nothing left of it.
static Value copy_of(Settling *settling, const Value *value, bool *emptied)
{
    Value copy = *value;
    Value *at = NEW_ARRAY(settling->arena, Value, value->len + 1);
    copy.kind = is_numbered(value) ? VALUE_LIST : value->kind;
    copy.at = at;
    copy.len = 0;
    for (ptrdiff_t i = 0; i < value->len; i++) {
        bool hollow = false;
        if (is_dropped(settling, &value->at[i])) {
            continue;
        }
        Value one = copy_of(settling, &value->at[i], &hollow);
        bool list = value->kind == VALUE_LIST;
        if (!hollow || !list) {
            at[copy.len++] = one;
        }
        *emptied = *emptied || (hollow && !list);
    }
    *emptied = *emptied ||
               (value->kind == VALUE_LIST && value->len > 0 && copy.len == 0);
    return copy;
}

Value json_settled(const Value *root, Str file, Arena *arena, Diags *diags)
{
    Settling settling = {.arena = arena};
    bool emptied = false;
    ptrdiff_t settled;
    collect(&settling, root);
    ptrdiff_t dropped = drop_settled(&settling.marks, &settled);
    if (settled > 0) { // or the mark means something else
        dropped += drop_unsettled(&settling.marks, settled, root);
    }
    if (dropped > 0) {
        Place place = {.file = file, .line = 1, .column = 1};
        diag_add(diags, DIAG_T011, place,
                 "%lld message%s of a live service left out, whose words come "
                 "again in one behind %s",
                 (long long)dropped, dropped > 1 ? "s" : "",
                 dropped > 1 ? "them" : "it");
    }
    return dropped > 0 || settling.numbered ? copy_of(&settling, root, &emptied)
                                            : *root;
}
