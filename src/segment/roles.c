#include "segment/segment.h"

enum { NAMED_MAX = 20 }; // speakers without a role who are named one by one

static int32_t line_of_speaker(const Transcript *transcript, int32_t speaker)
{
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        if (transcript->turns.at[i].speaker == speaker) {
            return transcript->turns.at[i].line;
        }
    }
    return 0;
}

static void add_t007(const Transcript *transcript, Diags *diags)
{
    const Speakers *speakers = &transcript->speakers;
    ptrdiff_t unnamed = 0;
    for (ptrdiff_t i = 0; i < speakers->len; i++) {
        if (speakers->at[i].role_by_default && ++unnamed <= NAMED_MAX) {
            Place place = {transcript->file,
                           line_of_speaker(transcript, (int32_t)i), 0};
            Diag *diag = diag_add(diags, DIAG_T007, place,
                                  "no role pattern names speaker '%.*s', who "
                                  "counts as a participant",
                                  FMT(speakers->at[i].name));
            diag->help = S("name the label in transcript.roles");
        }
    }
    if (unnamed > NAMED_MAX) {
        diag_add(diags, DIAG_T007, (Place){.file = transcript->file},
                 "further speakers whom no role pattern names: %lld",
                 (long long)(unnamed - NAMED_MAX));
    }
}

// Turns that nobody is said to speak in.
static void add_unlabelled(const Transcript *transcript, Diags *diags)
{
    ptrdiff_t count = 0;
    int32_t first = 0;
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        if (transcript->turns.at[i].speaker == NO_SPEAKER) {
            first = count == 0 ? transcript->turns.at[i].line : first;
            count++;
        }
    }
    if (count > 0) {
        diag_add(diags, DIAG_T007, (Place){transcript->file, first, 0},
                 "turns without a speaker, which count as a participant's: "
                 "%lld",
                 (long long)count);
    }
}

// Who interviews when nothing but usual labels says so.
static void add_t014(const Transcript *transcript, Diags *diags)
{
    ptrdiff_t interviewers = 0;
    for (ptrdiff_t i = 0; i < transcript->speakers.len; i++) {
        interviewers +=
            str_eq(transcript->speakers.at[i].role, ROLE_INTERVIEWER);
    }
    if (transcript->speakers.len == 0) {
        return;
    }
    Diag *diag = diag_add(diags, DIAG_T014, (Place){.file = transcript->file},
                          "no role patterns: speakers whose label is a usual "
                          "one for an interviewer: %lld, participants: %lld",
                          (long long)interviewers,
                          (long long)(transcript->speakers.len - interviewers));
    diag->help = S("say in transcript.roles which labels are whose");
}

void segment_roles(Transcript *transcript, const Codebook *codebook,
                   Diags *diags)
{
    Speakers *speakers = &transcript->speakers;
    for (ptrdiff_t i = 0; i < speakers->len; i++) {
        Speaker *speaker = &speakers->at[i];
        speaker->role_by_default =
            !codebook_role(codebook, speaker->name, &speaker->role);
    }
    if (codebook->roles.len == 0) {
        add_t014(transcript, diags);
    } else {
        add_t007(transcript, diags);
    }
    add_unlabelled(transcript, diags);
}
