// A rule in one line for people, and what it is known by.
#include "codebook/loading.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"

enum { WRITTEN_MAX = 240 }; // bytes, about

static void write_terms(Buf *buf, const Node *node)
{
    if (node->kind == NODE_TEXT) {
        buf_add(buf, str_trim(node->text));
        return;
    }
    for (const Node *item = node->first; item && buf->len < WRITTEN_MAX;
         item = item->next) {
        buf_add(buf, item == node->first ? S("") : S(", "));
        buf_add(buf, str_trim(item->text));
    }
}

// "gdpr, privacy + consent*"
static void write_lists(Buf *buf, const Node *node)
{
    for (const Node *list = node->first; list && buf->len < WRITTEN_MAX;
         list = list->next) {
        buf_add(buf, list == node->first ? S("") : S(" + "));
        write_terms(buf, list);
    }
}

// "a | b, 4 words"
static void write_pair(Buf *buf, const Node *node)
{
    static const char *const keys[] = {"a", "b", "words", "terms", "order"};
    static const char *const signs[] = {"", " | ", ", words ", "", ", order "};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const Node *value = node_value(node, keys[i]);
        if (value) {
            buf_add(buf, str_of(signs[i]));
            write_terms(buf, value);
        }
    }
}

static void write_condition(Buf *buf, const Node *value)
{
    buf_add(buf, buf->len > 0 ? S("; ") : S(""));
    buf_add(buf, value->key->text);
    buf_add(buf, S(": "));
    if (value->kind == NODE_MAP) {
        write_pair(buf, value);
    } else if (str_eq(value->key->text, S("all"))) {
        write_lists(buf, value);
    } else {
        write_terms(buf, value);
    }
}

Str rule_written(const Node *rule, Arena *arena)
{
    Buf buf = {.arena = arena}, line = {.arena = arena};
    for (const Node *value = rule->first; value; value = value->next) {
        if (!str_eq(value->key->text, S("id")) && !node_is_blank(value)) {
            write_condition(&buf, value);
        }
    }
    Str all = buf_str(&buf);
    for (ptrdiff_t i = 0; i < all.len;) {
        if (line.len > WRITTEN_MAX) {
            buf_add(&line, S("…"));
            break;
        }
        uint32_t point = utf8_next(all, &i);
        buf_point(&line, point == '\n' || point == '\t' ? ' ' : point);
    }
    return buf_str(&line);
}

// ---- the hash: every part with its length before it, so that no two rules
// are written alike

static void put_text(Buf *buf, Str text)
{
    buf_int(buf, text.len);
    buf_char(buf, ':');
    buf_add(buf, text);
}

static void put_number(Buf *buf, int64_t number)
{
    buf_int(buf, number);
    buf_char(buf, ';');
}

static void put_terms(Buf *buf, Terms terms)
{
    put_number(buf, terms.len);
    for (ptrdiff_t i = 0; i < terms.len; i++) {
        put_number(buf, terms.at[i].stem);
        put_text(buf, terms.at[i].text);
    }
}

static void put_texts(Buf *buf, Strs texts)
{
    put_number(buf, texts.len);
    for (ptrdiff_t i = 0; i < texts.len; i++) {
        put_text(buf, texts.at[i]);
    }
}

static void put_condition(Buf *buf, const Rule *rule)
{
    put_number(buf, rule->kind);
    put_number(buf, rule->lists.len);
    for (ptrdiff_t i = 0; i < rule->lists.len; i++) {
        put_terms(buf, rule->lists.at[i]);
    }
    put_number(buf, rule->words);
    put_number(buf, rule->order);
    put_text(buf, rule->pattern);
    put_terms(buf, rule->unless);
    put_terms(buf, rule->unless_near);
    put_number(buf, rule->unless_words);
    put_number(buf, rule->min_hits);
}

static void put_settings(Buf *buf, const Rule *rule, const Codebook *codebook)
{
    put_number(buf, rule->within);
    put_number(buf, rule->span);
    put_number(buf, rule->exact_case);
    for (int i = 0; i < CONTEXTS; i++) {
        put_number(buf, rule->policy[i]);
    }
    put_texts(buf, rule->roles);
    put_texts(buf, rule->speakers);
    put_number(buf, rule->questions.len);
    for (ptrdiff_t i = 0; i < rule->questions.len; i++) {
        put_text(buf, codebook->questions.at[rule->questions.at[i]].id);
    }
}

Str contexts_key(const ContextWords *contexts, Arena *arena)
{
    Buf buf = {.arena = arena};
    put_text(&buf, contexts->language);
    put_terms(&buf, contexts->pre);
    put_terms(&buf, contexts->post);
    put_terms(&buf, contexts->pseudo);
    put_terms(&buf, contexts->stop);
    put_terms(&buf, contexts->hedge);
    put_terms(&buf, contexts->hypothetical);
    return hash_hex(arena, buf_str(&buf));
}

Str rule_hash(Reader *reader, const Rule *rule)
{
    const Loading *loading = reader->job;
    Buf buf = {.arena = reader->mistakes->scratch};
    put_text(&buf, loading->codebook->language); // of stems
    put_text(&buf, loading->contexts_key);
    put_condition(&buf, rule);
    put_settings(&buf, rule, loading->codebook);
    return hash_hex(reader->arena, buf_str(&buf));
}
