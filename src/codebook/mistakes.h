// codebook/mistakes.h - findings about one YAML file, with the lines they are
// on.
//
// At most MISTAKES_MAX of each level are told; one last finding says that
// there are more.
#ifndef CODEBOOK_MISTAKES_H
#define CODEBOOK_MISTAKES_H

#include "base/diag.h"

typedef struct Mistakes {
    Diags *diags;
    Str file;
    Str text;        // of the file, to show lines of
    Arena *scratch;  // lives as long as the reading
    Ints lines;      // byte where each line begins; filled when first needed
    ptrdiff_t first; // diags->len when the reading began
    ptrdiff_t counts[LEVEL_ERROR + 1]; // found so far, told or not
    DiagId beyond[LEVEL_ERROR + 1];    // the first that was not told
    Diag untold;                       // stands in for those beyond
} Mistakes;

Mistakes mistakes_of(Str text, Str file, Arena *scratch, Diags *diags);
// Adds a finding at a place of the file and shows its line.
// Result: the finding, so that its help can be set; never NULL.
Diag *mistake(Mistakes *mistakes, DiagId id, Place place, const char *format,
              ...) __attribute__((format(printf, 4, 5)));
// Sets what to do about a finding; `help` is copied.
void mistake_help(Mistakes *mistakes, Diag *diag, Str help);
// Sets "did you mean '...'?" where one of `names` is near `word`; else
// "known: a, b, c" where there are few.
void mistake_suggest(Mistakes *mistakes, Diag *diag, Str word, Strs names);
// True when so many errors were found that reading on is of no use.
bool mistakes_full(const Mistakes *mistakes);
ptrdiff_t mistakes_errors(const Mistakes *mistakes);
// Puts the findings into the order of the file and says when there are more.
void mistakes_end(Mistakes *mistakes);

// The place of a byte of the file.
Place mistakes_place(Mistakes *mistakes, ptrdiff_t byte);
// A line of the file, without its end; empty when there is none.
Str mistakes_line(Mistakes *mistakes, int32_t line);
// `text` fit to stand in a message: one line, no control characters, not long.
Str shown(Mistakes *mistakes, Str text);

#endif
