#include "parse/document/pdf.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "parse/lines/head.h"
#include "parse/talk/name.h"
#include "text/text.h"

#include <stdlib.h>

enum {
    TOLERANCE = 3 * PDF_POINT, // of places that are one
    OVERHANG = 3,              // lines that may stand out at the right
    TIMED_MIN = 3,             // lines that begin with a time, to tell a rule
};

// How the first line of a paragraph stands beside the others.
typedef enum Shape { SHAPE_EVEN, SHAPE_INDENTED, SHAPE_HANGING } Shape;

typedef struct Joining {
    const Pdf *pdf;
    PdfLine *lines; // those that are read
    ptrdiff_t len;
    int32_t *right; // of each line: where lines of its column end at most
    int32_t *left;  // and begin at least
    int32_t pitch;  // from a line to the next, usually
    Shape shape;
    bool strict;   // and nearly all paragraphs have it
    bool *certain; // the line begins a paragraph, for sure
    Map labels;    // names that such lines begin with
    bool timed;    // nearly all lines that begin with a time begin one
    Map words;     // of the document, folded: for words parted at line ends
    bool hyphenates;
    bool numbered; // numbers in the margin are those of paragraphs
    Arena *arena;
} Joining;

static int ascending(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static bool are_beside(const PdfLine *above, const PdfLine *line)
{
    return above->page == line->page && above->band == line->band &&
           above->column == line->column;
}

// ---- measures

static void gather(Joining *joining)
{
    const Pdf *pdf = joining->pdf;
    joining->lines = NEW_ARRAY(joining->arena, PdfLine, pdf->lines.len + 1);
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        PdfLine line = pdf->lines.at[i];
        // A number alone stands for the line after it.
        if (!line.gone && (line.len > 0 || line.number != NONE)) {
            joining->lines[joining->len++] = line;
        }
    }
}

// True when the numbers in the margin are those of paragraphs: they count on
// by one, and some lines have none.
static bool are_of_paragraphs(const Joining *joining)
{
    int64_t numbers = 0, ones = 0, without = 0, filled = 0;
    int32_t last = NONE;
    for (ptrdiff_t i = 0; i < joining->len; i++) {
        const PdfLine *line = &joining->lines[i];
        filled += line->len > 0;
        without += line->len > 0 && line->number == NONE;
        if (line->number != NONE && line->number != last) {
            numbers++;
            ones += last == NONE || line->number - last == 1;
            last = line->number;
        }
    }
    return numbers > 0 && ones * 10 >= numbers * 8 && without * 10 >= filled;
}

static int32_t usual_pitch(const Joining *joining)
{
    int32_t *steps = NEW_ARRAY(joining->arena, int32_t, joining->len + 1);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 1; i < joining->len; i++) {
        const PdfLine *line = &joining->lines[i];
        int32_t step = line->box.top - line[-1].box.top;
        if (are_beside(line - 1, line) && step > 0) {
            steps[count++] = step;
        }
    }
    qsort(steps, (size_t)count, sizeof *steps, ascending);
    return count > 0 ? steps[count / 2] : 0;
}

static int32_t left_edge(const Joining *joining, ptrdiff_t begin, ptrdiff_t end)
{
    int32_t left = joining->lines[begin].box.left;
    for (ptrdiff_t i = begin; i < end; i++) {
        int32_t one = joining->lines[i].box.left;
        left = one < left ? one : left;
    }
    return left;
}

// Where lines [begin, end), of one column, end at most; a few may stand out.
static int32_t right_edge(const Joining *joining, ptrdiff_t begin,
                          ptrdiff_t end)
{
    int32_t *ends = NEW_ARRAY(joining->arena, int32_t, end - begin);
    for (ptrdiff_t i = begin; i < end; i++) {
        ends[i - begin] = joining->lines[i].box.right;
    }
    ptrdiff_t count = end - begin;
    qsort(ends, (size_t)count, sizeof *ends, ascending);
    int32_t most = ends[count - 1];
    int32_t usual = ends[count > 10 * OVERHANG ? count - OVERHANG : count - 1];
    return most - usual > 10 * TOLERANCE ? usual : most;
}

// Pages of one column have one edge, for the last page may be nearly empty.
static void find_edges(Joining *joining)
{
    joining->right = NEW_ARRAY(joining->arena, int32_t, joining->len + 1);
    joining->left = NEW_ARRAY(joining->arena, int32_t, joining->len + 1);
    bool columns = false;
    for (ptrdiff_t i = 0; i < joining->len; i++) {
        columns = columns || joining->lines[i].column > 0;
    }
    ptrdiff_t end;
    for (ptrdiff_t i = 0; i < joining->len; i = end) {
        for (end = i + 1;
             end < joining->len &&
             (!columns || are_beside(&joining->lines[i], &joining->lines[end]));
             end++) {
        }
        int32_t right = right_edge(joining, i, end);
        int32_t left = left_edge(joining, i, end);
        for (ptrdiff_t k = i; k < end; k++) {
            joining->right[k] = right;
            joining->left[k] = left;
        }
    }
}

// ---- where paragraphs begin

static const PdfWord *word_at(const Joining *joining, const PdfLine *line,
                              ptrdiff_t i)
{
    return &joining->pdf->words.at[line->first + i];
}

// How far a line stands from the left edge of its column.
static int32_t indent_of(const Joining *joining, ptrdiff_t i)
{
    return joining->lines[i].box.left - joining->left[i];
}

static int32_t height_of(const PdfLine *line)
{
    return line->box.bottom - line->box.top;
}

static Str last_word(const Joining *joining, const PdfLine *line)
{
    return line->len == 0 ? (Str){0}
                          : word_at(joining, line, line->len - 1)->text;
}

static Str first_word(const Joining *joining, const PdfLine *line)
{
    return line->len == 0 ? (Str){0} : word_at(joining, line, 0)->text;
}

static bool is_lower(Str text)
{
    ptrdiff_t i = 0;
    return text.len > 0 && char_kind(utf8_next(text, &i)) == CHAR_LOWER;
}

// The hyphen at the end of a text, in bytes, where a letter stands before it.
static ptrdiff_t hyphen_len(Str text)
{
    ptrdiff_t len = str_ends(text, S("-"))        ? 1
                    : str_ends(text, S("\u2010")) ? 3
                    : str_ends(text, S("\u00AD")) ? 2
                                                  : 0;
    if (len == 0 || len == text.len) {
        return 0;
    }
    ptrdiff_t i = utf8_before(text, text.len - len);
    return char_kind(utf8_next(text, &i)) <= CHAR_LETTER ? len : 0;
}

// True when a word goes on from line to line, as its hyphen says.
static bool goes_on(const Joining *joining, const PdfLine *line)
{
    return hyphen_len(last_word(joining, line - 1)) > 0 &&
           is_lower(first_word(joining, line));
}

// True when the first word of line `i` would have stood on the line above, were
// they of one paragraph.
static bool had_room(const Joining *joining, ptrdiff_t i)
{
    const PdfLine *line = &joining->lines[i], *above = line - 1;
    if (line->len == 0 || above->len == 0 || goes_on(joining, line)) {
        return false;
    }
    const PdfBox *word = &word_at(joining, line, 0)->box;
    int32_t space = height_of(above) / 5;
    return above->box.right + space + (word->right - word->left) + TOLERANCE <
           joining->right[i - 1];
}

static bool has_gap(const Joining *joining, ptrdiff_t i)
{
    const PdfLine *line = &joining->lines[i];
    int32_t step = line->box.top - line[-1].box.top;
    return are_beside(line - 1, line) && joining->pitch > 0 &&
           step * 10 > joining->pitch * 13;
}

static bool is_larger(const PdfLine *line, const PdfLine *other)
{
    return height_of(line) * 4 > height_of(other) * 5;
}

static bool begins_surely(const Joining *joining, ptrdiff_t i)
{
    const PdfLine *line = &joining->lines[i];
    return i == 0 || had_room(joining, i) || has_gap(joining, i) ||
           is_larger(line, line - 1) || is_larger(line - 1, line);
}

typedef struct Shapes { // how many paragraphs have which
    int64_t indented, hanging;
    int64_t even, even_inside; // of the latter, away from the left edge
} Shapes;

static void count_shape(const Joining *joining, ptrdiff_t i, Shapes *shapes)
{
    const PdfLine *line = &joining->lines[i];
    int32_t shift = line[-1].box.left - line->box.left;
    bool even = shift >= -TOLERANCE && shift <= TOLERANCE;
    shapes->indented += shift > TOLERANCE;
    shapes->hanging += shift < -TOLERANCE;
    shapes->even += even;
    shapes->even_inside += even && indent_of(joining, i) > TOLERANCE;
}

static void find_certain(Joining *joining)
{
    Shapes shapes = {0};
    joining->certain = NEW_ARRAY(joining->arena, bool, joining->len + 1);
    for (ptrdiff_t i = 0; i < joining->len; i++) {
        joining->certain[i] = begins_surely(joining, i);
        if (i > 0 && !joining->certain[i] && joining->certain[i - 1]) {
            count_shape(joining, i, &shapes);
        }
    }
    if (shapes.indented > shapes.even && shapes.indented > shapes.hanging) {
        joining->shape = SHAPE_INDENTED;
        joining->strict = shapes.even_inside * 8 <= shapes.indented;
    } else if (shapes.hanging > shapes.even) {
        joining->shape = SHAPE_HANGING;
        joining->strict = shapes.even * 8 <= shapes.hanging;
    }
}

static Head head_of(const Joining *joining, ptrdiff_t i)
{
    return head_read(
        pdf_line_text(joining->pdf, &joining->lines[i], joining->arena));
}

// The label that a line begins with, or the empty view.
static Str label_of(const Head *head)
{
    return head->form == FORM_COLON || head->form == FORM_DOT ||
                   head->form == FORM_TIMED
               ? head->name
               : (Str){0};
}

static void find_labels(Joining *joining)
{
    int64_t timed = 0, certain = 0;
    for (ptrdiff_t i = 0; i < joining->len; i++) {
        Head head = head_of(joining, i);
        Str label = joining->certain[i] ? label_of(&head) : (Str){0};
        if (label.len > 0) {
            map_put(&joining->labels, label, joining->arena);
        }
        timed += head.timed;
        certain += head.timed && joining->certain[i];
    }
    joining->timed = certain >= TIMED_MIN && certain * 3 >= timed * 2;
}

// True when line `i`, which stands `shift` to the right of the line above,
// begins a paragraph by its place; `second` when the line above begins one.
static bool begins_by_place(const Joining *joining, ptrdiff_t i, bool second,
                            int32_t shift)
{
    bool even = shift >= -TOLERANCE && shift <= TOLERANCE;
    bool inside = indent_of(joining, i) > TOLERANCE;
    switch (joining->shape) {
    case SHAPE_INDENTED:
        return shift > TOLERANCE ||
               (joining->strict && second && even && inside);
    case SHAPE_HANGING:
        return (shift < -TOLERANCE && !second) ||
               (joining->strict && second && even && !inside);
    default:
        return false;
    }
}

static bool begins(const Joining *joining, ptrdiff_t i, bool second)
{
    if (joining->certain[i] ||
        begins_by_place(joining, i, second,
                        indent_of(joining, i) - indent_of(joining, i - 1))) {
        return true;
    }
    Head head = head_of(joining, i);
    Str label = label_of(&head);
    return (head.timed && joining->timed) ||
           (label.len > 0 && (map_find(&joining->labels, label) >= 0 ||
                              name_kind(label, joining->arena) >= NAME_CAPS));
}

// ---- words parted at line ends

// A word as it is looked up: letters and hyphens, in small letters.
static Str looked_up(Str word, Arena *arena)
{
    Buf bare = {.arena = arena};
    for (ptrdiff_t i = 0; i < word.len;) {
        uint32_t point = utf8_next(word, &i);
        if (point == '-' || point == 0x2010 || char_is_word(point)) {
            buf_point(&bare, point == 0x2010 ? '-' : point);
        }
    }
    return text_fold(buf_str(&bare), false, arena).text;
}

// Knows the words of the document, and whether it parts words at line ends.
static void know_words(Joining *joining)
{
    int64_t parted = 0, whole = 0;
    Arena scratch = {0};
    for (ptrdiff_t i = 0; i < joining->len; i++) {
        const PdfLine *line = &joining->lines[i];
        bool ends = hyphen_len(last_word(joining, line)) > 0;
        for (ptrdiff_t k = 0; k < line->len - ends; k++) {
            Str word = looked_up(word_at(joining, line, k)->text, &scratch);
            if (map_find(&joining->words, word) < 0) {
                map_put(&joining->words, str_copy(joining->arena, word),
                        joining->arena);
            }
        }
        arena_reset(&scratch);
        bool lower =
            i + 1 < joining->len && is_lower(first_word(joining, line + 1));
        parted += ends && lower;
        whole += !ends && lower;
    }
    joining->hyphenates = parted * 25 > whole;
    arena_release(&scratch);
}

// True when the hyphen between two lines is one of the line end only: the word
// stands elsewhere without it, or, where it stands nowhere, this document parts
// words at line ends.
static bool is_parted(const Joining *joining, Str before, Str after)
{
    Str end = str_slice(before, 0, before.len - hyphen_len(before));
    Str whole =
        looked_up(str_format(joining->arena, "%.*s%.*s", FMT(end), FMT(after)),
                  joining->arena);
    Str hyphened =
        looked_up(str_format(joining->arena, "%.*s-%.*s", FMT(end), FMT(after)),
                  joining->arena);
    if (str_ends(before, S("\u00AD"))) {
        return true;
    }
    if (!is_lower(after)) {
        return false;
    }
    return map_find(&joining->words, whole) >= 0 ||
           (joining->hyphenates && map_find(&joining->words, hyphened) < 0);
}

static void join_line(const Joining *joining, ptrdiff_t i, Buf *text)
{
    const PdfLine *line = &joining->lines[i];
    Str said = pdf_line_text(joining->pdf, line, joining->arena);
    if (text->len > 0 && said.len > 0) {
        Str before = last_word(joining, line - 1);
        Str after = first_word(joining, line);
        ptrdiff_t hyphen = hyphen_len(before);
        if (hyphen == 0) {
            buf_char(text, ' ');
        } else if (is_parted(joining, before, after)) {
            text->len -= hyphen;
        }
    }
    buf_add(text, said);
}

// ---- the paragraphs

static void end_paragraph(const Joining *joining, Buf *text, Flow *flow)
{
    if (text->len > 0) {
        *PUSH(&flow->blocks, joining->arena) =
            (Block){.text = str_copy(joining->arena, buf_str(text))};
    }
    text->len = 0;
}

// With numbers of paragraphs in the margin these alone tell where one begins.
static bool begins_by_number(const PdfLine *line, int32_t *last, bool said)
{
    bool again = line->number == *last && said;
    bool new = line->number != NONE && !again;
    *last = line->number == NONE ? *last : line->number;
    return new;
}

void pdf_flow(const Pdf *pdf, Flow *flow)
{
    Joining joining = {.pdf = pdf, .arena = pdf->arena};
    Buf text = {.arena = pdf->arena};
    gather(&joining);
    joining.numbered = are_of_paragraphs(&joining);
    joining.pitch = usual_pitch(&joining);
    find_edges(&joining);
    find_certain(&joining);
    find_labels(&joining);
    know_words(&joining);
    int32_t number = NONE;
    bool second = false;
    for (ptrdiff_t i = 0; i < joining.len; i++) {
        const PdfLine *line = &joining.lines[i];
        bool new = joining.numbered
                       ? begins_by_number(line, &number, text.len > 0)
                       : begins(&joining, i, second);
        if (new) {
            end_paragraph(&joining, &text, flow);
        }
        second = new;
        join_line(&joining, i, &text);
    }
    end_paragraph(&joining, &text, flow);
}
