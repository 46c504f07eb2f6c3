// Any rule over any interview, in both ways of matching.  The first line is the
// rule: one character for its kind, one for its scopes, then terms with ';' (or
// a pattern); the other lines are what is said, by turns, "+" where a caption
// goes on.
#include "fuzz.h"

#include "base/utf8.h"
#include "match/match.h"
#include "segment/segment.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 512 }; // a costly pattern shall end soon

// A broken promise ends the program, as a fuzzer wants it.
static void demand(bool promise)
{
    if (!promise) {
        abort();
    }
}

static Terms terms_of(Str written, Arena *arena)
{
    Terms terms = {0};
    Str one;
    while (written.len > 0) {
        str_cut(&written, ';', &one);
        bool stem = str_starts(one, S("~"));
        *PUSH(&terms, arena) =
            (Term){.text = str_slice(one, stem, one.len), .stem = stem};
    }
    return terms;
}

static void add_lists(Rule *rule, Str written, Arena *arena)
{
    Str one;
    while (written.len > 0) {
        str_cut(&written, '/', &one);
        *PUSH(&rule->lists, arena) = terms_of(one, arena);
    }
    while (rule->lists.len < 2) {
        *PUSH(&rule->lists, arena) = (Terms){0};
    }
}

static void add_rule(Codebook *codebook, Str line, Arena *arena)
{
    unsigned kind = line.len > 0 ? (unsigned char)line.at[0] : 0;
    unsigned how = line.len > 1 ? (unsigned char)line.at[1] : 0;
    Str rest = line.len > 2 ? str_slice(line, 2, line.len) : (Str){0};
    Rule *rule = PUSH(&codebook->rules, arena);
    *rule = (Rule){
        .id = S("code.1"),
        .kind = kind % 4,
        .pattern = rest,
        .pattern_exact_place = true,
        .words = (int32_t)(how % 7),
        .order = (NearOrder)(how % 3),
        .min_hits = (int32_t)(how % 3),
        .within = SCOPE_CLAUSE + how % 4,
        .span = how % SCOPES,
        .exact_case = (how & 64) != 0,
        .unless_words = 2,
    };
    if (rule->kind != RULE_REGEX) {
        add_lists(rule, rest, arena);
        rule->unless_near = terms_of(S("not;x*"), arena);
        *PUSH(&codebook->contexts.pre, arena) = (Term){.text = rest};
    }
}

static Transcript transcript_of(Str text, Arena *arena)
{
    Transcript transcript = {.document = S("x"), .text = text};
    Str rest = text, line;
    int32_t number = 0;
    while (str_line(&rest, &line)) {
        int32_t begin = (int32_t)(line.at - text.at);
        number++;
        *PUSH(&transcript.turns, arena) = (Turn){
            .span = {begin, begin + (int32_t)line.len},
            .speaker = NO_SPEAKER,
            .start_ms = NO_TIME,
            .end_ms = NO_TIME,
            .line = number,
            .continues = number > 1 && str_starts(line, S("+")),
            .question = number % 5 < 2 ? NO_QUESTION : 0,
        };
    }
    segment_sentences(&transcript, arena);
    demand(transcript_is_sound(&transcript));
    return transcript;
}

static bool between_points(Str text, int32_t i)
{
    return i == text.len || ((unsigned char)text.at[i] & 0xC0) != 0x80;
}

static void check_hits(const Hits *hits, const Transcript *transcript)
{
    Str text = transcript->text;
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        const Hit *hit = &hits->at[i];
        Span span = hit->span;
        demand(span.begin >= 0 && span.begin < span.end);
        demand(span.end <= text.len);
        demand(between_points(text, span.begin));
        demand(between_points(text, span.end));
        demand(span_contains(hit->coded, span));
        demand(hit->coded.begin >= 0 && hit->coded.end <= text.len);
        demand(transcript_turn_at(transcript, span.begin) == hit->turn);
        demand((hit->context == CONTEXT_AFFIRMED) == (hit->trigger.len == 0));
        demand(i == 0 || hits->at[i - 1].span.begin <= span.begin);
    }
}

static bool same_hit(const Hit *one, const Hit *other)
{
    return memcmp(&one->span, &other->span, sizeof one->span) == 0 &&
           memcmp(&one->coded, &other->coded, sizeof one->coded) == 0 &&
           one->turn == other->turn && one->context == other->context &&
           one->trigger.at == other->trigger.at &&
           one->trigger.len == other->trigger.len &&
           one->excluded == other->excluded;
}

// The plain way finds the same, unless a rule is too costly for it.
static void check_both_ways(Searcher *searcher, const Transcript *transcript,
                            const Hits *quick, Arena *arena)
{
    Hits plain;
    Err err = {0};
    if (!searcher_hits_plainly(searcher, transcript, arena, &plain, &err)) {
        return;
    }
    demand(plain.len == quick->len);
    for (ptrdiff_t i = 0; i < plain.len; i++) {
        demand(same_hit(&quick->at[i], &plain.at[i]));
    }
}

// A signature passes over no hit, not in the document and not inside it.
static void check_signature(const Matcher *matcher, Searcher *searcher,
                            const Transcript *transcript, const Hits *hits,
                            Arena *arena)
{
    Hits again;
    Err err = {0};
    Str kept = signature_of(transcript, S("x"), arena);
    Signature signature = signature_read(kept, S("x"));
    demand(signature.bits.len > 0);
    demand(signature_read(kept, S("y")).bits.len == 0);
    demand(hits->len == 0 || matcher_may_hit_by(matcher, &signature));
    demand(hits->len == 0 || matcher_may_hit(matcher, transcript->text));
    searcher_expect(searcher, &signature);
    demand(searcher_hits(searcher, transcript, arena, &again, &err));
    demand(again.len == hits->len);
    for (ptrdiff_t i = 0; i < again.len; i++) {
        demand(same_hit(&again.at[i], &hits->at[i]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Err err = {0};
    Hits hits;
    Str text = {(const char *)bytes, (ptrdiff_t)len}, line = {0};
    text.len = utf8_valid(text);
    str_line(&text, &line);
    // Compiling the built-in triggers takes longest.
    bool english = line.len > 1 && (line.at[1] & 1) != 0;
    Codebook codebook = {.language = english ? S("en") : S("fi")};
    text.len = text.len > TEXT_MAX ? TEXT_MAX : text.len;
    text.len = utf8_valid(text);
    add_rule(&codebook, line, &arena);
    Transcript transcript = transcript_of(text, &arena);
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    Searcher *searcher = searcher_open(matcher);
    if (searcher_hits(searcher, &transcript, &arena, &hits, &err)) {
        check_hits(&hits, &transcript);
        check_both_ways(searcher, &transcript, &hits, &arena);
        check_signature(matcher, searcher, &transcript, &hits, &arena);
    } else {
        demand(err.kind == ERR_INPUT);
    }
    searcher_close(searcher);
    matcher_close(matcher);
    arena_release(&arena);
    return 0;
}
