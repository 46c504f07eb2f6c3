#include "match/prefix.h"

#include "base/utf8.h"
#include "text/text.h"

uint32_t prefix_key(Str word)
{
    uint32_t key = 0;
    for (int i = 0; i < PREFIX_BYTES && i < word.len; i++) {
        key |= (uint32_t)(unsigned char)word.at[i] << 8 * i;
    }
    return key;
}

bool prefix_of(Str folded, Prefix *prefix)
{
    ptrdiff_t end = 0, next = 0;
    while (next < folded.len && end < PREFIX_BYTES) {
        if (!char_is_word(utf8_next(folded, &next))) {
            break;
        }
        end = next;
    }
    if (end == 0) {
        return false;
    }
    // Behind the word's end the key is zero, and a wildcard fits anything.
    bool wild =
        end < folded.len && (folded.at[end] == '*' || folded.at[end] == '?');
    int len = end >= PREFIX_BYTES ? PREFIX_BYTES : (int)end + !wild;
    prefix->mask = UINT32_MAX >> 8 * (PREFIX_BYTES - len);
    prefix->bytes = prefix_key(str_slice(folded, 0, end)) & prefix->mask;
    return true;
}

void filter_add(Filter *filter, Prefix prefix)
{
    int length = 0; // less one
    while (prefix.mask >> 8 * length > 0xFF) {
        length++;
    }
    unsigned bit = prefix_bit(prefix.bytes);
    filter->masks[length] = prefix.mask;
    filter->bits[length][bit / 64] |= UINT64_C(1) << bit % 64;
}
