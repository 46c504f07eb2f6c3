// parse/tiers/tier_inside.h - what the files of tiers.h share.
#ifndef PARSE_TIERS_TIER_INSIDE_H
#define PARSE_TIERS_TIER_INSIDE_H

#include "parse/tiers/tiers.h"

// What the pieces of a tier's name tell; TIER_SPEECH where they tell nothing.
TierKind tier_named(Str name);

#endif
