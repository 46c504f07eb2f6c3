// engine/themata.h - the library's face: a study folder and what can be done
// with it.
//
// The plain data (model/, analyse/, recommend/) is the interface; only the open
// study is opaque.  Each operation below is one pipeline, in one file of this
// folder.  What is odd in the researcher's material is collected in Diags;
// what could not be done is told in Err, and then nothing is half-done.
//
// Memory: an open study owns an arena for what it hands out, released by
//         themata_close.  Running out of memory ends the program.
#ifndef ENGINE_THEMATA_H
#define ENGINE_THEMATA_H

#include "analyse/cooccur.h"
#include "analyse/frequency.h"
#include "analyse/select.h"
#include "parse/format.h"
#include "recommend/recommend.h"
#include "report/excerpt.h"
#include "report/report.h"
#include "resolve/resolve.h"

typedef struct Themata Themata; // an open study folder

// Called now and then during long work: `done` of `of` things so far.
typedef struct Progress {
    void (*tell)(void *to, const char *doing, int64_t done, int64_t of);
    void *to;
} Progress;

// ---- the study folder (study.c)

typedef enum StudyUse { STUDY_READ, STUDY_CHANGE, STUDY_WRITE } StudyUse;

// Opens the study in `folder`; STUDY_WRITE makes themata.db where it is
// missing.
// Errors: ERR_IO without such a folder; without a database,
//         except with STUDY_WRITE.
Themata *themata_open(const char *folder, StudyUse use, Err *err);
void themata_close(Themata *study);
Arena *themata_arena(Themata *study);
Diags *themata_findings(Themata *study);
void themata_on_progress(Themata *study, Progress progress);
// How many threads long work may use; 0, as at first: one for each processor.
// No result depends on it.
void themata_use_jobs(Themata *study, int jobs);

// A new study: folders, a commented codebook, a first transcript to try.
// Errors: ERR_USAGE when the folder has files already.
bool themata_new(const char *folder, Err *err); // new.c

// ---- reading transcripts (import.c)

typedef struct Encodings Encodings;

typedef struct ImportOptions {
    Str format;   // --as; empty: by content
    Str encoding; // --encoding; empty: by the bytes
    Str roles;    // --roles: path of a YAML file with roles, or empty
    Str coder;    // who gave the codes of a table; empty: the file's name
    ColumnMap columns;
    bool whole;               // these files are all there is: see run.c
    const Register *declared; // whose labels are certain; NULL for nobody's
    const Encodings *known;   // that were given earlier; NULL for none
} ImportOptions;

typedef enum RemarkKeeping { // what becomes of comments and highlights
    KEEP_AS_CHOSEN,          // before; at first nothing
    KEEP_NO_REMARKS,         // they are counted
    KEEP_MEMOS,              // each is a memo
    KEEP_CODINGS,            // those that name codes are codings, others memos
} RemarkKeeping;

// By its name: "", "no", "memos", "codings"; false for another.
bool remark_keeping_named(Str name, RemarkKeeping *keeping); // remark_choice.c

typedef struct Highlight { // what a colour means
    Str colour, code;      // "yellow", "#FFCC00"; id of a code
} Highlight;

typedef struct Highlights {
    Highlight *at;
    ptrdiff_t len, cap;
} Highlights;

typedef struct RemarkChoice { // {0} leaves all as it was chosen before
    RemarkKeeping keeping;
    Highlights highlights; // instead of those chosen before, if there are any
} RemarkChoice;

// Chooses what becomes of people's comments and highlights in documents; it
// holds for this import and all that follow, until another is made.
// KEEP_NO_REMARKS forgets the colours too.
// Errors: ERR_USAGE for a colour that nobody knows, or an unknown code.
bool themata_choose_remarks(Themata *study, const RemarkChoice *choice,
                            Err *err); // remark_choice.c

typedef enum ImportedStatus {
    IMPORTED_NEW,
    IMPORTED_UNCHANGED,
    IMPORTED_REVISED,
} ImportedStatus;

typedef struct Imported { // one document read; its words are in the study
    Str file, document, format, encoding;
    Str hash;      // of the text
    int64_t bytes; // of the file, which may hold several documents
    ImportedStatus status;
    Speakers speakers;
    Ints captions; // of each speaker, in subtitles
    int64_t turns, sentences, words, characters, cues;
    int64_t tags;   // codes that the table gave
    Diags findings; // of this file
} Imported;

typedef struct Importeds {
    Imported *at;
    ptrdiff_t len, cap;
} Importeds;

typedef struct Refused {
    Str file, message;
    ErrKind kind; // ERR_INPUT, or ERR_IO where it could not be read at all
} Refused;

typedef struct Refusals {
    Refused *at;
    ptrdiff_t len, cap;
} Refusals;

typedef struct TakenRemarks { // what comments and highlights became
    int64_t codings, memos;
} TakenRemarks;

typedef struct ImportReport {
    Importeds imported; // in the order of the files
    Refusals refused;
    TakenRemarks remarks;
} ImportReport;

typedef struct FormatSum { // what was read in one format
    const Format *format;
    int64_t files, bytes, documents, turns, words;
    int64_t misnamed; // files by the name of another format
    int64_t findings;
} FormatSum;

typedef struct FormatSums { // in the order of FORMAT_LIST; none is empty
    FormatSum *at;
    ptrdiff_t len, cap;
} FormatSums;

// What an import read, by format.  Documents of one file stand together.
FormatSums themata_by_format(const ImportReport *report, Arena *arena);

// Reads one file without a study: decode, parse, sentences, roles.
// Result: one transcript, for a table perhaps many.
bool themata_read(const char *path, const ImportOptions *options,
                  const Codebook *codebook, Arena *arena,
                  Transcripts *transcripts, Diags *diags, Err *err);
// The text and turns of an imported document (its newest revision).
bool themata_transcript(Themata *study, Str document, Arena *arena,
                        Transcript *transcript, Err *err);
// Roles from a YAML file: a codebook, or only its `roles`.
bool themata_roles(const char *path, Arena *arena, Roles *roles, Err *err);
// Whom the folder's file of cases declares, for ImportOptions; NULL without it.
// Its mistakes are told when it is applied.
const Register *themata_declared(const char *folder, Arena *arena);
// Imports files and folders.  One bad file never stops the others.
//
// Result: the same for any number of threads.  Some files go to a transaction:
//         after a crash the study holds all files up to one of them.
// Errors: ERR_USAGE for an unknown format or encoding; ERR_IO.
// Memory: of the largest files some at a time; what the report says of each
//         stays, its words do not.
bool themata_import(Themata *study, Strs paths, const ImportOptions *options,
                    ImportReport *report, Err *err);

// ---- coding (check.c, code.c)

// The codebook files of a study: codebooks/*.yaml, sorted.
bool themata_codebook_files(const char *folder, Arena *arena, Strs *files,
                            Err *err);
// Reads, lints and compiles a codebook and runs its examples.
// Result: the codebook, for looking at; whether it holds: no finding of level
//         error was added.
bool themata_check(const char *file, Arena *arena, Codebook **codebook,
                   Diags *diags, Err *err);

typedef struct CodeReport {
    const Codebook *codebook;
    int64_t documents, turns, bytes, rules, hits, codings, reused;
} CodeReport;

// Applies one codebook to all that is imported.  Only documents whose text,
// roles or rules changed are matched again.
// Errors: ERR_INPUT when the codebook has errors (findings say which), or a
//         rule is too costly somewhere; nothing is changed then.
bool themata_code(Themata *study, const char *file, CodeReport *report,
                  Err *err);

// ---- one rule while it is edited (preview.c)

typedef struct PreviewHit { // ready to be shown
    Excerpt excerpt;        // of what is coded, the hit marked
    Reason reason;          // which words, and how they were meant
    bool excluded;          // by the rule's policy
} PreviewHit;

typedef struct PreviewHits { // by document, begin, end
    PreviewHit *at;
    ptrdiff_t len, cap;
} PreviewHits;

typedef struct PreviewReport {
    int64_t documents, of; // looked through so far, of all there are
    int64_t with_hits;     // documents among them that have hits
    int64_t hits;
    int64_t contexts[CONTEXTS]; // the same by how they were meant
    int64_t excluded;           // by the rule's policy, among the hits
    PreviewHits first;          // as many as were wanted
    bool cancelled;
    Diags findings; // of the codebook and of this rule
} PreviewReport;

typedef struct PreviewWanted {
    Str yaml, file; // a codebook as it is edited; what it is called in findings
    Str rule;       // id of the rule
    ptrdiff_t excerpts;
    // Called on the calling thread after each document, in order, with what
    // was found so far; false cancels.  May be NULL.
    bool (*tell)(void *to, const PreviewReport *so_far);
    void *to;
} PreviewWanted;

// The hits that one rule would have in all that is imported, as themata_code
// would find them; nothing is stored, and nothing needs to be coded.  Words
// pass the consent gate of excerpts.
//
// Result: true also when it was cancelled; then of the first documents.  The
//         same for any number of threads.  One preview at a time of an open
//         study.
// Errors: ERR_INPUT when the codebook or cases.yaml has errors (findings say
//         which) or the rule is too costly somewhere; ERR_USAGE for an unknown
//         rule.
// Memory: the report lives in `arena`.  Texts stay with the open study, see
//         themata_keep_texts; those beyond that pass one by one.
// Time:   of what is kept, that of matching one rule; else of reading the
//         study.
bool themata_preview(Themata *study, const PreviewWanted *wanted, Arena *arena,
                     PreviewReport *report, Err *err);
// How much memory an open study may take for texts, so that the next preview
// need not read them again; at first 256 MiB.  They are read again when the
// study changes.
void themata_keep_texts(Themata *study, int64_t bytes);

// ---- the study in arrays (load.c)

// Loads the study under the codebook with this id (empty: the one applied
// last).
// Errors: ERR_INPUT when nothing is coded yet.
bool themata_load(Themata *study, Str codebook, const Study **loaded, Err *err);

// ---- numbers (count.c): as of the study in arrays, one document at a time

// cooccurrence_by and frequency_of under the codebook with this id (empty: the
// one applied last), which is handed out with them.
// Errors: ERR_INPUT when nothing is coded yet; ERR_USAGE for an unknown `by`.
// Memory: heads of all documents, a few whole ones, the numbers.
bool themata_cooccurrence(Themata *study, Str codebook, Counting counting,
                          CooccurrenceBy *result, const Codebook **counted,
                          Err *err);
bool themata_frequency(Themata *study, Str codebook, Counting counting,
                       Frequency *result, const Codebook **counted, Err *err);

// Theme findings and recommendations, the same way (recommend/recommend.h).
// Shape:  evidence is placed in the study in arrays.
bool themata_conclusions(Themata *study, Str codebook, Conclusions *conclusions,
                         const Codebook **concluded, Err *err);

// ---- codings (select.c)

// Takes the codings (indices in some->codings) of one document that fit; both
// last as long as `arena`.  False ends the walk.
typedef bool TakeCodings(void *to, const Study *some, Ints codings,
                         Arena *arena);

// Hands over the codings that fit, in order, document by document; only
// documents that may have some are read.
//
// Shape:  `some` is a study of one document, the others left out; cases and
//         participants are all there.  On the calling thread.
// Errors: as themata_load and select_codings.
bool themata_select(Themata *study, Str codebook, const Selection *selection,
                    TakeCodings *take, void *to, Err *err);

// ---- memos (memos.c)

typedef struct ShownMemo { // ready to be shown
    const Memo *memo;
    Excerpt excerpt;    // the words that it is about
    int64_t begin, end; // of them, in code points
    Str text;           // of the memo, or EXCERPT_WITHHELD
    bool withheld;
} ShownMemo;

typedef struct ShownMemos { // by document and place
    ShownMemo *at;
    ptrdiff_t len, cap;
} ShownMemos;

// The memos on the texts as they are now, of one document (empty: of all).
// Nothing needs to be coded.
// Errors: ERR_USAGE with "did you mean" for an unknown document; ERR_INPUT
//         where cases.yaml has mistakes.
bool themata_memos(Themata *study, Str document, ShownMemos *memos, Err *err);

// ---- people's decisions (decide.c)

// Anchors and appends decisions.  Those whose quote is not found are kept too,
// with a finding.
bool themata_decide(Themata *study, Decisions *decisions, ptrdiff_t *known,
                    Err *err);
// True for the id of a code in one of the study's codebooks, or where there is
// no codebook.
// Errors: ERR_USAGE with "did you mean" for another one.
bool themata_has_code(Themata *study, Str code, Err *err);
bool themata_decide_file(Themata *study, const char *path, ptrdiff_t *read,
                         ptrdiff_t *known, Err *err);
// All decisions as YAML.
bool themata_decisions_yaml(Themata *study, Str *yaml, Err *err);

// ---- results (publish.c)

typedef struct PublishReport {
    int64_t pages, written;
} PublishReport;

// Writes the site of reports into `folder`.
bool themata_publish(Themata *study, const Study *loaded, const char *folder,
                     PublishReport *report, Err *err);
bool themata_document(Themata *study, const Study *loaded, Strs names, Str form,
                      Str *document, Err *err);

// ---- all of it (run.c)

typedef struct RunReport {
    ImportReport import;
    CodeReport code; // of the codebook that the report is about
    ptrdiff_t codebooks;
    ptrdiff_t decisions; // in force and applied
    ptrdiff_t idle;      // in force, but findings say why they do nothing
    ptrdiff_t memos;     // beside the texts as they are now
    int64_t pages;
    Str index; // path of the page to open
} RunReport;

// Is this a folder that can be run?  The codebooks it has.
// Errors: ERR_USAGE without a codebook or a folder of transcripts.
bool themata_is_study(const char *folder, Arena *arena, Strs *codebooks,
                      Err *err);
// Imports, checks, codes, applies overrides, analyses, recommends, reports.
bool themata_run(Themata *study, RunReport *report, Err *err);

// ---- is all as it was stored (fsck.c)

// Checks every stored text, turn, decision and codebook against its hash.
// Result: one line per problem.
bool themata_fsck(Themata *study, Strs *problems, Err *err);

// ---- the machine (doctor.c)

typedef struct Ability {
    const char *name;    // "PCRE2"
    const char *version; // empty: missing
    const char *purpose; // what it is for
    bool needed;
} Ability;

// Libraries compiled in, and programs that help; in a fixed order.
ptrdiff_t themata_abilities(const Ability **abilities, Arena *arena);
// How far a process that reads what others sent is locked in on this machine,
// tried in one: "memory, time, opens nothing, Landlock 7, seccomp".
const char *themata_sandbox(Arena *arena);
// "0.1.0"
const char *themata_version(void);

#endif
