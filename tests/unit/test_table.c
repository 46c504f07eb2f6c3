// Tables: which are transcripts, and which only look like them.
#include "parsing.h"

#include "parse/table/columns.h"

#include <string.h>

static const struct {
    const char *promise, *file, *text, *refusal; // NULL: it is read
} tables[] = {
    {"MAXQDA's coded segments", "a.csv",
     "Document group,Document name,Code,Begin,End,Weight score,Segment\n"
     ",P1,Trust,3,4,0,An invented passage\n",
     "coded segments"},
    {"Taguette's highlights", "a.csv",
     "id,document,tag,content\n1,P1,trust,An invented passage\n",
     "coded segments"},
    {"Dedoose's excerpts", "a.csv",
     "Media Title,Excerpt Range,Excerpt Copy,Codes Applied Combined\n"
     "P1,12-40,An invented passage,Trust\n",
     "coded segments"},
    {"the same with a column for each code", "a.csv",
     "Media Title,Excerpt Copy,Code: Trust Applied\n"
     "P1,An invented passage,True\n",
     "coded segments"},
    {"ATLAS.ti's quotations", "a.csv",
     "ID,Document,Quotation Content,Codes\n1:1,P1,An invented passage,Trust\n",
     "coded segments"},
    {"a name that says nothing", "a.txt",
     "Document\tCode\tSegment\nP1\tTrust\tAn invented passage\n",
     "coded segments"},
    {"Taguette's codebook", "a.csv",
     "tag,description,number of highlights\nTrust,An invented meaning,4\n",
     "a codebook"},
    {"NVivo's codebook", "a.csv",
     "Name,Description,Files,References\nTrust,An invented meaning,2,4\n",
     "a codebook"},
    {"what somebody notes is none", "a.csv",
     "id,created,notes,frequency\n1,2020,An invented answer,3\n", NULL},
    {"names and notes are none", "a.csv",
     "Name,Notes,Text\nA,Invented,An invented answer\n", NULL},
    {"turns with codes are turns", "a.csv",
     "Document,Speaker,Text,Code\nP1,A,Invented,Trust\n", NULL},
    {"a text without codes is one", "a.csv",
     "Document,Text\nP1,An invented answer\n", NULL},
};

START_TEST(test_coded_segments)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        Arena arena = {0};
        Parsed parsed = parse_text(str_of(tables[i].text), tables[i].file,
                                   (ColumnMap){0}, &arena);
        bool refused = parsed.err.kind == ERR_INPUT;
        ck_assert_msg(refused == (tables[i].refusal != NULL), "%s: %s",
                      tables[i].promise, parsed.err.message);
        ck_assert_msg(!refused || strstr(parsed.err.message, tables[i].refusal),
                      "%s: %s", tables[i].promise, parsed.err.message);
        arena_release(&arena);
    }
}
END_TEST

// Who names the column of the text knows what the table is.
START_TEST(test_named_text)
{
    Arena arena = {0};
    ColumnMap map = {.text = S("Segment")};
    Parsed parsed = parse_text(str_of(tables[0].text), "a.csv", map, &arena);
    ck_assert_int_eq(parsed.err.kind, ERR_NONE);
    ck_assert_int_eq(parsed.transcripts.at[0].turns.len, 1);
    arena_release(&arena);
}
END_TEST

// The names may stand below titles, if they tell; else the first row has them.
START_TEST(test_names_below)
{
    Arena arena = {0};
    ColumnMap map = {.text = S("Gesagt")};
    Str text = S("Erfundenes\nWer;Gesagt\nA;Ja\n");
    Parsed parsed = parse_text(text, "a.csv", map, &arena);
    const Transcript *one = &parsed.transcripts.at[0];
    ck_assert_int_eq(one->turns.len, 1);
    ck_assert_int_eq(one->turns.at[0].line, 3);
    ck_assert(str_eq(transcript_turn_speaker(one, 0), S("A")));
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *promise, *cell;
    bool none;
} cells[] = {
    {"nothing", "", true},
    {"not available", "N/A", true},
    {"none", "None", true},
    {"none, numbered", "1 - None", true},
    {"a code", "2 - Claim", false},
    {"a code that ends so", "Anyone none", false},
};

START_TEST(test_none)
{
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        ck_assert_msg(cell_is_none(str_of(cells[i].cell)) == cells[i].none,
                      "%s", cells[i].promise);
    }
}
END_TEST

UNIT_MAIN("table", test_coded_segments, test_named_text, test_names_below,
          test_none)
