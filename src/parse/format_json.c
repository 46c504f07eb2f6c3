#include "parse/format.h"

#include "parse/json_any.h"
#include "parse/json_dialect.h"
#include "parse/json_otranscribe.h"
#include "parse/line.h"

enum { SECONDS_MAX = 100000 }; // more than a day of words is milliseconds

// Finds who wrote it: as a whole, in one of its members, or, where it is a
// list, in each of its values.  `roots` is what the dialect is read from.
static const JsonDialect *find_dialect(const Value *root, Values *roots,
                                       Arena *arena)
{
    const JsonDialect *dialect = json_dialect_of(root);
    if (dialect) {
        *PUSH(roots, arena) = root;
        return dialect;
    }
    bool list = root->kind == VALUE_LIST;
    for (ptrdiff_t i = 0; i < root->len; i++) {
        const Value *one = &root->at[i];
        const JsonDialect *other =
            one->kind < VALUE_LIST ? NULL : json_dialect_of(one);
        if (list && i == 0 && !other) {
            return NULL;
        }
        if (other && (!dialect || (list && other == dialect))) {
            dialect = other;
            *PUSH(roots, arena) = one;
        }
    }
    return dialect;
}

static void tell(const Source *source, const char *service, Diags *diags)
{
    Place place = {.file = source->file, .line = 1, .column = 1};
    diag_add(diags, DIAG_T015, place, "read as JSON of %s", service);
}

static void finish(const Source *source, JsonSpeech *speech,
                   Transcripts *transcripts, Diags *diags)
{
    *PUSH(transcripts, speech->arena) = speech_transcript(
        source, "json", &speech->utterances, speech->odds, diags);
}

// Words of nobody known: whole numbers are milliseconds where they are great.
static void read_any_words(JsonSpeech *speech, const Values *values)
{
    JsonWords seconds = json_words(speech, values, IN_SECONDS);
    JsonWords words = seconds;
    int32_t last = seconds.at[seconds.len - 1].start_ms;
    if (last == NO_TIME || last >= SECONDS_MAX * 1000) {
        speech->odds->count[ODD_BAD_TIME] = 0;
        words = json_words(speech, values, IN_MILLISECONDS);
    }
    json_say_words(speech, &words, json_utterance(values->at[0]));
}

static bool read_any(const Source *source, const Value *root,
                     JsonSpeech *speech, Transcripts *transcripts, Diags *diags,
                     Err *err)
{
    Values values = json_any_find(root, source, speech->arena);
    if (values.len == 0) {
        return err_set(err, ERR_INPUT,
                       "this seems to be JSON without anything said");
    }
    if (!json_any_is_words(&values)) {
        json_any_transcripts(source, &values, speech->arena, transcripts,
                             diags);
        return true;
    }
    tell(source, "words with their times", diags);
    read_any_words(speech, &values);
    finish(source, speech, transcripts, diags);
    return true;
}

static bool parse_json(const Source *source, Arena *arena,
                       Transcripts *transcripts, Diags *diags, Err *err)
{
    Value root;
    Odds odds = {0};
    Values roots = {0};
    JsonSpeech speech = {.odds = &odds, .arena = arena};
    if (!values_read(source->text, source->file, arena, &root, diags, err)) {
        return false;
    }
    if (json_is_otranscribe(&root)) {
        tell(source, "oTranscribe", diags);
        return json_read_otranscribe(source, &root, arena, transcripts, diags,
                                     err);
    }
    const JsonDialect *dialect = find_dialect(&root, &roots, arena);
    if (!dialect || source->columns.text.len > 0) {
        return read_any(source, &root, &speech, transcripts, diags, err);
    }
    tell(source, dialect->service, diags);
    for (ptrdiff_t i = 0; i < roots.len; i++) {
        json_read(&speech, dialect, roots.at[i]);
    }
    finish(source, &speech, transcripts, diags);
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
    .extensions = ".json .jsonl .ndjson .otr",
    .gives = "speakers and times of each utterance",
    .loses = "confidences, alternatives, times of single words, all that is "
             "not said",
    .foreign = true,
    .sniff = sniff_json,
    .parse = parse_json,
};
