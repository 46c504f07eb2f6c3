#include "parse/format.h"

#include "parse/json_dialect.h"
#include "parse/line.h"

static void tell(const Source *source, const JsonDialect *dialect, Diags *diags)
{
    Place place = {.file = source->file, .line = 1, .column = 1};
    diag_add(diags, DIAG_T015, place, "read as JSON of %s", dialect->service);
}

static bool parse_json(const Source *source, Arena *arena,
                       Transcripts *transcripts, Diags *diags, Err *err)
{
    Value root;
    Odds odds = {0};
    JsonSpeech speech = {.odds = &odds, .arena = arena};
    if (!values_read(source->text, source->file, arena, &root, diags, err)) {
        return false;
    }
    const JsonDialect *dialect = json_dialect_of(&root);
    if (!dialect) {
        return err_set(err, ERR_INPUT,
                       "this seems to be JSON without anything said");
    }
    tell(source, dialect, diags);
    (dialect->read ? dialect->read : json_read_list)(&speech, dialect, &root);
    *PUSH(transcripts, arena) =
        speech_transcript(source, "json", &speech.utterances, &odds, diags);
    return true;
}

// '{"', '[{', '[[', '[]' and the like: "[Name] said" and "{Name}" are labels.
static int sniff_json(const Source *source)
{
    Str text = blank_trim(source->text, true);
    bool object = str_starts(text, S("{")), list = str_starts(text, S("["));
    if (!object && !list) {
        return 0;
    }
    Str next = blank_trim(str_slice(text, 1, text.len), true);
    char c = next.len > 0 ? next.at[0] : '\0';
    bool sure =
        object ? c == '"' || c == '}' : c == '{' || c == '[' || c == ']';
    return sure ? 2 : 1;
}

const Format format_json = {
    .name = "json",
    .title = "JSON of a service that transcribes",
    .extensions = ".json .jsonl .ndjson",
    .gives = "speakers and times of each utterance",
    .loses = "confidences, alternatives, times of single words, all that is "
             "not said",
    .foreign = true,
    .sniff = sniff_json,
    .parse = parse_json,
};
