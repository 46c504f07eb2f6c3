#include "parse/lines/lines.h"

static const Called *called_by(const Lines *lines, const Item *item)
{
    return &lines->cast.called.at[item->name];
}

static bool stands_once(const Lines *lines, const Item *item)
{
    return item->name != NONE && cast_stands_once(&lines->cast, item->name);
}

// True for a line that begins with a word of metadata: "Date: 1 May".
static bool is_no_name(const Lines *lines, const Item *item)
{
    return item->head.form == FORM_COLON && !item->head.alone &&
           (item->name == NONE || called_by(lines, item)->kind == NAME_BAD);
}

// The same as stands_once, as it is spelled: "ANNA ARDEN" is not "Anna Arden".
static bool is_spelled_once(const Lines *lines, const Item *item)
{
    return item->name != NONE && called_by(lines, item)->count <= 1;
}

// True when item `i`, a label that stands once before the labels that recur,
// is more likely metadata: "Interviewer: J. D.", "Date: 1 May".  Its
// neighbours are such lines too, or what it says is no sentence.
static bool is_metadata(const Lines *lines, ptrdiff_t i)
{
    const Item *item = &lines->items.at[i];
    for (ptrdiff_t k = i - 1; k <= i + 1; k += 2) {
        if (k < 0 || k >= lines->items.len) {
            continue;
        }
        const Item *beside = &lines->items.at[k];
        int32_t apart = beside->line - item->line;
        bool next_to = apart == 1 || apart == -1;
        bool near = next_to || apart == 2 || apart == -2;
        if ((near && is_no_name(lines, beside)) ||
            (next_to && beside->head.form == FORM_COLON &&
             (beside->name == NONE || stands_once(lines, beside)))) {
            return true;
        }
    }
    const Item *next = i + 1 < lines->items.len ? item + 1 : item;
    bool in_dialogue = next->speaks && next->line == item->line + 1;
    Str said = str_slice(lines->text, item->begin + item->head.said, item->end);
    bool names = map_find(&lines->cast.names, blank_trim(said, true)) != NONE;
    return names || (!item->head.alone && !in_dialogue && !ends_sentence(said));
}

// The same of a label that is spelled otherwise below, as a title page has it:
// no label comes next.
static bool is_title(const Lines *lines, ptrdiff_t i)
{
    bool before_label =
        i + 1 < lines->items.len && lines->items.at[i + 1].speaks;
    return !before_label || is_metadata(lines, i);
}

enum { TITLES_MAX = 2, METADATA_LINES = 3 };

// Where a block of metadata ends near the top, or 0: three lines or more, of
// which one at least is known to tell no speaker.  What stands above it is a
// title page, on which a name may stand as it does in the interview; where two
// names do, they talk, and such lines are what one of them lists.
static ptrdiff_t metadata_end(const Lines *lines)
{
    ptrdiff_t end = 0, run = 0, known = 0, labels = 0;
    int32_t title = NONE;
    for (ptrdiff_t i = 0; i < lines->items.len && labels <= TITLES_MAX; i++) {
        const Item *item = &lines->items.at[i];
        bool no_name = is_no_name(lines, item);
        bool metadata =
            no_name || (item->head.form == FORM_COLON && !item->head.alone &&
                        is_spelled_once(lines, item) && is_metadata(lines, i));
        run = metadata ? run + 1 : 0;
        known = metadata ? known + no_name : 0;
        bool label = item->speaks && !metadata;
        if (label && title != NONE &&
            called_by(lines, item)->likeness != title) {
            return end;
        }
        title = label ? called_by(lines, item)->likeness : title;
        labels += label;
        end = run >= METADATA_LINES && known > 0 ? i + 1 : end;
    }
    return end;
}

// The first label that recurs, or NONE.
static ptrdiff_t first_recurring(const Lines *lines)
{
    for (ptrdiff_t i = 0; i < lines->items.len; i++) {
        const Item *item = &lines->items.at[i];
        if (item->speaks && !is_spelled_once(lines, item)) {
            return i;
        }
    }
    return NONE;
}

static void judge_once(Lines *lines, ptrdiff_t i, ptrdiff_t first, Odds *odds)
{
    Item *item = &lines->items.at[i];
    if (item->kind != ITEM_HEAD || !is_spelled_once(lines, item)) {
        return;
    }
    const Called *called = called_by(lines, item);
    if (called->certain || called->numbered.len > 0) {
        return;
    }
    if (!stands_once(lines, item)) {
        item->speaks = item->speaks && (i > first || !is_title(lines, i));
        return;
    }
    if (item->speaks && i < first && !called->marked) {
        item->speaks = (called->kind == NAME_ROLE || called->ruled) &&
                       !is_metadata(lines, i);
    }
    if (item->speaks) {
        odds_add(odds, ODD_ONCE_TAKEN, item->line);
    } else if (i > first && item->head.form == FORM_COLON &&
               (item->paragraph || !lines->cast.paragraph) &&
               called->kind >= NAME_PROPER && called->plain > 0) {
        odds_add(odds, ODD_ONCE_LEFT, item->line);
    }
}

// What stands in brackets at the end of a label: "AB" of "Anna Berg (AB)".
static Str bracketed(const Head *head)
{
    ptrdiff_t open = str_find(head->name, S("("), 0);
    bool whole = open > 0 && head->name.at[head->name.len - 1] == ')';
    return head->qualifier.len > 0 ? head->qualifier
           : whole ? str_slice(head->name, open + 1, head->name.len - 1)
                   : (Str){0};
}

// A label that says once how it is abbreviated from then on.
static void take_abbreviation(Lines *lines, Item *item)
{
    enum { TIMES_MIN = 2 };
    Str inside = blank_trim(bracketed(&item->head), true);
    int32_t number = map_find(&lines->cast.names, inside);
    if (inside.len == 0 || number == NONE || item->name == NONE ||
        !is_spelled_once(lines, item)) {
        return;
    }
    const Called *called = &lines->cast.called.at[number];
    if (called->speaks && called->count >= TIMES_MIN) {
        item->name = number;
        item->speaks = true;
        item->head.name = inside;
        item->head.qualifier = (Str){0};
    }
}

void lines_cast(Lines *lines, Odds *odds)
{
    for (ptrdiff_t i = 0; i < lines->items.len; i++) {
        Item *item = &lines->items.at[i];
        if (item->kind == ITEM_HEAD && item->name == NONE) {
            item->name = cast_find(&lines->cast, &item->head);
            cast_see(&lines->cast, item->name);
        }
        item->speaks = item->kind == ITEM_HEAD &&
                       cast_takes(&lines->cast, item->name, &item->head);
        Str numbered =
            item->speaks ? called_by(lines, item)->numbered : (Str){0};
        item->head.name = numbered.len > 0 ? numbered : item->head.name;
        if (item->kind == ITEM_HEAD) {
            take_abbreviation(lines, item);
        }
    }
    for (ptrdiff_t i = metadata_end(lines) - 1; i >= 0; i--) {
        lines->items.at[i].speaks = false;
    }
    ptrdiff_t first = first_recurring(lines);
    for (ptrdiff_t i = 0; first != NONE && i < lines->items.len; i++) {
        judge_once(lines, i, first, odds);
    }
    for (ptrdiff_t i = 0; i < lines->items.len; i++) {
        Item *item = &lines->items.at[i];
        bool brackets = item->head.form == FORM_BRACKETS && item->head.alone;
        if (item->kind == ITEM_HEAD && !item->speaks && brackets) {
            item->kind = ITEM_EVENT;
        }
    }
}

bool lines_are_moderated(const Lines *lines)
{
    int64_t labels = 0;
    for (ptrdiff_t i = 0; i < lines->items.len; i++) {
        labels += lines->items.at[i].speaks;
    }
    int64_t blocks =
        lines_stand_alone(lines) ? lines->filled : lines->cast.paragraphs;
    return labels > 0 && cast_only_asks(&lines->cast) &&
           (blocks - labels) * 10 >= labels * 9;
}

enum { LINES_OF_PARAGRAPH = 4 };

bool lines_stand_alone(const Lines *lines)
{
    return lines->cast.paragraphs * (int64_t)LINES_OF_PARAGRAPH < lines->filled;
}
