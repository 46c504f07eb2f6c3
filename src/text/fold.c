#include "text/text.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum {
    CLUSTER_MAX = 31, // a letter and 30 marks, as stream-safe text has
    UNITS_MAX = 1024, // UTF-16 units a cluster can become on the way
};

typedef struct Folding {
    const UNormalizer2 *composer, *decomposer;
    bool keep_case;
    Buf text;
    Ints at, to;
    uint32_t cluster[CLUSTER_MAX]; // a letter and what composes with it
    int points;
    int32_t begin, end; // where the cluster stands in the source
} Folding;

// Characters that differ in look only become one.  The em dash is kept: it
// parts clauses.
static uint32_t unified(uint32_t point)
{
    switch (point) {
    case '`':
    case 0x00B4: // acute accent
    case 0x02B9: // modifier letter prime
    case 0x02BC: // modifier letter apostrophe
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032: // prime
    case 0x2039:
    case 0x203A:
    case 0xFF07:
        return '\'';
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033: // double prime
    case 0xFF02:
        return '"';
    case 0x2010:
    case 0x2011: // non-breaking hyphen
    case 0x2012:
    case 0x2013: // en dash
    case 0x2212: // minus
    case 0xFE63:
    case 0xFF0D:
        return '-';
    default:
        return u_isUWhiteSpace((UChar32)point) ? ' ' : point;
    }
}

static bool is_invisible(uint32_t point)
{
    return point == 0x00AD || point == 0x061C || point == 0x200B ||
           point == 0x200E || point == 0x200F ||
           (point >= 0x202A && point <= 0x202E) || point == 0x2060 ||
           (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

static bool is_joiner(uint32_t point)
{
    return point == 0x200C || point == 0x200D;
}

static bool is_letter(uint32_t point)
{
    CharKind kind = char_kind(point);
    return kind <= CHAR_MARK;
}

static void put(Folding *folding, uint32_t point)
{
    ptrdiff_t before = folding->text.len;
    point = unified(point);
    if (point < 0x80) {
        buf_char(&folding->text, (char)point);
    } else {
        buf_point(&folding->text, point);
    }
    for (ptrdiff_t i = before; i < folding->text.len; i++) {
        *PUSH(&folding->at, folding->text.arena) = folding->begin;
        *PUSH(&folding->to, folding->text.arena) = folding->end;
    }
}

// Canonical caseless form: decompose, fold, compose.
// Result: how many UTF-16 units stand in `units`, or -1.
static int32_t fold_units(const Folding *folding, UChar *units, int32_t length)
{
    UChar apart[UNITS_MAX], plain[UNITS_MAX];
    UErrorCode status = U_ZERO_ERROR;
    if (folding->keep_case) {
        memcpy(plain, units, (size_t)length * sizeof *units);
    } else {
        length = unorm2_normalize(folding->decomposer, units, length, apart,
                                  UNITS_MAX, &status);
        length = u_strFoldCase(plain, UNITS_MAX, apart,
                               U_SUCCESS(status) ? length : 0,
                               U_FOLD_CASE_DEFAULT, &status);
    }
    length = unorm2_normalize(folding->composer, plain,
                              U_SUCCESS(status) ? length : 0, units, UNITS_MAX,
                              &status);
    return U_SUCCESS(status) ? length : -1;
}

static void flush_hard(Folding *folding)
{
    UChar units[UNITS_MAX];
    int32_t length = 0;
    for (int i = 0; i < folding->points; i++) {
        uint32_t point = folding->cluster[i];
        if (point > 0xFFFF) {
            units[length++] = U16_LEAD(point);
            point = U16_TRAIL(point);
        }
        units[length++] = (UChar)point;
    }
    length = fold_units(folding, units, length);
    for (int32_t i = 0; i < length;) {
        uint32_t point = units[i++];
        if (U16_IS_LEAD(point) && i < length) {
            point = 0x10000 + ((point & 0x3FF) << 10) + (units[i++] & 0x3FFu);
        }
        put(folding, point);
    }
}

// True for a character that folds to one character by the simple table and is
// its own normal form.
static bool is_plain(uint32_t point)
{
    return point < 0x180 && point != 0xDF && point != 0x130 && point != 0x149;
}

static void flush(Folding *folding)
{
    if (folding->points == 1 && is_plain(folding->cluster[0])) {
        UChar32 point = (UChar32)folding->cluster[0];
        put(folding, (uint32_t)(folding->keep_case
                                    ? point
                                    : u_foldCase(point, U_FOLD_CASE_DEFAULT)));
    } else if (folding->points > 0) {
        flush_hard(folding);
    }
    folding->points = 0;
}

static void take_point(Folding *folding, uint32_t point, int32_t begin,
                       int32_t end)
{
    bool composes = point >= 0x300 && !unorm2_hasBoundaryBefore(
                                          folding->composer, (UChar32)point);
    if (!composes || folding->points == CLUSTER_MAX) {
        flush(folding);
    }
    if (folding->points == 0) {
        folding->begin = begin;
    }
    folding->cluster[folding->points++] = point;
    folding->end = end;
}

// A joiner is left out inside a word; between emoji it makes one of two.
static bool joins_letters(const Folding *folding, Str text, ptrdiff_t next)
{
    uint32_t point = 0;
    while (next < text.len) {
        point = utf8_next(text, &next);
        if (!is_invisible(point)) {
            break;
        }
    }
    return folding->points > 0 && is_letter(point) &&
           is_letter(folding->cluster[folding->points - 1]);
}

static char folded_ascii(char c, bool keep_case)
{
    if (c == '`') {
        return '\'';
    }
    if (c >= '\t' && c <= '\r') {
        return ' ';
    }
    return c >= 'A' && c <= 'Z' && !keep_case ? (char)(c + ('a' - 'A')) : c;
}

// A character of ASCII with another one behind it stands for itself.
static bool stands_alone(Str text, ptrdiff_t i)
{
    return (unsigned char)text.at[i] < 0x80 &&
           (i + 1 == text.len || (unsigned char)text.at[i + 1] < 0x80);
}

static void put_ascii(Folding *folding, Str text, ptrdiff_t i)
{
    Arena *arena = folding->text.arena;
    flush(folding);
    buf_char(&folding->text, folded_ascii(text.at[i], folding->keep_case));
    *PUSH(&folding->at, arena) = (int32_t)i;
    *PUSH(&folding->to, arena) = (int32_t)i + 1;
}

static Folded fold_unicode(Str text, bool keep_case, Arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    ptrdiff_t room = text.len + text.len / 8 + 16;
    Folding folding = {
        .composer = unorm2_getNFCInstance(&status),
        .decomposer = unorm2_getNFDInstance(&status),
        .keep_case = keep_case,
        .text = {arena, arena_take(arena, 1, room), 0, room},
        .at = {NEW_ARRAY(arena, int32_t, room), 0, room},
        .to = {NEW_ARRAY(arena, int32_t, room), 0, room},
    };
    for (ptrdiff_t i = 0; i < text.len;) {
        if (stands_alone(text, i)) {
            put_ascii(&folding, text, i++);
            continue;
        }
        ptrdiff_t begin = i;
        uint32_t point = utf8_next(text, &i);
        if (is_invisible(point) ||
            (is_joiner(point) && joins_letters(&folding, text, i))) {
            continue;
        }
        take_point(&folding, point, (int32_t)begin, (int32_t)i);
    }
    flush(&folding);
    *PUSH(&folding.at, arena) = (int32_t)text.len;
    return (Folded){buf_str(&folding.text), folding.at.at, folding.to.at};
}

typedef enum Plainness { PLAIN_SAME, PLAIN_ASCII, PLAIN_UNICODE } Plainness;

static Plainness plainness(Str text, bool keep_case)
{
    Plainness plain = PLAIN_SAME;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if ((unsigned char)c >= 0x80) {
            return PLAIN_UNICODE;
        }
        if (folded_ascii(c, keep_case) != c) {
            plain = PLAIN_ASCII;
        }
    }
    return plain;
}

Folded text_fold(Str text, bool keep_case, Arena *arena)
{
    switch (plainness(text, keep_case)) {
    case PLAIN_SAME:
        return (Folded){.text = text};
    case PLAIN_UNICODE:
        return fold_unicode(text, keep_case, arena);
    default:
        break;
    }
    char *at = arena_take(arena, 1, text.len);
    for (ptrdiff_t i = 0; i < text.len; i++) {
        at[i] = folded_ascii(text.at[i], keep_case);
    }
    return (Folded){.text = {at, text.len}};
}

Piece folded_source(const Folded *folded, ptrdiff_t begin, ptrdiff_t end)
{
    if (!folded->at) {
        return (Piece){(int32_t)begin, (int32_t)end};
    }
    int32_t from = folded->at[begin];
    return (Piece){from, end > begin ? folded->to[end - 1] : from};
}

ptrdiff_t folded_offset(const Folded *folded, ptrdiff_t source)
{
    if (!folded->at) {
        return source;
    }
    ptrdiff_t low = 0, high = folded->text.len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (folded->at[middle] < source) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
