#include "text/text.h"

#include "base/buf.h"
#include "base/scan.h"
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
    Buf *text;      // of this text and others before it
    ptrdiff_t base; // where this one begins
    Shifts shifts;
    bool one_to_one;
    uint32_t cluster[CLUSTER_MAX]; // a letter and what composes with it
    int points;
    int32_t begin, end; // where the cluster stands in the source
    int32_t source_end; // what is folded already
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
    point = unified(point);
    if (point < 0x80) {
        buf_char(folding->text, (char)point);
    } else {
        buf_point(folding->text, point);
    }
}

// Source bytes up to `end` that no cluster took in are left out.
static void leave_out(Folding *folding, int32_t end)
{
    int32_t at = (int32_t)(folding->text->len - folding->base);
    if (end > folding->source_end) {
        *PUSH(&folding->shifts, folding->text->arena) =
            (Shift){at, at, folding->source_end, end};
        folding->source_end = end;
    }
}

// What was put since `before` came from the cluster; bytes between clusters
// stand for themselves.
static void note_shift(Folding *folding, ptrdiff_t before)
{
    Shift shift = {
        .folded = (int32_t)(before - folding->base),
        .folded_end = (int32_t)(folding->text->len - folding->base),
        .source = folding->begin,
        .source_end = folding->end,
    };
    if (shift.folded_end - shift.folded != 1 ||
        shift.source_end - shift.source != 1) {
        *PUSH(&folding->shifts, folding->text->arena) = shift;
    }
    folding->source_end = shift.source_end;
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

// How PCRE2 and we see a character must not differ where it stands alone.
static bool stands_for(uint32_t folded, uint32_t source)
{
    CharKind kind = char_kind(source);
    bool astral = source > 0xFFFF && kind <= CHAR_LETTER;
    return kind != CHAR_MARK && !astral &&
           (char_is_word(source) || !char_is_word(unified(folded)));
}

static void flush_hard(Folding *folding)
{
    UChar units[UNITS_MAX];
    int32_t length = 0;
    uint32_t first = folding->cluster[0], point = 0;
    for (int i = 0; i < folding->points; i++) {
        point = folding->cluster[i];
        if (point > 0xFFFF) {
            units[length++] = U16_LEAD(point);
            point = U16_TRAIL(point);
        }
        units[length++] = (UChar)point;
    }
    length = fold_units(folding, units, length);
    int32_t i = 0;
    while (i < length) {
        point = units[i++];
        if (U16_IS_LEAD(point) && i < length) {
            point = 0x10000 + ((point & 0x3FF) << 10) + (units[i++] & 0x3FFu);
        }
        put(folding, point);
    }
    bool one = folding->points == 1 && i == (point > 0xFFFF ? 2 : 1);
    folding->one_to_one &= one && stands_for(point, first);
}

// True for a character that folds to one character by the simple table, is
// its own normal form and is no mark.
static bool is_plain(uint32_t point)
{
    return (point < 0x180 && point != 0xDF && point != 0x130 &&
            point != 0x149) ||
           (point >= 0x2010 && point <= 0x2027);
}

static void flush(Folding *folding)
{
    if (folding->points == 0) {
        return;
    }
    leave_out(folding, folding->begin);
    ptrdiff_t before = folding->text->len;
    if (folding->points == 1 && is_plain(folding->cluster[0])) {
        UChar32 point = (UChar32)folding->cluster[0];
        put(folding, (uint32_t)(folding->keep_case
                                    ? point
                                    : u_foldCase(point, U_FOLD_CASE_DEFAULT)));
    } else {
        flush_hard(folding);
    }
    note_shift(folding, before);
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

// ---- ASCII, sixteen bytes at a time

// Folds bytes of ASCII from `text` at `i` on.
// Result: how many; behind them comes something else, or the end.
static ptrdiff_t fold_ascii(Str text, ptrdiff_t i, bool keep_case, char *to)
{
    ptrdiff_t begin = i;
    Lanes letter = {0};
    letter += (unsigned char)(keep_case ? 0 : 'a' - 'A');
    for (; i + LANES <= text.len; i += LANES, to += LANES) {
        Lanes bytes;
        memcpy(&bytes, text.at + i, LANES);
        if (lanes_first(lanes_beyond_ascii(bytes)) < LANES) {
            break;
        }
        Lanes capital = (Lanes)((Lanes)(bytes - 'A') <= 'Z' - 'A');
        Lanes blank = (Lanes)((Lanes)(bytes - '\t') <= '\r' - '\t');
        Lanes tick = (Lanes)(bytes == '`');
        bytes += capital & letter;
        bytes = (bytes & ~(blank | tick)) | (blank & ' ') | (tick & '\'');
        memcpy(to, &bytes, LANES);
    }
    for (; i < text.len && (unsigned char)text.at[i] < 0x80; i++) {
        *to++ = folded_ascii(text.at[i], keep_case);
    }
    return i - begin;
}

// ---- all of it

// Folds ASCII at `i`, but for a last letter that a mark may follow.
static ptrdiff_t take_ascii(Folding *folding, Str text, ptrdiff_t i)
{
    char *to = buf_room(folding->text, text.len - i);
    ptrdiff_t count = fold_ascii(text, i, folding->keep_case, to);
    count -= i + count < text.len;
    if (count > 0) {
        leave_out(folding, (int32_t)i);
        folding->text->len += count;
        folding->source_end = (int32_t)(i + count);
    }
    return i + count;
}

static ptrdiff_t take_character(Folding *folding, Str text, ptrdiff_t i)
{
    int32_t begin = (int32_t)i;
    uint32_t point = utf8_next(text, &i);
    if (is_invisible(point) ||
        (is_joiner(point) && joins_letters(folding, text, i))) {
        folding->one_to_one = false;
    } else {
        take_point(folding, point, begin, (int32_t)i);
    }
    return i;
}

// True when ASCII at `i` cannot compose with what follows it.
static bool ascii_ahead(Str text, ptrdiff_t i)
{
    return (unsigned char)text.at[i] < 0x80 &&
           (i + 1 == text.len || (unsigned char)text.at[i + 1] < 0x80);
}

Folded text_fold_add(Str text, bool keep_case, Buf *folded)
{
    UErrorCode status = U_ZERO_ERROR;
    Folding folding = {
        .composer = unorm2_getNFCInstance(&status),
        .decomposer = unorm2_getNFDInstance(&status),
        .keep_case = keep_case,
        .text = folded,
        .base = folded->len,
        .one_to_one = true,
    };
    for (ptrdiff_t i = 0; i < text.len;) {
        if (ascii_ahead(text, i)) {
            flush(&folding);
            i = take_ascii(&folding, text, i);
        } else {
            i = take_character(&folding, text, i);
        }
    }
    flush(&folding);
    leave_out(&folding, (int32_t)text.len);
    return (Folded){.shifts = folding.shifts, .one_to_one = folding.one_to_one};
}

// True when folding would change nothing.
static bool is_folded(Str text, bool keep_case)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if ((unsigned char)c >= 0x80 || folded_ascii(c, keep_case) != c) {
            return false;
        }
    }
    return true;
}

Folded text_fold(Str text, bool keep_case, Arena *arena)
{
    if (is_folded(text, keep_case)) {
        return (Folded){.text = text, .one_to_one = true};
    }
    Buf buf = {.arena = arena};
    Folded folded = text_fold_add(text, keep_case, &buf);
    folded.text = buf_str(&buf);
    return folded;
}

// ---- and back

// How many shifts begin at or before folded byte `at`.
static ptrdiff_t shifts_before(const Shifts *shifts, ptrdiff_t at)
{
    ptrdiff_t low = 0, high = shifts->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (shifts->at[middle].folded <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// Where one folded byte came from.
static Piece source_of(const Folded *folded, ptrdiff_t at)
{
    ptrdiff_t count = shifts_before(&folded->shifts, at);
    int32_t begin = (int32_t)at;
    if (count > 0) {
        const Shift *shift = &folded->shifts.at[count - 1];
        if (at < shift->folded_end) {
            return (Piece){shift->source, shift->source_end};
        }
        begin += shift->source_end - shift->folded_end;
    }
    return (Piece){begin, begin + 1};
}

Piece folded_source(const Folded *folded, ptrdiff_t begin, ptrdiff_t end)
{
    if (folded->shifts.len == 0) {
        return (Piece){(int32_t)begin, (int32_t)end};
    }
    int32_t from = source_of(folded, begin).begin;
    return (Piece){from, end > begin ? source_of(folded, end - 1).end : from};
}

ptrdiff_t folded_offset(const Folded *folded, ptrdiff_t source)
{
    const Shifts *shifts = &folded->shifts;
    ptrdiff_t low = 0, high = shifts->len; // shifts that begin before `source`
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (shifts->at[middle].source < source) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        return source;
    }
    const Shift *shift = &shifts->at[low - 1];
    return source <= shift->source_end
               ? shift->folded_end
               : shift->folded_end + (source - shift->source_end);
}
