// Short ways to tell a table against the long one.
#include "unit.h"

#include "container/rows.h"
#include "parse/table/columns.h"

#include <string.h>

extern const Format format_table;

// Knuth's MMIX generator: the same texts everywhere.
static uint32_t next_number(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

// A text of pieces that matter to tables, or almost.
static Str some_text(uint64_t *state, char *text, size_t size)
{
    static const char *const pieces[] = {
        "speaker", "text",
        "Text ",   " start",
        "said",    "a",
        ",",       ",",
        ";",       "\t",
        "|",       "\n",
        "\n",      "\n",
        "\"",      "\"",
        " ",       "\r\n",
        "sep=;\n", "sep=#\n",
        "(s)",     "\u00a0",
        ",,\n",    "é",
        "#",       "text,speaker\n",
        "\n\n",
    };
    enum { PIECES = sizeof pieces / sizeof *pieces };
    text[0] = '\0';
    for (uint32_t n = next_number(state) % 14; n > 0; n--) {
        const char *piece = pieces[next_number(state) % PIECES];
        if (strlen(text) + strlen(piece) < size) {
            strcat(text, piece);
        }
    }
    return str_of(text);
}

static bool rows_are_same(const Row *a, const Row *b)
{
    bool same = a->len == b->len && a->line == b->line;
    for (ptrdiff_t i = 0; same && i < a->len; i++) {
        same = str_eq(a->at[i], b->at[i]);
    }
    return same;
}

// Turns between tabs, by what the columns hold.
static bool holds_turns(const Rows *rows, Str text, Arena *arena)
{
    TableHead head;
    Str first = {0};
    str_line(&text, &first);
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        if (rows->at[i].len < 3 || rows->at[i].len != rows->at[0].len) {
            return false;
        }
    }
    return rows->delimiter == '\t' && str_find(first, S("\t"), 0) >= 0 &&
           table_head(rows, &(ColumnMap){0}, arena, &head) &&
           head.text != NONE && (head.row != NONE || head.start != NONE);
}

START_TEST(test_first_rows_and_sniffing)
{
    enum { TEXTS = 60000 };
    uint64_t state = 1;
    int tables = 0;
    for (int round = 0; round < TEXTS; round++) {
        Arena arena = {0};
        Diags diags = {.arena = &arena};
        char bytes[200];
        Str text = some_text(&state, bytes, sizeof bytes);
        Rows all = rows_read(text, (Str){0}, &arena, &diags);
        Rows first = rows_first(text, 2, &arena);
        ptrdiff_t both = all.len < 2 ? all.len : 2;
        bool same = first.len == both && first.delimiter == all.delimiter;
        for (ptrdiff_t i = 0; same && i < both; i++) {
            same = rows_are_same(&first.at[i], &all.at[i]);
        }
        if (!same) {
            ck_abort_msg("the first rows of '%s' are others", bytes);
        }
        bool sure = all.len > 1 && all.at[0].len > 1 &&
                    all.at[1].len == all.at[0].len &&
                    columns_are_telling(&all.at[0], &arena);
        sure = sure || holds_turns(&all, text, &arena);
        if (format_table.sniff(&(Source){.text = text}) != (sure ? 2 : 1)) {
            ck_abort_msg("'%s' is sniffed otherwise", bytes);
        }
        tables += sure;
        arena_release(&arena);
    }
    ck_assert_int_gt(tables, TEXTS / 200); // or nothing was tried
}
END_TEST

UNIT_MAIN("sniff", test_first_rows_and_sniffing)
