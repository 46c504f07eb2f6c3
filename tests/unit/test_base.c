#include "unit.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/html.h"
#include "base/io.h"
#include "base/json.h"
#include "base/map.h"
#include "base/scan.h"
#include "base/utf8.h"

#include <fcntl.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>
#include <stdlib.h>

START_TEST(test_cut)
{
    static const struct {
        const char *promise, *text, *part, *rest;
        bool found;
    } rows[] = {
        {"splits at the first mark", "a:b:c", "a", "b:c", true},
        {"a mark at the start gives an empty part", ":b", "", "b", true},
        {"a mark at the end leaves nothing", "a:", "a", "", true},
        {"without a mark the part is all", "abc", "abc", "", false},
        {"nothing has no mark", "", "", "", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str rest = str_of(rows[i].text), part;
        ck_assert_msg(str_cut(&rest, ':', &part) == rows[i].found, "%s",
                      rows[i].promise);
        ASSERT_STR(part, rows[i].part, rows[i].promise);
        ASSERT_STR(rest, rows[i].rest, rows[i].promise);
    }
}
END_TEST

START_TEST(test_trim)
{
    static const struct {
        const char *promise, *text, *want;
    } rows[] = {
        {"blanks of every ASCII kind go", " \t\r\n\v\fa b \n", "a b"},
        {"no-break spaces go at both ends", "\u00a0a\u00a0\u00a0", "a"},
        {"they stay inside", "a\u00a0b", "a\u00a0b"},
        {"only blanks leave nothing", " \u00a0 ", ""},
        {"half a no-break space stays", "\xC2", "\xC2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ASSERT_STR(str_trim(str_of(rows[i].text)), rows[i].want,
                   rows[i].promise);
    }
}
END_TEST

START_TEST(test_find)
{
    static const struct {
        const char *promise, *text, *part;
        ptrdiff_t from, want;
    } rows[] = {
        {"finds the first", "abcabc", "bc", 0, 1},
        {"finds the next from where it is told", "abcabc", "bc", 2, 4},
        {"does not run over the end", "abcab", "abc", 1, -1},
        {"goes on after a false start", "aab", "ab", 0, 1},
        {"nothing is found everywhere", "abc", "", 3, 3},
        {"nothing is not found beyond the end", "abc", "", 4, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(str_find(str_of(rows[i].text), str_of(rows[i].part),
                               rows[i].from) == rows[i].want,
                      "%s", rows[i].promise);
    }
}
END_TEST

static Lanes is_mark(Lanes bytes)
{
    return (Lanes)((bytes == 'x') | (bytes == 0) | (bytes >= 0xF0));
}

// Each mark at each place of texts of all short lengths.
START_TEST(test_scan)
{
    enum { LENGTH = 3 * LANES };
    static const char marks[] = {'x', '\0', '\xF0', '\xFF'};
    char text[LENGTH + 1];
    for (ptrdiff_t len = 0; len <= LENGTH; len++) {
        for (ptrdiff_t place = 0; place < len; place++) {
            memset(text, 'a', sizeof text);
            text[len] = 'x'; // beyond the end
            text[place] = marks[place % 4];
            Str s = {text, len};
            ck_assert_int_eq(scan_find(s, 0, is_mark), place);
            ck_assert_int_eq(scan_find(s, place, is_mark), place);
            ck_assert_int_eq(scan_find(s, place + 1, is_mark), len);
        }
    }
    ck_assert_int_eq(scan_find((Str){0}, 0, is_mark), 0);
}
END_TEST

START_TEST(test_number)
{
    static const struct {
        const char *promise, *text;
        bool is;
        int32_t want;
    } rows[] = {
        {"digits are a number", "0042", true, 42},
        {"the largest fits", "2147483647", true, INT32_MAX},
        {"one more does not", "2147483648", false, 0},
        {"nothing is no number", "", false, 0},
        {"a sign is none", "-1", false, 0},
        {"blanks are none", " 1", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t number = 0;
        ck_assert_msg(str_number(str_of(rows[i].text), &number) == rows[i].is,
                      "%s", rows[i].promise);
        ck_assert_msg(number == rows[i].want, "%s", rows[i].promise);
    }
}
END_TEST

START_TEST(test_distance)
{
    static const struct {
        const char *promise, *a, *b;
        int limit, want;
    } rows[] = {
        {"the same is 0 apart", "label", "label", 2, 0},
        {"a missing letter is 1", "label", "labl", 2, 1},
        {"a swap of neighbours is 1", "label", "lable", 2, 1},
        {"a changed letter is 1", "label", "lapel", 2, 1},
        {"all letters from nothing", "abc", "", 5, 3},
        {"too far says limit + 1", "kitten", "sitting", 2, 3},
        {"the classic example is 3", "kitten", "sitting", 5, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(str_distance(str_of(rows[i].a), str_of(rows[i].b),
                                   rows[i].limit) == rows[i].want,
                      "%s", rows[i].promise);
    }
    Strs names = {0};
    Arena arena = {0};
    *PUSH(&names, &arena) = S("rules");
    *PUSH(&names, &arena) = S("label");
    ASSERT_STR(nearest_name(S("lable"), names), "label", "a typing error");
    ASSERT_STR(nearest_name(S("xy"), names), "", "nothing near");
    ASSERT_STR(nearest_name(S("la"), names), "", "a word of two is far away");
    arena_release(&arena);
}
END_TEST

// Arrays that grow side by side, each beyond what blocks are shared for.
START_TEST(test_growing)
{
    enum { COUNT = 1000000 };
    Arena arena = {0};
    struct {
        int *at;
        ptrdiff_t len, cap;
    } rising = {0}, falling = {0};
    Buf text = {.arena = &arena};
    bool zeroed = true, kept = true;
    for (int i = 0; i < COUNT; i++) {
        int *slot = PUSH(&rising, &arena);
        zeroed = zeroed && *slot == 0;
        *slot = i;
        *PUSH(&falling, &arena) = COUNT - i;
        buf_add(&text, S("four"));
    }
    for (int i = 0; i < COUNT; i++) {
        kept = kept && rising.at[i] == i && falling.at[i] == COUNT - i &&
               memcmp(text.at + 4 * (size_t)i, "four", 4) == 0;
    }
    ck_assert_msg(zeroed, "a new slot is zeroed");
    ck_assert_msg(kept, "what was there is there");
    ptrdiff_t held = COUNT * (ptrdiff_t)(2 * sizeof(int) + 4);
    ck_assert_msg(arena.bytes < held + held / 4,
                  "what an array left behind is given back: %td of %td",
                  arena.bytes, held);
    arena_release(&arena);
}
END_TEST

START_TEST(test_arena)
{
    Arena arena = {0};
    struct {
        int *at;
        ptrdiff_t len, cap;
    } numbers = {0};
    for (int i = 0; i < 10000; i++) {
        *PUSH(&numbers, &arena) = i;
    }
    for (int i = 0; i < 10000; i++) {
        ck_assert_int_eq(numbers.at[i], i);
    }
    char *large = arena_take(&arena, 1, 1 << 20);
    for (int i = 0; i < 1 << 20; i++) {
        ck_assert_msg(large[i] == 0, "memory comes zeroed");
    }
    for (int size = 1; size < 40; size++) {
        uintptr_t at = (uintptr_t)arena_take(&arena, size, 1);
        ck_assert_msg(at % 16 == 0, "memory is aligned for any type");
    }
    arena_release(&arena);
    ck_assert_msg(arena.blocks == NULL, "a released arena is empty");
}
END_TEST

START_TEST(test_map)
{
    Arena arena = {0};
    Map map = {0};
    ck_assert_int_eq(map_find(&map, S("a")), -1);
    for (int i = 0; i < 1000; i++) {
        Str key = str_format(&arena, "key %d", i);
        ck_assert_msg(map_put(&map, key, &arena) == i,
                      "numbers follow the order of arrival");
    }
    for (int i = 0; i < 1000; i++) {
        Str key = str_format(&arena, "key %d", i);
        ck_assert_msg(map_put(&map, key, &arena) == i, "a known key keeps its");
        ck_assert_int_eq(map_find(&map, key), i);
    }
    ck_assert_int_eq(map_find(&map, S("key 1000")), -1);
    arena_release(&arena);
}
END_TEST

START_TEST(test_utf8)
{
    static const struct {
        const char *promise, *bytes;
        ptrdiff_t valid;
    } rows[] = {
        {"ASCII is valid", "abc", 3},
        {"two, three and four bytes are valid", "é\u20ac😀", 9},
        {"an overlong slash is not", "a\xC0\xAF", 1},
        {"an overlong three-byte form is not", "a\xE0\x80\x80", 1},
        {"a surrogate is not", "a\xED\xA0\x80", 1},
        {"beyond U+10FFFF is not", "a\xF4\x90\x80\x80", 1},
        {"a lone continuation is not", "a\x80", 1},
        {"a cut sequence is not", "a\xE2\x82", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(utf8_valid(str_of(rows[i].bytes)) == rows[i].valid, "%s",
                      rows[i].promise);
    }
    ck_assert_msg(utf8_count(S("aé😀")) == 3, "code points");
    const Str mixed = S("0123456789ABCDéx€yz😀z");
    for (ptrdiff_t i = 0; i < 14; i++) { // at each place of eight bytes
        ck_assert_int_eq(utf8_count(str_slice(mixed, i, mixed.len)), 21 - i);
    }
    ck_assert_msg(utf8_count_utf16(S("aé😀")) == 4, "UTF-16 units");
}
END_TEST

START_TEST(test_one_line)
{
    static const struct {
        const char *promise, *words, *line;
    } rows[] = {
        {"one line stays", "Anna B.", "Anna B."},
        {"blanks at the ends go", " Anna\n", "Anna"},
        {"line ends and tabs are one blank", "Anna\r\n\t B.", "Anna B."},
        {"other control characters, too", "Anna\vB\x7f.", "Anna B ."},
        {"of blanks nothing is left", " \n", ""},
    };
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str line = one_line(str_of(rows[i].words), &arena);
        ck_assert_msg(str_eq(line, str_of(rows[i].line)) && utf8_is_line(line),
                      "%s", rows[i].promise);
    }
    char words[2000];
    memset(words, '\xE9', sizeof words);
    for (size_t i = 0; i + 2 < sizeof words; i += 2) {
        memcpy(words + i, "\xC3\xA9", 2);
    }
    words[sizeof words - 1] = '\0';
    diag_add(&diags, DIAG_T015, (Place){0}, "a\n%s", words);
    ck_assert_msg(utf8_is_line(diags.at[0].message),
                  "a finding is one line of whole characters, however long");
    arena_release(&arena);
}
END_TEST

START_TEST(test_utf8_clean)
{
    static const struct {
        const char *promise, *bytes, *clean;
    } rows[] = {
        {"what is valid stays", "P\u00e9", "P\u00e9"},
        {"a byte that is none is named", "P\xe9.txt", "P%E9.txt"},
        {"each of them, at both ends", "\xff-\xc3", "%FF-%C3"},
    };
    Arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ASSERT_STR(utf8_clean(str_of(rows[i].bytes), &arena), rows[i].clean,
                   rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_numbers_written)
{
    static const struct {
        int64_t number;
        const char *want;
    } rows[] = {
        {0, "0"},
        {7, "7"},
        {10, "10"},
        {-1, "-1"},
        {1909, "1909"},
        {INT64_MAX, "9223372036854775807"},
        {INT64_MIN, "-9223372036854775808"},
    };
    Arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf buf = {.arena = &arena};
        buf_int(&buf, rows[i].number);
        ASSERT_STR(buf_str(&buf), rows[i].want, "a whole number");
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_points_round_trip)
{
    // Every code point once through encode, count and decode.
    Arena arena = {0};
    Buf buf = {.arena = &arena};
    for (uint32_t point = 1; point <= 0x10FFFF; point += 97) {
        bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        buf_point(&buf, surrogate ? 'x' : point);
    }
    Str text = buf_str(&buf);
    ck_assert_msg(utf8_valid(text) == text.len, "what is encoded is valid");
    Points points = points_of(text);
    ptrdiff_t count = 0;
    for (ptrdiff_t at = 0; at < text.len;) {
        ck_assert_int_eq(points_at(&points, at), count);
        if (count % 1000 == 0) {
            ck_assert_int_eq(points_byte(text, count), at);
        }
        utf8_next(text, &at);
        count++;
    }
    ck_assert_msg(points_at(&points, 0) == 0, "it counts backwards too");
    ck_assert_int_eq(points_byte(text, count), text.len);
    ck_assert_int_eq(points_byte(text, count + 1), -1);
    arena_release(&arena);
}
END_TEST

START_TEST(test_decimal)
{
    static const struct {
        const char *promise;
        double number;
        int decimals;
        const char *want;
    } rows[] = {
        {"keeps the decimals asked for", 1.5, 3, "1.500"},
        {"rounds", 0.6666, 2, "0.67"},
        {"no decimals, no point", 3.2, 0, "3"},
        {"there is no minus zero", -0.001, 2, "0.00"},
        {"negative numbers keep their sign", -0.5, 1, "-0.5"},
    };
    Arena arena = {0};
    // A locale with a decimal comma, where the machine has one, must not show.
    setlocale(LC_ALL, "de_DE.UTF-8");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf buf = {.arena = &arena};
        buf_decimal(&buf, rows[i].number, rows[i].decimals);
        ASSERT_STR(buf_str(&buf), rows[i].want, rows[i].promise);
    }
    setlocale(LC_ALL, "C");
    arena_release(&arena);
}
END_TEST

START_TEST(test_json)
{
    Arena arena = {0};
    Buf buf = {.arena = &arena};
    Json json = {.out = &buf};
    json_open(&json, '{');
    json_key_str(&json, "a\"b", S("tab\tline\nquote\" \\ bell\a é"));
    json_key(&json, "list");
    json_open(&json, '[');
    json_int(&json, -3);
    json_double(&json, 0.1);
    json_double(&json, NAN);
    json_open(&json, '{');
    json_close(&json);
    json_bool(&json, true);
    json_close(&json);
    json_key_str_or_null(&json, "none", (Str){0});
    json_close(&json);
    ASSERT_STR(buf_str(&buf),
               "{\"a\\\"b\":\"tab\\tline\\nquote\\\" \\\\ bell\\u0007 é\","
               "\"list\":[-3,0.1,null,{},true],\"none\":null}",
               "commas and escapes are the writer's");
    arena_release(&arena);
}
END_TEST

START_TEST(test_json_doubles_read_back)
{
    static const double numbers[] = {
        0.1, 1.0 / 3, 1e300, 5e-324, 123456, -2.5, 1e21, 0.30000000000000004};
    Arena arena = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Buf buf = {.arena = &arena};
        Json json = {.out = &buf};
        json_double(&json, numbers[i]);
        char *text = str_terminated(&arena, buf_str(&buf));
        ck_assert_msg(strtod(text, NULL) == numbers[i], "%s reads back", text);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_html)
{
    Arena arena = {0};
    Buf buf = {.arena = &arena};
    Html html = {.out = &buf};
    html_open(&html, "p");
    html_attr(&html, "title", S("\"><script>"));
    html_text(&html, S("<b> & 'c' \x01"));
    html_link(&html, S("a b\".html#x"), S("<i>"));
    html_close(&html);
    ASSERT_STR(
        buf_str(&buf),
        "\n<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; "
        "&#39;c&#39; \uFFFD<a href=\"a%20b%22.html#x\">&lt;i&gt;</a></p>",
        "nothing passes unescaped");
    arena_release(&arena);
}
END_TEST

START_TEST(test_hash)
{
    Arena arena = {0};
    // FIPS 180-4, example of "abc".
    ASSERT_STR(
        hash_hex(&arena, S("abc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "the published digest of abc");
    arena_release(&arena);
}
END_TEST

START_TEST(test_err)
{
    Err err = {0};
    ck_assert(!err_set(&err, ERR_IO, "first %d", 1));
    err_set(&err, ERR_INPUT, "second");
    ck_assert_msg(err.kind == ERR_IO, "the first error wins");
    ck_assert_str_eq(err.message, "first 1");
}
END_TEST

START_TEST(test_files)
{
    Arena arena = {0};
    Err err = {0};
    char folder[] = "/tmp/themata-test-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    Str inner = path_join(&arena, str_of(folder), S("b/c"));
    Str file = path_join(&arena, inner, S("d.txt"));
    char *path = str_terminated(&arena, file);
    Str bytes;
    ck_assert(io_make_folder(str_terminated(&arena, inner), &err));
    ck_assert(io_write(path, S("one\0two"), &err));
    ck_assert(io_read(path, &arena, &bytes, &err));
    ck_assert_msg(str_eq(bytes, S("one\0two")), "bytes come back, NUL and all");
    ck_assert(io_write(path, S(""), &err) &&
              io_read(path, &arena, &bytes, &err));
    ck_assert_msg(bytes.len == 0, "an empty file is read as empty");
    Strs paths = {0};
    ck_assert(io_list(folder, &arena, &paths, &err));
    ck_assert_msg(paths.len == 1 && str_eq(paths.at[0], file),
                  "the list has the file and no leftover");
    ck_assert_msg(!io_read(folder, &arena, &bytes, &err) &&
                      err.kind == ERR_INPUT,
                  "a folder is no file");
    err = (Err){0};
    ck_assert(!io_read("/nonexistent", &arena, &bytes, &err));
    ck_assert_msg(err.kind == ERR_IO, "a missing file is an I/O error");
    unlink(path);
    rmdir(str_terminated(&arena, inner));
    rmdir(str_terminated(&arena, path_join(&arena, str_of(folder), S("b"))));
    rmdir(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(test_paths)
{
    ASSERT_STR(path_stem(S("a.b/P01.old.txt")), "P01.old", "the last ending");
    ASSERT_STR(path_extension(S("a.b/P01")), "", "a folder's dot is none");
    ASSERT_STR(path_extension(S(".hidden")), "", "a leading dot is none");
    ASSERT_STR(path_base(S("a/b/")), "", "a closing slash leaves no name");
}
END_TEST

START_TEST(test_findings)
{
    Arena arena = {0};
    Diags findings = {.arena = &arena};
    diag_add(&findings, DIAG_T001, (Place){S("a.txt"), 3, 1}, "%s", "");
    diag_add(&findings, DIAG_C001, (Place){S("b.yaml"), 1, 2}, "bad %d", 7);
    ASSERT_STR(findings.at[0].message, diag_meaning(DIAG_T001),
               "without words of its own it has the catalogue's");
    ASSERT_STR(findings.at[1].message, "bad 7", "the message is formatted");
    ck_assert_int_eq(diag_count(&findings, LEVEL_ERROR), 1);
    ck_assert_int_eq(diag_count(&findings, LEVEL_NOTE), 2);
    arena_release(&arena);
}
END_TEST

// What the root of a machine would lose else: /dev/null.
START_TEST(test_a_pipe_is_written_to)
{
    char folder[] = "/tmp/themata-pipe-XXXXXX", read_back[8] = {0};
    Arena arena = {0};
    Err err = {0};
    struct stat info;
    ck_assert(mkdtemp(folder) != NULL);
    const char *path =
        str_terminated(&arena, str_format(&arena, "%s/pipe", folder));
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    int fd = open(path, O_RDWR | O_NONBLOCK);
    ck_assert(fd >= 0);
    ck_assert_msg(io_write(path, S("words"), &err), "%s", err.message);
    ck_assert_int_eq(read(fd, read_back, sizeof read_back), 5);
    ck_assert_str_eq(read_back, "words");
    ck_assert(stat(path, &info) == 0 && S_ISFIFO(info.st_mode));
    close(fd);
    unlink(path);
    rmdir(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(test_file_bit_by_bit)
{
    Arena arena = {0};
    Err err = {0};
    IoFile file;
    Str got;
    struct stat first, again;
    char folder[] = "/tmp/themata-bits-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    const char *path = str_format(&arena, "%s/x", folder).at;
    ck_assert(io_begin(&file, path, &err) && io_add(&file, S("one\0"), &err));
    ck_assert_msg(!io_exists(path), "it is not there before it is whole");
    ck_assert(io_add(&file, S("two"), &err) && io_end(&file, &err));
    ck_assert(io_read(path, &arena, &got, &err));
    ck_assert(str_eq(got, S("one\0two")));
    ck_assert_int_eq(stat(path, &first), 0);
    ck_assert(io_begin(&file, path, &err) &&
              io_add(&file, S("one\0two"), &err) && io_end(&file, &err));
    ck_assert_int_eq(stat(path, &again), 0);
    ck_assert_msg(first.st_ino == again.st_ino, "the same bytes stay");
    Err failed = {.kind = ERR_IO};
    ck_assert(io_begin(&file, path, &err));
    ck_assert(!io_add(&file, S("half"), &failed) && !io_end(&file, &failed));
    ck_assert(io_read(path, &arena, &got, &err));
    ck_assert_msg(str_eq(got, S("one\0two")), "after an error it stays");
    ck_assert(unlink(path) == 0 && rmdir(folder) == 0);
    ck_assert(!io_begin(&file, path, &err) && err.kind == ERR_IO);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("base", test_cut, test_trim, test_find, test_scan, test_number,
          test_distance, test_arena, test_growing, test_map, test_utf8,
          test_one_line, test_utf8_clean, test_numbers_written,
          test_points_round_trip, test_decimal, test_json,
          test_json_doubles_read_back, test_html, test_hash, test_err,
          test_files, test_paths, test_findings, test_a_pipe_is_written_to,
          test_file_bit_by_bit)
