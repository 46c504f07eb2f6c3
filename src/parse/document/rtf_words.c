#include "parse/document/rtf_words.h"

// Source: Rich Text Format Specification 1.9.1, "Contents of an RTF File".
static const RtfWord words[] = {
    {"info", RTF_SKIPS, 0},
    {"filetbl", RTF_SKIPS, 0},
    {"fldinst", RTF_SKIPS, 0},
    {"pict", RTF_SKIPS, 0},
    {"nonshppict", RTF_SKIPS, 0},
    {"objdata", RTF_SKIPS, 0},
    {"shprslt", RTF_SKIPS, 0},
    {"listtext", RTF_SKIPS, 0},
    {"pntext", RTF_SKIPS, 0},
    {"xe", RTF_SKIPS, 0},
    {"tc", RTF_SKIPS, 0},
    {"tcn", RTF_SKIPS, 0},
    {"rxe", RTF_SKIPS, 0},
    {"txe", RTF_SKIPS, 0},
    {"nonesttables", RTF_SKIPS, 0},
    {"upr", RTF_SKIPS, 0},
    {"ftnsep", RTF_SKIPS, 0},
    {"ftnsepc", RTF_SKIPS, 0},
    {"ftncn", RTF_SKIPS, 0},
    {"aftnsep", RTF_SKIPS, 0},
    {"aftnsepc", RTF_SKIPS, 0},
    {"aftncn", RTF_SKIPS, 0},
    {"template", RTF_SKIPS, 0},
    {"private", RTF_SKIPS, 0},
    {"header", RTF_HEADS, 0},
    {"headerl", RTF_HEADS, 0},
    {"headerr", RTF_HEADS, 0},
    {"headerf", RTF_HEADS, 0},
    {"footer", RTF_HEADS, 0},
    {"footerl", RTF_HEADS, 0},
    {"footerr", RTF_HEADS, 0},
    {"footerf", RTF_HEADS, 0},
    {"annotation", RTF_COMMENTS, 0},
    {"atrfstart", RTF_RANGE_BEGINS, 0},
    {"atrfend", RTF_RANGE_ENDS, 0},
    {"atnref", RTF_REF, 0},
    {"atnauthor", RTF_AUTHOR, 0},
    {"atndate", RTF_DATE, 0},
    {"colortbl", RTF_COLOURS, 0},
    {"footnote", RTF_NOTES, 0},
    {"fonttbl", RTF_FONTS, 0},
    {"stylesheet", RTF_STYLES, 0},
    {"shptxt", RTF_BOX, 0},
    {"ud", RTF_BODY, 0},

    {"u", RTF_UNIT, 0},
    {"line", RTF_LINE, 0},
    {"lbr", RTF_LINE, 0},
    {"page", RTF_LINE, 0},
    {"column", RTF_LINE, 0},
    {"softline", RTF_LINE, 0},
    {"softpage", RTF_IGNORED, 0},
    {"par", RTF_PARAGRAPH, 0},
    {"sect", RTF_PARAGRAPH, 0},
    {"cell", RTF_CELL, 0},
    {"row", RTF_ROW, 0},
    {"nestcell", RTF_INNER_CELL, 0},
    {"nestrow", RTF_INNER_ROW, 0},
    {"tab", RTF_CHARACTER, '\t'},
    {"emdash", RTF_CHARACTER, 0x2014},
    {"endash", RTF_CHARACTER, 0x2013},
    {"emspace", RTF_CHARACTER, 0x2003},
    {"enspace", RTF_CHARACTER, 0x2002},
    {"qmspace", RTF_CHARACTER, 0x2005},
    {"bullet", RTF_CHARACTER, 0x2022},
    {"lquote", RTF_CHARACTER, 0x2018},
    {"rquote", RTF_CHARACTER, 0x2019},
    {"ldblquote", RTF_CHARACTER, 0x201C},
    {"rdblquote", RTF_CHARACTER, 0x201D},
    {"ltrmark", RTF_CHARACTER, 0x200E},
    {"rtlmark", RTF_CHARACTER, 0x200F},
    {"zwj", RTF_CHARACTER, 0x200D},
    {"zwnj", RTF_CHARACTER, 0x200C},
    {"zwbo", RTF_CHARACTER, 0x200B},
    {"zwnbo", RTF_CHARACTER, 0x2060},

    {"plain", RTF_PLAIN, 0},
    {"b", RTF_BOLD, 0},
    {"v", RTF_HIDDEN, 0},
    {"deleted", RTF_DELETED, 0},
    {"mvf", RTF_DELETED, 0},
    {"highlight", RTF_HIGHLIGHT, 0},
    {"cb", RTF_BACK, 0},
    {"chcbpat", RTF_BACK, 0},
    {"f", RTF_FONT, 0},
    {"uc", RTF_PASSES, 0},
    {"pard", RTF_PARD, 0},
    {"intbl", RTF_IN_TABLE, 0},
    {"s", RTF_STYLE, 0},
    {"outlinelevel", RTF_OUTLINE, 0},

    {"red", RTF_RED, 0},
    {"green", RTF_GREEN, 0},
    {"blue", RTF_BLUE, 0},

    {"deff", RTF_DEFAULT_FONT, 0},
    {"ansi", RTF_PAGE, 1252},
    {"mac", RTF_PAGE, 10000},
    {"pc", RTF_PAGE, 437},
    {"pca", RTF_PAGE, 850},
    {"ansicpg", RTF_ANSI_PAGE, 0},
    {"fcharset", RTF_FONT_CHARSET, 0},
    {"cpg", RTF_FONT_PAGE, 0},
};

Map rtf_words(Arena *arena)
{
    Map map = {0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        map_put(&map, str_of(words[i].word), arena);
    }
    return map;
}

RtfWord rtf_word(const Map *map, Str word)
{
    int32_t number = map_find(map, word);
    return number < 0 ? (RtfWord){0} : words[number];
}
