#include "unit.h"

#include "report/flatten.h"
#include "report/phrase.h"
#include "report/reports.h"
#include "report_study.h"

#include <math.h>
#include <string.h>

// ---- single documents

static Str document_in(Fixture *fixture, const char *name, const char *form)
{
    Strs names = {0};
    Str document = {0};
    Err err = {0};
    if (name) {
        *PUSH(&names, &fixture->arena) = str_of(name);
    }
    ck_assert_msg(report_document(&fixture->input, names, str_of(form),
                                  &fixture->arena, &document, &err),
                  "%s", err.message);
    return document;
}

START_TEST(test_documents)
{
    static const struct {
        const char *promise, *name, *form, *holds;
    } rows[] = {
        {"themes as a table", "themes", "csv", "theme,label,valence,cases,of,"},
        {"lines end as in RFC 4180", "themes", "csv", ",facilitator,1,2,"},
        {"findings in the shape of recommend", "recommendations", "json",
         "{\"findings\":[{\"theme\":\"money\",\"valence\":\"challenge\","
         "\"cases\":2,\"of\":2,"},
        {"undefined is null", "recommendations", "json",
         "\"specificity\":null"},
        {"undefined is a dash for people", "themes", "md",
         "specificity \xE2\x80\x93"},
        {"co-occurrence in the shape of cooccur", "cooccurrence", "json",
         "{\"cooccurrence\":{\"unit\":\"sentence\",\"units\":"},
        {"excerpts as rows", "excerpts", "csv", "Money alder is a barrier."},
        {"percentages come with their N", "summary", "md", "2 of 2"},
        {"data alone can be read, too", "excerpts", "md", "| D1 |"},
        {"prose alone gives its tables", "methods", "csv", "number,means"},
        {"all of it as one page", NULL, "html", "<h2>Codebook</h2>"},
        {"a document has one title", NULL, "md",
         "# some title\n\n## At a glance"},
        {"all of it as one object", NULL, "json", "\"frequencies\":["},
    };
    Fixture *fixture = fixture_new(&plain_words);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str document = document_in(fixture, rows[i].name, rows[i].form);
        ck_assert_msg(str_find(document, str_of(rows[i].holds), 0) >= 0,
                      "%s: %.*s", rows[i].promise, FMT(document));
    }
    Err err = {0};
    Str unused;
    Strs names = {0};
    ck_assert(!report_document(&fixture->input, names, S("docx"),
                               &fixture->arena, &unused, &err) &&
              err.kind == ERR_USAGE);
    *PUSH(&names, &fixture->arena) = S("theme");
    err = (Err){0};
    ck_assert(!report_document(&fixture->input, names, S("csv"),
                               &fixture->arena, &unused, &err) &&
              err.kind == ERR_USAGE);
    const ReportName *list;
    ck_assert(report_names(&list) == REPORTS && list[0].title);
    fixture_free(fixture);
}
END_TEST

// A document in JSON of a study in which every text is hostile.
START_TEST(test_json_is_sound)
{
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        Words words = plain_words;
        words.other = str_of(hostile[i]);
        Fixture *fixture = fixture_new(&words);
        Str json = document_in(fixture, NULL, "json");
        int depth = 0;
        bool quoted = false, sound = true;
        for (ptrdiff_t k = 0; k < json.len; k++) {
            char c = json.at[k];
            if (quoted && c == '\\') {
                k++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += (c == '{' || c == '[') - (c == '}' || c == ']');
            }
            sound = sound && depth >= 0 &&
                    ((unsigned char)c >= 0x20 || k + 1 == json.len);
        }
        ck_assert_msg(sound && depth == 0 && !quoted, "sound: %s", hostile[i]);
        fixture_free(fixture);
    }
}
END_TEST

START_TEST(test_csv_cells)
{
    static const struct {
        const char *promise, *text, *field;
    } rows[] = {
        {"plain text stays", "rent", "rent"},
        {"commas are quoted", "a,b", "\"a,b\""},
        {"quotes are doubled", "a\"b", "\"a\"\"b\""},
        {"line breaks are quoted", "a\nb", "\"a\nb\""},
        {"a formula is disarmed", "=1+1", "'=1+1"},
        {"so is what begins with +", "+SUM(A1)", "'+SUM(A1)"},
        {"and with -", "-x", "'-x"},
        {"and with @", "@x", "'@x"},
        {"and with a tab", "\tx", "'\tx"},
        {"and with a return", "\rx", "\"'\rx\""},
        {"disarmed and quoted", "=A1,\"", "\"'=A1,\"\"\""},
        {"a negative number is a number", "-0.5", "-0.5"},
        {"a signed number is a number", "+12", "+12"},
        {"a sign alone is not", "-", "'-"},
        {"nor is speech after a dash", "- well, yes", "\"'- well, yes\""},
        {"a dash that is none of ASCII is no sign", "– yes", "– yes"},
        {"nor are two points", "-1.2.3", "'-1.2.3"},
    };
    Fixture *fixture = fixture_new(&plain_words);
    Material material = material_of(&fixture->input, &fixture->arena);
    const Column columns[] = {{"a", S("A"), false}, {"b", S("B"), true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf out = {.arena = &fixture->arena};
        Sink sink = sink_make(&sink_csv, &material, &out);
        Table table = table_of(&sink, "x", S("X"), columns, 2);
        const Cell cells[] = {cell_text(str_of(rows[i].text)),
                              cell_decimal(NAN, 2)};
        sink_table(&sink, &table);
        sink_row(&sink, cells);
        sink_table_end(&sink);
        Str want = str_format(&fixture->arena, "a,b\r\n%s,\r\n", rows[i].field);
        ASSERT_STR(buf_str(&out), str_terminated(&fixture->arena, want),
                   rows[i].promise);
    }
    fixture_free(fixture);
}
END_TEST

START_TEST(test_markdown)
{
    static const struct {
        const char *promise, *text, *markdown;
    } rows[] = {
        {"plain text stays", "rent, too", "rent, too"},
        {"emphasis is escaped", "a *b* _c_", "a \\*b\\* \\_c\\_"},
        {"links are escaped", "[a](b)", "\\[a\\](b)"},
        {"tags are escaped", "<b>", "\\<b\\>"},
        {"the escape is escaped", "a\\b", "a\\\\b"},
        {"cells cannot be broken", "a|b\nc", "a\\|b c"},
        {"a line does not become a list", "- a", "\\- a"},
        {"nor a numbered one", "12. a", "12\\. a"},
        {"nor a heading", "# a", "\\# a"},
    };
    Fixture *fixture = fixture_new(&plain_words);
    Material material = material_of(&fixture->input, &fixture->arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf out = {.arena = &fixture->arena};
        Sink sink = sink_make(&sink_md, &material, &out);
        sink_paragraph(&sink, TONE_PLAIN, str_of(rows[i].text));
        ASSERT_STR(str_trim(buf_str(&out)), rows[i].markdown, rows[i].promise);
    }
    fixture_free(fixture);
}
END_TEST

// ---- parts

START_TEST(test_phrases)
{
    static const struct {
        const char *promise;
        double number;
        int decimals;
        const char *phrase;
    } rows[] = {
        {"decimals as asked", 0.125, 2, "0.12"},
        {"undefined is a dash", NAN, 2, "\xE2\x80\x93"},
        {"so is infinity", INFINITY, 2, "\xE2\x80\x93"},
        {"nought is nought", 0, 2, "0.00"},
        {"what is not nought does not look so", 0.0004, 2, "<0.01"},
        {"on the other side, too", -0.0004, 2, ">-0.01"},
    };
    Arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ASSERT_STR(phrase_decimal(&arena, rows[i].number, rows[i].decimals),
                   rows[i].phrase, rows[i].promise);
    }
    ASSERT_STR(phrase_count(&arena, 1234567), "1,234,567", "thousands");
    ASSERT_STR(phrase_count(&arena, -123), "-123", "no comma after the sign");
    ASSERT_STR(phrase_plural(&arena, 1, "case", "cases"), "1 case", "one");
    ASSERT_STR(phrase_plural(&arena, 0, "case", "cases"), "0 cases", "none");
    ASSERT_STR(phrase_name(&arena, S("policy_makers")), "Policy makers", "id");
    ck_assert(material_words(S("It's well-known, isn't it? 3.5 %")) == 5);
    arena_release(&arena);
}
END_TEST

START_TEST(test_slugs)
{
    static const struct {
        const char *promise, *name, *slug;
    } rows[] = {
        {"a plain name stays", "P01", "P01"},
        {"capitals do not tell files apart", "p01", "p01-2"},
        {"blanks and slashes become one dash", "a / b", "a-b"},
        {"no way out of the folder", "../../etc", "etc"},
        {"what is left of nothing", "\xC3\xA4", "x"},
        {"and again", "\xC3\xB6", "x-6"},
        {"the same name twice", "P01", "P01-7"},
    };
    Arena arena = {0};
    Strs names = {0};
    enum { ROWS = sizeof rows / sizeof *rows };
    for (size_t i = 0; i < ROWS; i++) {
        *PUSH(&names, &arena) = str_of(rows[i].name);
    }
    Strs slugs = path_slugs(names, &arena);
    for (size_t i = 0; i < ROWS; i++) {
        ASSERT_STR(slugs.at[i], rows[i].slug, rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// Whatever overlaps, the pieces cover the text once, and each knows what
// covers it.
START_TEST(test_flatten)
{
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        Arena arena = {0};
        Strokes strokes = {0};
        int32_t length = 1 + (int32_t)(random_next(&seed) % 40), begin = 0;
        for (int32_t n = (int32_t)(random_next(&seed) % 9); n > 0; n--) {
            begin += (int32_t)(random_next(&seed) % 6);
            int32_t end = begin + 1 + (int32_t)(random_next(&seed) % 12);
            if (begin < length) {
                *PUSH(&strokes, &arena) =
                    (Stroke){{begin, end < length ? end : length}, n};
            }
        }
        Segments segments = flatten((Span){0, length}, &strokes, &arena);
        int32_t at = 0, begun = 0, ended = 0;
        for (ptrdiff_t i = 0; i < segments.len; i++) {
            const Segment *held = &segments.at[i];
            int32_t depth = 0, lanes = 0;
            for (ptrdiff_t k = 0; k < strokes.len; k++) {
                depth += span_contains(strokes.at[k].span, held->span);
            }
            for (int lane = 0; lane < LANES; lane++) {
                int32_t stroke = held->lanes[lane];
                ck_assert(stroke == NONE ||
                          span_contains(strokes.at[stroke].span, held->span));
                lanes += stroke != NONE;
            }
            ck_assert(held->span.begin == at && held->span.end > at);
            ck_assert(held->depth == depth && lanes <= depth);
            ck_assert(depth == 0 || lanes > 0 || depth > LANES);
            ck_assert(held->first_begin == begun && held->first_end == ended);
            at = held->span.end;
            begun += held->begins;
            ended += held->ends;
        }
        ck_assert(at == length && begun == strokes.len && ended == strokes.len);
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("report forms", test_documents, test_json_is_sound, test_csv_cells,
          test_markdown, test_phrases, test_slugs, test_flatten)
