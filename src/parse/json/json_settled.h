// parse/json/json_settled.h - JSON as it stays: without what a live service
// heard at first, and with lists that are written as objects.
#ifndef PARSE_JSON_JSON_SETTLED_H
#define PARSE_JSON_JSON_SETTLED_H

#include "container/values.h"

// Leaves out of all lists what is marked as not final yet ("is_final": false,
// "IsPartial": true, "type": "partial" and the like) where something final
// comes behind it, and of values with one "turn_order" all but the last.  Of
// those at the end, behind which nothing final comes, the last stays: what was
// said when the recording was cut off.  Where nothing is final all stays.
// An object whose names count, "0", "1", "2", is a list.
// Findings: T011 counts what was left out.
// Memory:   linear; the tree itself where nothing of this occurs.
Value json_settled(const Value *root, Str file, Arena *arena, Diags *diags);

#endif
