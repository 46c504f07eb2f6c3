#include "decode/decode.h"

#include "base/utf8.h"
#include "decode/inside.h"

#include <string.h>

typedef struct Reading { // one file on its way
    Str bytes, file;
    Arena *arena;
    Diags *diags;
    Str encoding;
    bool guessed;
    bool mixed; // lines that are not UTF-8 are in `encoding`
    bool valid; // all of it is known to be UTF-8
} Reading;

static const struct {
    const char *mark;
    ptrdiff_t len; // of the mark
    const char *encoding;
} marks[] = {
    // the longer ones first
    {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"},
    {"\xEF\xBB\xBF", 3, "UTF-8"},    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

static Str marked_encoding(Str bytes)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        Str mark = {marks[i].mark, marks[i].len};
        bool whole = mark.len < 4 || bytes.len % 4 == 0;
        if (whole && str_starts(bytes, mark)) {
            return str_of(marks[i].encoding);
        }
    }
    return (Str){0};
}

static bool has_upper_controls(Str bytes)
{
    for (ptrdiff_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        if (c >= 0x80 && c < 0xA0) {
            return true;
        }
    }
    return false;
}

// Names that leave something open: "UTF-16" the order of bytes, and
// "ISO-8859-1" is said where windows-1252 is meant, as browsers know.
// Source: WHATWG Encoding Standard, 4.2 (names and labels).
static Str exact_encoding(Str name, Str bytes)
{
    if (str_eq_nocase(name, S("UTF-16")) || str_eq_nocase(name, S("UNICODE"))) {
        Str known = marked_encoding(bytes);
        Str likely = known.len > 0 ? known : guess_utf16(bytes);
        return likely.len > 0 ? likely : S("UTF-16LE");
    }
    bool latin = str_eq_nocase(name, S("ISO-8859-1")) ||
                 str_eq_nocase(name, S("ISO8859-1")) ||
                 str_eq_nocase(name, S("latin1"));
    return latin && has_upper_controls(bytes) ? WINDOWS : name;
}

static bool use_asked(Reading *reading, Str asked, Err *err)
{
    Str usual[] = {
        S("UTF-8"),     S("UTF-16LE"),   S("UTF-16BE"),    S("windows-1252"),
        S("macintosh"), S("ISO-8859-1"), S("ISO-8859-15"), S("windows-1251"),
        S("SHIFT_JIS"), S("GB18030"),    S("BIG5"),        S("EUC-KR"),
    };
    Str name = encoding_name(asked, reading->arena);
    if (name.len > 0) {
        reading->encoding = exact_encoding(name, reading->bytes);
        return true;
    }
    Strs names = {usual, (ptrdiff_t)(sizeof usual / sizeof *usual), 0};
    return err_unknown(err, "encoding", asked, names);
}

static void add_d004(const Reading *reading, Str declared)
{
    Diag *diag = diag_add(reading->diags, DIAG_D004,
                          (Place){.file = reading->file, .line = 1},
                          "the file says that it is in %.*s, and its bytes "
                          "are not",
                          FMT(declared));
    diag->help = S("correct the declaration, or give --encoding NAME");
}

// Takes what the file says of itself where its bytes agree.
static bool use_declared(Reading *reading)
{
    Str declared = declared_encoding(reading->bytes);
    Str name = encoding_name(declared, reading->arena);
    if (name.len == 0) {
        return false;
    }
    name = exact_encoding(name, reading->bytes);
    if (convert(reading->bytes, name, reading->arena).bad > 0) {
        add_d004(reading, declared);
        return false;
    }
    reading->encoding = name;
    return true;
}

static void guess(Reading *reading)
{
    reading->guessed = true;
    Shape shape = utf8_shape(reading->bytes);
    bool mostly_utf8 =
        shape.good_lines > 0 && shape.good_lines >= shape.bad_lines;
    if (!mostly_utf8 && shape.whole > shape.broken && shape.whole >= 2 &&
        shape.broken < 3) {
        reading->encoding = UTF8; // damaged, but meant as UTF-8
        return;
    }
    Guess likely = guess_encoding(reading->bytes, reading->arena);
    reading->encoding = likely.encoding;
    reading->mixed = mostly_utf8;
    Place place = {.file = reading->file};
    Diag *diag =
        mostly_utf8
            ? diag_add(reading->diags, DIAG_D001, place,
                       "lines that are not UTF-8 as the others are: %lld; they "
                       "were read as %.*s, which is a guess",
                       (long long)shape.bad_lines, FMT(likely.encoding))
        : likely.others.len > 0
            ? diag_add(reading->diags, DIAG_D001, place,
                       "read as %.*s, which is a guess; possible too: %.*s",
                       FMT(likely.encoding), FMT(likely.others))
            : diag_add(reading->diags, DIAG_D001, place,
                       "read as %.*s, which is a guess", FMT(likely.encoding));
    diag->help = S("where letters look wrong, give --encoding NAME");
}

static void guess_wide(Reading *reading, Str encoding)
{
    reading->encoding = encoding;
    reading->guessed = true;
    Diag *diag = diag_add(
        reading->diags, DIAG_D001, (Place){.file = reading->file},
        "read as %.*s by its zero bytes, which is a guess", FMT(encoding));
    diag->help = S("where letters look wrong, give --encoding NAME");
}

static void choose(Reading *reading)
{
    Str marked = marked_encoding(reading->bytes);
    if (marked.len > 0) {
        reading->encoding = marked;
        return;
    }
    bool zero = memchr(reading->bytes.at, 0, (size_t)reading->bytes.len);
    Str wide = zero ? guess_utf32(reading->bytes) : (Str){0};
    if (zero && wide.len == 0) {
        wide = guess_utf16(reading->bytes);
    }
    if (wide.len > 0) {
        guess_wide(reading, wide);
    } else if (use_declared(reading)) {
        return;
    } else if (utf8_valid(reading->bytes) == reading->bytes.len) {
        reading->encoding = UTF8;
        reading->valid = true;
    } else {
        guess(reading);
    }
}

// Line and column of byte `offset` of the decoded text.
static Place place_of(const Reading *reading, Str text, ptrdiff_t offset)
{
    int32_t line = 1;
    ptrdiff_t begin = 0;
    for (ptrdiff_t i = 0; i < offset; i++) {
        if (text.at[i] == '\n') {
            line++;
            begin = i + 1;
        }
    }
    ptrdiff_t points = utf8_count(str_slice(text, begin, offset));
    return (Place){reading->file, line, (int32_t)points + 1};
}

static void add_d002(const Reading *reading, Str text, ptrdiff_t bad)
{
    ptrdiff_t first = str_find(text, S("\uFFFD"), 0);
    Diag *diag = diag_add(
        reading->diags, DIAG_D002, place_of(reading, text, first),
        "bytes that are no text in %.*s: %lld; U+FFFD stands for each, first "
        "here",
        FMT(reading->mixed ? UTF8 : reading->encoding), (long long)bad);
    diag->help = S("look at the file, or give another --encoding");
}

static void add_d003(const Reading *reading, Str text)
{
    Twice twice = decoded_twice(text);
    if (twice.count > 0) {
        Diag *diag = diag_add(
            reading->diags, DIAG_D003, place_of(reading, text, twice.first),
            "places where UTF-8 seems to have been read as windows-1252 once "
            "before: %lld, first here",
            (long long)twice.count);
        diag->help = S("save the file anew from its source; it is kept as is");
    }
}

// The XML declaration of a file whose mark says something else.
static void check_declaration(const Reading *reading, Str text)
{
    Str declared = declared_encoding(text);
    bool wide = str_starts(reading->encoding, S("UTF-"));
    bool says_wide =
        declared.len >= 3 && str_eq_nocase(str_slice(declared, 0, 3), S("UTF"));
    if (wide && declared.len > 0 && !says_wide &&
        marked_encoding(reading->bytes).len > 0) {
        add_d004(reading, declared);
    }
}

bool decode(Str bytes, Str file, Str asked, Arena *arena, Decoded *decoded,
            Diags *diags, Err *err)
{
    Reading reading = {
        .bytes = bytes,
        .file = file,
        .arena = arena,
        .diags = diags,
        .encoding = UTF8,
    };
    const char *other = bytes.len > 0 ? not_text(bytes, file) : NULL;
    if (other) {
        return err_set(err, ERR_INPUT, "this seems to be %s", other);
    }
    if (asked.len > 0) {
        if (!use_asked(&reading, asked, err)) {
            return false;
        }
    } else if (bytes.len > 0) {
        choose(&reading);
    }
    Converted text = reading.valid ? (Converted){bytes, 0}
                     : reading.mixed
                         ? convert_lines(bytes, reading.encoding, arena)
                         : convert(bytes, reading.encoding, arena);
    Converted lines = canonical(text.text, arena);
    if (text.bad + lines.bad > 0) {
        add_d002(&reading, lines.text, text.bad + lines.bad);
    }
    check_declaration(&reading, lines.text);
    add_d003(&reading, lines.text);
    *decoded = (Decoded){
        .text = lines.text,
        .encoding = reading.mixed ? UTF8 : reading.encoding,
        .guessed = reading.guessed,
    };
    return true;
}
