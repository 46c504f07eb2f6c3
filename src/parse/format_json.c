#include "parse/format.h"

#include "parse/document/flow.h"
#include "parse/document/html_flow.h"
#include "parse/json/json_any.h"
#include "parse/json/json_dialect.h"
#include "parse/json/json_settled.h"
#include "parse/talk/line.h"

enum { WHOLE_BLANKS_MIN = 3 }; // of a text that stands for all

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

// Says whose JSON it is, and how many values of a list are not.
static void tell(const Source *source, const char *service, ptrdiff_t others,
                 Diags *diags)
{
    Place place = {.file = source->file, .line = 1, .column = 1};
    if (others > 0) {
        diag_add(diags, DIAG_T015, place,
                 "read as JSON of %s; left out: %lld value%s of another kind",
                 service, (long long)others, others > 1 ? "s" : "");
    } else {
        diag_add(diags, DIAG_T015, place, "read as JSON of %s", service);
    }
}

static void finish(const Source *source, JsonSpeech *speech,
                   Transcripts *transcripts, Diags *diags)
{
    *PUSH(transcripts, speech->arena) = speech_transcript(
        source, "json", &speech->utterances, speech->odds, diags);
}

// Words of nobody known.
static void read_any_words(JsonSpeech *speech, const Values *values)
{
    JsonUnit unit = json_words_unit(speech, values, IN_SECONDS);
    JsonWords words = json_words(speech, values, unit);
    json_say_words(speech, &words, json_utterance(values->at[0]));
}

// oTranscribe's files: a page within JSON.
static bool is_otranscribe(const Value *root)
{
    Str text = value_text(value_get(root, S("text")));
    return str_find(text, S("<"), 0) >= 0 &&
           value_has(root, "media-time|media-source|media");
}

static bool read_otranscribe(const Source *source, const Value *root,
                             Arena *arena, Transcripts *transcripts,
                             Diags *diags, Err *err)
{
    Flow flow = {0};
    Str page = value_text(value_get(root, S("text")));
    tell(source, "oTranscribe", 0, diags);
    if (!html_flow(source, page, &flow, arena, diags, err)) {
        return false;
    }
    *transcripts = flow_transcripts(source, "json", &flow, arena, diags);
    return true;
}

static bool is_of_words(Str text)
{
    ptrdiff_t blanks = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        blanks += text.at[i] == ' ';
    }
    return blanks >= WHOLE_BLANKS_MIN;
}

static void add_lines(Flow *flow, Str text, Arena *arena)
{
    for (Str line; str_line(&text, &line);) {
        *PUSH(&flow->blocks, arena) =
            (Block){.kind = BLOCK_PARAGRAPH, .text = line};
    }
}

// What was said without more: segments of text, or one text for all.  It is
// read as plain text is.
static bool read_whole(const Source *source, const Value *root, Arena *arena,
                       Transcripts *transcripts, Diags *diags)
{
    static const char *const wholes =
        "results.channels[0].alternatives[0].transcript|"
        "results.transcripts[0].transcript|"
        "combinedRecognizedPhrases[0].display|combinedPhrases[0].text|"
        "transcription.full_transcript|text|transcript|transcription|"
        "full_transcript|result.text|data.text|output.text";
    Flow flow = {0};
    bool list = root->kind == VALUE_LIST, worth = !list;
    Values segments =
        values_at(root, list ? "[].text|[]" : "segments[].text", arena);
    for (ptrdiff_t i = 0; i < segments.len && !worth; i++) {
        worth = is_of_words(value_text(segments.at[i]));
    }
    for (ptrdiff_t i = 0; i < segments.len && worth; i++) {
        add_lines(&flow, str_trim(value_text(segments.at[i])), arena);
    }
    Str whole =
        value_text(root->kind == VALUE_TEXT ? root : value_at(root, wholes));
    if (flow.blocks.len == 0 && is_of_words(whole)) {
        add_lines(&flow, whole, arena);
    }
    if (flow.blocks.len == 0) {
        return false;
    }
    tell(source, "texts without times", 0, diags);
    *transcripts = flow_transcripts(source, "json", &flow, arena, diags);
    return true;
}

static bool read_any(const Source *source, const Value *root,
                     JsonSpeech *speech, Transcripts *transcripts, Diags *diags,
                     Err *err)
{
    Values values = json_any_find(root, source, speech->arena);
    if (values.len == 0) {
        return read_whole(source, root, speech->arena, transcripts, diags) ||
               err_set(err, ERR_INPUT,
                       "this seems to be JSON without anything said");
    }
    if (!json_any_is_words(&values)) {
        json_any_transcripts(source, &values, speech->arena, transcripts,
                             diags);
        return true;
    }
    tell(source, "words with their times", 0, diags);
    read_any_words(speech, &values);
    finish(source, speech, transcripts, diags);
    return true;
}

static bool parse_json(const Source *source, Arena *arena,
                       Transcripts *transcripts, Diags *diags, Err *err)
{
    Value read, root;
    Odds odds = {0};
    Values roots = {0};
    JsonSpeech speech = {.odds = &odds, .arena = arena};
    if (!values_read(source->text, source->file, arena, &read, diags, err)) {
        return false;
    }
    root = json_settled(&read, source->file, arena, diags);
    if (is_otranscribe(&root)) {
        return read_otranscribe(source, &root, arena, transcripts, diags, err);
    }
    const JsonDialect *dialect = find_dialect(&root, &roots, arena);
    if (!dialect || source->columns.text.len > 0) {
        return read_any(source, &root, &speech, transcripts, diags, err);
    }
    if (value_has(&root, "callTranscripts[1].transcript")) {
        return err_set(err, ERR_INPUT,
                       "this JSON holds several calls, whose turns would be "
                       "mixed; save each in a file of its own");
    }
    bool whole = roots.at[0] == &root || root.kind != VALUE_LIST;
    tell(source, dialect->service, whole ? 0 : root.len - roots.len, diags);
    for (ptrdiff_t i = 0; i < roots.len; i++) {
        json_read(&speech, dialect, roots.at[i]);
    }
    finish(source, &speech, transcripts, diags);
    return true;
}

// True for a text that is all one value: null, a number, "a text".
static bool is_scalar(Str text)
{
    static const char *const words[] = {"null", "true", "false"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_eq(text, str_of(words[i]))) {
            return true;
        }
    }
    ptrdiff_t digits = 0;
    while (digits < text.len &&
           str_find(S("0123456789+-.eE"), str_slice(text, digits, digits + 1),
                    0) >= 0) {
        digits++;
    }
    return text.len > 0 &&
           (digits == text.len || (text.len > 1 && text.at[0] == '"' &&
                                   str_find(text, S("\""), 1) == text.len - 1));
}

// '{"', '[{', '[[', '[]' and the like: "[Name] said" and "{Name}" are labels.
static int sniff_json(const Source *source)
{
    Str text = blank_trim(source->text, true);
    bool object = str_starts(text, S("{")), list = str_starts(text, S("["));
    if (!object && !list) {
        // With a comment, which JSON has not, it is for the name to say.
        bool comment = str_starts(text, S("/*")) || str_starts(text, S("//"));
        return is_scalar(text) || comment ? 1 : 0;
    }
    Str next = blank_trim(str_slice(text, 1, text.len), true);
    char c = next.len > 0 ? next.at[0] : '\0';
    bool sure =
        object ? c == '"' || c == '}' : c == '{' || c == '[' || c == ']';
    return sure ? 2 : 1;
}

const Format format_json = {
    .name = "json",
    .title = "JSON of services and programs that transcribe; oTranscribe",
    .extensions = ".json .jsonl .ndjson .otr",
    .gives =
        "speakers, and times of each utterance, as these write them, who are "
        "told by the names in the file: Amazon Transcribe, Amazon Transcribe "
        "Call Analytics, Amazon HealthScribe, Amazon Bedrock Data Automation, "
        "Amberscript, AssemblyAI, Azure Speech, Azure Video Indexer, the "
        "BBC's Digital Paper Edit, the BBC's Kaldi, Deepgram, ElevenLabs, "
        "Fireflies, Gentle, Gladia, Gong, Google Speech-to-Text, Google's "
        "contact centre, Happy Scribe, IBM Watson, Kaltura, Microsoft Teams "
        "or Stream, NVIDIA NeMo, Otter, oTranscribe, Oyez, podcasts, Recall, "
        "Rev, Rev AI, Soniox, Sonix, Speechmatics, Trint, Vosk, Whisper, "
        "Whisper in Transformers, whisper.cpp, whisper-timestamped, WhisperX, "
        "YouTube; of others words with their times, or a list whose members "
        "are named as columns of a table are, or as --map says, and times "
        "that are dates there count from the first; also one value a line "
        "(JSON Lines).  A speaker who is a bare number 0 is 'Speaker 0'.  "
        "Words are parted where the speaker changes, where a sentence ends "
        "and at two seconds of silence; where speakers stand in a list of "
        "their own, a word is said by the one who began last before its middle",
    .loses =
        "what a live service heard before it was sure, how sure the service "
        "is, other hearings of the same, times of single words, sentiments, "
        "summaries, topics; of names that stand twice in one object all but "
        "the last",
    .foreign = true,
    .sniff = sniff_json,
    .parse = parse_json,
};
