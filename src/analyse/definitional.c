#include "analyse/definitional.h"

#include "base/buf.h"
#include "base/map.h"

typedef struct Use { // a list of terms has this text
    int32_t text, list;
} Use;

typedef struct Uses {
    Use *at;
    ptrdiff_t len, cap;
} Uses;

typedef struct Texts {
    const Codebook *codebook;
    Map map;        // of terms and patterns, told apart by their first byte
    Uses uses;      // in the order of the rules
    Ints rule_of;   // per list
    Ints lists;     // per rule: how many it has
    Ints first_use; // per rule, and one more
    Arena *arena;
} Texts;

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// 'w' and the words of a term, small ASCII letters, one blank between them.
static Str folded(Str text, Arena *arena)
{
    Buf buf = {.arena = arena};
    buf_char(&buf, 'w');
    text = str_trim(text);
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool again = is_blank(c) && buf.at[buf.len - 1] == ' ';
        if (!again) {
            bool capital = c >= 'A' && c <= 'Z';
            buf_char(&buf, is_blank(c) ? ' ' : capital ? (char)(c + 32) : c);
        }
    }
    return buf_str(&buf);
}

static void add_use(Texts *texts, Str text)
{
    int32_t number = map_put(&texts->map, text, texts->arena);
    *PUSH(&texts->uses, texts->arena) =
        (Use){number, (int32_t)texts->rule_of.len - 1};
}

static void add_rule(Texts *texts, int32_t index)
{
    const Rule *rule = &texts->codebook->rules.at[index];
    *PUSH(&texts->first_use, texts->arena) = (int32_t)texts->uses.len;
    if (rule->kind == RULE_REGEX) {
        *PUSH(&texts->lists, texts->arena) = 1;
        *PUSH(&texts->rule_of, texts->arena) = index;
        add_use(texts, str_format(texts->arena, "r%.*s", FMT(rule->pattern)));
        return;
    }
    *PUSH(&texts->lists, texts->arena) = (int32_t)rule->lists.len;
    for (ptrdiff_t i = 0; i < rule->lists.len; i++) {
        const Terms *terms = &rule->lists.at[i];
        *PUSH(&texts->rule_of, texts->arena) = index;
        for (ptrdiff_t j = 0; j < terms->len; j++) {
            add_use(texts, folded(terms->at[j].text, texts->arena));
        }
    }
}

typedef struct Index { // the lists of each text
    ptrdiff_t *first;  // per text, and one more
    int32_t *list;
} Index;

static Index index_texts(const Texts *texts)
{
    ptrdiff_t count = texts->map.keys.len;
    Index index = {
        .first = NEW_ARRAY(texts->arena, ptrdiff_t, count + 2),
        .list = NEW_ARRAY(texts->arena, int32_t, texts->uses.len),
    };
    // first[text + 2] counts, then first[text + 1] is where the next one goes.
    for (ptrdiff_t i = 0; i < texts->uses.len; i++) {
        index.first[texts->uses.at[i].text + 2]++;
    }
    for (ptrdiff_t i = 2; i < count + 2; i++) {
        index.first[i] += index.first[i - 1];
    }
    for (ptrdiff_t i = 0; i < texts->uses.len; i++) {
        const Use *use = &texts->uses.at[i];
        index.list[index.first[use->text + 1]++] = use->list;
    }
    return index;
}

typedef struct Tally {
    int32_t *list_seen; // per list: the newest rule that has a text of it
    int32_t *rule_seen; // per rule: the newest rule that has one of a list
    int32_t *lists;     // per rule: how many lists that rule has a text of
} Tally;

// Marks the codes whose rules hold where `rule` does by some of its texts.
static void mark_rule(const Texts *texts, const Index *index, int32_t rule,
                      Tally *tally, Bits *codes)
{
    const Rule *rules = texts->codebook->rules.at;
    for (int32_t i = texts->first_use.at[rule];
         i < texts->first_use.at[rule + 1]; i++) {
        int32_t text = texts->uses.at[i].text;
        for (ptrdiff_t j = index->first[text]; j < index->first[text + 1];
             j++) {
            int32_t list = index->list[j], other = texts->rule_of.at[list];
            if (tally->list_seen[list] == rule + 1) {
                continue;
            }
            tally->list_seen[list] = rule + 1;
            bool more = tally->rule_seen[other] == rule + 1;
            tally->rule_seen[other] = rule + 1;
            tally->lists[other] = more ? tally->lists[other] + 1 : 1;
            if (tally->lists[other] == texts->lists.at[other]) {
                bits_set(codes, rules[rule].code, rules[other].code);
                bits_set(codes, rules[other].code, rules[rule].code);
            }
        }
    }
}

Bits definitional_codes(const Codebook *codebook, Arena *arena)
{
    Texts texts = {.codebook = codebook, .arena = arena};
    int32_t rules = (int32_t)codebook->rules.len;
    for (int32_t rule = 0; rule < rules; rule++) {
        add_rule(&texts, rule);
    }
    *PUSH(&texts.first_use, arena) = (int32_t)texts.uses.len;
    Index index = index_texts(&texts);
    Tally tally = {
        .list_seen = NEW_ARRAY(arena, int32_t, texts.rule_of.len),
        .rule_seen = NEW_ARRAY(arena, int32_t, rules),
        .lists = NEW_ARRAY(arena, int32_t, rules),
    };
    Bits codes = bits_make(codebook->codes.len, codebook->codes.len, arena);
    for (int32_t rule = 0; rule < rules; rule++) {
        mark_rule(&texts, &index, rule, &tally, &codes);
    }
    return codes;
}
