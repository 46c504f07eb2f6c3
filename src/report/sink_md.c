// Source: CommonMark 0.31; tables as in GitHub Flavored Markdown.
#include "report/sink.h"

#include "report/phrase.h"

// Text that cannot become markup: marks of Markdown get a backslash, line
// breaks become blanks.
static void escaped(Sink *sink, Str words)
{
    static const char marks[] = "\\`*_[]<>#|~&$";
    for (ptrdiff_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        bool blank = c == '\n' || c == '\r';
        if (str_find(str_of(marks), (Str){words.at + i, 1}, 0) >= 0) {
            buf_char(sink->out, '\\');
        }
        buf_char(sink->out, blank ? ' ' : c);
    }
}

// What would make a list or a rule at the start of a line.
static void line_start(Sink *sink, Str words)
{
    ptrdiff_t digits = 0;
    while (digits < words.len && is_digit(words.at[digits])) {
        digits++;
    }
    bool dotted = digits > 0 && digits < words.len &&
                  (words.at[digits] == '.' || words.at[digits] == ')');
    bool bullet = words.len > 0 && (words.at[0] == '-' || words.at[0] == '+' ||
                                    words.at[0] == '=');
    if (bullet) {
        buf_char(sink->out, '\\');
    } else if (dotted) {
        buf_add(sink->out, str_slice(words, 0, digits));
        buf_char(sink->out, '\\');
        words = str_slice(words, digits, words.len);
    }
    escaped(sink, words);
}

static bool at_line_start(const Sink *sink)
{
    return sink->out->len == 0 || sink->out->at[sink->out->len - 1] == '\n';
}

static void text(Sink *sink, Str words)
{
    if (at_line_start(sink)) {
        line_start(sink, words);
    } else {
        escaped(sink, words);
    }
}

static void strong(Sink *sink, Str words)
{
    words = str_trim(words);
    if (words.len > 0) {
        buf_add(sink->out, S("**"));
        escaped(sink, words);
        buf_add(sink->out, S("**"));
    }
}

static void address(Sink *sink, Str path)
{
    buf_add(sink->out, S("]("));
    buf_add(sink->out, sink->root);
    for (ptrdiff_t i = 0; i < path.len; i++) {
        char c = path.at[i];
        bool plain = c > ' ' && c != '(' && c != ')' && c != '<' && c != '>';
        if (plain) {
            buf_char(sink->out, c);
        } else {
            buf_format(sink->out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
    buf_char(sink->out, ')');
}

static void link(Sink *sink, Str path, Str words)
{
    bool linked = sink->linked && path.len > 0;
    if (linked) {
        buf_char(sink->out, '[');
    }
    escaped(sink, words);
    if (linked) {
        address(sink, path);
    }
}

static void code(Sink *sink, int32_t number)
{
    escaped(sink, material_label(sink->material, number));
}

static void grade(Sink *sink, Str name)
{
    escaped(sink, name.len > 0 ? name : PHRASE_UNDEFINED);
}

static void blank_line(Sink *sink)
{
    if (sink->out->len > 0 && !at_line_start(sink)) {
        buf_char(sink->out, '\n');
    }
    bool blank =
        sink->out->len < 2 || sink->out->at[sink->out->len - 2] == '\n';
    if (!blank) {
        buf_char(sink->out, '\n');
    }
}

static void section_open(Sink *sink, Str id, Str title)
{
    (void)id;
    blank_line(sink);
    for (int i = 0; i <= sink->depth && i < 6; i++) {
        buf_char(sink->out, '#');
    }
    buf_char(sink->out, ' ');
    escaped(sink, title);
    buf_add(sink->out, S("\n\n"));
}

static void paragraph_open(Sink *sink, Tone tone)
{
    if (sink->lists == 0) {
        blank_line(sink);
    } else {
        buf_char(sink->out, ' ');
    }
    if (tone == TONE_NOTE) {
        buf_add(sink->out, S("**Note.** "));
    }
}

static void end_line(Sink *sink)
{
    if (!at_line_start(sink)) {
        buf_char(sink->out, '\n');
    }
}

static void paragraph_close(Sink *sink)
{
    if (sink->lists == 0) {
        end_line(sink);
    }
}

static void list_open(Sink *sink, bool numbered)
{
    if (sink->lists == 0) {
        blank_line(sink);
    } else {
        end_line(sink);
    }
    sink->numbered = numbered;
    sink->lists++;
}

static void list_close(Sink *sink)
{
    sink->lists--;
    end_line(sink);
}

static void item_open(Sink *sink, Str id)
{
    (void)id;
    end_line(sink);
    for (int i = 1; i < sink->lists; i++) {
        buf_add(sink->out, S("  "));
    }
    buf_add(sink->out, S("- "));
}

static void item_close(Sink *sink)
{
    end_line(sink);
}

static void facts_open(Sink *sink, bool large)
{
    (void)large;
    list_open(sink, false);
}

static void fact_open(Sink *sink, Str term)
{
    item_open(sink, (Str){0});
    escaped(sink, term);
    buf_add(sink->out, S(": "));
}

static void fold_open(Sink *sink, Str title)
{
    blank_line(sink);
    escaped(sink, title);
    buf_add(sink->out, S("\n\n"));
}

static void fold_close(Sink *sink)
{
    end_line(sink);
}

static void excerpt(Sink *sink, const Excerpt *held, Str path)
{
    if (sink->lists == 0) {
        blank_line(sink);
    } else {
        end_line(sink);
    }
    buf_add(sink->out, S("> "));
    line_start(sink, held->words);
    buf_add(sink->out, S("\n>\n> "));
    strong(sink, held->speaker);
    buf_add(sink->out, S(", "));
    link(sink, path,
         str_format(sink->arena, "%.*s, %s %d", FMT(held->name), held->part,
                    held->number));
    if (held->time.len > 0) {
        buf_add(sink->out, S(", "));
        escaped(sink, held->time);
    }
    buf_format(sink->out, ", line %d\n\n", held->line);
}

static void table_open(Sink *sink, const Table *table)
{
    blank_line(sink);
    escaped(sink, table->caption);
    buf_add(sink->out, S("\n\n|"));
    for (ptrdiff_t i = 0; i < table->columns.len; i++) {
        buf_char(sink->out, ' ');
        escaped(sink, table->columns.at[i].title);
        buf_add(sink->out, S(" |"));
    }
    buf_add(sink->out, S("\n|"));
    for (ptrdiff_t i = 0; i < table->columns.len; i++) {
        buf_add(sink->out,
                table->columns.at[i].number ? S("---:|") : S("---|"));
    }
    buf_char(sink->out, '\n');
}

static void bracketed(Sink *sink, Str words)
{
    if (words.len > 0) {
        buf_add(sink->out, S(" ("));
        escaped(sink, words);
        buf_char(sink->out, ')');
    }
}

static void row(Sink *sink, const Cell *cells)
{
    buf_char(sink->out, '|');
    for (ptrdiff_t i = 0; i < sink->table.columns.len; i++) {
        buf_char(sink->out, ' ');
        link(sink, cells[i].path, cell_words(sink, &cells[i]));
        if (cells[i].marked) {
            buf_add(sink->out, S("\xE2\x80\xA0"));
        }
        bracketed(sink, cells[i].grade);
        bracketed(sink, cells[i].note);
        buf_add(sink->out, S(" |"));
    }
    buf_char(sink->out, '\n');
}

static void table_close(Sink *sink)
{
    blank_line(sink);
}

const SinkForm sink_md = {
    .name = "md",
    .section_open = section_open,
    .paragraph_open = paragraph_open,
    .paragraph_close = paragraph_close,
    .text = text,
    .strong = strong,
    .link = link,
    .code = code,
    .grade = grade,
    .list_open = list_open,
    .list_close = list_close,
    .item_open = item_open,
    .item_close = item_close,
    .facts_open = facts_open,
    .facts_close = list_close,
    .fact_open = fact_open,
    .fact_close = item_close,
    .fold_open = fold_open,
    .fold_close = fold_close,
    .excerpt = excerpt,
    .table_open = table_open,
    .row = row,
    .table_close = table_close,
};
