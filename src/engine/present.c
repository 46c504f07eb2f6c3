// Present: which documents a study counts.  Only a run decides, over all of
// transcripts/: what no longer stands there is left out of analysis and report,
// as in a fresh copy of the folder, and stays in the database.
#include "engine/inside.h"

#include "base/buf.h"
#include "base/map.h"

// Settings: names, each followed by this byte; of renamed documents the old
// name and the new one by turns.
static const char absent_setting[] = "absent";
static const char renamed_setting[] = "renamed";
enum { NAME_END = '\x1e', NAMED_MAX = 5 };

static bool read_names(Themata *study, const char *setting, Strs *names,
                       Err *err)
{
    Str rest = {0}, name;
    if (!store_setting(study->store, str_of(setting), &study->arena, &rest,
                       err)) {
        return false;
    }
    while (rest.len > 0) {
        str_cut(&rest, NAME_END, &name);
        *PUSH(names, &study->arena) = name;
    }
    return true;
}

static bool keep_names(Themata *study, const char *setting, Strs names,
                       Err *err)
{
    Buf all = {.arena = &study->arena};
    for (ptrdiff_t i = 0; i < names.len; i++) {
        buf_add(&all, names.at[i]);
        buf_char(&all, NAME_END);
    }
    return store_put_setting(study->store, str_of(setting), buf_str(&all), err);
}

typedef struct Presence { // of the documents that came from transcripts/
    Map read;             // names of what was read this time
    Map hashes;           // of those that were not there before, as `fresh`
    Strs fresh;
    Strs was_absent, was_renamed; // until now
    Strs absent, renamed;
} Presence;

// True where not the file's name but its content says what a document is
// called: two short answers of a table may be the same, and two people's.
static bool is_named_inside(Str format)
{
    return str_eq(format, S("table"));
}

// The documents of `report`; those that were not there before may be absent
// ones under a new name.
static void take_read(Presence *presence, const ImportReport *report,
                      Arena *arena)
{
    for (ptrdiff_t i = 0; i < report->imported.len; i++) {
        const Imported *imported = &report->imported.at[i];
        if (imported->turns == 0 && imported->tags > 0) {
            continue; // codes about another document
        }
        map_put(&presence->read, imported->document, arena);
        bool new = imported->status == IMPORTED_NEW ||
                   strs_find(presence->was_absent, imported->document) >= 0;
        if (!new || is_named_inside(imported->format)) {
            continue;
        }
        ptrdiff_t before = presence->hashes.keys.len;
        map_put(&presence->hashes, imported->hash, arena);
        if (presence->hashes.keys.len > before) {
            *PUSH(&presence->fresh, arena) = imported->document;
        }
    }
}

// What an absent document was known to be called by now, or the empty view.
static Str known_name(const Presence *presence, Str name)
{
    for (ptrdiff_t i = 0; i < presence->was_renamed.len; i += 2) {
        if (str_eq(presence->was_renamed.at[i], name)) {
            Str now = presence->was_renamed.at[i + 1];
            return map_find(&presence->read, now) >= 0 ? now : (Str){0};
        }
    }
    return (Str){0};
}

// An absent document: gone, or there under another name.
static bool take_absent(Themata *study, Presence *presence, Str name, Err *err)
{
    Arena scratch = {0};
    Document document = {0};
    Arena *arena = &study->arena;
    bool ok = store_document(study->store, name, &scratch, &document, err);
    if (ok) {
        int32_t same =
            is_named_inside(document.transcript.format)
                ? NONE
                : map_find(&presence->hashes, document.transcript.hash);
        Str now = known_name(presence, name);
        now = now.len == 0 && same >= 0 ? presence->fresh.at[same] : now;
        *PUSH(&presence->absent, arena) = name;
        if (now.len > 0) {
            *PUSH(&presence->renamed, arena) = name;
            *PUSH(&presence->renamed, arena) = now;
        }
    }
    arena_release(&scratch);
    return ok;
}

static void say_renamed(Themata *study, Str old, Str now)
{
    Diag *diag = diag_add(&study->findings, DIAG_T019, (Place){0},
                          "document '%.*s' is called '%.*s' now: the same text "
                          "under a new file name",
                          FMT(old), FMT(now));
    diag->help = S("say so in the file of cases and in override files, or give "
                   "the file its old name; what the command line decided "
                   "follows by itself");
}

static void say_gone(Themata *study, const Presence *presence)
{
    Buf names = {.arena = &study->arena};
    Map renamed = {0};
    int gone = 0;
    for (ptrdiff_t i = 0; i < presence->renamed.len; i += 2) {
        Str old = presence->renamed.at[i], now = presence->renamed.at[i + 1];
        map_put(&renamed, old, &study->arena);
        if (!str_eq(known_name(presence, old), now)) {
            say_renamed(study, old, now);
        }
    }
    for (ptrdiff_t i = 0; i < presence->absent.len; i++) {
        Str name = presence->absent.at[i];
        if (map_find(&renamed, name) < 0 && ++gone <= NAMED_MAX) {
            buf_format(&names, "%s'%.*s'", gone > 1 ? ", " : "", FMT(name));
        }
    }
    if (gone == 0) {
        return;
    }
    Str all = buf_str(&names);
    Diag *diag = diag_add(&study->findings, DIAG_T018, (Place){0},
                          "%d %s not read from transcripts/ any more and left "
                          "out of analysis and report: %.*s%s",
                          gone, gone == 1 ? "document is" : "documents are",
                          FMT(all), gone > NAMED_MAX ? ", …" : "");
    diag->help = S("texts and decisions stay in themata.db; put the file back "
                   "and run again to bring them back");
}

bool study_keep_present(Themata *study, const ImportReport *report, Err *err)
{
    Presence presence = {0};
    Strs names = {0}, files = {0};
    if (!store_files(study->store, &study->arena, &names, &files, err) ||
        !read_names(study, absent_setting, &presence.was_absent, err) ||
        !read_names(study, renamed_setting, &presence.was_renamed, err)) {
        return false;
    }
    take_read(&presence, report, &study->arena);
    for (ptrdiff_t i = 0; i < names.len; i++) {
        bool ours = str_starts(files.at[i], S("transcripts/"));
        if (ours && map_find(&presence.read, names.at[i]) < 0 &&
            !take_absent(study, &presence, names.at[i], err)) {
            return false;
        }
    }
    say_gone(study, &presence);
    return keep_names(study, absent_setting, presence.absent, err) &&
           keep_names(study, renamed_setting, presence.renamed, err);
}

bool study_return(Themata *study, const ImportReport *report, Err *err)
{
    Presence presence = {0};
    Strs absent = {0}, still = {0};
    if (!read_names(study, absent_setting, &absent, err)) {
        return false;
    }
    take_read(&presence, report, &study->arena);
    for (ptrdiff_t i = 0; i < absent.len; i++) {
        if (map_find(&presence.read, absent.at[i]) < 0) {
            *PUSH(&still, &study->arena) = absent.at[i];
        }
    }
    return still.len == absent.len ||
           keep_names(study, absent_setting, still, err);
}

// Decisions of the command line about what is left out go with it; what files
// say of it is odd, as in a fresh copy of the folder.
static void leave_out_decisions(Decisions *decisions, Strs absent)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        const Decision *decision = &decisions->at[i];
        if (str_starts(decision->source, S("transcripts/")) ||
            strs_find(absent, decision->document) < 0) {
            decisions->at[kept++] = *decision;
        }
    }
    decisions->len = kept;
}

bool study_leave_out(Themata *study, Documents *documents, Decisions *decisions,
                     Err *err)
{
    Strs absent = {0};
    ptrdiff_t kept = 0;
    if (!read_names(study, absent_setting, &absent, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; absent.len > 0 && i < documents->len; i++) {
        if (strs_find(absent, documents->at[i].transcript.document) < 0) {
            documents->at[kept++] = documents->at[i];
        }
    }
    documents->len = absent.len > 0 ? kept : documents->len;
    leave_out_decisions(decisions, absent);
    return true;
}

bool study_follow(Themata *study, Decisions *decisions, Err *err)
{
    Strs renamed = {0};
    if (!read_names(study, renamed_setting, &renamed, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; renamed.len > 0 && i < decisions->len; i++) {
        Decision *decision = &decisions->at[i];
        bool told = str_starts(decision->source, S("transcripts/"));
        for (ptrdiff_t k = 0; !told && k < renamed.len; k += 2) {
            if (str_eq(decision->document, renamed.at[k])) {
                decision->document = renamed.at[k + 1];
                break;
            }
        }
    }
    return true;
}
