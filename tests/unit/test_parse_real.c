// Real transcripts, when they are there: what is known of each by hand.
#include "parsing.h"

#include "parse/talk/clock.h"

#include <stdio.h>
#include <string.h>

static bool skips(void)
{
    if (!shared_folder()) {
        printf("skipped: THEMATA_SHARED names no folder with real data\n");
    }
    return !shared_folder();
}

static Parsed parse_shared(const char *name, Arena *arena)
{
    Str path = str_format(arena, "%s/data/%s", shared_folder(), name);
    return parse_file(str_terminated(arena, path), arena);
}

// How many turns or captions carry a speaker's label.
static int32_t turns_of(const Transcript *transcript, const char *speaker)
{
    int32_t turns = 0;
    for (int32_t i = 0; i < transcript->turns.len; i++) {
        turns +=
            str_eq(transcript_turn_speaker(transcript, i), str_of(speaker));
    }
    return turns;
}

static const struct {
    const char *file;
    int32_t turns;
    const char *speaker[5];
    int32_t of[5];
    int32_t speakers;
} facts[] = {
    {"vtt/zoom_meeting001.vtt",
     300,
     {"Paul McCartney", "Andrew Knight", "John Lennon", "George Harrison",
      "Ringo Starr"},
     {242, 45, 7, 3, 1},
     5},
    {"srt/ergo_20241104.srt", 672, {NULL}, {0}, 0},
    {"txt/ergo_20240614_bold_timestamps.txt",
     198,
     {"Armeanio", "Sam Lambert", "Dan Friedman"},
     {84, 60, 54},
     3},
    {"txt/nasa_a11_TEC.txt", 8482, {"CC", "CDR"}, {3912, 1348}, 13},
    {"md/bitcoin_wuille_part1.md",
     118,
     {"Pieter", "John", "Jonas"},
     {56, 53, 9},
     3},
    {"md/changelog_founderstalk.md",
     287,
     {"Adam Stacoviak", "Sam Soffes", "Break"},
     {144, 139, 4},
     3},
    {"txt/qualcoder_focusgroup_brackets.txt",
     7,
     {"id1", "id2", "id3"},
     {3, 2, 2},
     3},
    {"txt/zoom_meeting001_chat.txt",
     10,
     {"Andrew Knight", "Ringo Starr"},
     {6, 1},
     5},
    {"noscribe/interview.vtt", 55, {"S00", "S01", "S02"}, {26, 28, 1}, 3},
    {"noscribe/interview.txt", 55, {"S00", "S01", "S02"}, {26, 28, 1}, 3},
    {"converted/serdif_P1.txt", 161, {"MODERATOR"}, {1}, 1},
    {"converted/serdif_P1.docx", 161, {"MODERATOR"}, {1}, 1},
    {"odt/serdif_P1_GMT20211118.odt", 161, {"MODERATOR"}, {1}, 1},
    {"converted/noscribe.docx", 55, {"S00", "S01", "S02"}, {26, 28, 1}, 3},
    {"converted/noscribe.odt", 55, {"S00", "S01", "S02"}, {26, 28, 1}, 3},
    {"docx/teams_chat.docx", 2, {"Some Body", "James Bond"}, {1, 1}, 2},
    {"docx/amazon_transcribe_call.docx",
     37,
     {"Agent", "Customer"},
     {19, 18},
     2},
    {"docx/qualcoder_ID1.docx", 3, {NULL}, {0}, 0},
    {"odt/qualcoder_ID2.odt", 3, {NULL}, {0}, 0},
    // One of P's 131 annotations is empty.
    {"eaf/mobileunit_mop03-2b.eaf",
     147,
     {"interviewer", "mop03-2b"},
     {17, 130},
     2},
    // All that CHI, UC1, UC2 and UC3 utter, and some of the others' 91 and 18,
    // is "0.": not speech.
    {"eaf/childproject_example.eaf", 86, {"FA1", "FA2"}, {82, 4}, 2},
    // 25 turns, in one of which two speak.
    {"trs/mobileunit_mop03-2b.trs",
     26,
     {"Interviewer", "mop03-2b"},
     {12, 14},
     2},
    // PPP's six utterances are pauses and so are two of APP's three.
    {"cha/bbc_qt_griffin.cha",
     24,
     {"GRI", "DIM", "UNK", "APP"},
     {11, 10, 2, 1},
     4},
    {"cha/talkbank_eng-conversation.cha", 5, {"GES", "SPE"}, {3, 2}, 2},
    {"cha/talkbank_spa-conversation.cha", 5, {"CHI", "MOT"}, {4, 1}, 2},
    {"cha/talkbank_deu-conversation.cha", 5, {"MOT", "CHI"}, {3, 2}, 2},
    {"cha/talkbank_zho-conversation.cha", 5, {"CHI", "FAT"}, {3, 2}, 2},
    {"cha/talkbank_jpn-conversation.cha",
     5,
     {"MOT", "CHI", "FAT"},
     {3, 1, 1},
     3},
    {"cha/talkbank_heb-conversation.cha", 5, {"CHI", "MOT"}, {3, 2}, 2},
    {"cha/talkbank_ara-conversation.cha", 4, {"CHI"}, {4}, 1},
    // Of B's 7 intervals with text 3 are pauses, of N's 9 two.
    {"textgrid/act_ARG_I_PAR_Beto.TextGrid", 11, {"B", "N"}, {4, 7}, 2},
    {"textgrid/act_ARG_I_CHI_Santi.TextGrid",
     6,
     {"Entrevistador", "ISanti"},
     {3, 3},
     2},
    // Words that touch, of nobody named.
    {"textgrid/praatio_mary_utf16be.TextGrid", 1, {NULL}, {0}, 0},
    {"textgrid/praatio_mary_short_crlf.TextGrid", 1, {NULL}, {0}, 0},
    // 14 and 7 events are 4 and 4 turns, and somebody laughs.
    {"exb/exmaraldar_linear.exb", 8, {"SPK1", "SPK2"}, {4, 4}, 2},
};

START_TEST(test_facts)
{
    for (size_t i = 0; !skips() && i < sizeof facts / sizeof *facts; i++) {
        Arena arena = {0};
        Parsed parsed = parse_shared(facts[i].file, &arena);
        ck_assert_msg(parsed.format != NULL, "%s: %s", facts[i].file,
                      parsed.err.message);
        const Transcript *one = &parsed.transcripts.at[0];
        ck_assert_msg(one->turns.len == facts[i].turns, "%s: %lld turns",
                      facts[i].file, (long long)one->turns.len);
        ck_assert_msg(one->speakers.len == facts[i].speakers,
                      "%s: %lld speakers", facts[i].file,
                      (long long)one->speakers.len);
        for (int k = 0; k < 5 && facts[i].speaker[k]; k++) {
            int32_t turns = turns_of(one, facts[i].speaker[k]);
            ck_assert_msg(turns == facts[i].of[k], "%s: %s has %d turns",
                          facts[i].file, facts[i].speaker[k], turns);
        }
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_times)
{
    if (skips()) {
        return;
    }
    Arena arena = {0};
    Transcript zoom =
        parse_shared("vtt/zoom_meeting001.vtt", &arena).transcripts.at[0];
    int32_t nobody = 0;
    for (ptrdiff_t i = 0; i < zoom.turns.len; i++) {
        nobody += zoom.turns.at[i].speaker == NO_SPEAKER;
    }
    ck_assert_int_eq(nobody, 2);
    ck_assert_int_eq(zoom.turns.at[0].start_ms, 4859);
    ck_assert_int_eq(zoom.turns.at[299].end_ms, 3341970);

    Transcript ergo =
        parse_shared("srt/ergo_20241104.srt", &arena).transcripts.at[0];
    ck_assert_int_eq(ergo.turns.at[0].start_ms, 10000);
    ck_assert_int_eq(ergo.turns.at[671].end_ms, 2488000);

    Parsed noscribe = parse_shared("noscribe/interview.vtt", &arena);
    ck_assert_int_eq(noscribe.transcripts.at[0].cues, 56);
    ck_assert_msg(found(&noscribe.findings, DIAG_T003), "the last cue");
    ck_assert_msg(found(&noscribe.findings, DIAG_T012), "the pause");
    arena_release(&arena);
}
END_TEST

// What is said, without the time marks inside it.
static Str without_marks(const Transcript *transcript, Span span, Arena *arena)
{
    Str said = transcript_text(transcript, span);
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < said.len;) {
        int32_t ms, end_ms;
        ptrdiff_t len = clock_mark(str_slice(said, i, said.len), &ms, &end_ms);
        if (len == 0) {
            buf_char(&out, said.at[i++]);
        } else {
            i += len + 1;
        }
    }
    return buf_str(&out);
}

// The same interview in two formats: the same people say the same words.
START_TEST(test_two_formats)
{
    if (skips()) {
        return;
    }
    Arena arena = {0};
    Transcript txt =
        parse_shared("noscribe/interview.txt", &arena).transcripts.at[0];
    Transcript vtt =
        parse_shared("noscribe/interview.vtt", &arena).transcripts.at[0];
    ck_assert_int_eq(txt.turns.len, vtt.turns.len);
    for (int32_t i = 0; i < txt.turns.len; i++) {
        ck_assert_msg(str_eq(transcript_turn_speaker(&txt, i),
                             transcript_turn_speaker(&vtt, i)),
                      "speaker of turn %d", i);
        ck_assert_msg(str_eq(without_marks(&txt, txt.turns.at[i].span, &arena),
                             transcript_text(&vtt, vtt.turns.at[i].span)),
                      "words of turn %d", i);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_tables)
{
    if (skips()) {
        return;
    }
    Arena arena = {0};
    Parsed said = parse_shared("csv/wac_transcripts.csv", &arena);
    Parsed coded = parse_shared("csv/wac_codes.csv", &arena);
    int64_t answers = 0, tags = 0;
    ck_assert_int_eq(said.transcripts.len, 57);
    for (ptrdiff_t i = 0; i < said.transcripts.len; i++) {
        const Transcript *one = &said.transcripts.at[i];
        answers += one->turns.len;
        ck_assert_msg(str_starts(one->turns.at[0].column, S("Q")),
                      "answers have their question");
        ck_assert_int_eq(one->speakers.len, 1);
    }
    for (ptrdiff_t i = 0; i < coded.transcripts.len; i++) {
        const Transcript *one = &coded.transcripts.at[i];
        ck_assert_int_eq(one->turns.len, 0);
        tags += one->tags.len;
        ck_assert_msg(str_starts(one->tags.at[0].column, S("Q")),
                      "codes have their question");
    }
    ck_assert_int_gt(answers, 200);
    ck_assert_int_gt(tags, 500);
    arena_release(&arena);
}
END_TEST

// ---- WebVTT's conformance tests

// The next number behind `key` in the JSON, as milliseconds.
static bool next_ms(Str json, Str key, ptrdiff_t *from, int32_t *ms)
{
    ptrdiff_t at = str_find(json, key, *from);
    if (at < 0) {
        return false;
    }
    *from = at + key.len;
    char number[64] = {0};
    for (int i = 0; i < 63 && *from + i < json.len; i++) {
        number[i] = json.at[*from + i];
    }
    *ms = (int32_t)(strtod(number, NULL) * 1000 + 0.5);
    return true;
}

static void check_conformance(Str path, Str json, Arena *arena)
{
    Parsed parsed = parse_file(str_terminated(arena, path), arena);
    const Transcript *one = &parsed.transcripts.at[0];
    ptrdiff_t from = 0, end_from = 0, turn = 0;
    int32_t cues = 0, start_ms, end_ms;
    // In these files the keys of a cue are in alphabetical order.
    while (next_ms(json, S("\"endTime\":"), &end_from, &end_ms) &&
           next_ms(json, S("\"startTime\":"), &from, &start_ms)) {
        ptrdiff_t text = str_find(json, S("\"text\":"), from);
        bool empty =
            str_starts(str_slice(json, text, json.len), S("\"text\": \"\""));
        cues++;
        if (empty || turn >= one->turns.len) {
            continue;
        }
        const Turn *said = &one->turns.at[turn];
        ck_assert_msg(said->start_ms == start_ms && said->end_ms == end_ms,
                      "%.*s: cue %d is %d to %d, not %d to %d", FMT(path), cues,
                      said->start_ms, said->end_ms, start_ms, end_ms);
        while (turn < one->turns.len &&
               one->turns.at[turn].start_ms == start_ms) {
            turn++;
        }
    }
    ck_assert_msg(one->cues == cues, "%.*s: %d cues, not %d", FMT(path),
                  one->cues, cues);
}

START_TEST(test_conformance)
{
    if (skips()) {
        return;
    }
    Arena arena = {0};
    Err err = {0};
    Strs paths = {0};
    int checked = 0;
    Str root = str_format(&arena, "%s/data/vtt", shared_folder());
    ck_assert(io_list(str_terminated(&arena, root), &arena, &paths, &err));
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        Str path = paths.at[i], json;
        Err missing = {0};
        if (!str_eq(path_extension(path), S(".vtt"))) {
            continue;
        }
        Str beside =
            str_format(&arena, "%.*s.json", (int)path.len - 4, path.at);
        if (io_read(str_terminated(&arena, beside), &arena, &json, &missing)) {
            check_conformance(path, json, &arena);
            checked++;
        }
    }
    ck_assert_int_gt(checked, 60);
    arena_release(&arena);
}
END_TEST

// ---- any file at all

START_TEST(test_every_file)
{
    if (skips()) {
        return;
    }
    static const char *const folders[] = {"nasty", "vtt",  "txt", "md",
                                          "srt",   "cha",  "csv", "encodings",
                                          "html",  "json", "trs"};
    int64_t read = 0;
    for (size_t k = 0; k < sizeof folders / sizeof *folders; k++) {
        Arena arena = {0};
        Err err = {0};
        Strs paths = {0};
        Str root =
            str_format(&arena, "%s/data/%s", shared_folder(), folders[k]);
        ck_assert(io_list(str_terminated(&arena, root), &arena, &paths, &err));
        for (ptrdiff_t i = 0; i < paths.len; i++) {
            const char *path = str_terminated(&arena, paths.at[i]);
            Parsed parsed = parse_file(path, &arena);
            read += parsed.format != NULL;
            ck_assert_msg(!parsed.format || parsed.findings.len < 64,
                          "%s: %lld findings", path,
                          (long long)parsed.findings.len);
        }
        arena_release(&arena);
    }
    ck_assert_int_gt(read, 200);
}
END_TEST

UNIT_MAIN("parse_real", test_facts, test_times, test_two_formats, test_tables,
          test_conformance, test_every_file)
