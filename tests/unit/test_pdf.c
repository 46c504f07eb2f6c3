// Printed pages to paragraphs, without the program that reads PDF: pages are
// written down here, invented.
#include "unit.h"

#include "parse/document/pdf.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

// A page is drawn as lines "x y text": points from the upper left corner.  A
// letter is 5 points wide and a blank 3, a line 10 high; "|" moves on to the
// next place that 100 divides.  "=" is a new page.
static const struct {
    const char *promise, *pages, *paragraphs; // "/" between
} cases[] = {
    {"lines that have no room for the next word are one paragraph",
     "50 50 A: one two three four five\n50 62 six seven eight nine ten elev\n"
     "50 74 B: no",
     "A: one two three four five six seven eight nine ten elev/B: no"},
    {"a gap parts paragraphs that fill their lines",
     "50 50 one two three\n50 62 four five six\n50 74 sev eig nin te\n"
     "50 98 one two three\n50 110 four five six\n50 122 sev eig nin te",
     "one two three four five six sev eig nin te/one two three four five six "
     "sev eig nin te"},
    {"an indent begins a paragraph",
     "70 50 aaaa bbbb\n50 62 cccc dddd ee\n70 74 aaaa bbbb\n50 86 cccc dddd "
     "ee\n50 98 x\n70 110 aaaa bbbb\n50 122 cccc dddd ee\n50 134 y",
     "aaaa bbbb cccc dddd ee/aaaa bbbb cccc dddd ee x/aaaa bbbb cccc dddd ee "
     "y"},
    {"a label begins one, wherever the line before ends",
     "50 50 P1: aaaa bbbb cc\n50 62 P2: dddd eeee ff",
     "P1: aaaa bbbb cc/P2: dddd eeee ff"},
    {"so does a name with a time, as other paragraphs have it, on a new page",
     "50 50 Ann 0:05\n50 62 aaaa bbbb cccc dddd\n50 74 ee\n"
     "50 86 Tom 0:31\n50 98 aaaa bbbb cccc dddd\n=\n"
     "50 50 Ann 1:07\n50 62 ffff gggg hhhh iiii",
     "Ann 0:05/aaaa bbbb cccc dddd ee/Tom 0:31/aaaa bbbb cccc dddd/Ann "
     "1:07/ffff gggg hhhh iiii"},
    {"a time begins one where nearly all times do",
     "50 50 0:05|Ann|aaaa\n50 62 0:11|Tom|bb\n50 74 0:17|Ann|cccc\n"
     "50 86 0:23|Tom|dddd eeee ffff\n50 98 0:31|Ann|gggg",
     "0:05\tAnn\taaaa/0:11\tTom\tbb/0:17\tAnn\tcccc/0:23\tTom\tdddd eeee "
     "ffff/0:31\tAnn\tgggg"},
    {"numbers of paragraphs in the margin tell where one begins",
     "20 50 1\n50 50 aaaa bbbb cc\n50 62 dddd\n50 74 eeee\n20 86 2\n"
     "50 86 ffff\n20 98 3\n50 98 gggg\n50 110 hhhh",
     "aaaa bbbb cc dddd eeee/ffff/gggg hhhh"},
    {"a number at the end of a page that stands there again is one",
     "20 50 1\n50 50 aaaa\n20 62 2\n50 62 bbbb\n50 74 bb\n20 86 3\n=\n20 50 3\n"
     "50 50 cccc\n50 62 dddd\n20 74 4\n50 74 eeee",
     "aaaa/bbbb bb/cccc dddd/eeee"},
    {"numbers of lines go, and tell nothing",
     "20 50 1|Q. aaaa bbbb cc\n20 62 2|dddd eeee ff\n20 74 3|gggg\n"
     "20 86 4|A. hhhh",
     "Q. aaaa bbbb cc dddd eeee ff gggg/A. hhhh"},
    {"a list of numbers beside text is no margin",
     "50 50 1 aaaa bbbb\n50 62 2 aaaa\n50 74 3 aaaa bbbb\n50 86 cccc cccc "
     "cccc cccc",
     "1 aaaa bbbb/2 aaaa/3 aaaa bbbb/cccc cccc cccc cccc"},
    {"heads and feet of pages go, whatever their numbers",
     "50 20 Talk|7\n50 50 A: one\n50 700 - 7 -\n=\n50 20 Talk|8\n50 50 B: two\n"
     "50 700 - 8 -\n=\n50 20 Talk|9\n50 50 A: three\n50 700 - 9 -",
     "A: one/B: two/A: three"},
    {"the same answer at the top of two of many pages stays",
     "50 50 B: yes\n50 62 A: one\n=\n50 50 B: yes\n50 62 A: two\n=\n"
     "50 50 A: three\n50 62 B: four\n=\n50 50 A: five\n50 62 B: six",
     "B: yes/A: one/B: yes/A: two/A: three/B: four/A: five/B: six"},
    {"times at the top of pages stay: they do not count on with the pages",
     "50 50 Ann 0:05\n50 62 one\n50 74 two\n=\n50 50 Ann 0:31\n50 62 three\n"
     "50 74 four and five\n=\n50 50 Ann 1:07\n50 62 six seven eight nine "
     "ten",
     "Ann 0:05/one/two/Ann 0:31/three/four and five/Ann 1:07/six seven eight "
     "nine ten"},
    {"a head may hold a date, a title and a number",
     "50 20 Talk of 3/5/99|p. 11 of 40\n50 50 A: one\n=\n"
     "50 20 Talk of 3/5/99|p. 12 of 40\n50 50 B: two",
     "A: one/B: two"},
    {"the foot of an only page goes, where it says so",
     "50 50 A: one\n50 700 file:a.html|1/1", "A: one"},
    {"a line that the end of its page cuts is there once",
     "50 50 A: one two three four\n50 62 five six seven eig nine\n=\n"
     "50 50 five six seven eig nine\n50 62 ten",
     "A: one two three four five six seven eig nine ten"},
    {"a word that a line end parts is whole",
     "50 50 The interview is an inter-\n50 62 view of somebody.",
     "The interview is an interview of somebody."},
    {"so it is in a short line",
     "50 50 A: aaaa inter-\n50 62 view bbbb.\n50 74 B: interview cccc dddd",
     "A: aaaa interview bbbb./B: interview cccc dddd"},
    {"a hyphen that the document has elsewhere stays",
     "50 50 The well-known man is well-\n50 62 known by now.",
     "The well-known man is well-known by now."},
    {"a hyphen before a capital stays",
     "50 50 The talk about the East-\n50 62 West line at the har-\n"
     "50 74 bour wall.",
     "The talk about the East-West line at the harbour wall."},
    {"the left one of two columns of prose comes first",
     "50 50 A: aaaa bbbb cccc d\n300 50 B: eeee ffff gggg h\n"
     "50 62 aaaa bbbb cccc d\n300 62 eeee ffff gggg h\n"
     "50 74 aaaa bbbb cccc d\n300 74 eeee ffff gggg h\n"
     "50 86 aaaa bbbb cccc d\n300 86 eeee ffff gggg h",
     "A: aaaa bbbb cccc d aaaa bbbb cccc d aaaa bbbb cccc d aaaa bbbb cccc d/"
     "B: eeee ffff gggg h eeee ffff gggg h eeee ffff gggg h eeee ffff gggg h"},
    {"labels beside a text are no column",
     "50 50 Anna|aaaa bbbb cccc dddd eeee\n100 62 ffff gggg hhhh iiii jjjj\n"
     "50 74 Ben|aaaa bbbb cccc dddd eeee\n100 86 ffff gggg hhhh iiii jjjj\n"
     "50 98 Anna|aaaa bbbb cccc dddd eeee\n100 110 ffff gggg hhhh iiii jjjj\n"
     "50 122 Ben|kkkk",
     "Anna\taaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj/"
     "Ben\taaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj/"
     "Anna\taaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj/Ben\tkkkk"},
    {"names that end near the text beside them are a column",
     "41 50 Annemarie Be|aaaa bbbb cccc dddd\n100 62 ffff gggg hhhh iiii\n"
     "40 74 Annemarie Ce|aaaa bbbb cccc dddd\n100 86 ffff gggg hhhh iiii\n"
     "41 98 Annemarie Be|aaaa bbbb cccc dddd\n100 110 ffff gggg hhhh iiii\n"
     "40 122 Annemarie Ce|aaaa bbbb cccc dddd\n100 134 ffff gggg hhhh iiii\n"
     "41 146 Annemarie Be|kkkk",
     "Annemarie Be\taaaa bbbb cccc dddd ffff gggg hhhh iiii/"
     "Annemarie Ce\taaaa bbbb cccc dddd ffff gggg hhhh iiii/"
     "Annemarie Be\taaaa bbbb cccc dddd ffff gggg hhhh iiii/"
     "Annemarie Ce\taaaa bbbb cccc dddd ffff gggg hhhh iiii/"
     "Annemarie Be\tkkkk"},
    {"letters that print as one are letters", "50 50 A: ofﬁce ﬂoor",
     "A: office floor"},
    {"what is written from right to left is read so",
     "50 50 ב12 )םולש( :א\n78 62 הדות :ב\n22 74 הדות הדות הדות הדות",
     "א: (שלום) 12ב/ב: תודה/תודה תודה תודה תודה"},
};

static void add_word(Buf *xml, Str word, int x, int y)
{
    buf_format(xml,
               "<word xMin=\"%d\" yMin=\"%d\" xMax=\"%d\" yMax=\"%d\">%.*s"
               "</word>",
               x, y, x + 5 * (int)utf8_count(word), y + 10, FMT(word));
}

// A piece of a line, as pdftotext parts them at wide gaps.
static void add_piece(Buf *xml, Str text, int x, int y)
{
    Buf words = {.arena = xml->arena};
    Str word;
    int left = x, right = x;
    while (text.len > 0) {
        str_cut(&text, ' ', &word);
        add_word(&words, word, right + (right > left ? 3 : 0), y);
        right += 5 * (int)utf8_count(word) + (right > left ? 3 : 0);
    }
    buf_format(xml,
               "<line xMin=\"%d\" yMin=\"%d\" xMax=\"%d\" yMax=\"%d\">%.*s"
               "</line>\n",
               left, y, right, y + 10, FMT(buf_str(&words)));
}

static void add_line(Buf *xml, Str line)
{
    Str number, piece;
    int32_t x = 0, y = 0;
    str_cut(&line, ' ', &number);
    str_number(number, &x);
    str_cut(&line, ' ', &number);
    str_number(number, &y);
    while (line.len > 0) {
        str_cut(&line, '|', &piece);
        add_piece(xml, piece, x, y);
        x = (x / 100 + 1) * 100;
    }
}

static Str drawn(Str pages, Arena *arena)
{
    static const char page[] = "<page width=\"595\" height=\"842\">\n";
    Buf xml = {.arena = arena};
    Str line;
    buf_format(&xml, "<doc>%s", page);
    while (str_line(&pages, &line)) {
        if (str_eq(line, S("="))) {
            buf_format(&xml, "</page>%s", page);
        } else {
            add_line(&xml, line);
        }
    }
    buf_add(&xml, S("</page></doc>"));
    return buf_str(&xml);
}

static Str paragraphs_of(Str xml, Arena *arena)
{
    Pdf pdf = {.arena = arena};
    Flow flow = {0};
    Err err = {0};
    Buf out = {.arena = arena};
    ck_assert_msg(pdf_read(xml, &pdf, &err), "%s", err.message);
    pdf_margins(&pdf);
    pdf_order(&pdf);
    pdf_flow(&pdf, &flow);
    for (ptrdiff_t i = 0; i < flow.blocks.len; i++) {
        buf_add(&out, i > 0 ? S("/") : S(""));
        buf_add(&out, flow.blocks.at[i].text);
    }
    return buf_str(&out);
}

START_TEST(test_paragraphs)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Arena arena = {0};
        Str xml = drawn(str_of(cases[i].pages), &arena);
        ASSERT_STR(paragraphs_of(xml, &arena), cases[i].paragraphs,
                   cases[i].promise);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_odd)
{
    Arena arena = {0};
    Pdf pdf = {.arena = &arena};
    Err err = {0};
    ck_assert(!pdf_read(S("<doc><page><line><word>a</wo"), &pdf, &err));
    ck_assert_int_eq(err.kind, ERR_INPUT);
    ASSERT_STR(paragraphs_of(S("<doc></doc>"), &arena), "", "no page");
    ASSERT_STR(
        paragraphs_of(S("<doc><line><word>a</word></line></doc>"), &arena), "",
        "words on no page");
    ASSERT_STR(
        paragraphs_of(
            S("<doc><page><line><word xMin=\"10\" xMax=\"25\" yMax=\"10\">"
              "nev</word><word xMin=\"24.9\" xMax=\"34\" yMax=\"10\">er"
              "</word><word xMin=\"37\" xMax=\"47\" yMax=\"10\">so</word>"
              "</line></page></doc>"),
            &arena),
        "never so", "letters set close are one word");
    ASSERT_STR(paragraphs_of(S("<doc><page><line><word>a\001b</word>"
                               "</line></page></doc>"),
                             &arena),
               "a b", "a control character");
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("pdf", test_paragraphs, test_odd)
