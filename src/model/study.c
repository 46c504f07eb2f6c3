#include "model/study.h"

int32_t study_participant_of(const Study *study, int32_t document,
                             int32_t speaker)
{
    Ints participants = study->documents.at[document].participants;
    return speaker < 0 || speaker >= participants.len
               ? NONE
               : participants.at[speaker];
}

int32_t study_participant(const Study *study, int32_t document, int32_t turn)
{
    const Document *held = &study->documents.at[document];
    int32_t speaker =
        turn == NONE ? NO_SPEAKER : held->transcript.turns.at[turn].speaker;
    return study_participant_of(study, document, speaker);
}

Consent study_consent(const Study *study, int32_t document, int32_t turn)
{
    const Transcript *transcript = &study->documents.at[document].transcript;
    int32_t participant = study_participant(study, document, turn);
    const bool *withheld = study->documents.at[document].withheld;
    if (study->documents.at[document].unsure ||
        (withheld && turn != NONE && withheld[turn])) {
        return CONSENT_NONE;
    }
    if (participant != NONE) {
        return study->participants.at[participant].consent;
    }
    // Nobody knows who speaks here: with declared consents that is no consent.
    bool interviews =
        str_eq(transcript_turn_role(transcript, turn), ROLE_INTERVIEWER);
    return study->declared && !interviews ? CONSENT_NONE : CONSENT_QUOTE;
}

Str study_speaker(const Study *study, int32_t document, int32_t turn)
{
    const Transcript *transcript = &study->documents.at[document].transcript;
    int32_t participant = study_participant(study, document, turn);
    bool label = participant == NONE ||
                 study->participants.at[participant].consent == CONSENT_NAMED;
    return label ? transcript_turn_speaker(transcript, turn)
                 : study->participants.at[participant].id;
}

Str study_group(const Study *study, int32_t document, int32_t turn)
{
    int32_t participant = study_participant(study, document, turn);
    return participant == NONE ? (Str){0}
                               : study->participants.at[participant].group;
}

Ints study_cases(const Study *study, int32_t document, int32_t turn,
                 Arena *arena)
{
    return study_cases_of(study, document,
                          study_participant(study, document, turn), arena);
}

Ints study_cases_of(const Study *study, int32_t document, int32_t participant,
                    Arena *arena)
{
    Ints of_document = study->documents.at[document].cases;
    if (participant == NONE) {
        return of_document;
    }
    Ints shared = {0}, own = study->participants.at[participant].cases;
    for (ptrdiff_t i = 0; i < of_document.len; i++) {
        if (ints_have(own, of_document.at[i])) {
            *PUSH(&shared, arena) = of_document.at[i];
        }
    }
    return shared.len > 0 ? shared : of_document;
}

bool study_may_quote(const Study *study, int32_t document, Span span)
{
    const Transcript *transcript = &study->documents.at[document].transcript;
    const Turns *turns = &transcript->turns;
    int32_t turn = transcript_turn_at(transcript, span.begin);
    for (turn = turn == NONE ? 0 : turn; turn < turns->len; turn++) {
        if (turns->at[turn].span.begin >= span.end &&
            turns->at[turn].span.begin > span.begin) {
            break;
        }
        if (study_consent(study, document, turn) < CONSENT_QUOTE) {
            return false;
        }
    }
    return true;
}

const char *consent_name(Consent consent)
{
    static const char *const names[] = {"none", "paraphrase", "quote", "named"};
    return names[consent];
}
