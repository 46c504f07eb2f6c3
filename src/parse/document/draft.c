#include "parse/document/draft.h"

#include "parse/talk/line.h"

enum { PARENTS_MAX = 32 }; // styles made from styles

Style *styles_put(Styles *styles, Str name, Arena *arena)
{
    int32_t number = map_put(&styles->names, name, arena);
    if (number == styles->len) {
        *PUSH(styles, arena) = (Style){0};
    }
    return &styles->at[number];
}

Style style_over(Style upper, Style lower)
{
    return (Style){
        .bold = upper.bold ? upper.bold : lower.bold,
        .hidden = upper.hidden ? upper.hidden : lower.hidden,
        .heading = upper.heading ? upper.heading : lower.heading,
        .level = upper.heading ? upper.level : lower.level,
        .colour = upper.colour.len > 0 ? upper.colour : lower.colour,
        .parent = lower.parent,
    };
}

Style styles_told(const Styles *styles, Str name)
{
    Style told = {0};
    for (int i = 0; i < PARENTS_MAX && name.len > 0; i++) {
        int32_t number = map_find(&styles->names, name);
        if (number < 0) {
            break;
        }
        told = style_over(told, styles->at[number]);
        name = told.parent;
    }
    return told;
}

Draft draft_new(Flow *flow, Arena *arena)
{
    return (Draft){
        .flow = flow,
        .text = {.arena = arena},
        .highlight = NONE,
        .colours_count = true,
        .arena = arena,
    };
}

int32_t draft_remark(Draft *draft, Remark remark)
{
    remark.author = one_line(remark.author, draft->arena);
    remark.date = one_line(remark.date, draft->arena);
    remark.colour = one_line(remark.colour, draft->arena);
    remark.answers = one_line(remark.answers, draft->arena);
    *PUSH(&draft->flow->remarks, draft->arena) = remark;
    return (int32_t)draft->flow->remarks.len - 1;
}

void draft_place(Draft *draft, int32_t number, bool end)
{
    flow_place(&draft->text, number, end);
}

static void end_highlight(Draft *draft)
{
    if (draft->highlight != NONE) {
        draft_place(draft, draft->highlight, true);
    }
    draft->highlight = NONE;
    draft->colour = (Str){0};
}

static void note_colour(Draft *draft, Str colour)
{
    bool none = colour.len == 0 || str_eq(colour, S("none"));
    if (str_eq(none ? S("") : colour, draft->colour)) {
        return;
    }
    end_highlight(draft);
    if (!none && draft->colours_count) {
        draft->colour = colour;
        draft->highlight = draft_remark(draft, (Remark){.colour = colour});
        draft_place(draft, draft->highlight, false);
    }
}

void draft_add(Draft *draft, Str words, const Style *look)
{
    if (words.len == 0) {
        return;
    }
    if (look->hidden == TELLS_YES) {
        draft->flow->struck++;
        return;
    }
    note_colour(draft, look->colour);
    if (!draft->plain && look->bold != TELLS_YES && !flow_is_stamp(words)) {
        draft->plain = true;
        draft->marked = (int32_t)draft->text.len;
    }
    buf_add(&draft->text, words);
}

void draft_end(Draft *draft, BlockKind kind, Blocks *blocks)
{
    end_highlight(draft);
    Str text = str_copy(draft->arena, buf_str(&draft->text));
    *PUSH(blocks, draft->arena) = (Block){
        .kind = kind,
        .text = text,
        .marked = draft->plain ? draft->marked : (int32_t)text.len,
        .level = draft->level,
    };
    for (ptrdiff_t i = 0; i < draft->boxes.len; i++) {
        *PUSH(blocks, draft->arena) = draft->boxes.at[i];
    }
    draft->text.len = 0;
    draft->marked = draft->level = 0;
    draft->plain = false;
    draft->boxes = (Blocks){0};
}
