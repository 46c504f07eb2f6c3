// text/text.h - what Unicode says about text: sentences, folding, stems,
// kinds of characters, the likely encoding of bytes.
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/buf.h"

typedef struct Piece { // half-open byte range
    int32_t begin, end;
} Piece;

typedef struct Pieces { // ascending, not overlapping
    Piece *at;
    ptrdiff_t len, cap;
} Pieces;

// ---- sentences (sentences.c)

// The sentences of `text` (valid UTF-8), without blanks at both ends; blank
// pieces are left out.  Breaks are ICU's for English, where one line end
// counts as a blank and "…" as "...", less those after an abbreviation ("Dr.",
// "e.g.", "z.B.", one capital letter that is not "I"), those between a day and
// a German month ("3. Mai"), and those before a lower-case letter.  A blank
// line always ends a sentence; a short remark in brackets behind one, as
// "(laughs)", belongs to it.
// Memory: a copy of a text with line ends or brackets is taken from `arena`
//         too.
// Time:   linear.
// Source: Unicode Standard Annex 29, sentence boundaries (breaks.h);
//         abbreviations.c.
Pieces text_sentences(Str text, Arena *arena);

// ---- folding (fold.c)

// Characters that folding did not copy one byte for one: the folded bytes
// [folded, folded_end) came from the source bytes [source, source_end); empty
// where something was left out.
typedef struct Shift {
    int32_t folded, folded_end;
    int32_t source, source_end;
} Shift;

typedef struct Shifts { // ascending, not overlapping
    Shift *at;
    ptrdiff_t len, cap;
} Shifts;

typedef struct Folded { // a view of a text for matching words
    Str text;           // normal form C, case folded unless asked otherwise,
        // apostrophes ', quotes ", hyphens -, white space ' ' each,
        // soft hyphens and zero-width characters left out
    Shifts shifts;   // bytes outside of them are as many in the source
    bool one_to_one; // each character of the source is one character here, and
                     // none of them is a mark, or a letter beyond U+FFFF
} Folded;

// Text that holds no capital letter and nothing but ASCII is a view of itself.
// At most 30 combining marks are composed with one letter.
// Time:   linear.
// Source: Unicode 15, UAX 15 (normal form C, stream-safe text), CaseFolding.txt
//         (full folding).
Folded text_fold(Str text, bool keep_case, Arena *arena);
// The same, behind what `folded` holds: for many texts in one piece.
// Result: .text is empty, for `folded` may move; shifts count from where this
//         text begins.
Folded text_fold_add(Str text, bool keep_case, Buf *folded);
// Byte range in the source of the folded range [begin, end): the end is that
// of the last source character taken in.
Piece folded_source(const Folded *folded, ptrdiff_t begin, ptrdiff_t end);
// The first folded byte that came from source byte `source` or a later one.
ptrdiff_t folded_offset(const Folded *folded, ptrdiff_t source);

// ---- stems (stem.c)

// The Snowball stem of a folded word; the word itself where the language
// ("en", "de" …) has no stemmer, and when it is longer than 255 bytes.
// Source: Porter, M. F. (2001). Snowball: a language for stemming algorithms.
Str text_stem(Str word, Str language, Arena *arena);

typedef struct Stemmer Stemmer; // for one thread at a time
// Result: NULL where the language has no stemmer.
Stemmer *stemmer_open(Str language, Arena *arena);
void stemmer_close(Stemmer *stemmer);
// As text_stem; with NULL the word itself.
Str stemmer_stem(Stemmer *stemmer, Str word, Arena *arena);

// ---- characters (character.c)

typedef enum CharKind {
    CHAR_LOWER,
    CHAR_UPPER,  // title case too
    CHAR_LETTER, // of a script without case
    CHAR_MARK,   // combining
    CHAR_NUMBER,
    CHAR_PUNCTUATION,
    CHAR_SYMBOL,
    CHAR_BLANK,
    CHAR_FORMAT,  // invisible: soft hyphen, joiners, direction marks
    CHAR_CONTROL, // C0 and C1 controls
    CHAR_NOTHING, // unassigned, private use, surrogate
} CharKind;

// Source: UAX 44, General_Category.
CharKind char_kind(uint32_t point);
// True for letters, marks, numbers and '_': what a word is made of.
bool char_is_word(uint32_t point);
bool char_is_latin(uint32_t point);

// ---- encodings (charset.c)

typedef struct CharsetGuess {
    Str name;       // as iconv knows it, or empty
    int confidence; // 0 to 100
} CharsetGuess;
// The likeliest encoding of bytes that are not UTF-8 (ICU's detector).
CharsetGuess text_guess_charset(Str bytes, Arena *arena);

// ---- code pages (code_page.c)

typedef struct CodePage CodePage; // one, being read; for one thread at a time
// The code page of that number as Windows counts them: 1252, 932, 65001 (which
// is UTF-8).
// Result: NULL where nobody knows it.
CodePage *code_page_open(int32_t number, Arena *arena);
void code_page_close(CodePage *page); // also NULL
// Appends bytes in that code page as UTF-8.  Bytes that are no text there
// become U+FFFD.
// Result: how many such there were.
ptrdiff_t code_page_add(CodePage *page, Str bytes, Buf *text);

// ---- directions (direction.c)

// True when a text holds letters that are written from right to left.
bool text_runs_left(Str text);
// A line whose characters stand from left to right as they are seen, in the
// order in which they are read.
// Source: UAX 9, reversed, as ICU does it.
Str text_as_read(Str seen, Arena *arena);

// The versions of the libraries that know text.
const char *text_library(void);
const char *text_stemmer_library(void);

#endif
