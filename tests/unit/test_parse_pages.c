// Rich Text, HTML, PDF and old Word documents: the same interview gives the
// same turns in each, and what cannot be read is refused by name.
#include "parsing.h"

#include "parse/talk/clock.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool skips(void)
{
    if (!shared_folder()) {
        printf("skipped: THEMATA_SHARED names no folder with real data\n");
    }
    return !shared_folder();
}

// False where a program is missing that would read the file.
static bool parse_shared(const char *name, Arena *arena, Parsed *parsed)
{
    Str path = str_format(arena, "%s/data/%s", shared_folder(), name);
    *parsed = parse_file(str_terminated(arena, path), arena);
    if (parsed->err.kind == ERR_HELPER) {
        printf("skipped: %s: %s\n", name, parsed->err.message);
        return false;
    }
    return true;
}

// ---- families

// What one says, in one form: one blank for blanks of all kinds, straight
// quotes, no blank before the "//" that ends an overlap, no times in between.
static Str plainly(Str said, Arena *arena)
{
    static const struct {
        const char *written, *plain;
    } forms[] = {
        {"“", "\""}, {"”", "\""}, {"\u00A0", " "}, {"\t", " "}, {"\n", " "},
    };
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < said.len;) {
        Str rest = str_slice(said, i, said.len), one = str_slice(rest, 0, 1);
        int32_t ms, end_ms;
        ptrdiff_t len = 1, mark = clock_mark(rest, &ms, &end_ms);
        if (mark > 0) {
            i += mark;
            continue;
        }
        for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
            if (str_starts(rest, str_of(forms[k].written))) {
                one = str_of(forms[k].plain);
                len = str_of(forms[k].written).len;
            }
        }
        bool again = str_eq(one, S(" ")) && str_ends(buf_str(&out), S(" "));
        buf_add(&out, again || str_starts(rest, S(" //")) ? S("") : one);
        i += len;
    }
    return str_trim(buf_str(&out));
}

static const struct {
    const char *promise, *one, *other;
    bool timed; // starts are the same too
} families[] = {
    {"Rich Text", "converted/serdif_P1.txt", "converted/serdif_P1.rtf", true},
    {"HTML", "converted/serdif_P1.txt", "converted/serdif_P1.html", true},
    {"PDF", "converted/serdif_P1.txt", "converted/serdif_P1.pdf", true},
    {"an old Word document", "converted/serdif_P1.txt",
     "converted/serdif_P1.doc", true},
    {"a Word document", "converted/serdif_P1.txt", "converted/serdif_P1.docx",
     true},
    {"an OpenDocument text", "converted/serdif_P1.txt",
     "odt/serdif_P1_GMT20211118.odt", true},
    {"noScribe's HTML as OpenDocument", "noscribe/interview.html",
     "converted/noscribe.odt", true},
    {"noScribe's HTML as a Word document", "noscribe/interview.html",
     "converted/noscribe.docx", true},
    {"an old Word document and Word's HTML", "html/unix_aho.htm",
     "doc/unix_aho.doc", true},
    {"noScribe's HTML and its text", "noscribe/interview.txt",
     "noscribe/interview.html", true},
    {"noScribe's HTML and its captions, whose times are wrong",
     "noscribe/interview.vtt", "noscribe/interview.html", false},
};

static void check_family(size_t n, const Transcript *one,
                         const Transcript *other, Arena *arena)
{
    const char *promise = families[n].promise;
    ck_assert_msg(one->turns.len == other->turns.len, "%s: %lld and %lld turns",
                  promise, (long long)one->turns.len,
                  (long long)other->turns.len);
    for (int32_t i = 0; i < one->turns.len; i++) {
        const Turn *a = &one->turns.at[i], *b = &other->turns.at[i];
        Str x = plainly(transcript_text(one, a->span), arena);
        Str y = plainly(transcript_text(other, b->span), arena);
        ck_assert_msg(str_eq(transcript_turn_speaker(one, i),
                             transcript_turn_speaker(other, i)),
                      "%s: speaker of turn %d", promise, i + 1);
        ck_assert_msg(str_eq(x, y), "%s: turn %d: '%.*s' and '%.*s'", promise,
                      i + 1, FMT(x), FMT(y));
        ck_assert_msg(!families[n].timed || a->start_ms == b->start_ms,
                      "%s: time of turn %d", promise, i + 1);
    }
}

START_TEST(test_families)
{
    for (size_t i = 0; !skips() && i < sizeof families / sizeof *families;
         i++) {
        Arena arena = {0};
        Parsed one, other;
        if (parse_shared(families[i].one, &arena, &one) &&
            parse_shared(families[i].other, &arena, &other)) {
            ck_assert_msg(one.transcripts.len == 1 &&
                              other.transcripts.len == 1,
                          "%s: %s%s", families[i].promise, one.err.message,
                          other.err.message);
            check_family(i, &one.transcripts.at[0], &other.transcripts.at[0],
                         &arena);
        }
        arena_release(&arena);
    }
}
END_TEST

// ---- facts

static const struct {
    const char *file, *format;
    int32_t turns;
    const char *speaker[2];
    int32_t of[2];
} facts[] = {
    {"pdf/pdpilot_P1.pdf", "pdf", 94, {"Dan", "Participant"}, {47, 47}},
    {"pdf/pdpilot_P2.pdf", "pdf", 165, {"Dan", "Participant"}, {81, 84}},
    {"html/unix_aho.htm", "html", 92, {"Aho", "MSM"}, {46, 46}},
    {"html/unix_kernighan.htm", "html", 132, {"Kernighan", "MSM"}, {66, 66}},
    {"noscribe/interview.html", "html", 55, {"S00", "S01"}, {26, 28}},
    {"nasty/n81_html.doc", "html", 1, {"I"}, {1}},
    {"nasty/n82_rtf.doc", "rtf", 2, {"I", "P"}, {1, 1}},
    {"nasty/n84_rtf_sjis.rtf", "rtf", 1, {"P"}, {1}},
};

static int32_t turns_of(const Transcript *transcript, const char *speaker)
{
    int32_t turns = 0;
    for (int32_t i = 0; i < transcript->turns.len; i++) {
        turns +=
            str_eq(transcript_turn_speaker(transcript, i), str_of(speaker));
    }
    return turns;
}

START_TEST(test_facts)
{
    for (size_t i = 0; !skips() && i < sizeof facts / sizeof *facts; i++) {
        Arena arena = {0};
        Parsed parsed;
        if (!parse_shared(facts[i].file, &arena, &parsed)) {
            continue;
        }
        ck_assert_msg(parsed.transcripts.len == 1, "%s: %s", facts[i].file,
                      parsed.err.message);
        ck_assert_str_eq(parsed.format->name, facts[i].format);
        const Transcript *one = &parsed.transcripts.at[0];
        ck_assert_msg(one->turns.len == facts[i].turns, "%s: %lld turns",
                      facts[i].file, (long long)one->turns.len);
        for (int k = 0; k < 2 && facts[i].speaker[k]; k++) {
            int32_t turns = turns_of(one, facts[i].speaker[k]);
            ck_assert_msg(turns == facts[i].of[k], "%s: %s has %d turns",
                          facts[i].file, facts[i].speaker[k], turns);
        }
        arena_release(&arena);
    }
}
END_TEST

// ---- what is refused

#define BYTES(literal) literal, sizeof(literal) - 1
#define WORD "..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t"
#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static const struct {
    const char *promise, *bytes;
    size_t len;
    const char *file, *says;
} refusals[] = {
    {"a PDF that is none", BYTES("%PDF-1.7\ngarbage"), "a.pdf", "damaged"},
    {"Rich Text that ends early", BYTES("{\\rtf1 I: hello\\par P: {\\b hi}"),
     "a.rtf", "line 1 of this Rich Text is its last"},
    {"Rich Text that ends within a word", BYTES("{\\rtf1\nI: hi\\"), "a.rtf",
     "line 2 of this Rich Text is its last"},
    {"a document with a password",
     BYTES(OLE "..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"), "a.docx",
     "a password protects this document"},
    {"an old document without text", BYTES(OLE WORD), "a.doc", "finds no text"},
    {"an old file that is no document", BYTES(OLE "xx"), "a.doc",
     "an old Word or Office document"},
    {"pages that are pictures",
     BYTES("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
           "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
           "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\n"
           "endobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"),
     "a.pdf", "text recognition (OCR)"},
};

START_TEST(test_refused)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        Arena arena = {0};
        Str bytes = {refusals[i].bytes, (ptrdiff_t)refusals[i].len};
        Parsed parsed = parse_bytes(bytes, refusals[i].file, &arena);
        if (parsed.err.kind == ERR_HELPER) {
            printf("skipped: %s\n", parsed.err.message);
        } else {
            ck_assert_msg(parsed.err.kind == ERR_INPUT &&
                              strstr(parsed.err.message, refusals[i].says),
                          "%s: %s", refusals[i].promise, parsed.err.message);
        }
        arena_release(&arena);
    }
}
END_TEST

// The rest of a page is not left out in silence.
static const struct {
    const char *file, *begins, *nests, *ends;
} deep[] = {
    {"a.rtf", "{\\rtf1 I: hi\\par", "{", ""},
    {"a.html", "<html><p>I: hi<p>P: yes<p>I: so", "<div>", "<p>P: and more"},
};

START_TEST(test_deep)
{
    for (size_t i = 0; i < sizeof deep / sizeof *deep; i++) {
        Arena arena = {0};
        Buf page = {.arena = &arena};
        buf_add(&page, str_of(deep[i].begins));
        for (int k = 0; k < 100000; k++) {
            buf_add(&page, str_of(deep[i].nests));
        }
        buf_add(&page, str_of(deep[i].ends));
        Parsed parsed = parse_bytes(buf_str(&page), deep[i].file, &arena);
        ck_assert_msg(parsed.err.kind == ERR_INPUT, "%s is read", deep[i].file);
        ck_assert_msg(strstr(parsed.err.message, "nests too deeply"), "%s",
                      parsed.err.message);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_no_program)
{
    static const struct {
        const char *promise, *bytes;
        size_t len;
        const char *file, *says;
    } missing[] = {
        {"a PDF", BYTES("%PDF-1.7\n"), "a.pdf", "install poppler-utils"},
        {"an old document", BYTES(OLE WORD), "a.doc",
         "save the document as .docx first"},
    };
    setenv("PATH", "/nonexistent", 1);
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        Arena arena = {0};
        Str bytes = {missing[i].bytes, (ptrdiff_t)missing[i].len};
        Parsed parsed = parse_bytes(bytes, missing[i].file, &arena);
        ck_assert_int_eq(parsed.err.kind, ERR_HELPER);
        ck_assert_msg(strstr(parsed.err.message, missing[i].says), "%s: %s",
                      missing[i].promise, parsed.err.message);
        arena_release(&arena);
    }
}
END_TEST

// ---- what another program prints of a document

// A program of our own stands for antiword.
static const struct {
    const char *promise, *script;
    const char *turns; // "speaker: said" with "/" between, or the refusal
} printed[] = {
    {"paragraphs are lines", "printf 'I: Why?\\n\\nP: Well.\\nSo.\\n'",
     "I: Why?/P: Well.\nSo."},
    {"a picture is nothing said", "printf 'I: Why [pic]not?\\n[pic]\\nP: No.'",
     "I: Why not?/P: No."},
    {"rows are rows, and a part of one goes on with it",
     "printf '|I: one |more |\\n|P: two |and  |\\n|       |so on|\\n'",
     "I: one\tmore/P: two\tand so on"},
    {"a password is told by name",
     "echo 'Encrypted documents are not supported' >&2; exit 1",
     "a password protects this document; save it without one"},
    {"no text is none", "exit 1",
     "'antiword' finds no text in this Word document; save it as .docx first"},
};

static Str told(const Parsed *parsed, Arena *arena)
{
    Buf out = {.arena = arena};
    if (parsed->transcripts.len == 0) {
        return str_of(parsed->err.message);
    }
    const Transcript *one = &parsed->transcripts.at[0];
    for (int32_t i = 0; i < one->turns.len; i++) {
        buf_add(&out, i > 0 ? S("/") : S(""));
        buf_add(&out, transcript_turn_speaker(one, i));
        buf_add(&out, S(": "));
        buf_add(&out, transcript_text(one, one->turns.at[i].span));
    }
    return buf_str(&out);
}

START_TEST(test_printed)
{
    char folder[] = "/tmp/themata-test-XXXXXX";
    ck_assert(mkdtemp(folder) != NULL);
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        Arena arena = {0};
        Err err = {0};
        const char *path =
            str_terminated(&arena, str_format(&arena, "%s/antiword", folder));
        Str script = str_format(&arena, "#!/bin/sh\n%s\n", printed[i].script);
        ck_assert_msg(io_write(path, script, &err), "%s", err.message);
        ck_assert(chmod(path, 0700) == 0);
        setenv("PATH", folder, 1);
        Str bytes = {OLE WORD, sizeof(OLE WORD) - 1};
        Parsed parsed = parse_bytes(bytes, "a.doc", &arena);
        ASSERT_STR(told(&parsed, &arena), printed[i].turns, printed[i].promise);
        ck_assert(unlink(path) == 0);
        arena_release(&arena);
    }
    ck_assert(rmdir(folder) == 0);
}
END_TEST

UNIT_MAIN("parse_pages", test_families, test_facts, test_refused, test_deep,
          test_no_program, test_printed)
