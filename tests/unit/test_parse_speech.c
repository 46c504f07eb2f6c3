// Annotation formats: tiers, times, notation, and what is refused.
#include "parsing.h"

#include "parse/tiers/chat_text.h"
#include "parse/tiers/tiers.h"
#include "parse/talk/timeline.h"

#include <stdio.h>
#include <string.h>

// ---- numbers

static const struct {
    const char *promise, *text;
    int32_t ms; // NO_TIME where it is none
} seconds[] = {
    {"seconds", "12", 12000},
    {"a fraction", "12.345", 12345},
    {"a comma", "0,5", 500},
    {"halves are rounded up", "1.0005", 1001},
    {"less than half is rounded down", "1.000499999", 1000},
    {"as the digits are written", "0.0345", 35},
    {"more digits than any number holds", "9.2772119752118644067796610169",
     9277},
    {"an exponent", "1.5e1", 15000},
    {"a small exponent", "15000E-3", 15000},
    {"nothing before the point", ".25", 250},
    {"blanks around", " 3 ", 3000},
    {"below zero is no time", "-1", NO_TIME},
    {"unless it is nothing", "-0.0", 0},
    {"no number is none", "abc", NO_TIME},
    {"nothing is none", "", NO_TIME},
    {"a point alone is none", ".", NO_TIME},
    {"longer than any recording", "99999999999", NO_TIME},
    {"an exponent beyond all", "1e99999999999", NO_TIME},
    {"two points", "1.2.3", NO_TIME},
};

START_TEST(test_seconds)
{
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        int32_t ms = 0;
        bool read = seconds_read(str_of(seconds[i].text), &ms);
        ck_assert_msg(ms == seconds[i].ms, "%s: %d", seconds[i].promise, ms);
        ck_assert_msg(read == (ms != NO_TIME), "%s", seconds[i].promise);
    }
}
END_TEST

// ---- CHAT

static const struct {
    const char *promise, *line, *said;
} chats[] = {
    {"punctuation stands at its word", "where is it ?", "where is it?"},
    {"what was said stays, not what replaces it", "d'you [: did you] go ?",
     "d'you go?"},
    {"words that were taken back were said", "<I want> [//] I need it .",
     "I want I need it."},
    {"repeated words too", "the [/] the end .", "the the end."},
    {"a word with a part unsaid", "(be)cause of it .", "because of it."},
    {"pauses stay", "well (.) no (..) yes (1.5) .",
     "well (.) no (..) yes "
     "(1.5)."},
    {"a pause in minutes", "(1:05.2) yes .", "(1:05.2) yes."},
    {"what happens stands in brackets", "&=laughs no .", "[laughs] no."},
    {"of several words", "&=imit:old_car", "[imit old car]"},
    {"how it was said", "no [=! whispers] .", "no [whispers]."},
    {"an explanation goes", "it [= the letter] came .", "it came."},
    {"errors, postcodes, overlaps go", "goed [*] home [>] . [+ bch]",
     "goed home."},
    {"a language in front goes", "[- spa] hola .", "hola."},
    {"fillers and fragments stay", "&-uh &+fr &~gaga &um yes .",
     "uh fr gaga um yes."},
    {"somebody's word in between", "and &*MOT:mm_hm then .",
     "and [MOT: mm hm] then."},
    {"what is unclear stays", "xxx yyy www .", "xxx yyy www."},
    {"omitted words were not said", "he 0is here .", "he here."},
    {"a number with nought was", "0.5 of 10 .", "0.5 of 10."},
    {"nothing was said", "0 .", ""},
    {"or only omitted", "0det .", ""},
    {"trailing off", "and then +...", "and then..."},
    {"a question that trails off", "and then +..?", "and then?"},
    {"broken off", "and then +/.", "and then -"},
    {"broken off asking", "and +//?", "and?"},
    {"before a quotation", "she said +\"/.", "she said:"},
    {"a linker goes", "+\" oh no .", "oh no."},
    {"an overlap in front goes", "+< oh no .", "oh no."},
    {"kinds of words go", "hola@s:spa b@l woof@o .", "hola b woof."},
    {"an address stays", "a@1 .", "a@1."},
    {"lines for blanks", "New_York_City .", "New York City."},
    {"compounds are words", "ice+cream y+a .", "ice cream y a."},
    {"length and stress go", "no::: \u02c8ba^na:na .", "no banana."},
    {"the colon of a time stays", "at 10:30 .", "at 10:30."},
    {"pitch and overlap go", "\u2191no\u2193 \u2308so\u23092 \u00b0hm\u00b0",
     "no so hm"},
    {"which overlap it is goes", "\u23082 so \u23092", "so"},
    {"tags are set off", "right \u201e is it ?", "right, is it?"},
    {"control characters go",
     "q\x02\x01uot\x02\x02"
     "ed",
     "quoted"},
    {"a bracket that nobody closes stays", "a [b c", "a [b c"},
    {"a round one too", "a (b c", "a (b c"},
    {"brackets in brackets", "a [% b [c] d] e", "a e"},
    {"other scripts", "这 <动> [/] 动物 .", "这 动 动物."},
};

START_TEST(test_chat)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof chats / sizeof *chats; i++) {
        Str said = chat_said(str_of(chats[i].line), &arena);
        ASSERT_STR(said, chats[i].said, chats[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// ---- tiers

static const struct {
    const char *promise, *name, *speaker;
} names[] = {
    {"a person", "Anna", "Anna"},
    {"of two words", "Anna Berg", "Anna Berg"},
    {"what it holds is not who speaks", "utterance", ""},
    {"behind a dash", "Anna - words", "Anna"},
    {"before a line", "Transcription_Anna", "Anna"},
    {"as Toolbox has it", "tx@Anna", "Anna"},
    {"with letters beyond ASCII", "Zoë - phones", "Zoë"},
    {"a bracket at the end", "Anna (nurse)", "Anna (nurse)"},
    {"an ELAN tier", "K-Spch", "K"},
    {"the first tier of ELAN", "default", ""},
    {"a number belongs to the name", "Speaker 2", "Speaker 2"},
    {"a code of CHAT, whatever it means elsewhere", "POS", "POS"},
    {"in quotes", "\"Anna\"", "Anna"},
    {"nothing", "", ""},
    {"signs only", " - ", ""},
};

START_TEST(test_tier_names)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ASSERT_STR(tier_speaker(str_of(names[i].name)), names[i].speaker,
                   names[i].promise);
    }
}
END_TEST

static const struct {
    const char *promise, *name;
    const char *values; // '|' between
    int32_t each_ms;
    TierKind kind;
} tiers[] = {
    {"sentences are speech", "A", "I went home.|It rained.", 2000, TIER_SPEECH},
    {"so is one word", "A", "mhm|yeah|mhm", 400, TIER_SPEECH},
    {"nothing", "A", "|", 1000, TIER_EMPTY},
    {"silences only", "A", "sil||#", 1000, TIER_NOISE},
    {"voices without words", "A", "0.|0.", 1000, TIER_NOISE},
    {"numbers", "A", "120|98.5|-3", 1000, TIER_NUMBERS},
    {"a number that somebody says is among words", "A", "how many?|12", 1000,
     TIER_SPEECH},
    {"pauses are not numbers", "A", "(0.5)|well", 1000, TIER_SPEECH},
    {"single letters are codes", "A", "C|T|A", 1000, TIER_CODES},
    {"names of utterances are codes", "ref", "A_001|A_002", 1000, TIER_CODES},
    {"notes by their name", "code_periodic", "start of part", 1000, TIER_NOTES},
    {"chains of words are codes", "A", "teen-home-friend-general|a-b-c-d", 1000,
     TIER_CODES},
    {"a compound is none", "A", "mother-in-law|sister", 1000, TIER_SPEECH},
    {"sentences in a tier of sounds are speech", "KAN", "we went home|it is so",
     1000, TIER_SPEECH},
    {"translations by their name", "A translation", "we went home", 1000,
     TIER_NOTES},
    {"noises by their name", "Ruidos", "una moto", 1000, TIER_NOISE},
    {"words by their length", "A", "we|went|home|and|then|it|rained|again", 250,
     TIER_WORDS},
    {"single words that last are speech", "A",
     "yes|no|yes|no|maybe|yes|no|never", 900, TIER_SPEECH},
    {"sounds by their length", "A", "D|I|s|I|z|s|o:|s|t|R|eI|n", 80,
     TIER_SOUNDS},
    {"words by their name", "A - words", "we|went", 900, TIER_WORDS},
};

START_TEST(test_tier_kinds)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++) {
        Tier tier = {.name = str_of(tiers[i].name), .parent = NONE};
        Str rest = str_of(tiers[i].values), value;
        int32_t ms = 0;
        for (bool more = true; more; ms += tiers[i].each_ms) {
            more = str_cut(&rest, '|', &value);
            *PUSH(&tier.parts, &arena) = (TierPart){
                .said = {.text = value,
                         .start_ms = ms,
                         .end_ms = ms + tiers[i].each_ms},
            };
        }
        TierKind kind = tier_holds(&tier, &arena);
        ck_assert_msg(kind == tiers[i].kind, "%s: kind %d, not %d",
                      tiers[i].promise, kind, tiers[i].kind);
    }
    arena_release(&arena);
}
END_TEST

static Transcript parse_grid(const char *count_and_tiers, Arena *arena)
{
    Str text = str_format(arena,
                          "File type = \"ooTextFile\"\n"
                          "Object class = \"TextGrid\"\n0\n9\n<exists>\n%s",
                          count_and_tiers);
    return parse_one(str_terminated(arena, text), "a.TextGrid", arena);
}

#define TIER(name, parts) "\"IntervalTier\"\n\"" name "\"\n0\n9\n3\n" parts
#define PARTS(a, b, c) "0\n2\n\"" a "\"\n2\n5\n\"" b "\"\n5\n9\n\"" c "\"\n"

static const struct {
    const char *promise, *tiers, *said; // "speaker: text|…"
} grids[] = {
    {"a second reading of the same intervals is not said twice",
     "2\n" TIER("A", PARTS("gonna go", "", "I dunno what"))
         TIER("A norm", PARTS("going to go", "", "I do not know")),
     "A: gonna go|A: I dunno what"},
    {"the one that is called so is what was said",
     "2\n" TIER("A norm", PARTS("going to go", "it is", "I do not know"))
         TIER("A transcription", PARTS("gonna go", "it's", "I dunno what")),
     "A: gonna go|A: it's|A: I dunno what"},
    {"two who speak by turns are two",
     "2\n" TIER("A", PARTS("are you in", "", "good, good"))
         TIER("B", PARTS("", "yes I am", "see you then")),
     "A: are you in|B: yes I am|A: good, good|B: see you then"},
    {"a tier may tell who speaks in another",
     "2\n" TIER("speaker", PARTS("Ann", "Ben", "Ann"))
         TIER("utterance", PARTS("are you in", "yes I am", "good, good")),
     "Ann: are you in|Ben: yes I am|Ann: good, good"},
    {"also of single words, which are no turn together then",
     "2\n" TIER("speaker", PARTS("Ann", "Ben", "Ben"))
         TIER("words", PARTS("yes", "but", "why")),
     "Ann: yes|Ben: but why"},
    {"a tier that only names who speaks in others is none",
     "3\n" TIER("turn", PARTS("Ann", "Ben", "Ann"))
         TIER("Ann", PARTS("are you in", "", "good, good"))
             TIER("Ben", PARTS("", "yes I am", "")),
     "Ann: are you in|Ben: yes I am|Ann: good, good"},
    {"a tier called speaker is speech where no other is",
     "1\n" TIER("speaker", PARTS("are you in", "yes I am", "")),
     ": are you in|: yes I am"},
    {"notes are speech where nothing else is",
     "1\n" TIER("comments", PARTS("are you in", "", "good, good")),
     ": are you in|: good, good"},
};

START_TEST(test_grids)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof grids / sizeof *grids; i++) {
        Transcript one = parse_grid(grids[i].tiers, &arena);
        Buf said = {.arena = &arena};
        for (int32_t k = 0; k < one.turns.len; k++) {
            Str text = transcript_text(&one, one.turns.at[k].span);
            buf_format(&said, "%s%.*s: %.*s", k > 0 ? "|" : "",
                       FMT(transcript_turn_speaker(&one, k)), FMT(text));
        }
        ASSERT_STR(buf_str(&said), grids[i].said, grids[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// ---- marks

static int32_t mark_at(const Transcript *transcript, const char *words)
{
    ptrdiff_t at = str_find(transcript->text, str_of(words), 0);
    int32_t ms = NO_TIME;
    for (ptrdiff_t i = 0; at >= 0 && i < transcript->marks.len; i++) {
        const Mark *mark = &transcript->marks.at[i];
        ms = mark->offset == at && mark->ms != NO_TIME ? mark->ms : ms;
    }
    return ms;
}

static Transcript parse_golden(const char *name, Arena *arena)
{
    const char *folder = getenv("THEMATA_GOLDEN");
    Str path = str_format(arena, "%s/parse/%s",
                          folder && folder[0] ? folder : "tests/golden", name);
    Parsed parsed = parse_file(str_terminated(arena, path), arena);
    ck_assert_msg(parsed.transcripts.len == 1, "%s: %s", name,
                  parsed.err.message);
    return parsed.transcripts.at[0];
}

static const struct {
    const char *promise, *file, *words;
    int32_t ms;
} marks[] = {
    {"a time in a turn of Transcriber", "trs_overlaps/input.trs",
     "où exactement", 1500},
    {"where somebody else speaks", "trs_overlaps/input.trs", "du théâtre",
     5000},
    {"a time bullet within an utterance", "cha_conversation_analysis/input.cha",
     "at the letter", 1500},
    {"the first event of a turn", "exb_tiers/input.exb", "How old", 0},
    {"an event within a word", "exb_tiers/input.exb", "letter?", 1500},
    {"a segment of FOLKER", "flk_segments/input.flk", "am anfang", 1500},
    {"a time between words of FOLKER", "flk_segments/input.flk", "erfunden",
     2250},
    {"an anchor in TEI", "tei_iso/input.xml", "difficult", 1200},
    {"the word at which a minute of OHMS is over", "ohms_sync/input.xml",
     "to this invented", 60000},
    {"and the next", "ohms_sync/input.xml", "came with you", 120000},
};

START_TEST(test_marks)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        Transcript one = parse_golden(marks[i].file, &arena);
        int32_t ms = mark_at(&one, marks[i].words);
        ck_assert_msg(ms == marks[i].ms, "%s: '%s' at %d", marks[i].promise,
                      marks[i].words, ms);
    }
    arena_release(&arena);
}
END_TEST

// Lines are those of the file, also where the transcript begins within it.
START_TEST(test_lines)
{
    static const struct {
        const char *promise, *file;
        int32_t turn, line;
    } lines[] = {
        {"in an element", "ohms_sync/input.xml", 1, 10},
        {"in captions", "ohms_captions/input.xml", 1, 10},
        {"in an annotation", "eaf_participants/input.eaf", 2, 20},
        {"in a grid", "textgrid_long/input.TextGrid", 1, 40},
        {"on a main line", "cha_codes/input.cha", 1, 12},
    };
    Arena arena = {0};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Transcript one = parse_golden(lines[i].file, &arena);
        int32_t line = one.turns.at[lines[i].turn].line;
        ck_assert_msg(line == lines[i].line, "%s: line %d", lines[i].promise,
                      line);
    }
    arena_release(&arena);
}
END_TEST

// What nobody says stands between the turns.
static const struct {
    const char *promise, *file, *words;
} asides[] = {
    {"a topic of Transcriber", "trs_overlaps/input.trs", "\nEnquêteur: alors"},
    {"music", "trs_overlaps/input.trs", "\n[musique] [coupure]\n"},
    {"a pause of CHAT", "cha_conversation_analysis/input.cha", "\n(0.7)\n"},
    {"a cough of EXMARaLDA", "exb_tiers/input.exb", "\n((coughs))\n"},
    {"an incident of TEI", "tei_iso/input.xml", "\n[phone rings]\n"},
    {"a pause of TEI", "tei_iso/input.xml", "\n(1.5)\n"},
};

START_TEST(test_asides)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof asides / sizeof *asides; i++) {
        Transcript one = parse_golden(asides[i].file, &arena);
        ck_assert_msg(str_find(one.text, str_of(asides[i].words), 0) >= 0, "%s",
                      asides[i].promise);
    }
    Transcript trs = parse_golden("trs_overlaps/input.trs", &arena);
    ck_assert_msg(str_starts(trs.text, S("le début\n\n")), "a heading");
    Transcript tei = parse_golden("tei_iso/input.xml", &arena);
    ck_assert_msg(str_starts(tei.text, S("An invented talk\n\n")), "a heading");
    arena_release(&arena);
}
END_TEST

// ---- one talk in all formats

#define SAID_A "Where was the letter?"
#define SAID_B "On the table."
#define XML_START "<?xml version=\"1.0\"?>"

static const struct {
    const char *file, *text;
} talks[] = {
    {"a.vtt", "WEBVTT\n\n00:00.500 --> 00:02.000\n<v Ann>" SAID_A
              "\n\n00:02.250 --> 00:03.000\n<v Ben>" SAID_B "\n"},
    {"a.eaf", XML_START
     "<ANNOTATION_DOCUMENT><TIME_ORDER>"
     "<TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='500'/>"
     "<TIME_SLOT TIME_SLOT_ID='b' TIME_VALUE='2000'/>"
     "<TIME_SLOT TIME_SLOT_ID='c' TIME_VALUE='2250'/>"
     "<TIME_SLOT TIME_SLOT_ID='d' TIME_VALUE='3000'/></TIME_ORDER>"
     "<TIER TIER_ID='Ben'><ANNOTATION><ALIGNABLE_ANNOTATION "
     "ANNOTATION_ID='1' TIME_SLOT_REF1='c' TIME_SLOT_REF2='d'>"
     "<ANNOTATION_VALUE>" SAID_B "</ANNOTATION_VALUE>"
     "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
     "<TIER TIER_ID='Ann'><ANNOTATION><ALIGNABLE_ANNOTATION "
     "ANNOTATION_ID='2' TIME_SLOT_REF1='a' TIME_SLOT_REF2='b'>"
     "<ANNOTATION_VALUE>" SAID_A "</ANNOTATION_VALUE>"
     "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"},
    {"a.TextGrid", "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n"
                   "0\n3\n<exists>\n2\n\"IntervalTier\"\n\"Ben\"\n0\n3\n1\n"
                   "2.25\n3\n\"" SAID_B "\"\n\"IntervalTier\"\n\"Ann\"\n0\n3\n"
                   "1\n0.5\n2\n\"" SAID_A "\"\n"},
    {"a.cha", "@UTF8\n@Begin\n@Participants:\tAnn Adult, Ben Adult\n"
              "*Ann:\twhere was the letter ? \x15"
              "500_2000\x15\n*Ben:\ton the table . \x15"
              "2250_3000\x15\n@End\n"},
    {"a.trs", XML_START
     "<Trans><Speakers><Speaker id='1' name='Ann'/>"
     "<Speaker id='2' name='Ben'/></Speakers><Episode><Section>"
     "<Turn speaker='1' startTime='0.5' endTime='2'><Sync time='0.5'/>" SAID_A
     "</Turn><Turn speaker='2' startTime='2.25' endTime='3'>"
     "<Sync time='2.25'/>" SAID_B "</Turn></Section></Episode></Trans>"},
    {"a.exb", XML_START
     "<basic-transcription><speakertable><speaker id='1'><abbreviation>Ann"
     "</abbreviation></speaker><speaker id='2'><abbreviation>Ben"
     "</abbreviation></speaker></speakertable><common-timeline>"
     "<tli id='a' time='0.5'/><tli id='b' time='2'/><tli id='c' time='2.25'/>"
     "<tli id='d' time='3'/></common-timeline>"
     "<tier type='t' speaker='2'><event start='c' end='d'>" SAID_B
     "</event></tier><tier type='t' speaker='1'>"
     "<event start='a' end='b'>" SAID_A
     "</event></tier></basic-transcription>"},
    {"a.flk", XML_START
     "<folker-transcription><speakers><speaker speaker-id='1'><name>Ann"
     "</name></speaker><speaker speaker-id='Ben'/></speakers><timeline>"
     "<timepoint timepoint-id='a' absolute-time='0.5'/>"
     "<timepoint timepoint-id='b' absolute-time='2'/>"
     "<timepoint timepoint-id='c' absolute-time='2.25'/>"
     "<timepoint timepoint-id='d' absolute-time='3'/></timeline>"
     "<contribution speaker-reference='1' start-reference='a' "
     "end-reference='b'><unparsed>" SAID_A "</unparsed></contribution>"
     "<contribution speaker-reference='Ben' start-reference='c' "
     "end-reference='d'><unparsed>" SAID_B "</unparsed></contribution>"
     "</folker-transcription>"},
    {"a.xml", XML_START
     "<TEI><text xml:id='o'><timeline unit='ms'><when xml:id='o'/>"
     "<when xml:id='a' interval='500' since='#o'/>"
     "<when xml:id='b' interval='1500' since='#a'/>"
     "<when xml:id='c' interval='2250' since='#o'/>"
     "<when xml:id='d' interval='3000' since='#o'/></timeline><body>"
     "<u who='#Ann' start='#a' end='#b'>" SAID_A "</u>"
     "<u who='#Ben' start='#c' end='#d'>" SAID_B "</u></body></text></TEI>"},
    {"a.ttml", XML_START
     "<tt><head><agent xml:id='1'><name>Ann</name></agent>"
     "<agent xml:id='2'><name>Ben</name></agent></head><body>"
     "<div agent='1'><p begin='15f' end='00:00:02'>" SAID_A "</p></div>"
     "<div agent='2'><p begin='2250ms' dur='0.75s'>" SAID_B
     "</p></div></body></tt>"},
};

START_TEST(test_one_talk)
{
    static const struct {
        const char *speaker, *said;
        int32_t start_ms, end_ms;
    } want[] = {{"Ann", SAID_A, 500, 2000}, {"Ben", SAID_B, 2250, 3000}};
    Arena arena = {0};
    for (size_t i = 0; i < sizeof talks / sizeof *talks; i++) {
        Parsed parsed = parse_text(str_of(talks[i].text), talks[i].file,
                                   (ColumnMap){0}, &arena);
        ck_assert_msg(parsed.transcripts.len == 1, "%s: %s", talks[i].file,
                      parsed.err.message);
        Transcript one = parsed.transcripts.at[0];
        ck_assert_msg(one.turns.len == 2, "%s: %d turns", talks[i].file,
                      (int)one.turns.len);
        for (int32_t k = 0; k < 2; k++) {
            const Turn *turn = &one.turns.at[k];
            ASSERT_STR(transcript_turn_speaker(&one, k), want[k].speaker,
                       talks[i].file);
            ck_assert_msg(turn->start_ms == want[k].start_ms &&
                              turn->end_ms == want[k].end_ms,
                          "%s: %d to %d", talks[i].file, turn->start_ms,
                          turn->end_ms);
            ck_assert_msg(str_eq_nocase(transcript_text(&one, turn->span),
                                        str_of(want[k].said)),
                          "%s: what is said", talks[i].file);
        }
    }
    arena_release(&arena);
}
END_TEST

// ---- refusals

static const struct {
    const char *promise, *file, *text, *message;
} refusals[] = {
    {"XML that ends early", "a.eaf",
     "<ANNOTATION_DOCUMENT>\n<TIER TIER_ID='A'>\n", "line 2 is not"},
    {"tags that cross", "a.trs", "<Trans>\n<Turn>\n</Trans>\n", "line 3 is"},
    {"entities", "a.xml",
     "<!DOCTYPE TEI [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>\n"
     "<TEI><text>&a;</text></TEI>",
     "entities, which are not read"},
    {"a grid that ends early", "a.TextGrid",
     "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0\n1\n"
     "<exists>\n1\n\"IntervalTier\"\n\"A\"\n0\n1\n2\n0\n1\n\"a\"\n",
     "line 15 of the TextGrid"},
    {"a quote that nobody closes", "a.TextGrid",
     "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0\n1\n"
     "<exists>\n1\n\"IntervalTier\"\n\"A\n0\n1\n",
     "line 8 of the TextGrid"},
    {"a tier of another kind", "a.TextGrid",
     "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0\n1\n"
     "<exists>\n1\n\"FormTier\"\n\"A\"\n0\n1\n",
     "line 7"},
    {"more tiers than anybody has", "a.TextGrid",
     "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0\n1\n"
     "<exists>\n99999\n",
     "more than 1000 tiers"},
};

START_TEST(test_refusals)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        Parsed parsed = parse_text(str_of(refusals[i].text), refusals[i].file,
                                   (ColumnMap){0}, &arena);
        ck_assert_msg(parsed.err.kind == ERR_INPUT, "%s: is read",
                      refusals[i].promise);
        ck_assert_msg(strstr(parsed.err.message, refusals[i].message) != NULL,
                      "%s: %s", refusals[i].promise, parsed.err.message);
    }
    arena_release(&arena);
}
END_TEST

// ---- real files made to be difficult

static const struct {
    const char *file;
    bool read;
    ptrdiff_t turns;
} nasty[] = {
    {"n60_billion_laughs.eaf", false, 0}, {"n61_xxe.eaf", false, 0},
    {"n62_xinclude.xml", true, 0},        {"n65_utf16_lies.trs", true, 0},
    {"n66_eaf_unsorted.eaf", true, 1},
};

START_TEST(test_nasty)
{
    if (!shared_folder()) {
        printf("skipped: THEMATA_SHARED names no folder with real data\n");
        return;
    }
    Arena arena = {0};
    for (size_t i = 0; i < sizeof nasty / sizeof *nasty; i++) {
        Str path = str_format(&arena, "%s/data/nasty/%s", shared_folder(),
                              nasty[i].file);
        Parsed parsed = parse_file(str_terminated(&arena, path), &arena);
        ck_assert_msg((parsed.err.kind == ERR_NONE) == nasty[i].read, "%s: %s",
                      nasty[i].file, parsed.err.message);
        ptrdiff_t turns =
            nasty[i].read ? parsed.transcripts.at[0].turns.len : 0;
        ck_assert_msg(turns == nasty[i].turns, "%s: %d turns", nasty[i].file,
                      (int)turns);
    }
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("parse_speech", test_seconds, test_chat, test_tier_names,
          test_tier_kinds, test_grids, test_marks, test_lines, test_asides,
          test_one_talk, test_refusals, test_nasty)
