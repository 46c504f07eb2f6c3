// match/regex/regex_item.h - characters, classes and escapes of a pattern.
#ifndef MATCH_REGEX_REGEX_ITEM_H
#define MATCH_REGEX_REGEX_ITEM_H

#include "match/regex/regex_reader.h"

// A character that stands for itself.
Shape item_point(RegexReader *reader, uint32_t point);
// The character at the cursor, which stands for itself.
Shape item_literal(RegexReader *reader);
// The class "[...]" or "\p{...}" at [begin, end); refuses where end < 0.
Shape item_class(RegexReader *reader, ptrdiff_t begin, ptrdiff_t end);
// What stands after a backslash.
Shape item_escape(RegexReader *reader);
// '.'.
Shape item_any(RegexReader *reader);
// What an earlier group matched, which may be anything.
Shape item_reference(RegexReader *reader);

#endif
