#include "decode/decode.h"

#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"
#include "decode/inside.h"
#include "unit.h"

#include <iconv.h>
#include <stdio.h>

typedef struct Outcome {
    bool ok;
    Decoded decoded;
    Diags diags;
    Err err;
} Outcome;

static Outcome decode_as(Str bytes, const char *file, const char *asked,
                         Arena *arena)
{
    Outcome outcome = {.diags = {.arena = arena}};
    outcome.ok = decode(bytes, str_of(file), str_of(asked), arena,
                        &outcome.decoded, &outcome.diags, &outcome.err);
    return outcome;
}

// ---- bytes with a known answer

#define BYTES(literal) literal, sizeof(literal) - 1

static const struct {
    const char *promise, *bytes;
    size_t len;
    const char *asked, *text, *encoding;
    const char *findings; // ids with blanks between
} known[] = {
    {"nothing is a text", BYTES(""), "", "", "UTF-8", ""},
    {"plain ASCII", BYTES("I: hi\n"), "", "I: hi\n", "UTF-8", ""},
    {"UTF-8", BYTES("caf\u00e9"), "", "caf\u00e9", "UTF-8", ""},
    {"a UTF-8 mark goes", BYTES("\xEF\xBB\xBFhi"), "", "hi", "UTF-8", ""},
    {"only a mark", BYTES("\xEF\xBB\xBF"), "", "", "UTF-8", ""},
    {"CRLF, CR, VT, FF become LF", BYTES("a\r\nb\rc\vd\fe"), "",
     "a\nb\nc\nd\ne", "UTF-8", ""},
    {"NEL, LS, PS become LF",
     BYTES("a\xC2\x85"
           "b\u2028c\u2029d"),
     "", "a\nb\nc\nd", "UTF-8", ""},
    {"CR CR LF is two line ends", BYTES("a\r\r\nb"), "", "a\n\nb", "UTF-8", ""},
    {"CR at the end", BYTES("a\r"), "", "a\n", "UTF-8", ""},
    {"a NUL inside a word", BYTES("we\0ll"), "", "we\uFFFDll", "UTF-8", "D002"},
    {"UTF-16LE with mark", BYTES("\xFF\xFEh\0i\0\xE9\0"), "", "hi\u00e9",
     "UTF-16LE", ""},
    {"UTF-16BE with mark", BYTES("\xFE\xFF\0h\0i"), "", "hi", "UTF-16BE", ""},
    {"UTF-16LE without mark", BYTES("I\0:\0 \0h\0i\0"), "", "I: hi", "UTF-16LE",
     "D001"},
    {"UTF-16BE without mark", BYTES("\0I\0:\0 \0h\0i"), "", "I: hi", "UTF-16BE",
     "D001"},
    {"an odd byte at the end of UTF-16", BYTES("\xFF\xFEh\0i\0x"), "",
     "hi\uFFFD", "UTF-16LE", "D002"},
    {"half a surrogate pair",
     BYTES("\xFF\xFE"
           "a\0\x00\xD8 \0"),
     "", "a\uFFFD ", "UTF-16LE", "D002"},
    {"a surrogate pair", BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), "", "\U0001F600",
     "UTF-16LE", ""},
    {"UTF-32LE with mark", BYTES("\xFF\xFE\0\0h\0\0\0"), "", "h", "UTF-32LE",
     ""},
    {"UTF-32BE with mark", BYTES("\0\0\xFE\xFF\0\0\0h"), "", "h", "UTF-32BE",
     ""},
    {"UTF-32LE without mark", BYTES("I\0\0\0:\0\0\0 \0\0\0h\0\0\0i\0\0\0"), "",
     "I: hi", "UTF-32LE", "D001"},
    {"UTF-32BE without mark", BYTES("\0\0\0I\0\0\0:\0\0\0 \0\0\0h\0\0\0i"), "",
     "I: hi", "UTF-32BE", "D001"},
    {"damaged UTF-8", BYTES("ok \xC3\xA9 \xE2\x82 \xE2\x82\xAC x\xC0\xAF y"),
     "", "ok \u00e9 \uFFFD\uFFFD \u20ac x\uFFFD\uFFFD y", "UTF-8", "D002"},
    {"UTF-8 with mark and one wrong byte",
     BYTES("\xEF\xBB\xBF"
           "a\xFF"
           "b"),
     "", "a\uFFFDb", "UTF-8", "D002"},
    {"lines of UTF-8 and of windows-1252",
     BYTES("caf\xC3\xA9\nna\xC3\xAFve\ncaf\xE9 I\x92"
           "d\n"),
     "", "caf\u00e9\nna\u00efve\ncaf\u00e9 I\u2019d\n", "UTF-8", "D001"},
    {"decoded twice", BYTES("caf\u00c3\u00a9"), "", "caf\u00c3\u00a9", "UTF-8",
     "D003"},
    {"decoded twice, three bytes", BYTES("I\u00e2\u20ac\u2122d"), "",
     "I\u00e2\u20ac\u2122d", "UTF-8", "D003"},
    {"A with tilde before a letter is no mistake", BYTES("N\u00c3O"), "",
     "N\u00c3O", "UTF-8", ""},
    {"asked for latin1", BYTES("caf\xE9"), "latin1", "caf\u00e9", "latin1", ""},
    {"latin1 with quotation marks is windows-1252", BYTES("\x93hi\x94"),
     "latin1", "\u201chi\u201d", "windows-1252", ""},
    {"asked for macroman", BYTES("caf\x8E"), "macroman", "caf\u00e9",
     "macintosh", ""},
    {"asked for cp1252", BYTES("\x80"), "cp1252", "\u20ac", "windows-1252", ""},
    {"asked for UTF-16", BYTES("h\0i\0"), "utf16", "hi", "UTF-16LE", ""},
    {"asked for UTF-8, whatever the bytes", BYTES("caf\xE9"), "utf-8",
     "caf\uFFFD", "UTF-8", "D002"},
    {"a mark goes also when asked", BYTES("\xEF\xBB\xBFhi"), "UTF-8", "hi",
     "UTF-8", ""},
    {"a byte that windows-1252 has not",
     BYTES("a\x81"
           "b"),
     "windows-1252", "a\uFFFDb", "windows-1252", "D002"},
    {"XML declares", BYTES("<?xml version='1.0' encoding='ISO-8859-15'?>\xA4"),
     "", "<?xml version='1.0' encoding='ISO-8859-15'?>\u20ac", "ISO-8859-15",
     ""},
    {"HTML declares", BYTES("<meta charset=\"koi8-r\">\xC1"), "",
     "<meta charset=\"koi8-r\">\u0430", "koi8-r", ""},
    {"@UTF8 that holds", BYTES("@UTF8\n\u00e9"), "", "@UTF8\n\u00e9", "UTF-8",
     ""},
    {"@UTF8 that lies", BYTES("@UTF8\nf\xFCr die M\xFCtter"), "",
     "@UTF8\nf\u00fcr die M\u00fctter", "windows-1252", "D004 D001"},
    {"the mark beats the declaration",
     BYTES("\xFF\xFE<\0?\0x\0m\0l\0 \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0K\0O\0I\0"
           "8\0-\0R\0'\0?\0>\0"),
     "", "<?xml encoding='KOI8-R'?>", "UTF-16LE", "D004"},
    {"control characters stay",
     BYTES("a\x07"
           "b\x1B[3m\x08"),
     "",
     "a\x07"
     "b\x1B[3m\x08",
     "UTF-8", ""},
};

static Str ids_of(const Diags *diags, Arena *arena)
{
    Buf ids = {.arena = arena};
    for (ptrdiff_t i = 0; i < diags->len; i++) {
        buf_format(&ids, "%s%s", i > 0 ? " " : "", diag_name(diags->at[i].id));
    }
    return buf_str(&ids);
}

START_TEST(test_known)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        Arena arena = {0};
        Str bytes = {known[i].bytes, (ptrdiff_t)known[i].len};
        Outcome outcome = decode_as(bytes, "x.txt", known[i].asked, &arena);
        ck_assert_msg(outcome.ok, "%s: %s", known[i].promise,
                      outcome.err.message);
        ASSERT_STR(outcome.decoded.text, known[i].text, known[i].promise);
        ASSERT_STR(outcome.decoded.encoding, known[i].encoding,
                   known[i].promise);
        ASSERT_STR(ids_of(&outcome.diags, &arena), known[i].findings,
                   known[i].promise);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_places)
{
    Arena arena = {0};
    Outcome outcome =
        decode_as(S("I: caf\u00e9\nP: we\0ll\n"), "x.txt", "", &arena);
    ck_assert_int_eq(outcome.diags.len, 1);
    ck_assert_int_eq(outcome.diags.at[0].place.line, 2);
    ck_assert_int_eq(outcome.diags.at[0].place.column, 6);
    outcome = decode_as(S("\u00e9 caf\u00c3\u00a9"), "x.txt", "", &arena);
    ck_assert_int_eq(outcome.diags.at[0].place.line, 1);
    ck_assert_int_eq(outcome.diags.at[0].place.column, 6);
    arena_release(&arena);
}
END_TEST

START_TEST(test_plain_text_is_a_view)
{
    Arena arena = {0};
    Str bytes = S("I: caf\u00e9\nP: \u201chi\u201d\n");
    Outcome outcome = decode_as(bytes, "x.txt", "", &arena);
    ck_assert_ptr_eq(outcome.decoded.text.at, bytes.at);
    arena_release(&arena);
}
END_TEST

START_TEST(test_unknown_encoding)
{
    Arena arena = {0};
    Outcome outcome = decode_as(S("x"), "x.txt", "UFT-8", &arena);
    ck_assert(!outcome.ok);
    ck_assert_int_eq(outcome.err.kind, ERR_USAGE);
    ck_assert_str_eq(outcome.err.message,
                     "no encoding is called 'UFT-8'; did you mean 'UTF-8'?");
    outcome = decode_as(S("x"), "x.txt", "UTF-8//TRANSLIT", &arena);
    ck_assert_int_eq(outcome.err.kind, ERR_USAGE);
    outcome = decode_as(S("x"), "x.txt", "klingon", &arena);
    ck_assert_str_eq(outcome.err.message, "no encoding is called 'klingon'");
    arena_release(&arena);
}
END_TEST

// ---- what is no text

static const struct {
    const char *promise, *bytes;
    size_t len;
    const char *file, *says; // "" where it is a text all the same
} others[] = {
    {"an archive", BYTES("PK\3\4xx"), "x.zip", "ZIP archive"},
    {"PDF", BYTES("%PDF-1.7\ngarbage"), "x.txt", "PDF"},
    {"RTF", BYTES("{\\rtf1\\ansi I: hi}"), "x.doc", "Rich Text"},
    {"OLE2", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xx"), "x.docx", "old Word"},
    {"PNG", BYTES("\x89PNG\r\n\x1A\n"), "x", "image (PNG)"},
    {"gzip", BYTES("\x1F\x8B\x08"), "x", "gzip"},
    {"MP3 with tags", BYTES("ID3\3\0\0"), "x", "MP3"},
    {"WAV", BYTES("RIFF\1\1\1\1WAVEfmt "), "x", "WAV"},
    {"MP4",
     BYTES("\0\0\0\x18"
           "ftypmp42"),
     "x", "MP4"},
    {"a program",
     BYTES("\x7F"
           "ELF\2\1\1"),
     "x", "program"},
    {"SQLite", BYTES("SQLite format 3\0"), "x", "SQLite"},
    {"noise",
     BYTES("a\1b\2c\3d\4e\5f\6g\7h\16i\17j\20k\21l\22m\23n\24o\25p"
           "\26q\27r\30s\31"),
     "x", "no text"},
    {"a speaker called ID3", BYTES("ID3: hello"), "x", ""},
    {"a talk about waves", BYTES("RIFF\1.. heat"), "x", ""},
    {"a speaker called MZ", BYTES("MZ: hello"), "x", ""},
    {"a few control characters are a text", BYTES("a\1b\2"), "x", ""},
};

START_TEST(test_no_text)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        Arena arena = {0};
        Str bytes = {others[i].bytes, (ptrdiff_t)others[i].len};
        Outcome outcome = decode_as(bytes, others[i].file, "", &arena);
        Str says = str_of(others[i].says);
        ck_assert_msg(outcome.ok == (says.len == 0), "%s: %s",
                      others[i].promise, outcome.err.message);
        ck_assert_msg(str_find(str_of(outcome.err.message), says, 0) >= 0,
                      "%s: %s", others[i].promise, outcome.err.message);
        ck_assert_int_eq(outcome.err.kind, outcome.ok ? ERR_NONE : ERR_INPUT);
        arena_release(&arena);
    }
}
END_TEST

// ---- which one-byte encoding: each text in each encoding that has it

static const struct {
    const char *language, *text;
} languages[] = {
    {"German", "I: Können Sie sagen, was für Sie das Größte war?\n"
               "P: Ja, natürlich – für die Ärzte war es schwierig. „Schön“, "
               "sagte die Frau, „aber überflüssig.“\n"},
    {"French", "I: Où étiez-vous à l’époque où ça a commencé ?\n"
               "P: J’étais à l’hôpital, très occupé, et le médecin-chef a "
               "été formidable. Ça a marché grâce à lui.\n"},
    {"Spanish", "I: ¿Qué pasó después del año pasado?\n"
                "P: Pues mañana será más difícil. La señora dijo que sí, "
                "pero el jefe no quería. ¡Qué lástima!\n"},
    {"Italian", "I: Perché è così difficile la città?\n"
                "P: Però già allora c’è stata più libertà e la qualità era "
                "buona. Così è andata.\n"},
    {"Portuguese", "I: O que aconteceu com a informação?\n"
                   "P: Não é fácil. A organização não tem condições, e a "
                   "população também não. É só isso, então.\n"},
    {"English", "I: Where did you start?\n"
                "P: Well, I’d say we didn’t know. “That’s it,” she said – "
                "and it wasn’t. It’s a café, you know…\n"},
    {"English, one apostrophe", "P: It’s about money, really.\n"},
    {"Dutch", "I: Hoe gaat het met de patiënten?\n"
              "P: De coördinatie is beëindigd, reünie of niet. Een paar "
              "ideeën over financiën.\n"},
    {"Swedish", "I: Hur mår du på sjukhuset?\n"
                "P: Det är svårt för läkarna, men vårdpersonalen är "
                "väldigt duktig. Åtta år på avdelningen.\n"},
};

static const char *const one_byte[] = {"windows-1252", "ISO-8859-15",
                                       "macintosh"};

// The text in another encoding, or nothing where a character is missing.
static Str encoded(Str text, const char *encoding, Arena *arena)
{
    char *out = arena_take(arena, 1, text.len), *to = out;
    char *from = str_terminated(arena, text);
    size_t left = (size_t)text.len, room = (size_t)text.len;
    iconv_t converter = iconv_open(encoding, "UTF-8");
    ck_assert(converter != (iconv_t)-1);
    size_t result = iconv(converter, &from, &left, &to, &room);
    iconv_close(converter);
    return result == (size_t)-1 ? (Str){0} : (Str){out, to - out};
}

START_TEST(test_one_byte_encodings)
{
    size_t encodings = sizeof one_byte / sizeof *one_byte;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        for (size_t j = 0; j < encodings; j++) {
            Arena arena = {0};
            Str text = str_of(languages[i].text);
            Str bytes = encoded(text, one_byte[j], &arena);
            if (bytes.len > 0) {
                Outcome outcome = decode_as(bytes, "x.txt", "", &arena);
                ck_assert_msg(str_eq(outcome.decoded.text, text),
                              "%s in %s: read as %.*s: %.*s",
                              languages[i].language, one_byte[j],
                              FMT(outcome.decoded.encoding),
                              FMT(outcome.decoded.text));
                ck_assert(outcome.decoded.guessed);
                ck_assert(found(&outcome.diags, DIAG_D001));
            }
            arena_release(&arena);
        }
    }
}
END_TEST

static const struct {
    const char *promise, *encoding, *text;
} scripts[] = {
    {"Russian", "windows-1251",
     "И: Расскажите, пожалуйста, как всё началось?\nП: Ну, сначала было "
     "трудно, врачи не хотели менять свою работу.\n"},
    {"Russian in KOI8", "KOI8-R",
     "И: Расскажите, пожалуйста, как всё началось?\nП: Ну, сначала было "
     "трудно, врачи не хотели менять свою работу.\n"},
    {"Polish", "ISO-8859-2",
     "I: Proszę powiedzieć, jak się zaczęło?\nP: No więc na początku było "
     "ciężko, lekarze nie chcieli zmieniać swojej pracy.\n"},
    {"Greek", "ISO-8859-7",
     "Ε: Πώς ξεκίνησε η δουλειά;\nΑ: Στην αρχή ήταν δύσκολο, οι γιατροί δεν "
     "ήθελαν να αλλάξουν τίποτα.\n"},
    {"Greek with an accented capital at the start of a word", "windows-1253",
     "Ε: Άννα, πώς ήταν η δουλειά;\nΑ: Στην αρχή ήταν δύσκολο, οι γιατροί "
     "δεν ήθελαν. Έπρεπε να μιλήσουμε με όλους.\n"},
    {"the same as ISO has it", "ISO-8859-7",
     "Ε: Άννα, πώς ήταν η δουλειά;\nΑ: Στην αρχή ήταν δύσκολο, οι γιατροί "
     "δεν ήθελαν. Έπρεπε να μιλήσουμε με όλους.\n"},
    {"Russian on an old Macintosh", "MAC-CYRILLIC",
     "И: Расскажите, пожалуйста, как всё началось?\nП: Ну, сначала было "
     "трудно, врачи не хотели менять свою работу. Да, — сказал он.\n"},
    {"a little Russian", "windows-1251",
     "И: Что мешает?\nП: Нет денег и нет людей.\n"},
    {"names before it", "windows-1251", "Иван: Хорошо\nПетр: ничего\n"},
    {"very little", "windows-1251", "П: Да.\n"},
    {"a little of DOS", "IBM866", "И: Привет!\nП: Привет, как дела?\n"},
    {"one sentence of DOS", "IBM866", "Врач: Это проблема.\n"},
    {"Serbian", "windows-1251",
     "И: Како је почело?\nП: На почетку је било тешко, лекари нису желели да "
     "мењају свој посао. Људи ћуте, џепови празни, ђаци уче.\n"},
    {"Polish on Windows", "windows-1250",
     "I: Proszę powiedzieć, jak się zaczęło?\nP: Świetnie. Na początku było "
     "ciężko, źle, lekarze nie chcieli zmieniać swojej pracy.\n"},
    {"Japanese", "SHIFT_JIS",
     "質問：どのように始まりましたか。\n答え：最初は難しかったです。病院の人た"
     "ちは変わりたくありませんでした。\n"},
    {"Korean", "EUC-KR",
     "문: 어떻게 시작되었습니까?\n답: 처음에는 어려웠습니다. 의사들은 바꾸고 "
     "싶어하지 않았습니다.\n"},
};

START_TEST(test_other_scripts)
{
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        Arena arena = {0};
        Str text = str_of(scripts[i].text);
        Str bytes = encoded(text, scripts[i].encoding, &arena);
        Outcome outcome = decode_as(bytes, "x.txt", "", &arena);
        ck_assert_msg(str_eq(outcome.decoded.text, text),
                      "%s: read as %.*s: %.*s", scripts[i].promise,
                      FMT(outcome.decoded.encoding), FMT(outcome.decoded.text));
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_equally_possible)
{
    Arena arena = {0};
    Str text = S("Ε: Πώς ξεκίνησε η δουλειά;\nΑ: Στην αρχή ήταν δύσκολο.\n");
    Str bytes = encoded(text, "ISO-8859-7", &arena);
    Outcome outcome = decode_as(bytes, "x.txt", "", &arena);
    const char *message = outcome.diags.at[0].message.at;
    ck_assert_msg(strstr(message, "possible too: ") &&
                      strstr(message, "windows-1253"),
                  "sets that read the bytes alike are named: %s", message);
    arena_release(&arena);
}
END_TEST

// ---- any bytes

START_TEST(test_total)
{
    uint32_t seed = 7;
    static const char *const asked[] = {
        "",     "UTF-8",       "UTF-16", "UTF-7",    "SHIFT_JIS",   "GB18030",
        "BIG5", "ISO-2022-JP", "EUC-KR", "UTF-32BE", "windows-1252"};
    for (int round = 0; round < 2000; round++) {
        Arena arena = {0};
        char bytes[64];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 24);
        }
        const char *name = asked[round % (int)(sizeof asked / sizeof *asked)];
        Outcome outcome = decode_as((Str){bytes, (ptrdiff_t)(seed >> 8) % 65},
                                    "x", name, &arena);
        if (outcome.ok) {
            Str text = outcome.decoded.text;
            ck_assert_int_eq(utf8_valid(text), text.len);
            ck_assert_int_lt(str_find(text, S("\r"), 0), 0);
            ck_assert_int_lt(str_find(text, S("\0"), 0), 0);
        }
        arena_release(&arena);
    }
}
END_TEST

// ---- the shared interview in many encodings

static Str shared_file(const char *name, Arena *arena)
{
    Str bytes = {0};
    Err err = {0};
    Str path = str_format(arena, "%s/data/%s", shared_folder(), name);
    ck_assert_msg(io_read(str_terminated(arena, path), arena, &bytes, &err),
                  "%s", err.message);
    return bytes;
}

static const char *const variants[] = {
    "cp1252",      "iso8859_15",  "macroman",      "crlf",     "cr_only",
    "utf16be_bom", "utf16le_bom", "utf16le_nobom", "utf8_bom",
};

static const struct {
    const char *file, *encoding, *holds;
} chats[] = {
    {"talkbank_jpn.shift_jis.cha", "CP932", "パパ"},
    {"talkbank_jpn.euc_jp.cha", "EUC-JP", "パパ"},
    {"talkbank_zho.gb18030.cha", "GB18030", "物"},
    {"talkbank_zho.big5.cha", "BIG5-HKSCS", "物"},
};

START_TEST(test_shared_encodings)
{
    if (!shared_folder()) {
        printf("skipped: shared encodings (no THEMATA_SHARED)\n");
        return;
    }
    Arena arena = {0};
    Str original = shared_file("noscribe/interview.txt", &arena);
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
        Str name = str_format(&arena, "encodings/noscribe.%s.txt", variants[i]);
        Outcome outcome = decode_as(
            shared_file(str_terminated(&arena, name), &arena), "x", "", &arena);
        ck_assert_msg(str_eq(outcome.decoded.text, original),
                      "%s is the original", variants[i]);
    }
    for (size_t i = 0; i < sizeof chats / sizeof *chats; i++) {
        Str name = str_format(&arena, "encodings/%s", chats[i].file);
        Outcome outcome = decode_as(
            shared_file(str_terminated(&arena, name), &arena), "x", "", &arena);
        ASSERT_STR(outcome.decoded.encoding, chats[i].encoding, chats[i].file);
        ck_assert(found(&outcome.diags, DIAG_D004));
        ck_assert_int_ge(
            str_find(outcome.decoded.text, str_of(chats[i].holds), 0), 0);
    }
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("decode", test_known, test_places, test_plain_text_is_a_view,
          test_unknown_encoding, test_no_text, test_one_byte_encodings,
          test_other_scripts, test_equally_possible, test_total,
          test_shared_encodings)
