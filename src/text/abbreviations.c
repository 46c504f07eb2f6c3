// Words that can end a sentence as well ("etc.", "usw.", "Inc.", "p.m.") are
// left out on purpose: what follows them decides, by its capital letter.
#include "text/abbreviations.h"

static const struct {
    const char *language;
    AbbreviationUse use;
    const char *words; // blanks between
} abbreviations[] = {
    {"en", ABBREVIATION_ALWAYS,
     "mr mrs ms mx dr prof messrs st mt ft gen col capt lt sgt maj rev hon gov "
     "sen pres supt e.g i.e eg ie viz vs cf approx dept assoc ph.d"},
    {"en", ABBREVIATION_BEFORE_NUMBER,
     "no nos vol vols fig figs p pp ch sec art para eq ca c q n jan feb mar "
     "apr jun jul aug sep sept oct nov dec"},
    {"de", ABBREVIATION_ALWAYS,
     "hr fr frl herr dipl dipl.-ing ing mag univ priv.-doz z.b d.h u.a u.u "
     "i.d.r o.ä v.a z.t s.o s.u m.e bzw bspw evtl ggf inkl exkl sog vgl "
     "resp insb insbes gem lt max min zzgl mind"},
    {"de", ABBREVIATION_BEFORE_NUMBER, "nr abs abb bd s tab kap ziff ca"},
    {"fr", ABBREVIATION_ALWAYS,
     "mme mmes mlle mlles mm me dre pr p.ex ex env c.-à-d c.à.d ste"},
    {"fr", ABBREVIATION_BEFORE_NUMBER, "chap éd t"},
    {"es", ABBREVIATION_ALWAYS,
     "sr sra srta sres dra d dª ud uds vd vds p.ej ej lic ing excmo excma"},
    {"es", ABBREVIATION_BEFORE_NUMBER, "núm pág págs cap"},
    {"it", ABBREVIATION_ALWAYS,
     "sig sigg sig.ra sig.na dott dott.ssa prof.ssa avv arch on egr gent p.es "
     "cfr"},
    {"it", ABBREVIATION_BEFORE_NUMBER, "pag num"},
    {"nl", ABBREVIATION_ALWAYS,
     "dhr mevr mw drs ir bijv d.w.z m.b.t i.p.v t.o.v t.a.v o.a m.n evt"},
    {"nl", ABBREVIATION_BEFORE_NUMBER, "blz nr"},
    {"pt", ABBREVIATION_ALWAYS,
     "sr sra srs sras dra drª exmo exma eng engª v.exa p.ex"},
    {"pt", ABBREVIATION_BEFORE_NUMBER, "pág n.º"},
};

static const char *const after_ordinals =
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober "
    "November Dezember Jahrhundert Jahrhunderts Lebensjahr Semester Klasse "
    "Stock Quartal";

static bool listed(const char *words, Str word)
{
    Str rest = str_of(words), one;
    bool more = true;
    while (more) {
        more = str_cut(&rest, ' ', &one);
        if (str_eq_nocase(one, word)) {
            return true;
        }
    }
    return false;
}

AbbreviationUse abbreviation_use(Str word)
{
    size_t count = sizeof abbreviations / sizeof *abbreviations;
    AbbreviationUse use = ABBREVIATION_NONE;
    for (size_t i = 0; i < count && use != ABBREVIATION_ALWAYS; i++) {
        if (listed(abbreviations[i].words, word)) {
            use = abbreviations[i].use;
        }
    }
    return use;
}

bool follows_ordinal(Str word)
{
    return listed(after_ordinals, word);
}
