// recommend/evidence.h - what the codings say for and against each theme and
// valence, before it is weighed.
#ifndef RECOMMEND_EVIDENCE_H
#define RECOMMEND_EVIDENCE_H

#include "recommend/recommend.h"

enum { VALENCES = 3 }; // challenge, facilitator, opportunity

typedef struct Mention { // a place, and what is needed to weigh it
    Evidence evidence;
    Context context;     // the most affirmed of the codings there
    bool reviewed;       // a person confirmed or added one of them
    bool quotable;       // its words may be shown
    int32_t words;       // runs of bytes that are not white space
    int32_t participant; // who says it, or NONE
} Mention;

typedef struct Mentions { // by document and place when settled
    Mention *at;
    ptrdiff_t len, cap;
} Mentions;

typedef struct Cell { // a topmost theme with a valence
    int32_t theme;
    CodeKind valence;
    Mentions support, denied;
    Ints codes; // valence codes of the support, ascending
} Cell;

typedef struct Cells { // every topmost theme by every valence, in that order
    Cell *at;
    ptrdiff_t len, cap;
} Cells;

// What speaks against a cell: the mentions of the same theme's facilitators
// where it is a challenge, and the other way round.  An opportunity has no
// opposite: that something is hard does not deny that it could be done.
Mentions cell_opposite(const Cells *cells, const Cell *cell);
// What a mention counts where weights are added up.
double context_weight(Context context);

// The cells of a codebook, without evidence.
Cells evidence_cells(const Codebook *codebook, Arena *arena);
// All cells of a document that stands alone in a study, mentions settled.
Cells evidence_gather(const Study *alone, Arena *arena);
// Adds the evidence of the next document: its codings and answers come after so
// many others.
typedef struct Offset {
    int32_t document, coding, answer;
} Offset;
void evidence_add(Cells *all, const Cells *more, Offset offset, Arena *arena);
// Puts the codes of the cells in order, when all is added.
void evidence_settle(Cells *all);
// The cases that a mention counts for.
Ints mention_cases(const Study *study, const Mention *mention, Arena *arena);

// Sorts mentions by place, joins those with the same span and drops those that
// hold another one of the list in themselves.
void mentions_settle(Mentions *mentions);

#endif
