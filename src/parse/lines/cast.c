#include "parse/lines/cast.h"

#include "parse/talk/clock.h"
#include "parse/talk/line.h"

int32_t cast_find(const Cast *cast, const Head *head)
{
    return head->form == FORM_NONE ? NONE : map_find(&cast->names, head->name);
}

void cast_know(Cast *cast, Strs labels, Arena *arena)
{
    for (ptrdiff_t i = 0; i < labels.len; i++) {
        map_put(&cast->certain, name_likeness(labels.at[i], arena), arena);
    }
}

static int32_t add_name(Cast *cast, Str name, Arena *arena)
{
    Str like = name_likeness(name, arena);
    bool certain = map_find(&cast->certain, like) >= 0;
    int32_t likeness = map_put(&cast->likeness_names, like, arena);
    if (likeness == cast->likenesses.len) {
        *PUSH(&cast->likenesses, arena) = (Likeness){0};
    }
    *PUSH(&cast->called, arena) = (Called){
        .name = name,
        .kind = certain ? NAME_ROLE : name_kind(name, arena),
        .certain = certain,
        .titled = name_is_titled(name),
        .asks = name_asks(name, arena),
        .likeness = likeness,
    };
    return map_put(&cast->names, name, arena);
}

void cast_line(Cast *cast, Str line, bool paragraph)
{
    cast->lines++;
    cast->paragraphs += paragraph;
    cast->asked = cast->asked || ends_question(clock_without_mark(line));
}

static void note_pattern(Cast *cast, const Head *head, const Called *called)
{
    const Likeness *like = &cast->likenesses.at[called->likeness];
    Pattern *pattern = &cast->patterns[head->form];
    pattern->names += like->forms[head->form] == 0;
    pattern->roles += called->kind == NAME_ROLE;
    pattern->before += head->timed && head->text > 0;
    if (pattern->heads++ == 0) {
        pattern->lines = cast->lines;
        pattern->paragraphs = cast->paragraphs;
    }
    pattern->alone += head->alone;
    pattern->listed += head->listed;
}

int32_t cast_note(Cast *cast, const Head *head, bool paragraph, Arena *arena)
{
    int32_t name = cast_find(cast, head);
    if (head->form == FORM_NONE ||
        (name == NONE && cast->called.len >= CAST_NAMES_MAX)) {
        return NONE;
    }
    if (name == NONE) {
        name = add_name(cast, head->name, arena);
    }
    Called *called = &cast->called.at[name];
    if (called->kind == NAME_BAD ||
        (head->form == FORM_ALONE && !paragraph && called->kind != NAME_ROLE)) {
        return called->kind == NAME_BAD ? NONE : name;
    }
    Likeness *like = &cast->likenesses.at[called->likeness];
    if (called->kind >= NAME_PLAIN) {
        note_pattern(cast, head, called);
    }
    like->count++;
    like->forms[head->form]++;
    called->count++;
    called->forms[head->form]++;
    called->bold += head->bold;
    called->timed += head->timed && (head->text > 0 || head->alone ||
                                     head->form == FORM_TIMED);
    called->chat += head->chat;
    called->paragraph += paragraph;
    called->plain += !head->listed && !head->glued;
    called->sentences += head->sentence;
    called->clear += head->timed && head->clear;
    return name;
}

void cast_see(Cast *cast, int32_t name)
{
    if (name != NONE) {
        cast->likenesses.at[cast->called.at[name].likeness].count++;
    }
}

bool cast_stands_once(const Cast *cast, int32_t name)
{
    const Called *called = &cast->called.at[name];
    return cast->likenesses.at[called->likeness].count <= 1;
}

bool cast_takes(const Cast *cast, int32_t name, const Head *head)
{
    if (name == NONE || !cast->called.at[name].speaks) {
        return false;
    }
    const Called *called = &cast->called.at[name];
    if ((head->listed || head->glued) && called->plain == 0 && !cast->listed &&
        called->kind < NAME_CAPS) {
        return false;
    }
    switch (head->form) {
    case FORM_COLON:
    case FORM_TIMED:
    case FORM_BRACKETS:
    case FORM_BOLD:
        return true;
    default:
        return head->form == cast->form || head->form == cast->beside ||
               (called->kind == NAME_ROLE && called->name.len > 1 &&
                head->form != FORM_HEADING);
    }
}

bool cast_only_asks(const Cast *cast)
{
    for (ptrdiff_t i = 0; i < cast->called.len; i++) {
        if (cast->called.at[i].speaks && !cast->called.at[i].asks) {
            return false;
        }
    }
    return cast->form != FORM_NONE;
}
