#include "cli/importing.h"

#include "base/io.h"

static void split(Str list, char mark, Strs *parts, Arena *arena)
{
    Str part;
    while (list.len > 0) {
        str_cut(&list, mark, &part);
        if (part.len > 0) {
            *PUSH(parts, arena) = part;
        }
    }
}

static bool map_columns(Str map, ColumnMap *columns, Arena *arena, Err *err)
{
    Strs pairs = {0};
    split(map, ',', &pairs, arena);
    for (ptrdiff_t i = 0; i < pairs.len; i++) {
        Str value = pairs.at[i], key;
        if (!str_cut(&value, '=', &key) || value.len == 0) {
            return err_set(err, ERR_USAGE,
                           "--map takes KEY=COLUMN pairs, not '%.*s'",
                           FMT(pairs.at[i]));
        }
        const struct {
            Str key;
            Str *column;
        } single[] = {{S("speaker"), &columns->speaker},
                      {S("document"), &columns->document},
                      {S("case"), &columns->group},
                      {S("start"), &columns->start},
                      {S("end"), &columns->end}};
        bool known = false;
        for (size_t j = 0; j < sizeof single / sizeof *single; j++) {
            if (str_eq(key, single[j].key)) {
                *single[j].column = value;
                known = true;
            }
        }
        if (str_eq(key, S("codes"))) {
            split(value, '+', &columns->codes, arena);
        } else if (str_eq(key, S("text"))) {
            split(value, '+', &columns->texts, arena);
            if (columns->texts.len == 1) {
                columns->text = columns->texts.at[0];
                columns->texts.len = 0;
            }
        } else if (!known) {
            return err_set(err, ERR_USAGE,
                           "--map knows text, speaker, document, case, start, "
                           "end and codes, not '%.*s'",
                           FMT(key));
        }
    }
    return true;
}

bool importing_options(const Request *request, ImportOptions *options, Err *err)
{
    *options = (ImportOptions){
        .format = option(request, "as"),
        .encoding = option(request, "encoding"),
        .roles = option(request, "roles"),
        .coder = option(request, "coder"),
    };
    return map_columns(option(request, "map"), &options->columns,
                       request->arena, err);
}

bool importing_remarks(const Request *request, RemarkChoice *choice, Err *err)
{
    Strs given = option_all(request, "highlight"), pairs = {0};
    for (ptrdiff_t i = 0; i < given.len; i++) {
        split(given.at[i], ',', &pairs, request->arena);
    }
    for (ptrdiff_t i = 0; i < pairs.len; i++) {
        Str code = pairs.at[i], colour;
        if (!str_cut(&code, '=', &colour) || code.len == 0) {
            return err_set(err, ERR_USAGE,
                           "--highlight takes COLOUR=CODE, not '%.*s'",
                           FMT(pairs.at[i]));
        }
        *PUSH(&choice->highlights, request->arena) =
            (Highlight){str_trim(colour), str_trim(code)};
    }
    Str keeping = option(request, "remarks");
    return remark_keeping_named(keeping, &choice->keeping) ||
           err_set(err, ERR_USAGE,
                   "--remarks knows no, memos and codings, not '%.*s'",
                   FMT(keeping));
}

// The first codebook of the study folder, for roles; an empty one without.
static Codebook *nearby_codebook(Request *request)
{
    Strs files = {0};
    Err ignored = {0};
    Codebook *codebook = NULL;
    Diags findings = {.arena = request->arena};
    themata_codebook_files(request_folder(request), request->arena, &files,
                           &ignored);
    if (files.len > 0) {
        themata_check(str_terminated(request->arena, files.at[0]),
                      request->arena, &codebook, &findings, &ignored);
    }
    if (!codebook) {
        codebook = NEW(request->arena, Codebook);
        codebook->language = S("en");
    }
    return codebook;
}

// A document's transcript out of an open study.
static bool stored_transcript(Request *request, Str name,
                              Transcripts *transcripts, Err *err)
{
    Themata *study = request_study(request, STUDY_READ, err);
    bool ok =
        study && themata_transcript(study, name, request->arena,
                                    PUSH(transcripts, request->arena), err);
    themata_close(study);
    return ok;
}

bool importing_transcripts(Request *request, Str name, Transcripts *transcripts,
                           Diags *findings, Err *err)
{
    ImportOptions options;
    const char *path = str_terminated(request->arena, name);
    if (!importing_options(request, &options, err)) {
        return false;
    }
    Err why = {0};
    if (!io_exists(path)) {
        return stored_transcript(request, name, transcripts, &why) ||
               err_set(err, why.kind, "'%s' is no file here: %s", path,
                       why.message);
    }
    Codebook *codebook = nearby_codebook(request);
    options.declared =
        themata_declared(request_folder(request), request->arena);
    if (options.roles.len > 0 &&
        !themata_roles(str_terminated(request->arena, options.roles),
                       request->arena, &codebook->roles, err)) {
        return false;
    }
    if (themata_read(path, &options, codebook, request->arena, transcripts,
                     findings, &why)) {
        return true;
    }
    // What cannot be read is named; other errors name it themselves.
    return why.kind == ERR_INPUT
               ? err_set(err, why.kind, "%s: %s", path, why.message)
               : err_set(err, why.kind, "%s", why.message);
}
