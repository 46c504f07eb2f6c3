// Real JSON, when it is there: what is known of each file by hand, and what
// the file itself says in another place.
#include "parsing.h"

#include "container/values.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static bool skips(void)
{
    if (!shared_folder()) {
        printf("skipped: THEMATA_SHARED names no folder with real data\n");
    }
    return !shared_folder();
}

static const char *shared_path(const char *name, Arena *arena)
{
    Str path = str_format(arena, "%s/data/%s", shared_folder(), name);
    return str_terminated(arena, path);
}

// What all turns say, one blank between them.
static Str all_said(const Transcript *transcript, Arena *arena)
{
    Buf said = {.arena = arena};
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        buf_add(&said, i > 0 ? S(" ") : S(""));
        buf_add(&said,
                transcript_text(transcript, transcript->turns.at[i].span));
    }
    return buf_str(&said);
}

static Str without_runs(Str text, Arena *arena)
{
    Buf out = {.arena = arena};
    bool gap = false;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        bool blank = text.at[i] == ' ' || text.at[i] == '\n';
        if (!blank && gap && out.len > 0) {
            buf_char(&out, ' ');
        }
        if (!blank) {
            buf_char(&out, text.at[i]);
        }
        gap = blank;
    }
    return buf_str(&out);
}

static const struct {
    const char *file;
    int32_t turns, stretches, speakers;
    int32_t start_ms, end_ms; // of the first, of the last
    const char *text;         // path of all that is said, or NULL
} facts[] = {
    {"assemblyai_utterances", 1, 1, 1, 170, 25140, "text"},
    {"aws_transcribe", 98, 96, 0, 13030, 705995,
     "results.transcripts[].transcript"},
    {"aws_transcribe_call_analytics", 37, 37, 2, 40, 182890, NULL},
    {"bbc_kaldi_speakers", 141, 10, 2, 13020, 704340, "retval.punct"},
    {"deepgram_utterances", 6, 1, 0, 80, 25440,
     "results.channels[].alternatives[].transcript"},
    {"google_stt_diarized", 100, 3, 2, 12900, 706000, NULL},
    {"whisper_timestamped", 4, 2, 0, 120, 25320, "text"},
};

START_TEST(test_facts)
{
    for (size_t i = 0; !skips() && i < sizeof facts / sizeof *facts; i++) {
        Arena arena = {0};
        Err err = {0};
        Diags diags = {.arena = &arena};
        Value root;
        const char *file = facts[i].file;
        Str name = str_format(&arena, "json/%s.json", file);
        const char *path = shared_path(str_terminated(&arena, name), &arena);
        Parsed parsed = parse_file(path, &arena);
        ck_assert_msg(parsed.format && parsed.transcripts.len == 1, "%s: %s",
                      file, parsed.err.message);
        const Transcript *one = &parsed.transcripts.at[0];
        int32_t stretches = 0;
        for (ptrdiff_t k = 0; k < one->turns.len; k++) {
            stretches += !one->turns.at[k].continues;
        }
        ck_assert_msg(one->turns.len == facts[i].turns &&
                          stretches == facts[i].stretches,
                      "%s: %lld turns, %d stretches", file,
                      (long long)one->turns.len, stretches);
        ck_assert_msg(one->speakers.len == facts[i].speakers, "%s: speakers %d",
                      file, (int)one->speakers.len);
        int32_t last_ms = one->turns.at[one->turns.len - 1].end_ms;
        ck_assert_msg(one->turns.at[0].start_ms == facts[i].start_ms &&
                          last_ms == facts[i].end_ms,
                      "%s: from %d to %d", file, one->turns.at[0].start_ms,
                      last_ms);
        Str text;
        ck_assert(io_read(path, &arena, &text, &err) &&
                  values_read(text, S("t"), &arena, &root, &diags, &err));
        if (facts[i].text) {
            Str whole = value_text(value_at(&root, facts[i].text));
            ck_assert_msg(
                str_eq(without_runs(whole, &arena), all_said(one, &arena)),
                "%s: other words than the file's whole text", file);
        }
        arena_release(&arena);
    }
}
END_TEST

// Google's last result repeats all words, with their speakers: they are said
// once, in its order.
START_TEST(test_words_once)
{
    if (skips()) {
        return;
    }
    Arena arena = {0};
    Err err = {0};
    Diags diags = {.arena = &arena};
    Value root;
    Str text;
    Buf words = {.arena = &arena};
    const char *path = shared_path("json/google_stt_diarized.json", &arena);
    ck_assert(io_read(path, &arena, &text, &err) &&
              values_read(text, S("t"), &arena, &root, &diags, &err));
    const Value *results = value_at(&root, "results");
    Values last = values_at(&results->at[results->len - 1],
                            "alternatives[].words[].word", &arena);
    ck_assert_int_eq(last.len, 1766);
    for (ptrdiff_t i = 0; i < last.len; i++) {
        buf_add(&words, i > 0 ? S(" ") : S(""));
        buf_add(&words, value_text(last.at[i]));
    }
    Parsed parsed = parse_file(path, &arena);
    ck_assert(
        str_eq(all_said(&parsed.transcripts.at[0], &arena), buf_str(&words)));
    arena_release(&arena);
}
END_TEST

// What is said without the marks that the Word document has beside it.
static Str without_marks(Str text, Arena *arena)
{
    static const char *const marks[] = {"[ISSUE]", "[ACTION]", "[OUTCOME]",
                                        "[INTERRUPTION]"};
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < text.len;) {
        ptrdiff_t skipped = 0;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
            Str mark = str_of(marks[k]);
            if (str_starts(str_slice(text, i, text.len), mark)) {
                skipped = mark.len;
            }
        }
        if (skipped == 0) {
            buf_char(&out, text.at[i]);
        }
        i += skipped > 0 ? skipped : 1;
    }
    return str_trim(without_runs(buf_str(&out), arena));
}

// The Word document has no zeros before hundredths: it writes 40 ms as ".40".
static bool is_same_time(int32_t json_ms, int32_t word_ms)
{
    int32_t apart = json_ms - word_ms;
    return json_ms % 1000 < 100 || (apart > -10 && apart < 10);
}

// One call as Amazon's JSON and as the Word document made of it.
START_TEST(test_call_in_word)
{
    if (skips()) {
        return;
    }
    if (!format_named(S("docx"))) {
        printf("skipped: Word documents are not read\n");
        return;
    }
    Arena arena = {0};
    Parsed json = parse_file(
        shared_path("json/aws_transcribe_call_analytics.json", &arena), &arena);
    Parsed word = parse_file(
        shared_path("docx/amazon_transcribe_call.docx", &arena), &arena);
    ck_assert_int_eq(json.transcripts.len, 1);
    ck_assert_msg(word.transcripts.len == 1, "%s", word.err.message);
    const Transcript *a = &json.transcripts.at[0], *b = &word.transcripts.at[0];
    ck_assert_int_eq(a->turns.len, 37);
    ck_assert_int_eq(b->turns.len, 37);
    for (int32_t i = 0; i < 37; i++) {
        const Turn *x = &a->turns.at[i], *y = &b->turns.at[i];
        ck_assert_msg(str_eq_nocase(transcript_turn_speaker(a, i),
                                    transcript_turn_speaker(b, i)),
                      "speaker of turn %d", i);
        ck_assert_msg(
            str_eq(without_runs(transcript_text(a, x->span), &arena),
                   without_marks(transcript_text(b, y->span), &arena)),
            "words of turn %d", i);
        ck_assert_msg(is_same_time(x->start_ms, y->start_ms),
                      "start of turn %d", i);
    }
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *file, *promise;
    int32_t turns;   // -1: refused
    const char *why; // of a refusal
} nasty[] = {
    {"n50_deep.json", "lists without end", -1, "nests too deeply"},
    {"n51_deep_obj.json", "objects without end", -1, "nests too deeply"},
    {"n52_dup_nan.json", "the last of two lists, which is empty", -1,
     "without anything said"},
    {"n53_truncated.json", "what ends early", -1, "breaks off in line 1"},
    {"n54_bom_whisper.json", "a byte order mark", 1, NULL},
    {"n55_jsonl.json", "a value a line", 2, NULL},
    {"n56_times_as_strings.json", "times as text", 1, NULL},
};

START_TEST(test_nasty)
{
    for (size_t i = 0; !skips() && i < sizeof nasty / sizeof *nasty; i++) {
        Arena arena = {0};
        Str name = str_format(&arena, "nasty/%s", nasty[i].file);
        clock_t begin = clock();
        Parsed parsed = parse_file(
            shared_path(str_terminated(&arena, name), &arena), &arena);
        double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
        int32_t turns = parsed.transcripts.len > 0
                            ? (int32_t)parsed.transcripts.at[0].turns.len
                            : -1;
        ck_assert_msg(turns == nasty[i].turns, "%s: %s: %d turns",
                      nasty[i].file, nasty[i].promise, turns);
        ck_assert_msg(!nasty[i].why || strstr(parsed.err.message, nasty[i].why),
                      "%s: %s", nasty[i].file, parsed.err.message);
        ck_assert_msg(seconds < 5, "%s takes %g s", nasty[i].file, seconds);
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("json_real", test_facts, test_words_once, test_call_in_word,
          test_nasty)
