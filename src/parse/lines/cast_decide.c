#include "parse/lines/cast.h"

enum {
    KINDS_OF_NAME = NAME_ROLE + 1,
    LINES_OF_PARAGRAPH = 4, // more, and each line is one
    SHORT_HEADS_MAX = 8,    // of a file in which a name may stand only once
};

typedef struct Threshold {
    int32_t least[KINDS_OF_NAME]; // how often a name must stand; 0: never
    int32_t lines, names;         // what makes the form usual in a file
    int32_t weight;               // how telling one line of it is
} Threshold;

//                                bad phrase plain proper caps role
static const Threshold thresholds[FORMS] = {
    [FORM_COLON] = {{0, 3, 2, 2, 2, 1}, 1, 1, 4},
    [FORM_TIMED] = {{0, 0, 2, 2, 2, 1}, 2, 1, 4},
    [FORM_BRACKETS] = {{0, 3, 2, 2, 2, 1}, 2, 1, 3},
    [FORM_BOLD] = {{0, 0, 2, 2, 2, 1}, 2, 1, 3},
    [FORM_DOT] = {{0, 0, 0, 0, 0, 1}, 2, 2, 2},
    [FORM_ARROW] = {{0, 0, 2, 2, 2, 1}, 2, 1, 2},
    [FORM_DASH] = {{0, 0, 0, 3, 2, 1}, 4, 2, 1},
    [FORM_TAB] = {{0, 0, 2, 2, 2, 1}, 3, 2, 2},
    [FORM_GAP] = {{0, 0, 0, 0, 0, 1}, 3, 2, 1},
    [FORM_ALONE] = {{0, 0, 3, 2, 2, 1}, 2, 2, 1},
    [FORM_HEADING] = {{0, 0, 0, 2, 2, 1}, 2, 2, 1},
};

// ---- the rule of a file

static void judge_pattern(const Cast *cast, Pattern *pattern)
{
    int32_t lines = cast->lines - pattern->lines + 1;
    int32_t paragraphs = cast->paragraphs - pattern->paragraphs + 1;
    pattern->by_paragraph = paragraphs * (int64_t)LINES_OF_PARAGRAPH >= lines &&
                            pattern->heads <= paragraphs;
    int64_t units = pattern->by_paragraph ? paragraphs : lines;
    int64_t said = (int64_t)pattern->heads + pattern->alone;
    pattern->rules = pattern->heads > 0 && said * 10 >= units * 9;
    pattern->recurs = pattern->rules && pattern->heads >= 4 &&
                      pattern->names * 2 <= pattern->heads;
}

// True when a name that stands once has the time of a recording beside it.
static bool is_timed_well(const Cast *cast, const Called *called,
                          const Pattern *pattern)
{
    bool two = pattern->names == 2;
    bool clear =
        called->clear == called->count &&
        (two || pattern->before == 0 || pattern->names < pattern->heads);
    return called->timed == called->count && (clear || (two && cast->asked));
}

// A name that stands once in a short file, all of which is labelled so: beside
// a time, or with a sentence where two talk or a role does, and somebody asks.
static bool is_certain_once(const Cast *cast, const Called *called, Form form)
{
    const Pattern *pattern = &cast->patterns[form];
    bool weak = form == FORM_DOT || form == FORM_DASH || form == FORM_GAP ||
                form == FORM_ALONE || form == FORM_HEADING;
    bool inside = pattern->by_paragraph && called->paragraph == 0;
    bool odd = called->plain == 0 && pattern->listed < pattern->heads;
    bool step = name_before_number(called->name).len > 0 &&
                called->kind < NAME_ROLE; // "Step 2"
    bool pair = pattern->names == 2 && form != FORM_BRACKETS &&
                form != FORM_BOLD; // "[Case A] A woman of forty."
    bool said = cast->asked && called->sentences == called->count &&
                (pair || pattern->roles > 0) && !step;
    return pattern->rules && pattern->heads > 1 &&
           pattern->heads <= SHORT_HEADS_MAX && called->kind >= NAME_PROPER &&
           !weak && !inside && !odd &&
           (said || is_timed_well(cast, called, pattern));
}

// How often a name stands in a form; brackets, bold type and times on lines of
// their own are signs of one kind.
static int32_t times_of(const Likeness *like, Form form)
{
    bool signs =
        form == FORM_TIMED || form == FORM_BRACKETS || form == FORM_BOLD;
    return signs ? like->forms[FORM_TIMED] + like->forms[FORM_BRACKETS] +
                       like->forms[FORM_BOLD]
                 : like->forms[form];
}

static bool qualifies(const Cast *cast, const Called *called, Form form)
{
    int32_t least = thresholds[form].least[called->kind];
    const Likeness *like = &cast->likenesses.at[called->likeness];
    // "Absolutely. We did." may begin all that is said, too.
    bool sentence = form == FORM_DOT && called->kind < NAME_CAPS &&
                    str_find(called->name, S(" "), 0) < 0;
    bool recurs = cast->patterns[form].recurs && called->kind >= NAME_PLAIN &&
                  like->forms[form] > 1 && !sentence;
    bool titled = called->titled && called->kind >= NAME_PROPER &&
                  (form == FORM_DOT || form == FORM_DASH) &&
                  like->forms[form] > 1;
    return called->forms[form] > 0 &&
           (titled || (least > 0 && times_of(like, form) >= least) || recurs ||
            (form == FORM_COLON && called->chat > 0) ||
            is_certain_once(cast, called, form));
}

typedef struct Evidence { // of all names that qualify in one form
    int32_t lines, names, bold, timed, paragraph, listed;
} Evidence;

static Evidence evidence_of(const Cast *cast, Form form)
{
    Evidence evidence = {0};
    for (ptrdiff_t i = 0; i < cast->called.len; i++) {
        const Called *called = &cast->called.at[i];
        if (qualifies(cast, called, form)) {
            evidence.names++;
            evidence.lines += called->forms[form];
            evidence.bold += called->bold;
            evidence.timed += called->timed;
            evidence.paragraph += called->paragraph;
            evidence.listed += called->count - called->plain;
        }
    }
    return evidence;
}

// Names alone on their lines are the rule of a file only where they are many.
static bool covers(const Evidence *evidence, Form form, int32_t paragraphs)
{
    return (form != FORM_ALONE && form != FORM_HEADING) ||
           evidence->lines * (int64_t)6 >= paragraphs;
}

// The form with the most telling lines; of equals the first.
static Form usual_form(const Cast *cast, int32_t paragraphs)
{
    Form usual = FORM_NONE;
    int64_t most = 0;
    for (Form form = FORM_NONE + 1; form < FORMS; form++) {
        Evidence evidence = evidence_of(cast, form);
        const Threshold *threshold = &thresholds[form];
        int64_t score = evidence.lines * (int64_t)threshold->weight;
        int32_t least = !cast->patterns[form].rules ? threshold->lines
                        : form == FORM_TIMED        ? 1
                        : threshold->lines < 2      ? threshold->lines
                                                    : 2;
        if (evidence.lines >= least && evidence.names >= threshold->names &&
            score > most && covers(&evidence, form, paragraphs)) {
            usual = form;
            most = score;
        }
    }
    return usual;
}

// True when a name that qualifies differs from the labels of the file in what
// they have in common.
static bool stands_out(const Called *called, const Evidence *all)
{
    if (called->kind == NAME_ROLE) {
        return false;
    }
    bool bold = all->bold * 5 >= all->lines * 4 && called->bold == 0;
    bool inside =
        all->paragraph * 10 >= all->lines * 9 && called->paragraph == 0;
    bool odd = all->listed * 2 < all->lines && called->plain == 0 &&
               called->kind < NAME_CAPS;
    bool rare =
        called->kind == NAME_PHRASE && called->count * (int64_t)50 < all->lines;
    return bold || inside || odd || rare;
}

// Beside the usual form a colon and a time still tell a role.
static bool speaks_beside(const Called *called, Form usual)
{
    bool role = called->kind == NAME_ROLE;
    int32_t colon = called->forms[FORM_COLON];
    return (called->forms[FORM_TIMED] > 0 && role) ||
           (usual != FORM_COLON && colon > 1 &&
            (role || called->kind == NAME_CAPS));
}

static Called *called_as(Cast *cast, Str name)
{
    int32_t number = map_find(&cast->names, name);
    return number == NONE ? NULL : &cast->called.at[number];
}

// A talk with its discussion: names with a colon, and "Q - ", "A - " for those
// who have none.  Without "Q - " no letter and dash are a label.
static void find_questions(Cast *cast, Form form)
{
    static const char *const pairs[][2] = {{"Q", "A"}, {"P", "R"}};
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        Called *question = called_as(cast, str_of(pairs[k][0]));
        Called *answer = called_as(cast, str_of(pairs[k][1]));
        bool asked = question && question->forms[form] > 1;
        bool answered = answer && answer->forms[form] > 1;
        if (asked && (answered || k == 0)) {
            question->speaks = true;
            cast->beside = form;
        }
        if (asked && answered) {
            answer->speaks = true;
        }
    }
}

// How many names of the usual form are such a word and a number, each once;
// 0 where one comes again.
static int32_t count_numbered(const Cast *cast, bool (*is)(Str, Arena *),
                              Arena *arena)
{
    int32_t count = 0;
    for (ptrdiff_t i = 0; i < cast->called.len; i++) {
        const Called *called = &cast->called.at[i];
        if (called->forms[cast->form] > 0 &&
            is(name_before_number(called->name), arena)) {
            if (!cast_stands_once(cast, (int32_t)i)) {
                return 0;
            }
            count++;
        }
    }
    return count;
}

static void take_numbered(Cast *cast, bool (*is)(Str, Arena *), Arena *arena)
{
    for (ptrdiff_t i = 0; i < cast->called.len; i++) {
        Called *called = &cast->called.at[i];
        Str before = name_before_number(called->name);
        if (called->forms[cast->form] > 0 && is(before, arena)) {
            called->speaks = true;
            called->numbered = before;
        }
    }
}

// "Q1", "Q2" are one who asks, where somebody else answers; "A1", "A2" beside
// them are one who does.
static void find_numbered(Cast *cast, Arena *arena)
{
    int32_t asked = count_numbered(cast, name_is_question, arena);
    int32_t answered = count_numbered(cast, name_is_answer, arena);
    bool others = answered > 0;
    for (ptrdiff_t i = 0; i < cast->called.len; i++) {
        const Called *called = &cast->called.at[i];
        others = others || (called->speaks && !called->asks);
    }
    if (asked > 0 && others) {
        take_numbered(cast, name_is_question, arena);
    }
    if (asked > 0 && answered > 0) {
        take_numbered(cast, name_is_answer, arena);
    }
}

// True for a name that stands once, set off as nearly all labels are.
static bool is_marked(const Called *called, const Evidence *all)
{
    bool bold = all->bold * 5 >= all->lines * 4 && called->bold > 0;
    bool timed = all->timed * 5 >= all->lines * 4 && called->timed > 0;
    return called->chat > 0 || ((bold || timed) && called->plain > 0 &&
                                called->kind >= NAME_PROPER);
}

// A label that stands once, where others recur.
static bool speaks_once(const Cast *cast, const Called *called,
                        const Evidence *all)
{
    bool capitals = called->kind == NAME_CAPS && cast->form == FORM_COLON &&
                    called->plain > 0 && !stands_out(called, all);
    bool titled =
        called->titled && called->plain > 0 && !stands_out(called, all);
    return called->forms[cast->form] > 0 &&
           (capitals || titled || called->marked);
}

void cast_decide(Cast *cast, int32_t paragraphs, Arena *arena)
{
    for (Form form = FORM_NONE + 1; form < FORMS; form++) {
        judge_pattern(cast, &cast->patterns[form]);
    }
    cast->form = usual_form(cast, paragraphs);
    if (cast->form == FORM_NONE) {
        return;
    }
    Evidence all = evidence_of(cast, cast->form);
    cast->listed = all.listed * 2 >= all.lines;
    cast->paragraph = all.paragraph * 10 >= all.lines * 9;
    for (ptrdiff_t i = 0; i < cast->called.len; i++) {
        Called *called = &cast->called.at[i];
        called->marked = is_marked(called, &all);
        called->ruled = is_certain_once(cast, called, cast->form);
        called->speaks = (qualifies(cast, called, cast->form) &&
                          !stands_out(called, &all)) ||
                         speaks_beside(called, cast->form);
        cast->recurs = cast->recurs ||
                       (called->speaks && !cast_stands_once(cast, (int32_t)i));
    }
    find_numbered(cast, arena);
    find_questions(cast, FORM_DASH);
    find_questions(cast, FORM_DOT);
    find_questions(cast, FORM_GAP);
    find_questions(cast, FORM_TAB);
    for (ptrdiff_t i = 0; cast->recurs && i < cast->called.len; i++) {
        Called *called = &cast->called.at[i];
        called->speaks = called->speaks || speaks_once(cast, called, &all);
    }
}
