// model/study.h - all of a study in arrays, as analysis and reports want it.
#ifndef MODEL_STUDY_H
#define MODEL_STUDY_H

#include "model/coding.h"

typedef enum Consent {  // what may leave the study, by participant
    CONSENT_NONE,       // counted, never shown
    CONSENT_PARAPHRASE, // counted; the researcher may paraphrase
    CONSENT_QUOTE,      // words may be quoted under the pseudonym
    CONSENT_NAMED,      // words may be quoted under the speaker's own label
} Consent;

typedef struct Attribute {
    Str name, value;
} Attribute;

typedef struct Attributes {
    Attribute *at;
    ptrdiff_t len, cap;
} Attributes;

typedef struct Case { // what the study compares
    Str id, label;
    Attributes attributes;
    bool implied; // a document that no case claims is a case of its own
    Place place;
} Case;

typedef struct Cases {
    Case *at;
    ptrdiff_t len, cap;
} Cases;

typedef struct Participant {
    Str id;       // the pseudonym
    Str group;    // stakeholder group, or empty
    Str position; // "clinical geneticist", or empty
    Consent consent;
    Ints cases;
    bool implied; // a speaker that nobody declared
    Place place;
} Participant;

typedef struct Participants {
    Participant *at;
    ptrdiff_t len, cap;
} Participants;

typedef struct Cast { // which participant a speaker label of a document is
    Str document, speaker, participant;
    Place place;
} Cast;

typedef struct Casts {
    Cast *at;
    ptrdiff_t len, cap;
} Casts;

typedef struct Assignment { // the cases a document stands for
    Str document;
    Ints cases;
    Place place;
} Assignment;

typedef struct Assignments {
    Assignment *at;
    ptrdiff_t len, cap;
} Assignments;

// What transcripts/cases.yaml declares.
typedef struct Register {
    Str file; // empty when there is no such file
    Str title;
    Consent consent; // of speakers it does not name
    Cases cases;
    Participants participants;
    Assignments assignments;
    Casts casts;
} Register;

typedef struct Document {
    Transcript transcript;
    int64_t revision;     // the store's id of this text
    Ints cases;           // indices in Study.cases; never empty
    Ints participants;    // per speaker: index in Study.participants, or NONE
    bool unsure;          // a declared speaker was not found, so that nobody
                          // knows whose words are whose: none are shown
    const bool *withheld; // per turn: may hold words of somebody else, who may
                          // not be quoted; NULL where none does
    Hits hits;            // of the study's codebook, context told
} Document;

typedef struct Documents { // by name
    Document *at;
    ptrdiff_t len, cap;
} Documents;

typedef struct Study {
    Str title;
    const Codebook *codebook;
    bool declared; // a cases.yaml was read
    Cases cases;
    Participants participants;
    bool guards;  // somebody, perhaps not declared, may not be quoted
    Strs guarded; // labels of those who are declared
    Documents documents;
    Codings codings;     // removed ones too: look at status
    Decisions decisions; // without memos
    Memos memos;         // on the texts as they are now
} Study;

// What may be shown of what this speaker says; interviewers whom nobody
// declared a participant count as CONSENT_QUOTE.  Nothing of an unsure
// document, and of a turn that is withheld.
Consent study_consent(const Study *study, int32_t document, int32_t turn);
// The name to show for the speaker of a turn: the pseudonym, or with
// CONSENT_NAMED and for interviewers the label; empty without a speaker.
Str study_speaker(const Study *study, int32_t document, int32_t turn);
// The participant who speaks in a turn, or NONE.
int32_t study_participant(const Study *study, int32_t document, int32_t turn);
// The same for a speaker of the document: an index, or less than 0 for nobody.
int32_t study_participant_of(const Study *study, int32_t document,
                             int32_t speaker);
// The group of that participant, or the empty view.
Str study_group(const Study *study, int32_t document, int32_t turn);
// The cases that what is said in a turn counts for: those of the participant
// where the document stands for them too, else those of the document.
Ints study_cases(const Study *study, int32_t document, int32_t turn,
                 Arena *arena);
// The same for a participant, or NONE, who speaks in the document.
Ints study_cases_of(const Study *study, int32_t document, int32_t participant,
                    Arena *arena);
// True when the words of `span` may be quoted: every participant who speaks
// in it has consented.
bool study_may_quote(const Study *study, int32_t document, Span span);
const char *consent_name(Consent consent);

#endif
