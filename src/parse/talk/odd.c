#include "parse/talk/odd.h"

typedef struct Words {
    DiagId id;
    const char *one, *many; // "%lld" stands before `many`
    const char *help;       // or NULL
} Words;

static const Words words[ODDITIES] = {
    [ODD_PREAMBLE] = {DIAG_T001,
                      "a line before the first speaker label is nobody's turn",
                      "lines before the first speaker label are nobody's turn",
                      NULL},
    [ODD_EMPTY_TURN] = {DIAG_T002, "a speaker label with nothing said",
                        "speaker labels with nothing said", NULL},
    [ODD_BACKWARDS] = {DIAG_T003, "a turn that ends before it starts",
                       "turns that end before they start",
                       "the times are kept as they are written"},
    [ODD_NO_LABEL] = {DIAG_T004,
                      "no speaker label found: each paragraph is a turn",
                      "paragraphs, no speaker label: each is a turn",
                      "begin each turn with a name and a colon, as in "
                      "'P1: text'"},
    [ODD_NO_LABEL_CUES] = {DIAG_T004,
                           "no speaker label found: nobody knows who speaks in "
                           "these captions",
                           "", NULL},
    [ODD_ONCE_TAKEN] = {DIAG_T005, "a label that stands only once is a turn",
                        "labels that stand only once are turns", NULL},
    [ODD_ONCE_LEFT] = {DIAG_T005,
                       "what may be a label stands only once and is left in "
                       "the turn before it",
                       "possible labels that stand only once are left in the "
                       "turns before them",
                       NULL},
    [ODD_AMID] = {DIAG_T005, "a label amid a line begins a turn",
                  "labels amid lines begin turns", NULL},
    [ODD_GOES_ON] = {DIAG_T005,
                     "a row that names no speaker goes on with the one above",
                     "rows that name no speaker go on with the ones above",
                     NULL},
    [ODD_BROKEN_VOICE] = {DIAG_T005,
                          "a voice tag names who speaks over the caption, not "
                          "its speaker; the speaker before is taken",
                          "voice tags name who speaks over the caption, not "
                          "its speaker; the speaker before is taken",
                          NULL},
    [ODD_BAD_TIME] = {DIAG_T008, "a time mark that is no time",
                      "time marks that are no times", NULL},
    [ODD_TIME_OF_DAY] = {DIAG_T008, "a time of day is no time of the recording",
                         "times of day are no times of the recording", NULL},
    [ODD_NO_HEADER] = {DIAG_T009, "the first line is not 'WEBVTT'",
                       "files whose first line is not 'WEBVTT'", NULL},
    [ODD_BAD_CUE] = {DIAG_T009,
                     "a caption without a readable time line has no time",
                     "captions without a readable time line have no time",
                     NULL},
    [ODD_STRAY_TEXT] = {DIAG_T009,
                        "text after a blank line is taken as part of the "
                        "caption before it",
                        "pieces of text after a blank line are taken as parts "
                        "of the captions before them",
                        NULL},
    [ODD_EMPTY_CUE] = {DIAG_T009, "a caption without text",
                       "captions without text", NULL},
    [ODD_OPEN_TAG] = {DIAG_T009, "a '<' that begins no tag is kept",
                      "'<' that begin no tag are kept", NULL},
    [ODD_REPEATED] = {DIAG_T011, "a caption repeats the one before it",
                      "captions repeat the ones before them", NULL},
    [ODD_EVENT] = {DIAG_T012, "a pause or other event is nobody's turn",
                   "pauses or other events are nobody's turn", NULL},
    [ODD_QUESTION_HEADING] = {DIAG_T012,
                              "a numbered question without a speaker is "
                              "nobody's turn",
                              "numbered questions without a speaker are "
                              "nobody's turn",
                              NULL},
    [ODD_FOOTER] = {DIAG_T012, "the last line names a transcription service",
                    "lines name a transcription service", NULL},
    [ODD_COMMENTS] = {DIAG_T024,
                      "comments at the end, as Google Docs writes them, are "
                      "left out",
                      "lists of comments are left out", NULL},
    [ODD_ROW] = {DIAG_T012,
                 "a row of a table that is no transcript is nobody's turn",
                 "rows of tables that are no transcript are nobody's turn",
                 NULL},
    [ODD_TOO_MANY] = {DIAG_T017, "what follows is left in the last turn", "",
                      NULL},
    [ODD_DANGLING] = {DIAG_T027,
                      "an annotation refers to a time, speaker or annotation "
                      "that is not there",
                      "annotations refer to times, speakers or annotations "
                      "that are not there",
                      NULL},
    [ODD_NOTHING] = {DIAG_T013, "nothing was said in this file",
                     "files in which nothing was said", NULL},
};

void odds_add(Odds *odds, Oddity oddity, int32_t line)
{
    if (odds->count[oddity]++ == 0) {
        odds->line[oddity] = line;
    }
}

void odds_join(Odds *odds, const Odds *more)
{
    for (Oddity oddity = 0; oddity < ODDITIES; oddity++) {
        int32_t line = more->line[oddity];
        bool first = odds->count[oddity] == 0 ||
                     (more->count[oddity] > 0 && line < odds->line[oddity]);
        odds->line[oddity] = first ? line : odds->line[oddity];
        odds->count[oddity] += more->count[oddity];
    }
}

void odds_report(const Odds *odds, Str file, Diags *diags)
{
    for (Oddity oddity = 0; oddity < ODDITIES; oddity++) {
        int64_t count = odds->count[oddity];
        const Words *said = &words[oddity];
        Place place = {.file = file, .line = odds->line[oddity], .column = 1};
        Diag *diag = NULL;
        if (count == 1) {
            diag = diag_add(diags, said->id, place, "%s", said->one);
        } else if (count > 1) {
            diag = diag_add(diags, said->id, place, "%lld %s, from here on",
                            (long long)count, said->many);
        }
        if (diag && said->help) {
            diag->help = str_of(said->help);
        }
    }
}
