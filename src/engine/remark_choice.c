// What a study's people chose to become of comments and highlights.
#include "engine/import.h"

#include "base/buf.h"

// "codings", then a line "COLOUR=CODE" for each colour that means one.
static const char setting[] = "remarks";

static const Str keepings[] = {
    [KEEP_AS_CHOSEN] = {"", 0},
    [KEEP_NO_REMARKS] = {"no", 2},
    [KEEP_MEMOS] = {"memos", 5},
    [KEEP_CODINGS] = {"codings", 7},
};

bool remark_keeping_named(Str name, RemarkKeeping *keeping)
{
    for (int i = KEEP_AS_CHOSEN; i <= KEEP_CODINGS; i++) {
        if (str_eq(name, keepings[i])) {
            *keeping = (RemarkKeeping)i;
            return true;
        }
    }
    return false;
}

bool remarks_chosen(Themata *study, RemarkChoice *choice, Err *err)
{
    Str rest = {0}, line;
    *choice = (RemarkChoice){.keeping = KEEP_NO_REMARKS};
    if (!store_setting(study->store, str_of(setting), &study->arena, &rest,
                       err)) {
        return false;
    }
    str_cut(&rest, '\n', &line);
    if (line.len > 0) {
        remark_keeping_named(line, &choice->keeping);
    }
    while (rest.len > 0) {
        Highlight highlight = {0};
        str_cut(&rest, '\n', &line);
        str_cut(&line, '=', &highlight.colour);
        highlight.code = line;
        *PUSH(&choice->highlights, &study->arena) = highlight;
    }
    return true;
}

static bool keep_choice(Themata *study, const RemarkChoice *choice, Err *err)
{
    Buf words = {.arena = &study->arena};
    buf_add(&words, keepings[choice->keeping]);
    for (ptrdiff_t i = 0; i < choice->highlights.len; i++) {
        const Highlight *highlight = &choice->highlights.at[i];
        buf_format(&words, "\n%.*s=%.*s", FMT(highlight->colour),
                   FMT(highlight->code));
    }
    return store_begin(study->store, err) &&
           store_put_setting(study->store, str_of(setting), buf_str(&words),
                             err) &&
           store_commit(study->store, err);
}

bool themata_choose_remarks(Themata *study, const RemarkChoice *choice,
                            Err *err)
{
    RemarkChoice now;
    if (choice->keeping == KEEP_AS_CHOSEN && choice->highlights.len == 0) {
        return true;
    }
    for (ptrdiff_t i = 0; i < choice->highlights.len; i++) {
        const Highlight *highlight = &choice->highlights.at[i];
        if (!colour_is_one(highlight->colour)) {
            return err_set(err, ERR_USAGE,
                           "no colour is called '%.*s'; name it as word "
                           "processors do, or #RRGGBB",
                           FMT(highlight->colour));
        }
        if (!themata_has_code(study, highlight->code, err)) {
            return false;
        }
    }
    if (!remarks_chosen(study, &now, err)) {
        return false;
    }
    bool none = choice->keeping == KEEP_NO_REMARKS;
    if (choice->highlights.len > 0 || none) {
        now.highlights = choice->highlights;
    }
    if (choice->keeping != KEEP_AS_CHOSEN) {
        now.keeping = choice->keeping;
    }
    return keep_choice(study, &now, err);
}
