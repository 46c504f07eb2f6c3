// What an import read, summed up by format.
#include "engine/themata.h"

static int64_t misnamed(const Diags *findings)
{
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        if (findings->at[i].id == DIAG_T016) {
            return 1;
        }
    }
    return 0;
}

static void add(FormatSum *sum, const Imported *imported, bool begins)
{
    if (begins) {
        sum->files++;
        sum->bytes += imported->bytes;
        sum->misnamed += misnamed(&imported->findings);
    }
    sum->documents++;
    sum->turns += imported->turns;
    sum->words += imported->words;
    sum->findings += imported->findings.len;
}

FormatSums themata_by_format(const ImportReport *report, Arena *arena)
{
    FormatSums sums = {0};
    Formats formats = formats_all();
    const Importeds *all = &report->imported;
    for (ptrdiff_t f = 0; f < formats.len; f++) {
        FormatSum sum = {.format = formats.at[f]};
        for (ptrdiff_t i = 0; i < all->len; i++) {
            const Imported *imported = &all->at[i];
            if (str_eq(imported->format, str_of(sum.format->name))) {
                bool begins =
                    i == 0 || !str_eq(imported[-1].file, imported->file);
                add(&sum, imported, begins);
            }
        }
        if (sum.files > 0) {
            *PUSH(&sums, arena) = sum;
        }
    }
    return sums;
}
