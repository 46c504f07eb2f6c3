// Golden transcripts: golden/parse/CASE/input.EXT must be read as
// golden/parse/CASE/expected says; where input.EXT is a folder, the archive of
// what is in it must.  ACCEPT=1 rewrites the expectations; look at
// the difference before you commit it.
#include "parsing.h"
#include "zipped.h"

#include "base/buf.h"
#include "parse/talk/name.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

// ---- one line per turn, then the findings

static void dump_text(Buf *out, Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n') {
            buf_add(out, S("⏎"));
        } else {
            buf_char(out, text.at[i]);
        }
    }
}

static void dump_transcript(Buf *out, const Transcript *transcript)
{
    if (!str_eq(transcript->document, S("input")) ||
        transcript->group.len > 0) {
        buf_format(out, "@ %.*s %.*s\n", FMT(transcript->document),
                   FMT(transcript->group));
    }
    for (int32_t i = 0; i < transcript->turns.len; i++) {
        const Turn *turn = &transcript->turns.at[i];
        Str speaker = transcript_turn_speaker(transcript, i);
        buf_format(out, "%.*s|%d|%d|%d|", FMT(speaker), turn->start_ms,
                   turn->end_ms, turn->continues);
        dump_text(out, transcript_text(transcript, turn->span));
        if (turn->column.len > 0) {
            buf_format(out, "|%.*s", FMT(turn->column));
        }
        buf_char(out, '\n');
    }
    for (ptrdiff_t i = 0; i < transcript->tags.len; i++) {
        const Tag *tag = &transcript->tags.at[i];
        buf_format(out, "tag %d|%.*s|%.*s\n", tag->turn, FMT(tag->column),
                   FMT(tag->code));
    }
    for (ptrdiff_t i = 0; i < transcript->remarks.len; i++) {
        const Remark *remark = &transcript->remarks.at[i];
        buf_format(out, "remark %.*s|%.*s|%.*s|", FMT(remark->author),
                   FMT(remark->date), FMT(remark->colour));
        dump_text(out, remark->text);
        buf_char(out, '|');
        dump_text(out, transcript_text(transcript, remark->span));
        if (remark->reply) {
            buf_format(out, "|answers %.*s", FMT(remark->answers));
        }
        if (remark->column.len > 0) {
            buf_format(out, "|column %.*s", FMT(remark->column));
        }
        buf_add(out, remark->resolved ? S("|resolved") : S(""));
        buf_char(out, '\n');
    }
}

static Str dump(const Parsed *parsed, Arena *arena)
{
    Buf out = {.arena = arena};
    buf_format(&out, "= %s\n", parsed->format->name);
    if (parsed->err.kind != ERR_NONE) {
        buf_format(&out, "refused: %s\n", parsed->err.message);
    }
    for (ptrdiff_t i = 0; i < parsed->transcripts.len; i++) {
        dump_transcript(&out, &parsed->transcripts.at[i]);
    }
    for (ptrdiff_t i = 0; i < parsed->findings.len; i++) {
        const Diag *diag = &parsed->findings.at[i];
        buf_format(&out, "%s %d\n", diag_name(diag->id), diag->place.line);
    }
    return buf_str(&out);
}

// ---- the folder

static const char *golden_folder(void)
{
    const char *folder = getenv("THEMATA_GOLDEN");
    return folder && folder[0] ? folder : "tests/golden";
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

// The file of a case that is called input, or the empty view.
static Str input_of(const char *folder, Arena *arena)
{
    struct dirent **names;
    Str path = {0};
    int count = scandir(folder, &names, is_shown, alphasort);
    for (int i = 0; i < count; i++) {
        Str name = str_of(names[i]->d_name);
        if (str_starts(name, S("input."))) {
            path = path_join(arena, str_of(folder), name);
        }
        free(names[i]);
    }
    free(names);
    return path;
}

// The first line in which two texts differ, from 1; 0 when they do not.
static int differing_line(Str a, Str b)
{
    Str x, y;
    for (int line = 1; a.len > 0 || b.len > 0; line++) {
        if (!str_line(&a, &x) || !str_line(&b, &y) || !str_eq(x, y)) {
            return line;
        }
    }
    return 0;
}

static bool case_holds(const char *folder, Arena *arena)
{
    Err err = {0};
    Str expected = {0};
    const char *input = str_terminated(arena, input_of(folder, arena));
    const char *path =
        str_terminated(arena, path_join(arena, str_of(folder), S("expected")));
    Parsed parsed = parse_file(input, arena);
    if (parsed.err.kind == ERR_HELPER) {
        printf("skipped: %s: %s\n", folder, parsed.err.message);
        return true;
    }
    ck_assert_msg(parsed.format != NULL, "%s: %s", folder, parsed.err.message);
    Str got = dump(&parsed, arena);
    if (getenv("ACCEPT")) {
        ck_assert_msg(io_write(path, got, &err), "%s", err.message);
    }
    bool read = io_read(path, arena, &expected, &err);
    int line = differing_line(expected, got);
    if (!read || line > 0) {
        printf("%s differs in line %d; if that is meant: ACCEPT=1\n%.*s\n",
               path, line, FMT(got));
    }
    return read && line == 0;
}

START_TEST(test_golden)
{
    Arena arena = {0};
    struct dirent **names;
    int failed = 0;
    Str root = path_join(&arena, str_of(golden_folder()), S("parse"));
    int count =
        scandir(str_terminated(&arena, root), &names, is_shown, alphasort);
    ck_assert_msg(count >= 35, "%.*s holds too few cases", FMT(root));
    for (int i = 0; i < count; i++) {
        Str folder = path_join(&arena, root, str_of(names[i]->d_name));
        failed += !case_holds(str_terminated(&arena, folder), &arena);
        free(names[i]);
    }
    free(names);
    arena_release(&arena);
    ck_assert_msg(failed == 0, "%d cases differ", failed);
}
END_TEST

// ---- names

static const struct {
    const char *promise, *name;
    NameKind kind;
} kinds[] = {
    {"a usual role", "Interviewer", NAME_ROLE},
    {"a role in capitals", "THE WITNESS", NAME_ROLE},
    {"a role with a number", "Speaker 12", NAME_ROLE},
    {"a role with a number behind a line", "SPEAKER_00", NAME_ROLE},
    {"a role with a number word", "Interviewer two", NAME_ROLE},
    {"a role beside another word", "Male voice", NAME_ROLE},
    {"a role in another language", "受访者", NAME_ROLE},
    {"a role with accents", "Enquêtrice", NAME_ROLE},
    {"a code", "P01", NAME_ROLE},
    {"a code with a hyphen", "FG-2", NAME_ROLE},
    {"a code with a blank", "TN 12", NAME_ROLE},
    {"one capital letter", "I", NAME_ROLE},
    {"one small letter is an item of a list", "a", NAME_PLAIN},
    {"a numbered question is no code", "Q1", NAME_PROPER},
    {"a long number is no participant", "PR 14477", NAME_CAPS},
    {"capitals", "PRESIDENT NIXON", NAME_CAPS},
    {"initials", "MSM", NAME_CAPS},
    {"a name", "Adam Stacoviak", NAME_PROPER},
    {"a name with a particle", "Ludwig van Beethoven", NAME_PROPER},
    {"a title with its full stop", "Dr. Arden", NAME_PROPER},
    {"surname first", "Berg, Anna", NAME_PROPER},
    {"a script without capitals", "田中", NAME_PROPER},
    {"an emoji", "😀", NAME_PROPER},
    {"a small word", "maria", NAME_PLAIN},
    {"a phrase", "the lady at the back", NAME_PHRASE},
    {"an article and a role are a role", "the interviewer", NAME_ROLE},
    {"a role in a sentence", "the participant said", NAME_PHRASE},
    {"metadata", "Date", NAME_BAD},
    {"a remark", "NOTE", NAME_BAD},
    {"what begins an example", "For example", NAME_BAD},
    {"a sentence's end", "This is prose. It has", NAME_BAD},
    {"a question", "Who was it? He", NAME_BAD},
    {"an address", "https", NAME_BAD},
    {"digits only", "12", NAME_BAD},
    {"nine words", "a b c d e f g h i", NAME_BAD},
    {"a clock", "At 10:30", NAME_BAD},
    {"cells of a row", "2012-01-18\tWizard", NAME_BAD},
};

START_TEST(test_names)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        NameKind kind = name_kind(str_of(kinds[i].name), &arena);
        ck_assert_msg(kind == kinds[i].kind, "%s: '%s' is of kind %d, not %d",
                      kinds[i].promise, kinds[i].name, kind, kinds[i].kind);
    }
    char longest[64 + 1] = {0};
    memset(longest, 'P', 63);
    ck_assert_msg(name_fits(str_of(longest)), "63 letters are a name");
    longest[63] = 'P';
    ck_assert_msg(!name_fits(str_of(longest)), "64 letters are none");
    arena_release(&arena);
}
END_TEST

// ---- which format

static const struct {
    const char *promise, *file, *text, *format;
    bool told; // T016
} formats[] = {
    {"the header tells WebVTT", "a.vtt", "WEBVTT\n\n", "vtt", false},
    {"content comes before the name", "a.txt",
     "WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n", "vtt", true},
    {"captions without a header need the name", "a.vtt",
     "00:01.000 --> 00:02.000\nhi\n", "vtt", false},
    {"and are lines without it", "a.txt", "00:01.000 --> 00:02.000\nhi\n",
     "lines", false},
    {"a number and times are SubRip", "a.txt",
     "1\n00:00:01,000 --> 00:00:02,000\nhi\n", "srt", true},
    {"SBV", "a.sbv", "0:00:01.000,0:00:02.000\nhi\n", "srt", false},
    {"a table by its name", "a.csv", "x,y\n1,2\n", "table", false},
    {"a table by its first row", "a.txt", "speaker\ttext\nA\thi\n", "table",
     true},
    {"a comma does not make a table", "a.txt", "A: one, two\nB: three, four\n",
     "lines", false},
    {"captions that are none", "a.vtt", "P1: not a caption\n", "lines", true},
    {"an empty file goes by its name", "a.srt", "", "srt", false},
    {"an unknown name is plain lines", "a.xyz", "P1: hi\n", "lines", false},
    {"upper case extensions count", "A.VTT", "\n00:01.000 --> 00:02.000\nx",
     "vtt", false},
};

START_TEST(test_formats)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        Parsed parsed = parse_text(str_of(formats[i].text), formats[i].file,
                                   (ColumnMap){0}, &arena);
        ck_assert_msg(strcmp(parsed.format->name, formats[i].format) == 0,
                      "%s: read as %s", formats[i].promise,
                      parsed.format->name);
        ck_assert_msg(found(&parsed.findings, DIAG_T016) == formats[i].told,
                      "%s: T016", formats[i].promise);
    }
    ck_assert_ptr_eq(format_named(S("nothing")), NULL);
    for (ptrdiff_t i = 0; i < formats_all().len; i++) {
        const Format *format = formats_all().at[i];
        ck_assert_ptr_eq(format_named(str_of(format->name)), format);
    }
    arena_release(&arena);
}
END_TEST

// ---- columns by --map

START_TEST(test_map)
{
    Arena arena = {0};
    Str text = S("who;a;b;c;kind\nAnna;one;two;1;x\nBen;three;;0;y\n");
    ColumnMap map = {.speaker = S("who"), .text = S("b"), .group = S("kind")};
    *PUSH(&map.codes, &arena) = S("c");
    Parsed parsed = parse_text(text, "t.csv", map, &arena);
    const Transcript *one = &parsed.transcripts.at[0];
    ck_assert_int_eq(one->turns.len, 2);
    ASSERT_STR(transcript_text(one, one->turns.at[0].span), "two", "text");
    ASSERT_STR(transcript_turn_speaker(one, 1), "Ben", "speaker");
    ASSERT_STR(one->group, "x", "case");
    ck_assert_int_eq(one->tags.len, 1);
    ASSERT_STR(one->tags.at[0].code, "c", "code");

    map = (ColumnMap){.document = S("WHO")};
    *PUSH(&map.texts, &arena) = S("a");
    *PUSH(&map.texts, &arena) = S("b");
    parsed = parse_text(text, "t.csv", map, &arena);
    ck_assert_int_eq(parsed.transcripts.len, 2);
    ASSERT_STR(parsed.transcripts.at[1].document, "Ben", "document");
    ASSERT_STR(parsed.transcripts.at[0].turns.at[1].column, "b", "column");

    map = (ColumnMap){.text = S("bb")};
    parsed = parse_text(text, "t.csv", map, &arena);
    ck_assert_msg(found(&parsed.findings, DIAG_T010), "no such column");
    arena_release(&arena);
}
END_TEST

// ---- promises about places

START_TEST(test_places)
{
    Arena arena = {0};
    Transcript lines =
        parse_one("\n\nA: one\n[00:05] two\nB: three\n", "a.txt", &arena);
    ck_assert_msg(lines.verbatim, "plain text stays as it is");
    ck_assert_int_eq(lines.turns.at[0].line, 3);
    ck_assert_int_eq(lines.turns.at[1].line, 5);
    int32_t two = (int32_t)str_find(lines.text, S("two"), 0);
    ck_assert_int_eq(transcript_time_at(&lines, two), 5000);
    ck_assert_int_eq(transcript_line_at(&lines, two), 4);
    ck_assert_int_eq(transcript_time_at(&lines, two - 10), NO_TIME);

    Transcript captions = parse_one(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nA: one\ntwo\n", "a.vtt", &arena);
    ck_assert_msg(!captions.verbatim, "captions make a text of their own");
    ck_assert_int_eq(captions.cues, 1);
    two = (int32_t)str_find(captions.text, S("two"), 0);
    ck_assert_int_eq(transcript_line_at(&captions, two), 5);
    ck_assert_int_eq(transcript_time_at(&captions, two), 1000);
    ck_assert_int_eq(captions.speakers.at[0].turns, 1);
    arena_release(&arena);
}
END_TEST

// ---- findings are told once

START_TEST(test_told_once)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    for (int i = 0; i < 1000; i++) {
        buf_add(&text, S("P1:\nP2: [00:99:99] x\n"));
    }
    Parsed parsed = parse_text(buf_str(&text), "a.txt", (ColumnMap){0}, &arena);
    ck_assert_int_eq(parsed.transcripts.at[0].turns.len, 2000);
    ck_assert_int_eq(parsed.findings.len, 2);
    ck_assert_int_eq(parsed.findings.at[0].id, DIAG_T002);
    ck_assert_int_eq(parsed.findings.at[0].place.line, 1);
    ck_assert_msg(str_starts(parsed.findings.at[0].message, S("1000 ")),
                  "the message counts");
    ck_assert_int_eq(parsed.findings.at[1].id, DIAG_T008);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("parse", test_golden, test_names, test_formats, test_map, test_places,
          test_told_once)
