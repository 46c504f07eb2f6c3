// Documents of word processors: the same interview in several, what is refused,
// and where remarks stand.
#include "parsing.h"
#include "zipped.h"

#include <stdio.h>

// ---- the same turns

static const struct {
    const char *promise, *files[3]; // the first is what the others must equal
} families[] = {
    {"a session saved by three word processors and as text",
     {"odt/serdif_P1_GMT20211118.odt", "converted/serdif_P1.docx",
      "converted/serdif_P1.txt"}},
    {"what noScribe wrote, in Word and OpenDocument",
     {"converted/noscribe.docx", "converted/noscribe.odt", NULL}},
};

static void check_same(const Transcript *one, const Transcript *other,
                       const char *file)
{
    ck_assert_msg(one->turns.len == other->turns.len, "%s: %lld turns", file,
                  (long long)other->turns.len);
    for (int32_t i = 0; i < one->turns.len; i++) {
        const Turn *a = &one->turns.at[i], *b = &other->turns.at[i];
        ck_assert_msg(str_eq(transcript_turn_speaker(one, i),
                             transcript_turn_speaker(other, i)) &&
                          str_eq(transcript_text(one, a->span),
                                 transcript_text(other, b->span)) &&
                          a->start_ms == b->start_ms,
                      "%s: turn %d differs", file, i + 1);
    }
}

static Parsed parse_shared(const char *name, Arena *arena)
{
    Str path = str_format(arena, "%s/data/%s", shared_folder(), name);
    return parse_file(str_terminated(arena, path), arena);
}

START_TEST(test_families)
{
    Arena arena = {0};
    if (!shared_folder()) {
        printf("skipped: THEMATA_SHARED names no folder with real data\n");
        return;
    }
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        Parsed first = parse_shared(families[i].files[0], &arena);
        for (int k = 1; k < 3 && families[i].files[k]; k++) {
            Parsed other = parse_shared(families[i].files[k], &arena);
            ck_assert_msg(other.transcripts.len == 1, "%s",
                          families[i].promise);
            check_same(&first.transcripts.at[0], &other.transcripts.at[0],
                       families[i].files[k]);
        }
    }
    arena_release(&arena);
}
END_TEST

// ---- what is refused, or read all the same

#define BODY(words)                                                            \
    "<w:document xmlns:w=\"w\"><w:body>" words "</w:body></w:document>"
#define SAID(words) "<w:p><w:r><w:t>" words "</w:t></w:r></w:p>"

static const struct {
    const char *promise, *member, *content;
    const char *says; // within the refusal, or NULL where it is read
} members[] = {
    {"the document alone is enough", "word/document.xml", BODY(SAID("I: a")),
     NULL},
    {"a document cut short", "word/document.xml", "<w:document><w:body>",
     "word/document.xml is not well-formed"},
    {"a part beside it without the document", "word/settings.xml", "<a/>",
     "no 'word/document.xml'"},
    {"entities", "word/document.xml",
     "<!DOCTYPE d [<!ENTITY a \"b\">]>" BODY(SAID("I: &a;")), "entities"},
    {"an empty body", "word/document.xml", BODY(""), NULL},
    {"a field that never ends", "word/document.xml",
     BODY("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/>"
          "<w:t>I: a</w:t></w:r></w:p>"),
     NULL},
    {"a comment range without its comment", "word/document.xml",
     BODY("<w:p><w:commentRangeStart w:id=\"7\"/></w:p>"), NULL},
    {"a symbol that is no number", "word/document.xml",
     BODY("<w:p><w:r><w:sym w:char=\"zz\"/></w:r></w:p>"), NULL},
    {"an OpenDocument text that is cut short", "content.xml", "<a><b>",
     "content.xml is not well-formed"},
};

START_TEST(test_members)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        Arena arena = {0};
        Member member = {members[i].member, str_of(members[i].content)};
        Parsed parsed =
            parse_bytes(zipped(&member, 1, &arena), "invented.docx", &arena);
        const char *message = parsed.err.message;
        ck_assert_msg(members[i].says ? strstr(message, members[i].says) != NULL
                                      : parsed.err.kind == ERR_NONE,
                      "%s: %s", members[i].promise, message);
        arena_release(&arena);
    }
}
END_TEST

// ---- what repeats within what repeats

START_TEST(test_bounds)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    buf_add(&text, S("<office:document office:mimetype=\"application/vnd."
                     "oasis.opendocument.text\"><body><text><p>I: a</p>"));
    for (int i = 0; i < 20; i++) {
        buf_add(&text, S("<table><table-row number-rows-repeated=\"999999\">"
                         "<table-cell number-columns-repeated=\"999999\">"));
    }
    buf_add(&text, S("<p>x</p>"));
    for (int i = 0; i < 20; i++) {
        buf_add(&text, S("</table-cell></table-row></table>"));
    }
    buf_add(&text, S("<p>I: b<s c=\"2000000000\"/></p>"
                     "</text></body></office:document>"));
    Parsed parsed = parse_bytes(buf_str(&text), "a.fodt", &arena);
    ck_assert_int_eq(parsed.err.kind, ERR_NONE);
    ck_assert_msg(parsed.transcripts.at[0].text.len < 100000, "%lld bytes",
                  (long long)parsed.transcripts.at[0].text.len);
    arena_release(&arena);
}
END_TEST

// ---- remarks in tables

#define CELL(content) "<w:tc>" content "</w:tc>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"

static const char noise[] =
    "<w:p><w:r><w:t>Less </w:t></w:r>"
    "<w:r><w:rPr><w:highlight w:val=\"green\"/></w:rPr><w:t>noise</w:t></w:r>"
    "</w:p>";

START_TEST(test_remark_in_cell)
{
    static const char *const table =
        BODY("<w:tbl>" ROW(CELL(SAID("Speaker")) CELL(SAID("Text")))
                 ROW(CELL(SAID("Eva")) CELL("%s")) "</w:tbl>");
    Arena arena = {0};
    Member member = {"word/document.xml", str_format(&arena, table, noise)};
    Parsed parsed =
        parse_bytes(zipped(&member, 1, &arena), "invented.docx", &arena);
    const Transcript *one = &parsed.transcripts.at[0];
    ck_assert_int_eq(one->turns.len, 1);
    ck_assert_int_eq(one->remarks.len, 1);
    ASSERT_STR(transcript_text(one, one->remarks.at[0].span), "noise", "span");
    ASSERT_STR(one->remarks.at[0].colour, "green", "colour");
    ck_assert_msg(found(&parsed.findings, DIAG_T024), "it is told");
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("documents", test_families, test_members, test_bounds,
          test_remark_in_cell)
