#include "text/text.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/abbreviations.h"
#include "unit.h"

// ---- sentences: '|' stands where one ends and the next begins

static const struct {
    const char *promise, *text;
} sentences[] = {
    {"one sentence", "We share data."},
    {"two sentences", "We share data.|They do not."},
    {"a question and an exclamation", "Really?|Yes!|Good."},
    {"no sentence in blanks", ""},
    {"a title", "Dr. Meier said so.|Prof. Lund did not."},
    {"a title behind a quotation mark", "“Dr. Meier said so.”"},
    {"e.g. before a capital", "Some, e.g. Estonia, share."},
    {"German abbreviations", "Wir nutzen z.B. Register.|Das geht."},
    {"Frau and Herr", "Das sagt Fr. Meier.|Hr. Kunz nicht."},
    {"an initial", "J. Smith came.|He left."},
    {"U.S. is no end", "The U.S. Congress met.|It left."},
    {"I is no initial", "So did I.|Then we left."},
    {"No. before a number", "It is No. 5 of them."},
    {"No. as an answer", "No.|We did not."},
    {"Nr. before a number", "Das ist Nr. 5 davon."},
    {"a day and a month", "Am 3. Mai war es so weit.|Gut."},
    {"a year ends a sentence", "That was 2010.|Then it stopped."},
    {"a single digit ends a sentence", "We had 3.|Then it stopped."},
    {"etc. before a capital", "Forms etc.|We had them all."},
    {"etc. before a small letter", "Forms etc. are here."},
    {"three dots before a small letter", "And this... and that."},
    {"three dots before a capital", "And this...|Then that."},
    {"an ellipsis before a small letter", "And this… and that."},
    {"an ellipsis before a capital", "And this…|Then that."},
    {"a small letter after a question mark", "Why? because of it."},
    {"a question inside quotation marks", "“Why?” he asked me."},
    {"a sentence inside brackets", "It works.|(Not always.)|Fine."},
    {"a remark between sentences", "I was happy. (laughs)|So it went."},
    {"a time between sentences", "I was happy. [00:01:02]|So it went."},
    {"a pause between sentences", "I was happy. (..)|So it went."},
    {"a remark after a question", "Happy? [unclear]|So it went."},
    {"a remark inside a sentence", "I was (laughs) happy."},
    {"an ellipsis in a remark", "I was (so…) happy."},
    {"a remark before a small letter", "I was... (laughs) so happy."},
    {"a remark without a blank before it", "I was happy.(laughs)|So it went."},
    {"a bracket without end", "I was happy. (laughs So it went."},
    {"a decimal number", "It took 3.5 years."},
    {"an address", "See www.example.org for it."},
    {"French", "C'est M. Dupont.|Mme. Durand est là."},
    {"French with a blank before the mark", "Pourquoi ?|Parce que."},
    {"Spanish", "¿Por qué?|Porque el Sr. Gil vino."},
    {"Italian", "Il dott. Rossi viene.|Bene."},
    {"Dutch", "Dat zegt dhr. Jansen.|Goed."},
    {"Portuguese", "A Dra. Silva veio.|Foi bom."},
    {"Japanese", "はい。|そうです。"},
    {"numbers with a sign at the end", "Is it 50 %?|Yes."},
};

static Str without_bars(const char *text, Arena *arena)
{
    Buf plain = {.arena = arena};
    for (const char *c = text; *c; c++) {
        buf_char(&plain, *c == '|' ? ' ' : *c);
    }
    return buf_str(&plain);
}

static Str with_bars(Str text, const Pieces *pieces, Arena *arena)
{
    Buf marked = {.arena = arena};
    for (ptrdiff_t i = 0; i < pieces->len; i++) {
        Piece piece = pieces->at[i];
        buf_format(&marked, "%s%.*s", i > 0 ? "|" : "",
                   FMT(str_slice(text, piece.begin, piece.end)));
    }
    return buf_str(&marked);
}

START_TEST(test_sentences)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        Str text = without_bars(sentences[i].text, &arena);
        Pieces pieces = text_sentences(text, &arena);
        ASSERT_STR(with_bars(text, &pieces, &arena), sentences[i].text,
                   sentences[i].promise);
    }
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *promise, *text, *marked;
} lines[] = {
    {"a line end is a blank", "We share\ndata. They\ndo not.",
     "We share\ndata.|They\ndo not."},
    {"a blank line ends a sentence", "We share\n\ndata", "We share|data"},
    {"a line of blanks is a blank line", "We share\n \t \ndata",
     "We share|data"},
    {"blanks at the ends are left out", "  \n We share. \n\n ", "We share."},
    {"a no-break space at the end is left out", "We share.\u00a0", "We share."},
    {"only blanks", " \n\n \t", ""},
    {"a bracket that is not closed ends with its line",
     "Happy. (laughs\n\nso it went.", "Happy. (laughs|so it went."},
};

START_TEST(test_sentences_over_lines)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Str text = str_of(lines[i].text);
        Pieces pieces = text_sentences(text, &arena);
        ASSERT_STR(with_bars(text, &pieces, &arena), lines[i].marked,
                   lines[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// A break behind each "!" and no letter up to the end: looked for once.
START_TEST(test_sentences_without_letters)
{
    enum { SIGNS = 1 << 20 };
    Arena arena = {0};
    Buf text = {.arena = &arena};
    for (int i = 0; i < SIGNS; i++) {
        buf_char(&text, i % 2 ? '#' : '!');
    }
    buf_add(&text, S(" and so on"));
    Pieces pieces = text_sentences(buf_str(&text), &arena);
    ck_assert_int_eq(pieces.len, SIGNS / 2 + 1);
    arena_release(&arena);
}
END_TEST

START_TEST(test_abbreviations)
{
    ck_assert_int_eq(abbreviation_use(S("Dr")), ABBREVIATION_ALWAYS);
    ck_assert_int_eq(abbreviation_use(S("z.B")), ABBREVIATION_ALWAYS);
    ck_assert_int_eq(abbreviation_use(S("no")), ABBREVIATION_BEFORE_NUMBER);
    ck_assert_int_eq(abbreviation_use(S("data")), ABBREVIATION_NONE);
    ck_assert_int_eq(abbreviation_use(S("")), ABBREVIATION_NONE);
    ck_assert_int_eq(abbreviation_use(S("C.-à-d")), ABBREVIATION_ALWAYS);
    ck_assert_int_eq(abbreviation_use(S("abb")), ABBREVIATION_BEFORE_NUMBER);
    ck_assert_int_eq(abbreviation_use(S("zzgl")), ABBREVIATION_ALWAYS);
    // Found by halves: each one only where all are in order.
    for (ptrdiff_t i = 0; i < abbreviation_count(); i++) {
        ck_assert_int_ne(abbreviation_use(abbreviation_at(i)),
                         ABBREVIATION_NONE);
    }
}
END_TEST

// ---- folding

static const struct {
    const char *promise, *text, *folded, *exact;
} folds[] = {
    {"plain words stay", "we share", "we share", "we share"},
    {"capitals become small", "We SHARE", "we share", "We SHARE"},
    {"ß is ss", "Straße", "strasse", "Straße"},
    {"capital ẞ is ss", "STRAẞE", "strasse", "STRAẞE"},
    {"composed and decomposed are one", "Cafe\u0301", "café", "Café"},
    {"capital decomposed", "CAFE\u0301", "café", "CAFÉ"},
    {"sigmas are one", "ΣΑΣ ς", "σασ σ", "ΣΑΣ ς"},
    {"the angstrom sign is a letter", "\u212b", "å", "Å"},
    {"the kelvin sign is a k", "\u212a", "k", "K"},
    {"long s is s", "ſo", "so", "ſo"},
    {"ligatures come apart", "ﬁne ﬂow oﬃce", "fine flow office",
     "ﬁne ﬂow oﬃce"},
    {"apostrophes are one", "don’t don‘t donʼt don´t don`t don′t",
     "don't don't don't don't don't don't",
     "don't don't don't don't don't don't"},
    {"quotation marks are one", "“a” „b“ «c»", "\"a\" \"b\" \"c\"",
     "\"a\" \"b\" \"c\""},
    {"hyphens are one", "a‐b a‑b a–b a−b", "a-b a-b a-b a-b",
     "a-b a-b a-b a-b"},
    {"the em dash stays", "a—b", "a—b", "a—b"},
    {"white space is one", "a\u00a0b\tc\nd\u2003e\u202ff", "a b c d e f",
     "a b c d e f"},
    {"the soft hyphen goes", "inter\u00adview", "interview", "interview"},
    {"zero-width characters go", "a\u200bb\u2060c\ufeffd", "abcd", "abcd"},
    {"direction marks go", "a\u200eb\u202ac\u2066d", "abcd", "abcd"},
    {"a joiner in a word goes", "نمی\u200cخواهم", "نمیخواهم", "نمیخواهم"},
    {"a joiner between emoji stays", "👩\u200d🔬", "👩\u200d🔬", "👩\u200d🔬"},
    {"Hangul composes", "\u1112\u1161\u11ab", "한", "한"},
    {"marks are put in order", "a\u0323\u0307 a\u0307\u0323", "ạ̇ ạ̇", "ạ̇ ạ̇"},
    {"dotted capital I", "İ", "i̇", "İ"},
    {"astral letters fold", "𐐀", "𐐨", "𐐀"},
    {"nothing", "", "", ""},
};

START_TEST(test_fold)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        Str text = str_of(folds[i].text);
        ASSERT_STR(text_fold(text, false, &arena).text, folds[i].folded,
                   folds[i].promise);
        ASSERT_STR(text_fold(text, true, &arena).text, folds[i].exact,
                   folds[i].promise);
    }
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *promise, *text, *part, *source;
} origins[] = {
    {"ASCII maps to itself", "We Share data", "share", "Share"},
    {"behind a wide character", "Café data", "data", "data"},
    {"over a soft hyphen", "an inter\u00adview.", "interview",
     "inter\u00adview"},
    {"a trailing soft hyphen is no part", "inter\u00adview", "inter", "inter"},
    {"a leading soft hyphen is no part", "inter\u00adview", "view", "view"},
    {"a decomposed letter is taken whole", "Cafe\u0301 x", "café",
     "Cafe\u0301"},
    {"half of ß takes all of it", "Maß", "mas", "Maß"},
    {"a ligature is taken whole", "oﬃce", "offi", "oﬃ"},
    {"a no-break space", "a\u00a0b", "a b", "a\u00a0b"},
    {"a typographic apostrophe", "I don’t", "don't", "don’t"},
};

START_TEST(test_fold_origin)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        Str text = str_of(origins[i].text), part = str_of(origins[i].part);
        Folded folded = text_fold(text, false, &arena);
        ptrdiff_t at = str_find(folded.text, part, 0);
        ck_assert_msg(at >= 0, "%s: not found", origins[i].promise);
        Piece piece = folded_source(&folded, at, at + part.len);
        ASSERT_STR(str_slice(text, piece.begin, piece.end), origins[i].source,
                   origins[i].promise);
        ck_assert_msg(folded_offset(&folded, piece.begin) <= at, "%s: and back",
                      origins[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// A text of letters, marks, signs and invisible characters, for properties.
static Str random_text(uint32_t *seed, Arena *arena)
{
    static const uint32_t points[] = {
        'a',    'B',    ' ',    '\n',    '-',    0xDF,   0xE9,    0x301,
        0x323,  0xAD,   0x200B, 0x200D,  0x2019, 0x2014, 0xFB03,  0x130,
        0x1112, 0x1161, 0x11AB, 0x1F600, 0x345,  0x1F80, 0x10400, 0xA0,
    };
    Buf text = {.arena = arena};
    *seed = *seed * 1664525u + 1013904223u;
    for (uint32_t n = *seed >> 26; n > 0; n--) {
        *seed = *seed * 1664525u + 1013904223u;
        buf_point(&text,
                  points[(*seed >> 16) % (sizeof points / sizeof *points)]);
    }
    return buf_str(&text);
}

// Pieces of the source ascend, lie between code points and within the text.
static void check_map(const Folded *folded, Str text)
{
    int32_t reached = 0;
    for (ptrdiff_t i = 0; i < folded->text.len; i++) {
        Piece piece = folded_source(folded, i, i + 1);
        ck_assert_int_ge(piece.begin, reached);
        ck_assert_int_lt(piece.begin, piece.end);
        ck_assert_int_le(piece.end, text.len);
        unsigned char lead = (unsigned char)text.at[piece.begin];
        ck_assert((lead & 0xC0) != 0x80 || piece.begin == reached);
        reached = piece.begin;
    }
    ck_assert_int_eq(folded_offset(folded, text.len), folded->text.len);
}

START_TEST(test_fold_properties)
{
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        Arena arena = {0};
        Str text = random_text(&seed, &arena);
        for (int keep = 0; keep < 2; keep++) {
            Folded folded = text_fold(text, keep == 1, &arena);
            ck_assert_int_eq(utf8_valid(folded.text), folded.text.len);
            Folded again = text_fold(folded.text, keep == 1, &arena);
            ck_assert_msg(str_eq(again.text, folded.text),
                          "folding twice is folding once: '%.*s'", FMT(text));
            check_map(&folded, text);
            for (ptrdiff_t i = 0; i < folded.text.len; i++) {
                Piece piece = folded_source(&folded, i, i + 1);
                ck_assert_int_le(folded_offset(&folded, piece.begin), i);
            }
        }
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_fold_marks_without_end)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    buf_char(&text, 'a');
    for (int i = 0; i < 200000; i++) {
        buf_point(&text, i % 2 == 0 ? 0x301 : 0x323);
    }
    Folded folded = text_fold(buf_str(&text), false, &arena);
    check_map(&folded, buf_str(&text));
    arena_release(&arena);
}
END_TEST

// ---- stems, characters, encodings

static const struct {
    const char *promise, *language, *word, *stem;
} stems[] = {
    {"English", "en", "sharing", "share"},
    {"English, the same stem", "en", "shared", "share"},
    {"a region does not matter", "en-GB", "sharing", "share"},
    {"German", "de", "versorgungen", "versorg"},
    {"no stemmer", "xx", "sharing", "sharing"},
    {"no language", "", "sharing", "sharing"},
    {"no word", "en", "", ""},
};

START_TEST(test_stem)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        Str stem =
            text_stem(str_of(stems[i].word), str_of(stems[i].language), &arena);
        ASSERT_STR(stem, stems[i].stem, stems[i].promise);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_characters)
{
    ck_assert(char_is_word('a') && char_is_word('_') && char_is_word('7'));
    ck_assert(char_is_word(0xE9) && char_is_word(0x301));
    ck_assert(!char_is_word('-') && !char_is_word(0x2019));
    ck_assert(!char_is_word('\''));
    ck_assert_int_eq(char_kind('a'), CHAR_LOWER);
    ck_assert_int_eq(char_kind(0x41F), CHAR_UPPER);
    ck_assert_int_eq(char_kind(0x85), CHAR_BLANK);
    ck_assert_int_eq(char_kind(0x86), CHAR_CONTROL);
    ck_assert_int_eq(char_kind(0xE000), CHAR_NOTHING);
    ck_assert_int_eq(char_kind(0x20AC), CHAR_SYMBOL);
    ck_assert(char_is_latin(0xE9) && !char_is_latin(0x41F));
}
END_TEST

START_TEST(test_guess_charset)
{
    Arena arena = {0};
    Str german = S("Wir haben f\xFCr die M\xFCtter und V\xE4ter gro\xDF"
                   "e Hilfe gesucht und nichts geh\xF6rt.");
    CharsetGuess guess = text_guess_charset(german, &arena);
    ASSERT_STR(guess.name, "windows-1252", "German in one byte");
    ck_assert_int_gt(guess.confidence, 0);
    guess = text_guess_charset((Str){0}, &arena);
    ck_assert_int_le(guess.confidence, 100);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("text", test_sentences, test_sentences_over_lines,
          test_sentences_without_letters, test_abbreviations, test_fold,
          test_fold_origin, test_fold_properties, test_fold_marks_without_end,
          test_stem, test_characters, test_guess_charset)
