#include "text/abbreviations.h"

#include <stdlib.h>
#include <string.h>

enum { ALWAYS = ABBREVIATION_ALWAYS, NUMBER = ABBREVIATION_BEFORE_NUMBER };

// In the order of their bytes.  Words that can end a sentence as well ("etc.",
// "usw.", "Inc.", "p.m.") are left out on purpose: what follows them decides,
// by its capital letter.
static const struct Abbreviation {
    const char *word;
    int use;
    const char *languages; // in which it is one
} abbreviations[] = {
    {"abb", NUMBER, "de"},       {"abs", NUMBER, "de"},
    {"approx", ALWAYS, "en"},    {"apr", NUMBER, "en"},
    {"arch", ALWAYS, "it"},      {"art", NUMBER, "en"},
    {"assoc", ALWAYS, "en"},     {"aug", NUMBER, "en"},
    {"avv", ALWAYS, "it"},       {"bd", NUMBER, "de"},
    {"bijv", ALWAYS, "nl"},      {"blz", NUMBER, "nl"},
    {"bspw", ALWAYS, "de"},      {"bzw", ALWAYS, "de"},
    {"c", NUMBER, "en"},         {"c.-à-d", ALWAYS, "fr"},
    {"c.à.d", ALWAYS, "fr"},     {"ca", NUMBER, "en de"},
    {"cap", NUMBER, "es"},       {"capt", ALWAYS, "en"},
    {"cf", ALWAYS, "en"},        {"cfr", ALWAYS, "it"},
    {"ch", NUMBER, "en"},        {"chap", NUMBER, "fr"},
    {"col", ALWAYS, "en"},       {"d", ALWAYS, "es"},
    {"d.h", ALWAYS, "de"},       {"d.w.z", ALWAYS, "nl"},
    {"dec", NUMBER, "en"},       {"dept", ALWAYS, "en"},
    {"dhr", ALWAYS, "nl"},       {"dipl", ALWAYS, "de"},
    {"dipl.-ing", ALWAYS, "de"}, {"dott", ALWAYS, "it"},
    {"dott.ssa", ALWAYS, "it"},  {"dr", ALWAYS, "en"},
    {"dra", ALWAYS, "es pt"},    {"dre", ALWAYS, "fr"},
    {"drs", ALWAYS, "nl"},       {"drª", ALWAYS, "pt"},
    {"dª", ALWAYS, "es"},        {"e.g", ALWAYS, "en"},
    {"eg", ALWAYS, "en"},        {"egr", ALWAYS, "it"},
    {"ej", ALWAYS, "es"},        {"eng", ALWAYS, "pt"},
    {"engª", ALWAYS, "pt"},      {"env", ALWAYS, "fr"},
    {"eq", NUMBER, "en"},        {"evt", ALWAYS, "nl"},
    {"evtl", ALWAYS, "de"},      {"ex", ALWAYS, "fr"},
    {"excma", ALWAYS, "es"},     {"excmo", ALWAYS, "es"},
    {"exkl", ALWAYS, "de"},      {"exma", ALWAYS, "pt"},
    {"exmo", ALWAYS, "pt"},      {"feb", NUMBER, "en"},
    {"fig", NUMBER, "en"},       {"figs", NUMBER, "en"},
    {"fr", ALWAYS, "de"},        {"frl", ALWAYS, "de"},
    {"ft", ALWAYS, "en"},        {"gem", ALWAYS, "de"},
    {"gen", ALWAYS, "en"},       {"gent", ALWAYS, "it"},
    {"ggf", ALWAYS, "de"},       {"gov", ALWAYS, "en"},
    {"herr", ALWAYS, "de"},      {"hon", ALWAYS, "en"},
    {"hr", ALWAYS, "de"},        {"i.d.r", ALWAYS, "de"},
    {"i.e", ALWAYS, "en"},       {"i.p.v", ALWAYS, "nl"},
    {"ie", ALWAYS, "en"},        {"ing", ALWAYS, "de es"},
    {"inkl", ALWAYS, "de"},      {"insb", ALWAYS, "de"},
    {"insbes", ALWAYS, "de"},    {"ir", ALWAYS, "nl"},
    {"jan", NUMBER, "en"},       {"jul", NUMBER, "en"},
    {"jun", NUMBER, "en"},       {"kap", NUMBER, "de"},
    {"lic", ALWAYS, "es"},       {"lt", ALWAYS, "en de"},
    {"m.b.t", ALWAYS, "nl"},     {"m.e", ALWAYS, "de"},
    {"m.n", ALWAYS, "nl"},       {"mag", ALWAYS, "de"},
    {"maj", ALWAYS, "en"},       {"mar", NUMBER, "en"},
    {"max", ALWAYS, "de"},       {"me", ALWAYS, "fr"},
    {"messrs", ALWAYS, "en"},    {"mevr", ALWAYS, "nl"},
    {"min", ALWAYS, "de"},       {"mind", ALWAYS, "de"},
    {"mlle", ALWAYS, "fr"},      {"mlles", ALWAYS, "fr"},
    {"mm", ALWAYS, "fr"},        {"mme", ALWAYS, "fr"},
    {"mmes", ALWAYS, "fr"},      {"mr", ALWAYS, "en"},
    {"mrs", ALWAYS, "en"},       {"ms", ALWAYS, "en"},
    {"mt", ALWAYS, "en"},        {"mw", ALWAYS, "nl"},
    {"mx", ALWAYS, "en"},        {"n", NUMBER, "en"},
    {"n.º", NUMBER, "pt"},       {"no", NUMBER, "en"},
    {"nos", NUMBER, "en"},       {"nov", NUMBER, "en"},
    {"nr", NUMBER, "de nl"},     {"num", NUMBER, "it"},
    {"núm", NUMBER, "es"},       {"o.a", ALWAYS, "nl"},
    {"o.ä", ALWAYS, "de"},       {"oct", NUMBER, "en"},
    {"on", ALWAYS, "it"},        {"p", NUMBER, "en"},
    {"p.ej", ALWAYS, "es"},      {"p.es", ALWAYS, "it"},
    {"p.ex", ALWAYS, "fr pt"},   {"pag", NUMBER, "it"},
    {"para", NUMBER, "en"},      {"ph.d", ALWAYS, "en"},
    {"pp", NUMBER, "en"},        {"pr", ALWAYS, "fr"},
    {"pres", ALWAYS, "en"},      {"priv.-doz", ALWAYS, "de"},
    {"prof", ALWAYS, "en"},      {"prof.ssa", ALWAYS, "it"},
    {"pág", NUMBER, "es pt"},    {"págs", NUMBER, "es"},
    {"q", NUMBER, "en"},         {"resp", ALWAYS, "de"},
    {"rev", ALWAYS, "en"},       {"s", NUMBER, "de"},
    {"s.o", ALWAYS, "de"},       {"s.u", ALWAYS, "de"},
    {"sec", NUMBER, "en"},       {"sen", ALWAYS, "en"},
    {"sep", NUMBER, "en"},       {"sept", NUMBER, "en"},
    {"sgt", ALWAYS, "en"},       {"sig", ALWAYS, "it"},
    {"sig.na", ALWAYS, "it"},    {"sig.ra", ALWAYS, "it"},
    {"sigg", ALWAYS, "it"},      {"sog", ALWAYS, "de"},
    {"sr", ALWAYS, "es pt"},     {"sra", ALWAYS, "es pt"},
    {"sras", ALWAYS, "pt"},      {"sres", ALWAYS, "es"},
    {"srs", ALWAYS, "pt"},       {"srta", ALWAYS, "es"},
    {"st", ALWAYS, "en"},        {"ste", ALWAYS, "fr"},
    {"supt", ALWAYS, "en"},      {"t", NUMBER, "fr"},
    {"t.a.v", ALWAYS, "nl"},     {"t.o.v", ALWAYS, "nl"},
    {"tab", NUMBER, "de"},       {"u.a", ALWAYS, "de"},
    {"u.u", ALWAYS, "de"},       {"ud", ALWAYS, "es"},
    {"uds", ALWAYS, "es"},       {"univ", ALWAYS, "de"},
    {"v.a", ALWAYS, "de"},       {"v.exa", ALWAYS, "pt"},
    {"vd", ALWAYS, "es"},        {"vds", ALWAYS, "es"},
    {"vgl", ALWAYS, "de"},       {"viz", ALWAYS, "en"},
    {"vol", NUMBER, "en"},       {"vols", NUMBER, "en"},
    {"vs", ALWAYS, "en"},        {"z.b", ALWAYS, "de"},
    {"z.t", ALWAYS, "de"},       {"ziff", NUMBER, "de"},
    {"zzgl", ALWAYS, "de"},      {"éd", NUMBER, "fr"},
};

enum {
    COUNT = sizeof abbreviations / sizeof *abbreviations,
    WORD_BYTES_MAX = 9, // no abbreviation is longer
};

ptrdiff_t abbreviation_count(void)
{
    return COUNT;
}

Str abbreviation_at(ptrdiff_t i)
{
    return str_of(abbreviations[i].word);
}

static int by_word(const void *word, const void *abbreviation)
{
    return strcmp(word, ((const struct Abbreviation *)abbreviation)->word);
}

AbbreviationUse abbreviation_use(Str word)
{
    char small[WORD_BYTES_MAX + 1] = "";
    if (word.len > WORD_BYTES_MAX) {
        return ABBREVIATION_NONE;
    }
    for (ptrdiff_t i = 0; i < word.len; i++) {
        char c = word.at[i];
        small[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    const struct Abbreviation *found =
        bsearch(small, abbreviations, COUNT, sizeof *abbreviations, by_word);
    return found ? (AbbreviationUse)found->use : ABBREVIATION_NONE;
}

static const char *const after_ordinals =
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober "
    "November Dezember Jahrhundert Jahrhunderts Lebensjahr Semester Klasse "
    "Stock Quartal";

bool follows_ordinal(Str word)
{
    Str rest = str_of(after_ordinals), one;
    bool more = true;
    while (more) {
        more = str_cut(&rest, ' ', &one);
        if (str_eq_nocase(one, word)) {
            return true;
        }
    }
    return false;
}
