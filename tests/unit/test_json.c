// JSON: values, times, words, what is refused; any value is read soundly.
#include "parsing.h"

#include "base/json.h"
#include "container/values.h"
#include "parse/json/json_dialect.h"
#include "parse/json/json_time.h"

#include <string.h>

// ---- values, written back in a plain form

static void write_value(Buf *out, const Value *value)
{
    static const char *const opens[] = {
        [VALUE_NULL] = "null", [VALUE_BOOL] = "",  [VALUE_NUMBER] = "",
        [VALUE_TEXT] = "'",    [VALUE_LIST] = "[", [VALUE_OBJECT] = "{"};
    static const char *const closes[] = {
        [VALUE_NULL] = "",  [VALUE_BOOL] = "",  [VALUE_NUMBER] = "",
        [VALUE_TEXT] = "'", [VALUE_LIST] = "]", [VALUE_OBJECT] = "}"};
    buf_add(out, str_of(opens[value->kind]));
    buf_add(out, value_text(value));
    for (ptrdiff_t i = 0; i < value->len; i++) {
        buf_add(out, i > 0 ? S(" ") : S(""));
        if (value->kind == VALUE_OBJECT) {
            buf_add(out, value->at[i].key);
            buf_char(out, ':');
        }
        write_value(out, &value->at[i]);
    }
    buf_add(out, str_of(closes[value->kind]));
}

static const struct {
    const char *promise, *text, *values;
    int findings;
} values[] = {
    {"values of every kind", "[null,true,-3,1.25,\"x\",{}]",
     "[null true -3 1.25 'x' {}]", 0},
    {"members keep their order", "{\"z\":1,\"a\":2,\"m\":3}", "{z:1 a:2 m:3}",
     0},
    {"a decimal stays the one that was written", "[0.1,13.02,25.4399995,1e-7]",
     "[0.1 13.02 25.4399995 1e-07]", 0},
    {"the noise of a double is gone", "[0.30000000000000004]", "[0.3]", 0},
    {"a great whole number is itself", "[9007199254740993]",
     "[9007199254740993]", 0},
    {"one that no machine holds is a name", "[123456789012345678901234567890]",
     "['123456789012345678901234567890']", 0},
    {"what Python writes of no number is missing",
     "[NaN, Infinity,-Infinity,1]", "[null null null 1]", 1},
    {"so is a number beyond all measure", "{\"end\":1e999}", "{end:null}", 1},
    {"such words within text are text", "[\"NaN, \\\"Infinity\\\"\",NaN]",
     "['NaN, \"Infinity\"' null]", 1},
    {"pairs of surrogates are characters", "[\"\\ud83d\\ude00\"]", "['😀']", 0},
    {"half a pair is U+FFFD", "[\"a\\ud83d b\",\"\\ude00\"]", "['a� b' '�']",
     1},
    {"a pair before half a pair stays", "[\"\\ud83d\\ude00\\ud83d\"]", "['😀�']",
     1},
    {"an escaped backslash begins no escape", "[\"\\\\ud83d\",\"\\ud83d\"]",
     "['\\ud83d' '�']", 1},
    {"NUL is U+FFFD", "[\"a\\u0000b\"]", "['a�b']", 1},
    {"of two members of one name the last counts", "{\"a\":1,\"b\":2,\"a\":3}",
     "{a:3 b:2}", 1},
    {"lines of values are a list", "{\"a\":1}\n{\"a\":2}\r\n\n[3]\n",
     "[{a:1} {a:2} [3]]", 0},
    {"so are values one behind the other", "{\"a\":1}{\"a\":2}",
     "[{a:1} {a:2}]", 0},
    {"a byte order mark is passed over", "\xEF\xBB\xBF[1]", "[1]", 0},
    {"nothing is an empty list", "  \n", "[]", 0},
};

START_TEST(test_values)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        Diags diags = {.arena = &arena};
        Err err = {0};
        Value root;
        Buf out = {.arena = &arena};
        ck_assert_msg(values_read(str_of(values[i].text), S("t"), &arena, &root,
                                  &diags, &err),
                      "%s: %s", values[i].promise, err.message);
        write_value(&out, &root);
        ASSERT_STR(buf_str(&out), values[i].values, values[i].promise);
        ck_assert_msg(diags.len == values[i].findings, "%s: %lld findings",
                      values[i].promise, (long long)diags.len);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_lines)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Err err = {0};
    Value root;
    const char *text = "{\n\"a\": [\n {\"x\": \"[{\"},\n {\"x\": 2}]}\n[\n]";
    ck_assert(values_read(str_of(text), S("t"), &arena, &root, &diags, &err));
    ck_assert_int_eq(root.at[0].line, 1);
    ck_assert_int_eq(root.at[1].line, 5);
    const Value *list = value_at(&root, "[0].a");
    ck_assert_int_eq(list->line, 2);
    ck_assert_int_eq(list->at[0].line, 3);
    ck_assert_int_eq(list->at[1].line, 4);
    ck_assert_int_eq(value_at(list, "[1].x")->line, 4);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *promise, *text, *why;
} refused[] = {
    {"what ends early", "{\"a\":\n[1,\"x", "breaks off in line 2"},
    {"what is no JSON", "[1,\n2,,3]", "line 2 is not well-formed"},
    {"a comma too many", "{\"a\":1,}", "line 1 is not well-formed"},
    {"a line among lines", "{\"a\":1}\n{\"a\":}\n",
     "line 2 is not well-formed"},
    {"a word that means nothing", "[nothing]", "line 1 is not well-formed"},
    {"a line break within text", "[\"a\nb\"]", "line 1 is not well-formed"},
};

START_TEST(test_refused)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        Diags diags = {.arena = &arena};
        Err err = {0};
        Value root;
        ck_assert_msg(!values_read(str_of(refused[i].text), S("t"), &arena,
                                   &root, &diags, &err),
                      "%s is refused", refused[i].promise);
        ck_assert_int_eq(err.kind, ERR_INPUT);
        ck_assert_msg(strstr(err.message, refused[i].why), "%s: %s",
                      refused[i].promise, err.message);
    }
    arena_release(&arena);
}
END_TEST

// ---- limits

static bool reads_repeated(const char *open, int times, const char *middle,
                           const char *close, Err *err)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Buf text = {.arena = &arena};
    Value root;
    for (int i = 0; i < times; i++) {
        buf_add(&text, str_of(open));
    }
    buf_add(&text, str_of(middle));
    for (int i = 0; i < times; i++) {
        buf_add(&text, str_of(close));
    }
    bool read = values_read(buf_str(&text), S("t"), &arena, &root, &diags, err);
    arena_release(&arena);
    return read;
}

START_TEST(test_limits)
{
    Err fine = {0}, deep = {0}, objects = {0}, many = {0};
    ck_assert(reads_repeated("[", 256, "1", "]", &fine));
    ck_assert(!reads_repeated("[", 257, "1", "]", &deep));
    ck_assert(strstr(deep.message, "line 1 nests too deeply"));
    ck_assert(!reads_repeated("\n{\"a\":", 300, "1", "}", &objects));
    ck_assert(strstr(objects.message, "line 258 nests too deeply"));
    ck_assert(!reads_repeated("[],", 800000, "[]", "", &many));
    ck_assert(strstr(many.message, "values"));
}
END_TEST

// ---- paths

static const struct {
    const char *promise, *path, *text;
} paths[] = {
    {"members of members", "a.b", "1"},
    {"the first of a list", "list[].x", "p"},
    {"one of a list by its place", "list[2].x", "q"},
    {"a place that is not there", "list[3].x", ""},
    {"the first of several paths that is there", "none|a.none|a.b", "1"},
    {"a null is not there", "null|a.b", "1"},
    {"a list in a list", "deep[].[1]", "4"},
    {"nothing behind a text", "a.b.c", ""},
};

START_TEST(test_paths)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Err err = {0};
    Value root;
    Str text = S("{\"a\":{\"b\":1},\"null\":null,\"list\":[{},{\"x\":\"p\"},"
                 "{\"x\":\"q\"}],\"deep\":[[3],[3,4],[5,6]]}");
    ck_assert(values_read(text, S("t"), &arena, &root, &diags, &err));
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        ASSERT_STR(value_text(value_at(&root, paths[i].path)), paths[i].text,
                   paths[i].promise);
    }
    Values all = values_at(&root, "list[].x", &arena);
    ck_assert_int_eq(all.len, 2);
    ck_assert(value_has(&root, "a.b list[].x"));
    ck_assert(!value_has(&root, "a.b list[].y"));
    arena_release(&arena);
}
END_TEST

// ---- times

static const struct {
    const char *promise, *value; // JSON
    JsonUnit unit;
    int32_t ms;
    bool bad;
} times[] = {
    {"seconds", "12.34", IN_SECONDS, 12340, false},
    {"seconds as text", "\"12.34\"", IN_SECONDS, 12340, false},
    {"seconds with their letter", "\"1.300s\"", IN_MILLISECONDS, 1300, false},
    {"whole seconds", "7", IN_SECONDS, 7000, false},
    {"zero", "0", IN_SECONDS, 0, false},
    {"milliseconds", "1250", IN_MILLISECONDS, 1250, false},
    {"ticks", "15900000", IN_TICKS, 1590, false},
    {"ticks as a decimal", "15900000.0", IN_TICKS, 1590, false},
    {"half a millisecond is rounded up", "0.0005", IN_SECONDS, 1, false},
    {"so is one that no double holds", "1.0005", IN_SECONDS, 1001, false},
    {"less than half is rounded down", "1.000499999", IN_SECONDS, 1000, false},
    {"ticks are rounded the same", "4999", IN_TICKS, 0, false},
    {"and up", "5000", IN_TICKS, 1, false},
    {"an exponent", "1.5e3", IN_MILLISECONDS, 1500, false},
    {"a small exponent", "2.5e-05", IN_SECONDS, 0, false},
    {"many digits", "\"0.00050000000000000000000000001\"", IN_SECONDS, 1,
     false},
    {"a clock time", "\"0:01:02,5\"", IN_SECONDS, 62500, false},
    {"minutes and seconds", "\"0:01\"", IN_MILLISECONDS, 1000, false},
    {"seven digits behind the point", "\"00:00:07.0033780\"", IN_SECONDS, 7003,
     false},
    {"ISO 8601", "\"PT1M2.5S\"", IN_TICKS, 62500, false},
    {"all its parts", "\"P1DT2H3M4S\"", IN_SECONDS, 93784000, false},
    {"nothing of it", "\"PT0S\"", IN_SECONDS, 0, false},
    {"its parts in another order", "\"PT5S1M\"", IN_SECONDS, NO_TIME, true},
    {"none of its parts", "\"PT\"", IN_SECONDS, NO_TIME, true},
    {"months are no time of a recording", "\"P1M\"", IN_SECONDS, NO_TIME, true},
    {"seconds and nanoseconds", "{\"seconds\":\"12\",\"nanos\":900000000}",
     IN_SECONDS, 12900, false},
    {"nanoseconds only", "{\"nanos\":500000}", IN_SECONDS, 1, false},
    {"neither is zero", "{}", IN_SECONDS, 0, false},
    {"a null is missing", "null", IN_SECONDS, NO_TIME, false},
    {"so is an empty text", "\" \"", IN_SECONDS, NO_TIME, false},
    {"before zero", "-0.5", IN_SECONDS, NO_TIME, true},
    {"zero with a sign is zero", "-0.0", IN_SECONDS, 0, false},
    {"longer than any recording", "2147483.648", IN_SECONDS, NO_TIME, true},
    {"the longest", "2147483.647", IN_SECONDS, INT32_MAX, false},
    {"far too long", "1e300", IN_SECONDS, NO_TIME, true},
    {"a word", "\"soon\"", IN_SECONDS, NO_TIME, true},
    {"a number and more", "\"12.3 s\"", IN_SECONDS, NO_TIME, true},
    {"two points", "\"1.2.3\"", IN_SECONDS, NO_TIME, true},
    {"a point at the end", "\"12.\"", IN_SECONDS, NO_TIME, true},
    {"a list", "[1]", IN_SECONDS, NO_TIME, true},
    {"a truth", "true", IN_SECONDS, NO_TIME, true},
    {"a date", "\"2021-03-01T10:00:00\"", IN_SECONDS, NO_TIME, true},
};

START_TEST(test_times)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        Diags diags = {.arena = &arena};
        Err err = {0};
        Value value;
        bool bad = false;
        ck_assert(values_read(str_of(times[i].value), S("t"), &arena, &value,
                              &diags, &err));
        int32_t ms = json_ms(&value, times[i].unit, &bad);
        ck_assert_msg(ms == times[i].ms && bad == times[i].bad,
                      "%s: %s is %d%s", times[i].promise, times[i].value, ms,
                      bad ? ", no time" : "");
    }
    arena_release(&arena);
}
END_TEST

// ---- words

#define WORD(text, start, end)                                                 \
    "{\"text\":\"" text "\",\"start\":" start ",\"end\":" end "}"
#define SPOKEN(text, start, end, who)                                          \
    "{\"text\":\"" text "\",\"start\":" start ",\"end\":" end                  \
    ",\"speaker\":\"" who "\"}"
#define SPAN(who, start) "{\"speaker\":\"" who "\",\"start\":" start "}"

static const struct {
    const char *promise, *words, *spans; // JSON, without brackets
    const char *said; // "speaker@start-end text", '/' between utterances
} said[] = {
    {"blanks between words", WORD("a", "0", "1") "," WORD("b", "1", "2"), "",
     "@0-2000 a b"},
    {"words that bring theirs",
     WORD(" a", "0", "1") "," WORD(" b", "1", "2") "," WORD("c", "2", "3"), "",
     "@0-3000 a bc"},
    {"one blank by chance brings none",
     WORD("a", "0", "1") "," WORD("b ", "1", "2") "," WORD(
         "c", "2", "3") "," WORD("d", "3", "4") "," WORD("e", "4", "5"),
     "", "@0-5000 a b c d e"},
    {"marks of punctuation join the word before",
     WORD("a", "0", "1") "," WORD(",", "1", "1") "," WORD("b", "1", "2"), "",
     "@0-2000 a, b"},
    {"some scripts have no blanks",
     WORD("今日", "0", "1") "," WORD("は", "1", "2") "," WORD("Bonn", "2", "3"),
     "", "@0-3000 今日は Bonn"},
    {"another speaker begins an utterance",
     SPOKEN("a", "0", "1", "P") "," SPOKEN("b", "1", "2", "Q"), "",
     "P@0-1000 a/Q@1000-2000 b"},
    {"a mark said by another stays with its word",
     SPOKEN("a", "0", "1", "P") "," SPOKEN(".", "1", "1",
                                           "Q") "," SPOKEN("b", "1", "2", "P"),
     "", "P@0-1000 a./P@1000-2000 b"},
    {"nor is who comes after it",
     SPOKEN("a", "0", "1", "P") "," SPOKEN(",", "1", "1",
                                           "Q") "," WORD("b", "1", "2"),
     "", "P@0-2000 a, b"},
    {"one without a speaker is the one's before",
     SPOKEN("a", "0", "1", "P") "," WORD("b", "1", "2"), "", "P@0-2000 a b"},
    {"one who is not known is nobody",
     SPOKEN("a", "0", "1", "P") "," SPOKEN("b", "1", "2", "UU"), "",
     "P@0-1000 a/@1000-2000 b"},
    {"a sentence ends an utterance",
     WORD("a.", "0", "1") "," WORD("b", "1", "2"), "",
     "@0-1000 a./@1000-2000 b"},
    {"so do two seconds of silence",
     WORD("a", "0", "1") "," WORD("b", "2.9", "3") "," WORD("c", "5", "6"), "",
     "@0-3000 a b/@5000-6000 c"},
    {"words without times stay together", "{\"text\":\"a.\"},{\"text\":\"b\"}",
     "", "@-1--1 a. b"},
    {"a span has the words whose middle it holds",
     WORD("a", "0", "1") "," WORD("b", "1", "2") "," WORD("c", "2", "3"),
     SPAN("P", "0") "," SPAN("Q", "1.6"), "P@0-2000 a b/Q@2000-3000 c"},
    {"a word that begins before its span is of it where its middle is",
     WORD("a", "0", "1") "," WORD("b", "1", "3"),
     SPAN("P", "0") "," SPAN("Q", "1.5"), "P@0-1000 a/Q@1000-3000 b"},
    {"a span that begins in the middle of a word has it",
     WORD("a", "0", "1") "," WORD("b", "1", "3"),
     SPAN("Q", "2") "," SPAN("P", "0"), "P@0-1000 a/Q@1000-3000 b"},
    {"before the first span speaks nobody known",
     WORD("a", "0", "1") "," WORD("b", "1", "2"), SPAN("P", "1"),
     "@0-1000 a/P@1000-2000 b"},
};

static Str say(const char *json_words_text, const char *spans_text,
               Arena *arena)
{
    Diags diags = {.arena = arena};
    Err err = {0};
    Value root;
    Odds odds = {0};
    Buf out = {.arena = arena};
    JsonSpeech speech = {.odds = &odds, .arena = arena};
    Str text = str_format(arena, "{\"words\":[%s],\"spans\":[%s]}",
                          json_words_text, spans_text);
    ck_assert_msg(values_read(text, S("t"), arena, &root, &diags, &err), "%s",
                  err.message);
    Values values_of_words = values_at(&root, "words[]", arena);
    Values spans = values_at(&root, "spans[]", arena);
    JsonWords words = json_words(&speech, &values_of_words, IN_SECONDS);
    json_words_by_time(&speech, &words, &spans, IN_SECONDS);
    json_say_words(&speech, &words, json_utterance(&root));
    for (ptrdiff_t i = 0; i < speech.utterances.len; i++) {
        const Utterance *one = &speech.utterances.at[i];
        buf_format(&out, "%s%.*s@%d-%d %.*s", i > 0 ? "/" : "",
                   FMT(one->speaker), one->start_ms, one->end_ms,
                   FMT(str_trim(one->text)));
    }
    return buf_str(&out);
}

START_TEST(test_words)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        ASSERT_STR(say(said[i].words, said[i].spans, &arena), said[i].said,
                   said[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// ---- which of several lists

static const struct {
    const char *promise, *text, *first; // what is said first
} lists[] = {
    {"where speakers are named, not where texts are long",
     "{\"notes\":[{\"text\":\"a long summary of all of it\",\"start\":1}"
     "],\"turns\":[{\"text\":\"Well, yes.\",\"speaker\":\"P\"}]}",
     "Well, yes."},
    {"of two with speakers, the longer texts",
     "{\"tokens\":[{\"text\":\"Well\",\"speaker\":\"P\"}],\"turns\":[{"
     "\"text\":\"Well, yes.\",\"speaker\":\"P\"}]}",
     "Well, yes."},
    {"lists in several objects are one",
     "{\"pages\":[{\"no\":1},{\"lines\":[{\"who\":\"P\",\"said\":\"One.\"}]},"
     "{\"lines\":[{\"who\":\"P\",\"said\":\"Two.\"}]}]}",
     "One."},
    {"a speaker who is an object with a name",
     "[{\"user\":{\"name\":\"P\"},\"message\":\"Hello there.\"}]",
     "Hello there."},
};

START_TEST(test_lists)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        Arena arena = {0};
        Parsed parsed =
            parse_text(str_of(lists[i].text), "t.json", (ColumnMap){0}, &arena);
        ck_assert_msg(parsed.transcripts.len == 1, "%s: %s", lists[i].promise,
                      parsed.err.message);
        const Transcript *one = &parsed.transcripts.at[0];
        ASSERT_STR(transcript_text(one, one->turns.at[0].span), lists[i].first,
                   lists[i].promise);
        ASSERT_STR(transcript_turn_speaker(one, 0), "P", lists[i].promise);
        ck_assert(found(&parsed.findings, DIAG_T015));
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_map)
{
    Arena arena = {0};
    ColumnMap map = {.text = S("q"), .speaker = S("s")};
    Parsed parsed = parse_text(
        S("{\"segments\":[{\"text\":\"no\",\"q\":\"This one.\",\"s\":\"P\"}]}"),
        "t.json", map, &arena);
    ck_assert_msg(parsed.transcripts.len == 1, "%s", parsed.err.message);
    const Transcript *one = &parsed.transcripts.at[0];
    ASSERT_STR(transcript_text(one, one->turns.at[0].span), "This one.",
               "--map says what is text");
    arena_release(&arena);
}
END_TEST

// ---- what is left out is told

static const struct {
    const char *promise, *text, *told; // in a finding
    DiagId id;
} told[] = {
    {"lines of another kind",
     "{\"result\":[{\"word\":\"a\",\"start\":1}]}\n{}\n{\"text\":\"\"}\n",
     "left out: 2 values", DIAG_T015},
    {"segments in which nothing is said",
     "{\"segments\":[{\"text\":\"a\",\"start\":1},{\"text\":\" \"}]}",
     "a caption without text", DIAG_T009},
    {"a time that is none",
     "{\"segments\":[{\"text\":\"a\",\"start\":\"soon\"}]}", "no time",
     DIAG_T008},
    {"a segment that ends before it begins",
     "{\"segments\":[{\"text\":\"a\",\"start\":2,\"end\":1}]}", "ends before",
     DIAG_T003},
};

START_TEST(test_told)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        Arena arena = {0};
        Parsed parsed =
            parse_text(str_of(told[i].text), "t.json", (ColumnMap){0}, &arena);
        bool says = false;
        for (ptrdiff_t k = 0; k < parsed.findings.len; k++) {
            const Diag *diag = &parsed.findings.at[k];
            says =
                says || (diag->id == told[i].id &&
                         str_find(diag->message, str_of(told[i].told), 0) >= 0);
        }
        ck_assert_msg(says, "%s: %s", told[i].promise, parsed.err.message);
        arena_release(&arena);
    }
}
END_TEST

// ---- what is no transcript

static const struct {
    const char *promise, *text;
} silent[] = {
    {"nothing at all", "{}"},
    {"settings", "{\"name\":\"x\",\"version\":\"1.0\",\"author\":\"y\"}"},
    {"a map",
     "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":"
     "\"Feature\",\"properties\":{\"name\":\"Mill\",\"comment\":\"x\"},"
     "\"geometry\":{\"coordinates\":[1,2]}}]}"},
    {"a notebook",
     "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"x\"],\"outputs\":["
     "{\"name\":\"stdout\",\"output_type\":\"stream\",\"text\":[\"1\"]}]}]}"},
    {"who speaks when, without what is said",
     "{\"diarization\":[{\"speaker\":\"S0\",\"start\":1,\"end\":2}]}"},
    {"numbers", "[1,2,3]"},
    {"lists of lists", "[[1],[2]]"},
    {"segments of which none says anything",
     "{\"segments\":[{\"text\":\"\",\"start\":1}]}"},
    {"no segment", "{\"text\":\"\",\"segments\":[],\"language\":\"en\"}"},
};

START_TEST(test_silent)
{
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        Arena arena = {0};
        Parsed parsed = parse_text(str_of(silent[i].text), "t.json",
                                   (ColumnMap){0}, &arena);
        bool nothing =
            parsed.err.kind == ERR_INPUT
                ? strstr(parsed.err.message, "without anything said") != NULL
                : found(&parsed.findings, DIAG_T013);
        ck_assert_msg(nothing, "%s: %s", silent[i].promise, parsed.err.message);
        arena_release(&arena);
    }
}
END_TEST

// A row of the table cannot be forgotten in what a researcher reads.
START_TEST(test_services)
{
    JsonDialects dialects = json_dialects();
    Str gives = str_of(format_named(S("json"))->gives);
    for (ptrdiff_t i = 0; i < dialects.len; i++) {
        Str service = str_of(dialects.at[i].service);
        ck_assert_msg(str_find(gives, service, 0) >= 0,
                      "what is given names '%.*s'", FMT(service));
    }
}
END_TEST

UNIT_MAIN("json", test_values, test_lines, test_refused, test_limits,
          test_paths, test_times, test_words, test_lists, test_map, test_told,
          test_silent, test_services)
