// What is counted of a document.
#include "store/pack.h"

#include "base/buf.h"
#include "base/hash.h"
#include "store/numbers.h"

Str sheet_key(Str heard, Str decided, Arena *arena)
{
    return str_format(arena, "%.*s\n%.*s", FMT(heard), FMT(decided));
}

int64_t sheet_seal(const PackedSheet *packed, Str key)
{
    uint64_t seal = hash_quick(0, key);
    seal = hash_quick(seal, packed->codes);
    return (int64_t)hash_quick(seal, packed->counted);
}

// ---- codes

// For each code of the codebook its place in the list that it is added to, as
// it first comes, by the rule of the first of its codings that has one.
typedef struct Named {
    int32_t *names; // per code; 0: it has no coding
    int32_t *place;
    ptrdiff_t codes;
} Named;

static Named names_of(const Document *document, const Codings *codings,
                      const KnownRules *rules, Arena *arena)
{
    int32_t most = NONE;
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        most = codings->at[i].code > most ? codings->at[i].code : most;
    }
    Named named = {
        .names = NEW_ARRAY(arena, int32_t, most + 1),
        .place = NEW_ARRAY(arena, int32_t, most + 1),
        .codes = most + 1,
    };
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        const Coding *coding = &codings->at[i];
        int32_t *name = &named.names[coding->code];
        if (coding->first_hit != NONE && *name <= 0) {
            const Hit *hit = &document->hits.at[coding->first_hit];
            *name = rules->numbers.at[hit->rule];
        } else if (*name == 0) {
            *name = -1 - coding->code;
        }
    }
    return named;
}

static Str put_names(Named *named, Arena *arena)
{
    Buf list = {.arena = arena};
    int32_t next = 0;
    buf_char(&list, '[');
    for (ptrdiff_t code = 0; code < named->codes; code++) {
        if (named->names[code] != 0) {
            buf_add(&list, next > 0 ? S(",") : (Str){0});
            buf_int(&list, named->names[code]);
            named->place[code] = next++;
        }
    }
    buf_char(&list, ']');
    return buf_str(&list);
}

static int32_t code_named(int32_t name, const Ints *places,
                          const Codebook *codebook)
{
    if (name < 0) {
        return -1 - name < codebook->codes.len ? -1 - name : NONE;
    }
    int32_t rule = name < places->len ? places->at[name] : NONE;
    return rule == NONE || rule >= codebook->rules.len
               ? NONE
               : codebook->rules.at[rule].code;
}

bool unpack_codes(Str codes, const KnownRules *rules, const Codebook *codebook,
                  Arena *arena, Ints *all)
{
    Numbers numbers = numbers_of(codes);
    Ints places = rule_places(rules, arena);
    numbers.bad = !next_char(&numbers, '[');
    bool more = !next_char(&numbers, ']');
    while (more && !numbers.bad) {
        int32_t code = code_named(next_digits(&numbers), &places, codebook);
        *PUSH(all, arena) = code;
        more = next_char(&numbers, ',');
        numbers.bad |= code == NONE || (!more && !next_char(&numbers, ']'));
    }
    return !numbers.bad;
}

// ---- rows: how many codes with two flags, then what the flags announce

enum { NEW_VOICE = 1, NEW_ANSWER = 2, ROW_FLAGS = 4, OTHER_VOICE = 1 };

static void put_rows(Buf *buf, const SheetRows *rows, const Named *named)
{
    SheetRow before = {0};
    put_number(buf, rows->len);
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        const SheetRow *row = &rows->at[i];
        bool voice = row->voice != before.voice;
        bool answer = row->answer != before.answer;
        put_number(buf, (row->end - row->begin) * ROW_FLAGS +
                            (voice ? NEW_VOICE : 0) +
                            (answer ? NEW_ANSWER : 0));
        if (voice) {
            put_number(buf, row->voice);
        }
        if (answer) {
            put_number(buf, row->answer - before.answer);
        }
        for (int32_t k = row->begin; k < row->end; k++) {
            const Carried *carried = &rows->carried.at[k];
            bool other = carried->voice != row->voice;
            put_number(buf, named->place[carried->code] * 2 +
                                (other ? OTHER_VOICE : 0));
            if (other) {
                put_number(buf, carried->voice);
            }
        }
        before = *row;
    }
}

PackedSheet pack_sheet(const Sheet *sheet, const Document *document,
                       const Codings *codings, const KnownRules *rules, Str key,
                       Arena *arena)
{
    Named named = names_of(document, codings, rules, arena);
    PackedSheet packed = {.codes = put_names(&named, arena)};
    Buf buf = {.arena = arena};
    put_number(&buf, sheet->voices.len);
    for (ptrdiff_t i = 0; i < sheet->voices.len; i++) {
        put_number(&buf, sheet->voices.at[i].speaker);
        put_number(&buf, sheet->voices.at[i].question);
    }
    put_rows(&buf, &sheet->sentences, &named);
    put_rows(&buf, &sheet->stretches, &named);
    put_number(&buf, sheet->given.len);
    for (ptrdiff_t i = 0; i < sheet->given.len; i++) {
        put_number(&buf, named.place[sheet->given.at[i].code]);
        put_number(&buf, sheet->given.at[i].voice);
        put_number(&buf, sheet->given.at[i].times);
    }
    packed.counted = buf_str(&buf);
    packed.seal = sheet_seal(&packed, key);
    return packed;
}

typedef struct Reading { // of a packed sheet
    Numbers numbers;
    Ints codes;
    Sheet *sheet;
    Arena *arena;
} Reading;

// A number from `least` up to but not `end`.
static int32_t next_within(Numbers *numbers, int32_t least, ptrdiff_t end)
{
    int32_t number = next_int32(numbers);
    numbers->bad |= number < least || number >= end;
    return numbers->bad ? 0 : number;
}

static void next_voices(Reading *reading, const Document *document,
                        const Codebook *codebook)
{
    Voices *voices = &reading->sheet->voices;
    int32_t count = next_count(&reading->numbers, 2);
    for (int32_t i = 0; i < count && !reading->numbers.bad; i++) {
        Voice *voice = PUSH(voices, reading->arena);
        voice->speaker = next_within(&reading->numbers, NOWHERE,
                                     document->transcript.speakers.len);
        voice->question = next_within(&reading->numbers, NO_QUESTION,
                                      codebook->questions.len);
    }
}

static Carried next_carried(Reading *reading, int32_t voice)
{
    int32_t number = next_within(&reading->numbers, 0, 2 * reading->codes.len);
    if (number % 2 == OTHER_VOICE) {
        voice = next_within(&reading->numbers, 0, reading->sheet->voices.len);
    }
    return (Carried){reading->numbers.bad ? 0 : reading->codes.at[number / 2],
                     voice};
}

static SheetRow next_row(Reading *reading, const SheetRow *before,
                         SheetRows *rows)
{
    Numbers *numbers = &reading->numbers;
    int32_t head = next_within(numbers, 0, INT32_MAX);
    SheetRow row = *before;
    if (head & NEW_VOICE) {
        row.voice = next_within(numbers, 0, reading->sheet->voices.len);
    }
    if (head & NEW_ANSWER) {
        row.answer += next_within(numbers, 1, INT32_MAX - before->answer);
    }
    numbers->bad |= row.voice >= reading->sheet->voices.len;
    row.begin = (int32_t)rows->carried.len;
    for (int32_t i = head / ROW_FLAGS; i > 0 && !numbers->bad; i--) {
        *PUSH(&rows->carried, reading->arena) =
            next_carried(reading, row.voice);
    }
    row.end = (int32_t)rows->carried.len;
    return row;
}

static void next_rows(Reading *reading, SheetRows *rows)
{
    SheetRow before = {0};
    int32_t count = next_count(&reading->numbers, 1);
    rows->at = NEW_ARRAY(reading->arena, SheetRow, count);
    rows->cap = count;
    for (; rows->len < count && !reading->numbers.bad; rows->len++) {
        before = next_row(reading, &before, rows);
        rows->at[rows->len] = before;
    }
}

static void next_given(Reading *reading)
{
    Numbers *numbers = &reading->numbers;
    int32_t count = next_count(numbers, 3);
    for (int32_t i = 0; i < count && !numbers->bad; i++) {
        int32_t code = next_within(numbers, 0, reading->codes.len);
        int32_t voice = next_within(numbers, 0, reading->sheet->voices.len);
        int32_t times = next_within(numbers, 1, INT32_MAX);
        if (!numbers->bad) {
            *PUSH(&reading->sheet->given, reading->arena) =
                (Given){reading->codes.at[code], voice, times};
        }
    }
}

bool unpack_sheet(const PackedSheet *packed, const KnownRules *rules,
                  const Codebook *codebook, const Document *document, Str key,
                  Arena *arena, Sheet *sheet)
{
    *sheet = (Sheet){0};
    Reading reading = {
        .numbers = numbers_of(packed->counted),
        .sheet = sheet,
        .arena = arena,
    };
    if (sheet_seal(packed, key) != packed->seal ||
        !unpack_codes(packed->codes, rules, codebook, arena, &reading.codes)) {
        return false;
    }
    next_voices(&reading, document, codebook);
    next_rows(&reading, &sheet->sentences);
    next_rows(&reading, &sheet->stretches);
    next_given(&reading);
    return !reading.numbers.bad && reading.numbers.at == reading.numbers.end;
}
