// What becomes of people's comments and highlights: codings, memos, nothing.
#include "unit.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "engine/import.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- colours

static const struct {
    const char *promise;
    const char *first, *second; // what colours "first" and "second" mean
    const char *colour;         // as a file has it
    const char *code;
} colours[] = {
    {"a name is the name", "yellow", "green", "yellow", "first"},
    {"case and blanks do not count", "Dark Yellow", "green", "darkYellow",
     "first"},
    {"a name means its number", "yellow", "green", "#FFFF00", "first"},
    {"a number means its name", "#ffff00", "green", "yellow", "first"},
    {"as Word has it, without a sign", "#FFCC00", "green", "FFCC00", "first"},
    {"Word's menu says bright green", "bright green", "red", "green", "first"},
    {"turquoise is cyan", "turquoise", "pink", "cyan", "first"},
    {"pink is magenta", "turquoise", "pink", "magenta", "second"},
    {"grey by its share", "Gray-25%", "red", "lightGray", "first"},
    {"a plain name means all that look so", "green", "red", "#81D41A", "first"},
    {"dark ones too", "green", "red", "darkGreen", "first"},
    {"but the very one is preferred", "green", "dark green", "darkGreen",
     "second"},
    {"whatever comes first", "dark green", "green", "#008000", "first"},
    {"a plain name is no other plain one", "green", "red", "yellow", ""},
    {"a colour that is not plain means itself", "teal", "red", "cyan", ""},
    {"a number means itself", "#FFFF00", "red", "#FFFF01", ""},
    {"what no name fits means nothing", "green", "red", "none", ""},
};

START_TEST(colours_mean_codes)
{
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        Highlight both[] = {{str_of(colours[i].first), S("first")},
                            {str_of(colours[i].second), S("second")}};
        Highlights highlights = {both, 2, 2};
        ck_assert(colour_is_one(both[0].colour));
        ASSERT_STR(highlight_code(&highlights, str_of(colours[i].colour)),
                   colours[i].code, colours[i].promise);
    }
    ck_assert(!colour_is_one(S("ylow")));
    ck_assert(!colour_is_one(S("")));
    ck_assert(!colour_is_one(S("#12345")));
}
END_TEST

// ---- comments

static const char codebook[] =
    "codebook: {id: one, title: Invented, version: 1.0.0, language: en}\n"
    "codes:\n"
    "  - {id: money, label: All money, kind: theme, definition: Costs.}\n"
    "  - {id: help, kind: theme, definition: Help.}\n";

// Turns: 3-8 "What?", 12-22 "No budget.", 26-30 "And?", 34-43 "They did."
static const char text[] = "I: What?\nP: No budget.\nI: And?\nP: They did.\n";

static const struct {
    const char *promise;
    RemarkKeeping keeping;
    Span span;
    const char *words, *colour;
    bool reply, resolved;
    const char *decided; // turn, quote, code or kind, reason; "|" between
} comments[] = {
    {"nothing is kept", KEEP_NO_REMARKS, {12, 14}, "money", "", 0, 0, ""},
    {"a memo",
     KEEP_MEMOS,
     {12, 14},
     "money",
     "",
     0,
     0,
     "2 No [comment] money|"},
    {"a coding by id",
     KEEP_CODINGS,
     {12, 14},
     "money",
     "",
     0,
     0,
     "2 No +money money|"},
    {"by label and hash, case aside",
     KEEP_CODINGS,
     {12, 14},
     "#HELP; all money",
     "",
     0,
     0,
     "2 No +help #HELP; all money|2 No +money #HELP; all money|"},
    {"by commas, where nothing else is said",
     KEEP_CODINGS,
     {12, 14},
     "money, help",
     "",
     0,
     0,
     "2 No +money money, help|2 No +help money, help|"},
    {"not in a sentence with a comma",
     KEEP_CODINGS,
     {12, 14},
     "Money, or what?",
     "",
     0,
     0,
     "2 No [comment] Money, or what?|"},
    {"a line of its own, the reason below",
     KEEP_CODINGS,
     {12, 14},
     "help\nso they say",
     "",
     0,
     0,
     "2 No +help help so they say|"},
    {"what names none is a memo",
     KEEP_CODINGS,
     {12, 14},
     "ask\nagain",
     "",
     0,
     0,
     "2 No [comment] ask\nagain|"},
    {"a point is its turn",
     KEEP_MEMOS,
     {15, 15},
     "hm",
     "",
     0,
     0,
     "2 No budget. [comment] hm|"},
    {"a coding at a point too",
     KEEP_CODINGS,
     {15, 15},
     "help",
     "",
     0,
     0,
     "2 No budget. +help help|"},
    {"over several turns each is coded",
     KEEP_CODINGS,
     {15, 38},
     "help",
     "",
     0,
     0,
     "2 budget. +help help|3 And? +help help|4 They +help help|"},
    {"a memo over several is one",
     KEEP_MEMOS,
     {15, 30},
     "hm",
     "",
     0,
     0,
     "2 budget.\nI: And? [comment] hm|"},
    {"on a label alone: the turn before it",
     KEEP_CODINGS,
     {23, 24},
     "help",
     "",
     0,
     0,
     "2 No budget. +help help|"},
    {"a memo on a label is in no turn",
     KEEP_MEMOS,
     {23, 24},
     "hm",
     "",
     0,
     0,
     "0 I [comment] hm|"},
    {"before all that was said: the first turn",
     KEEP_MEMOS,
     {0, 0},
     "hm",
     "",
     0,
     0,
     "1 What? [comment] hm|"},
    {"a reply says whom it answers",
     KEEP_MEMOS,
     {12, 14},
     "hm",
     "",
     1,
     0,
     "2 No [reply to Ann] hm|"},
    {"what is done says so",
     KEEP_MEMOS,
     {12, 14},
     "hm",
     "",
     0,
     1,
     "2 No [comment, resolved] hm|"},
    {"an empty comment is none", KEEP_MEMOS, {12, 14}, "", "", 0, 0, ""},
    {"a colour that means a code",
     KEEP_NO_REMARKS,
     {12, 14},
     "",
     "#FFFF00",
     0,
     0,
     "2 No +money highlighted in yellow|"},
    {"one that means none is a memo",
     KEEP_MEMOS,
     {12, 14},
     "",
     "red",
     0,
     0,
     "2 No [highlight red] highlighted in red|"},
    {"or nothing", KEEP_NO_REMARKS, {12, 14}, "", "red", 0, 0, ""},
};

static Transcript sample(Arena *arena)
{
    static const Span spans[] = {{3, 8}, {12, 22}, {26, 30}, {34, 43}};
    Transcript said = {.document = S("D"),
                       .file = S("transcripts/D.docx"),
                       .format = S("docx"),
                       .text = str_of(text)};
    transcript_speaker(&said, S("I"), arena);
    transcript_speaker(&said, S("P"), arena);
    for (int i = 0; i < 4; i++) {
        *PUSH(&said.turns, arena) = (Turn){.span = spans[i],
                                           .speaker = i % 2,
                                           .start_ms = NO_TIME,
                                           .end_ms = NO_TIME,
                                           .question = NO_QUESTION,
                                           .line = i + 1};
        said.speakers.at[i % 2].turns++;
    }
    said.hash = hash_hex(arena, said.text);
    return said;
}

// What the decisions from `first` on say.
static Str decided(const Decisions *all, ptrdiff_t first, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = first; i < all->len; i++) {
        const Decision *one = &all->at[i];
        bool memo = one->action == ACTION_MEMO;
        buf_format(&out, "%d %.*s ", (int)one->turn, FMT(one->quote));
        buf_format(&out, memo ? "[%.*s]" : "+%.*s",
                   FMT(memo ? one->to : one->code));
        buf_format(&out, " %.*s|", FMT(one->why));
    }
    return buf_str(&out);
}

static void take_comment(Themata *study, size_t i, Arena *arena)
{
    Err err = {0};
    Decisions before, after;
    Highlight yellow = {S("yellow"), S("money")};
    Transcript said = sample(arena);
    RemarksWith with = {.choice = {comments[i].keeping, {&yellow, 1, 1}},
                        .codebook = study_roles(study)};
    // Everyone writes for themselves, so that no comment is known already.
    *PUSH(&said.remarks, arena) = (Remark){
        .span = comments[i].span,
        .text = str_of(comments[i].words),
        .author = str_format(arena, "Coder %d", (int)i),
        .date = S("2026-01-31T09:30:00Z"),
        .colour = str_of(comments[i].colour),
        .reply = comments[i].reply,
        .answers = comments[i].reply ? S("Ann") : (Str){0},
        .resolved = comments[i].resolved,
    };
    ck_assert(store_decisions(study->store, arena, &before, &err));
    for (int again = 0; again < 2; again++) {
        ck_assert_msg(import_remarks(study, &said, &with, S("D"), &err), "%s",
                      err.message);
        ck_assert(store_decisions(study->store, arena, &after, &err));
        ASSERT_STR(decided(&after, before.len, arena), comments[i].decided,
                   comments[i].promise);
    }
    ck_assert_int_eq(with.taken.codings + with.taken.memos,
                     2 * (after.len - before.len));
}

START_TEST(comments_become_what_was_chosen)
{
    Arena arena = {0};
    Err err = {0};
    ImportStatus status;
    int64_t revision;
    char folder[] = "/tmp/themata-remarks-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    Str codebooks = str_format(&arena, "%s/codebooks", folder);
    Str file = str_format(&arena, "%s/one.yaml", codebooks.at);
    Str database = str_format(&arena, "%s/themata.db", folder);
    ck_assert(mkdir(codebooks.at, 0700) == 0);
    ck_assert(io_write(file.at, str_of(codebook), &err));
    Themata *study = themata_open(folder, STUDY_WRITE, &err);
    ck_assert_msg(study != NULL, "%s", err.message);
    Transcript said = sample(&arena);
    ck_assert(
        store_put_transcript(study->store, &said, &status, &revision, &err));
    for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
        take_comment(study, i, &arena);
    }
    themata_close(study);
    ck_assert(unlink(file.at) == 0 && rmdir(codebooks.at) == 0);
    ck_assert(unlink(database.at) == 0 && rmdir(folder) == 0);
    arena_release(&arena);
}
END_TEST

// ---- memos of a study

static const struct {
    const char *promise;
    const char *document, *revision;
    Action action;
    int32_t begin;
    const char *text;
} told[] = {
    {"the later place first", "B", "b", ACTION_MEMO, 9, "B9"},
    {"a decision stays one", "A", "a", ACTION_ADD, 1, "no memo"},
    {"the earlier place", "B", "b", ACTION_MEMO, 2, "B2"},
    {"another there is told later", "B", "b", ACTION_MEMO, 2, "B2 too"},
    {"the document before", "A", "a", ACTION_MEMO, 5, "A5"},
    {"on an older text", "A", "older", ACTION_MEMO, 1, "gone"},
    {"one whose quote was not found", "A", "", ACTION_MEMO, NONE, "nowhere"},
    {"of a document that is not there", "C", "c", ACTION_MEMO, 1, "no memo"},
    {"again there, the last", "B", "b", ACTION_MEMO, 2, "B2 at last"},
};

START_TEST(memos_stand_in_order_on_the_text_as_it_is)
{
    Arena arena = {0};
    Diags findings = {.arena = &arena};
    Study study = {0};
    *PUSH(&study.documents, &arena) =
        (Document){.transcript = {.document = S("A"), .hash = S("a")}};
    *PUSH(&study.documents, &arena) =
        (Document){.transcript = {.document = S("B"), .hash = S("b")}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        *PUSH(&study.decisions, &arena) =
            (Decision){.action = told[i].action,
                       .document = str_of(told[i].document),
                       .revision = str_of(told[i].revision),
                       .span = {told[i].begin, told[i].begin + 1},
                       .why = str_of(told[i].text)};
    }
    resolve_memos(&study, &arena, &findings);
    static const char *const left[] = {"A5", "B2", "B2 too", "B2 at last",
                                       "B9"};
    ck_assert_int_eq(study.memos.len, 5);
    for (int i = 0; i < 5; i++) {
        ASSERT_STR(study.memos.at[i].text, left[i], "in order");
        ck_assert_int_eq(study.memos.at[i].document, i > 0);
    }
    ck_assert_int_eq(study.decisions.len, 2);
    ASSERT_STR(study.decisions.at[1].why, "no memo", "what is none stays");
    ck_assert_int_eq(findings.len, 1);
    ck_assert(found(&findings, DIAG_O004));
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("remarks", memos_stand_in_order_on_the_text_as_it_is,
          colours_mean_codes, comments_become_what_was_chosen)
