#include "decode/inside.h"

#include "base/io.h"
#include "base/scan.h"

static const char is_zip[] = "a ZIP archive; unpack it first";
static const char is_riff[] = "a recording or an image";

static const struct {
    ptrdiff_t offset, len; // of what it begins with
    const char *begins, *is;
} magics[] = {
    {0, 4, "PK\003\004", is_zip},
    {0, 4, "PK\005\006", is_zip},
    {0, 5, "%PDF-", "a PDF file, which is no text (--as pdf)"},
    {0, 5, "{\\rtf", "a Rich Text document, which is no text (--as rtf)"},
    {0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
     "an old Word or Office document, or an encrypted one; save it anew, "
     "without a password"},
    {0, 4, "\x89PNG", "an image (PNG)"},
    {0, 3, "\xFF\xD8\xFF", "an image (JPEG)"},
    {0, 6, "GIF87a", "an image (GIF)"},
    {0, 6, "GIF89a", "an image (GIF)"},
    {0, 4, "II*\0", "an image (TIFF)"},
    {0, 4, "MM\0*", "an image (TIFF)"},
    {0, 4, "RIFF", is_riff},
    {4, 4, "ftyp", "a recording (MP4 or M4A); it needs transcribing first"},
    {0, 4, "ID3\002", "a sound recording (MP3); it needs transcribing first"},
    {0, 4, "ID3\003", "a sound recording (MP3); it needs transcribing first"},
    {0, 4, "ID3\004", "a sound recording (MP3); it needs transcribing first"},
    {0, 2, "\xFF\xFB", "a sound recording (MP3); it needs transcribing first"},
    {0, 2, "\xFF\xF3", "a sound recording (MP3); it needs transcribing first"},
    {0, 2, "\xFF\xF2", "a sound recording (MP3); it needs transcribing first"},
    {0, 5, "OggS\0", "a sound recording (Ogg); it needs transcribing first"},
    {0, 5, "fLaC\0", "a sound recording (FLAC); it needs transcribing first"},
    {0, 4, "\x1A\x45\xDF\xA3",
     "a film (Matroska); it needs transcribing first"},
    {0, 2, "\x1F\x8B", "a compressed file (gzip); unpack it first"},
    {0, 10, "BZh91AY&SY", "a compressed file (bzip2); unpack it first"},
    {0, 6, "\3757zXZ\0", "a compressed file (xz); unpack it first"},
    {0, 6, "7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it first"},
    {0, 5, "Rar!\x1A", "a RAR archive; unpack it first"},
    {0, 4, "\177ELF", "a program"},
    {0, 4, "MZ\x90\0", "a program"},
    {0, 16, "SQLite format 3\0", "an SQLite database"},
    {0, 7, "bplist0", "a property list of Apple's"},
};

static const struct {
    const char *holds; // within the archive's first bytes
    const char *extension, *is;
} archives[] = {
    {"project.qde", ".qdpx",
     "a REFI-QDA project (.qdpx); not read yet, export its documents as text "
     "first"},
};

static const char *kind_of_archive(Str bytes, Str file)
{
    enum { HEAD = 4096 };
    Str head = str_slice(bytes, 0, bytes.len < HEAD ? bytes.len : HEAD);
    size_t count = sizeof archives / sizeof *archives;
    for (size_t i = 0; i < count; i++) {
        if (str_find(head, str_of(archives[i].holds), 0) >= 0) {
            return archives[i].is;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (str_eq_nocase(path_extension(file),
                          str_of(archives[i].extension))) {
            return archives[i].is;
        }
    }
    return is_zip;
}

// NULL for a text that happens to begin with the four letters.
static const char *kind_of_riff(Str bytes)
{
    Str kind = bytes.len < 12 ? (Str){0} : str_slice(bytes, 8, 12);
    return str_eq(kind, S("WAVE"))
               ? "a sound recording (WAV); it needs transcribing first"
           : str_eq(kind, S("AVI "))
               ? "a film (AVI); it needs transcribing first"
           : str_eq(kind, S("WEBP")) ? "an image (WebP)"
                                     : NULL;
}

// Control characters that no text holds.
static Lanes is_odd(Lanes c)
{
    return (Lanes)((c < 0x20) & ((c < '\t') | (c > '\r')) & (c != 0x1B));
}

// CHAT sets times between control characters, one pair in each line.
static bool is_chat(Str bytes)
{
    static const char *const begins[] = {"@UTF8", "@Begin",
                                         "@Font:", "@Window:", "@Color words:"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (str_starts(bytes, str_of(begins[i])) ||
            str_starts(bytes, S("\xEF\xBB\xBF@UTF8"))) {
            return true;
        }
    }
    return false;
}

// True when too many bytes of the head are control characters for any text;
// UTF-16 is told apart besides.
static bool is_binary(Str bytes)
{
    enum { HEAD = 8192, FEW = 16, SHARE = 20 /* one in so many */ };
    Str head = str_slice(bytes, 0, bytes.len < HEAD ? bytes.len : HEAD);
    ptrdiff_t odd = 0;
    for (ptrdiff_t i = 0; (i = scan_find(head, i, is_odd)) < head.len; i++) {
        odd++;
    }
    return odd > FEW && odd > head.len / SHARE;
}

static bool has_utf16_or_32_mark(Str bytes)
{
    return str_starts(bytes, S("\xFF\xFE")) ||
           str_starts(bytes, S("\xFE\xFF")) ||
           str_starts(bytes, S("\0\0\xFE\xFF"));
}

const char *not_text(Str bytes, Str file)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        ptrdiff_t from = magics[i].offset;
        Str begins = {magics[i].begins, magics[i].len};
        if (bytes.len > from &&
            str_starts(str_slice(bytes, from, bytes.len), begins)) {
            const char *is = magics[i].is;
            return is == is_zip    ? kind_of_archive(bytes, file)
                   : is == is_riff ? kind_of_riff(bytes)
                                   : is;
        }
    }
    bool wide = has_utf16_or_32_mark(bytes);
    return !wide && !is_chat(bytes) && is_binary(bytes) &&
                   guess_utf16(bytes).len == 0 && guess_utf32(bytes).len == 0
               ? "no text at all"
               : NULL;
}
