// A text, its turns, sentences and marks.
#include "store/pack.h"

#include "base/hash.h"
#include "store/numbers.h"

// A turn in JSON.  The byte offsets of its span are its code points and what
// is `more`.
enum {
    LINE,
    SPEAKER,
    BEGIN,
    END,
    BEGIN_MORE,
    END_MORE,
    START_MS,
    END_MS,
    CONTINUES,
    COLUMN, // its place among the names of columns from 1, or 0
    FIELDS
};
static const int32_t usual_turn[FIELDS] = {
    [LINE] = NONE, // written always
    [START_MS] = NO_TIME,
    [END_MS] = NO_TIME,
};

int64_t text_seal(const PackedText *packed)
{
    uint64_t seal = hash_quick(1, packed->text);
    seal = hash_quick(seal, packed->turns);
    return (int64_t)hash_quick(seal, packed->parts);
}

static Strs columns_of(const Transcript *transcript, Arena *arena)
{
    Strs columns = {0};
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        Str column = transcript->turns.at[i].column;
        if (column.len > 0 && strs_find(columns, column) < 0) {
            *PUSH(&columns, arena) = column;
        }
    }
    return columns;
}

static Str pack_turns(const Transcript *transcript, Strs columns, Arena *arena)
{
    Buf buf = {.arena = arena};
    PointIndex points = point_index(transcript->text, arena);
    buf_char(&buf, '[');
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        const Turn *turn = &transcript->turns.at[i];
        int32_t begin = point_index_at(&points, turn->span.begin);
        int32_t end = point_index_at(&points, turn->span.end);
        int32_t fields[FIELDS] = {
            [LINE] = turn->line,
            [SPEAKER] = turn->speaker,
            [BEGIN] = begin,
            [END] = end,
            [BEGIN_MORE] = turn->span.begin - begin,
            [END_MORE] = turn->span.end - end,
            [START_MS] = turn->start_ms,
            [END_MS] = turn->end_ms,
            [CONTINUES] = turn->continues,
            [COLUMN] = turn->column.len > 0
                           ? (int32_t)strs_find(columns, turn->column) + 1
                           : 0,
        };
        buf_add(&buf, i > 0 ? S(",") : (Str){0});
        put_list(&buf, fields, usual_turn, FIELDS);
    }
    buf_char(&buf, ']');
    return buf_str(&buf);
}

static Str pack_parts(const Transcript *transcript, Strs columns, Arena *arena)
{
    Buf buf = {.arena = arena};
    put_number(&buf, columns.len);
    for (ptrdiff_t i = 0; i < columns.len; i++) {
        put_string(&buf, columns.at[i]);
    }
    put_number(&buf, transcript->sentences.len);
    Sentence before = {0};
    for (ptrdiff_t i = 0; i < transcript->sentences.len; i++) {
        const Sentence *sentence = &transcript->sentences.at[i];
        put_number(&buf, sentence->span.begin - before.span.end);
        put_number(&buf, sentence->span.end - sentence->span.begin);
        put_number(&buf, sentence->turn - before.turn);
        before = *sentence;
    }
    put_number(&buf, transcript->marks.len);
    Mark mark = {0};
    for (ptrdiff_t i = 0; i < transcript->marks.len; i++) {
        const Mark *next = &transcript->marks.at[i];
        put_number(&buf, next->offset - mark.offset);
        put_number(&buf, (int64_t)next->ms - mark.ms);
        put_number(&buf, next->line - mark.line);
        mark = *next;
    }
    return buf_str(&buf);
}

PackedText pack_text(const Transcript *transcript, Arena *arena)
{
    Strs columns = columns_of(transcript, arena);
    PackedText packed = {
        .text = transcript->text,
        .turns = pack_turns(transcript, columns, arena),
        .parts = pack_parts(transcript, columns, arena),
    };
    packed.seal = text_seal(&packed);
    return packed;
}

static Strs unpack_columns(Numbers *parts, Arena *arena)
{
    Strs columns = {0};
    int32_t count = next_count(parts, 1);
    for (int32_t i = 0; i < count; i++) {
        *PUSH(&columns, arena) = next_string(parts);
    }
    return columns;
}

static void unpack_sentences(Numbers *parts, Arena *arena, Sentences *sentences)
{
    int32_t count = next_count(parts, 3);
    sentences->at = NEW_ARRAY(arena, Sentence, count);
    sentences->len = sentences->cap = count;
    Sentence before = {0};
    for (int32_t i = 0; i < count; i++) {
        int64_t begin = before.span.end + (int64_t)next_int32(parts);
        int64_t end = begin + next_int32(parts);
        int64_t turn = before.turn + (int64_t)next_int32(parts);
        parts->bad |= begin < 0 || end < begin || end > INT32_MAX || turn < 0 ||
                      turn > INT32_MAX;
        if (parts->bad) {
            return;
        }
        before = (Sentence){{(int32_t)begin, (int32_t)end}, (int32_t)turn};
        sentences->at[i] = before;
    }
}

static void unpack_marks(Numbers *parts, Arena *arena, Marks *marks)
{
    int32_t count = next_count(parts, 3);
    marks->at = NEW_ARRAY(arena, Mark, count);
    marks->len = marks->cap = count;
    Mark before = {0};
    for (int32_t i = 0; i < count; i++) {
        int64_t offset = before.offset + (int64_t)next_int32(parts);
        int64_t ms = before.ms + next_number(parts);
        int64_t line = before.line + (int64_t)next_int32(parts);
        parts->bad |= offset < 0 || offset > INT32_MAX || ms < NO_TIME ||
                      ms > INT32_MAX || line < 0 || line > INT32_MAX;
        if (parts->bad) {
            return;
        }
        before = (Mark){(int32_t)offset, (int32_t)ms, (int32_t)line};
        marks->at[i] = before;
    }
}

// Every list has a bracket, and so has the list of them.
static ptrdiff_t most_turns(const Numbers *numbers)
{
    ptrdiff_t brackets = 0;
    for (const char *at = numbers->at; at < numbers->end; at++) {
        brackets += *at == '[';
    }
    return brackets;
}

static void unpack_turns(Numbers *numbers, Strs columns, Arena *arena,
                         Turns *turns)
{
    int32_t fields[FIELDS];
    turns->cap = most_turns(numbers);
    turns->at = NEW_ARRAY(arena, Turn, turns->cap);
    numbers->bad |= !next_char(numbers, '[');
    bool more = !next_char(numbers, ']');
    while (more && next_list(numbers, fields, usual_turn, FIELDS)) {
        int64_t begin = (int64_t)fields[BEGIN] + fields[BEGIN_MORE];
        int64_t end = (int64_t)fields[END] + fields[END_MORE];
        numbers->bad |= begin < 0 || end > INT32_MAX || fields[COLUMN] < 0 ||
                        fields[COLUMN] > columns.len;
        if (numbers->bad) {
            return;
        }
        *PUSH(turns, arena) = (Turn){
            .span = {(int32_t)begin, (int32_t)end},
            .speaker = fields[SPEAKER],
            .start_ms = fields[START_MS],
            .end_ms = fields[END_MS],
            .line = fields[LINE],
            .continues = fields[CONTINUES] != 0,
            .question = NO_QUESTION,
            .column =
                fields[COLUMN] > 0 ? columns.at[fields[COLUMN] - 1] : (Str){0},
        };
        more = next_char(numbers, ',');
    }
    numbers->bad |= more;
}

bool unpack_text(const PackedText *packed, Arena *arena, Transcript *transcript,
                 Err *err)
{
    Numbers parts = numbers_of(packed->parts),
            turns = numbers_of(packed->turns);
    transcript->text = packed->text;
    transcript->turns = (Turns){0};
    bool same = text_seal(packed) == packed->seal;
    if (same) {
        Strs columns = unpack_columns(&parts, arena);
        unpack_sentences(&parts, arena, &transcript->sentences);
        unpack_marks(&parts, arena, &transcript->marks);
        unpack_turns(&turns, columns, arena, &transcript->turns);
    }
    return (same && !parts.bad && !turns.bad &&
            transcript_is_sound(transcript)) ||
           err_set(err, ERR_IO,
                   "the study is damaged: the text or turns of '%.*s' changed",
                   FMT(transcript->document));
}

// ---- questions

Str pack_questions(const Transcript *transcript, Arena *arena)
{
    Buf buf = {.arena = arena};
    bool any = false;
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        const Turn *turn = &transcript->turns.at[i];
        any = any || turn->question != NO_QUESTION || turn->asks;
        buf_char(&buf, i > 0 ? ',' : '[');
        buf_int(&buf, 2 * (turn->question + 1) + turn->asks);
    }
    buf_char(&buf, ']');
    return any ? buf_str(&buf) : (Str){0};
}

bool unpack_questions(Str packed, const Codebook *codebook,
                      Transcript *transcript)
{
    Numbers numbers = numbers_of(packed);
    if (packed.len == 0) {
        return true;
    }
    bool more = next_char(&numbers, '[');
    for (ptrdiff_t i = 0; more && i < transcript->turns.len; i++) {
        Turn *turn = &transcript->turns.at[i];
        int32_t number = next_digits(&numbers);
        turn->asks = number % 2 != 0;
        turn->question = number / 2 - 1;
        numbers.bad |= number < 0 || turn->question >= codebook->questions.len;
        more = next_char(&numbers, ',');
    }
    return !more && next_char(&numbers, ']') && !numbers.bad;
}
