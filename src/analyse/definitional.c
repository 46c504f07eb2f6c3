#include "analyse/definitional.h"

#include "base/buf.h"
#include "base/map.h"

typedef struct Use { // a code's rule has this text
    int32_t code, text;
} Use;

typedef struct Uses {
    Use *at;
    ptrdiff_t len, cap;
} Uses;

typedef struct Texts {
    Map map; // of terms and patterns, told apart by their first byte
    Uses uses;
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

static void add_text(Texts *texts, int32_t code, Str text)
{
    *PUSH(&texts->uses, texts->arena) =
        (Use){code, map_put(&texts->map, text, texts->arena)};
}

static void add_rule(Texts *texts, const Rule *rule)
{
    if (rule->kind == RULE_REGEX) {
        Str text = str_format(texts->arena, "r%.*s", FMT(rule->pattern));
        add_text(texts, rule->code, text);
        return;
    }
    for (ptrdiff_t i = 0; i < rule->lists.len; i++) {
        const Terms *terms = &rule->lists.at[i];
        for (ptrdiff_t j = 0; j < terms->len; j++) {
            Str text = folded(terms->at[j].text, texts->arena);
            add_text(texts, rule->code, text);
        }
    }
}

Bits rule_texts(const Codebook *codebook, Arena *arena)
{
    Texts texts = {.arena = arena};
    for (ptrdiff_t i = 0; i < codebook->rules.len; i++) {
        add_rule(&texts, &codebook->rules.at[i]);
    }
    Bits bits = bits_make(codebook->codes.len, texts.map.keys.len, arena);
    for (ptrdiff_t i = 0; i < texts.uses.len; i++) {
        bits_set(&bits, texts.uses.at[i].code, texts.uses.at[i].text);
    }
    return bits;
}
