#include "cli/importing.h"

#include "base/utf8.h"
#include "cli/listing.h"

static void json_time(Json *json, const char *key, int32_t ms)
{
    json_key(json, key);
    if (ms == NO_TIME) {
        json_null(json);
    } else {
        json_int(json, ms);
    }
}

// The codes a table gave to this turn.
static void json_codes(Json *json, const Transcript *transcript, int32_t turn)
{
    json_key(json, "codes");
    json_open(json, '[');
    for (ptrdiff_t i = 0; i < transcript->tags.len; i++) {
        if (transcript->tags.at[i].turn == turn) {
            json_str(json, transcript->tags.at[i].code);
        }
    }
    json_close(json);
}

static void json_turns(Json *json, const Transcript *transcript, bool many)
{
    Points points = points_of(transcript->text);
    for (int32_t i = 0; i < transcript->turns.len; i++) {
        const Turn *turn = &transcript->turns.at[i];
        json_open(json, '{');
        if (many) {
            json_key_str(json, "document", transcript->document);
        }
        json_key_int(json, "turn", i + 1);
        json_key_str_or_null(json, "speaker",
                             transcript_turn_speaker(transcript, i));
        json_key_str(json, "role", transcript_turn_role(transcript, i));
        json_time(json, "start_ms", turn->start_ms);
        json_time(json, "end_ms", turn->end_ms);
        json_key_int(json, "begin", points_at(&points, turn->span.begin));
        json_key_int(json, "end", points_at(&points, turn->span.end));
        json_key_int(json, "line", turn->line);
        json_key(json, "continues");
        json_bool(json, turn->continues);
        json_key_str(json, "text", transcript_text(transcript, turn->span));
        json_codes(json, transcript, i);
        json_close(json);
    }
}

static void list_time(Listing *listing, int32_t ms)
{
    if (ms == NO_TIME) {
        listing_text(listing, (Str){0});
    } else {
        listing_int(listing, ms);
    }
}

static void list_turns(Listing *listing, const Transcript *transcript)
{
    Points points = points_of(transcript->text);
    for (int32_t i = 0; i < transcript->turns.len; i++) {
        const Turn *turn = &transcript->turns.at[i];
        listing_text(listing, transcript->document);
        listing_int(listing, i + 1);
        listing_text(listing, transcript_turn_speaker(transcript, i));
        listing_text(listing, transcript_turn_role(transcript, i));
        list_time(listing, turn->start_ms);
        list_time(listing, turn->end_ms);
        listing_int(listing, turn->line);
        listing_int(listing, points_at(&points, turn->span.begin));
        listing_int(listing, points_at(&points, turn->span.end));
        listing_text(listing, turn->continues ? S("yes") : S("no"));
        listing_text(listing, transcript_text(transcript, turn->span));
    }
}

static void write_listing(Request *request, const Transcripts *transcripts)
{
    static const char *const columns[] = {
        "document", "turn",  "speaker", "role",      "start_ms", "end_ms",
        "line",     "begin", "end",     "continues", "text",     NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < transcripts->len; i++) {
        list_turns(&listing, &transcripts->at[i]);
    }
    listing_write(&listing);
}

// For a person: a head line per turn, what was said below it.
static void write_reading(Request *request, const Transcripts *transcripts)
{
    Buf *out = request->out;
    for (ptrdiff_t i = 0; i < transcripts->len; i++) {
        const Transcript *transcript = &transcripts->at[i];
        for (int32_t j = 0; j < transcript->turns.len; j++) {
            const Turn *turn = &transcript->turns.at[j];
            Str speaker = transcript_turn_speaker(transcript, j);
            if (transcripts->len > 1) {
                buf_format(out, "%.*s ", FMT(transcript->document));
            }
            if (turn->continues) {
                buf_format(out, "%d  goes on", (int)j + 1);
            } else {
                buf_format(out, "%d  %.*s (%.*s)", (int)j + 1,
                           FMT(speaker.len > 0 ? speaker : S("?")),
                           FMT(transcript_turn_role(transcript, j)));
            }
            if (turn->start_ms != NO_TIME) {
                buf_format(out, "  %02d:%02d:%02d", turn->start_ms / 3600000,
                           turn->start_ms / 60000 % 60,
                           turn->start_ms / 1000 % 60);
            }
            buf_format(out, "  line %d\n", (int)turn->line);
            buf_add(out, transcript_text(transcript, turn->span));
            buf_add(out, S("\n\n"));
        }
    }
}

// Where captions or segments are listed, how many turns they make.
static void say_counts(const Request *request, const Transcript *transcript)
{
    if (transcript->cues > 0) {
        say(request, "%.*s: %.*s, which are %.*s", FMT(transcript->document),
            FMT(count_of(transcript->turns.len, transcript_part(transcript),
                         request->arena)),
            FMT(count_of(transcript_turns(transcript), "turn",
                         request->arena)));
    }
}

static bool run_turns(Request *request, Err *err)
{
    Transcripts transcripts = {0};
    Diags findings = {.arena = request->arena};
    if (request->arguments.len != 1) {
        return err_set(err, ERR_USAGE,
                       "turns takes one file or document: themata turns FILE");
    }
    if (!importing_transcripts(request, request->arguments.at[0], &transcripts,
                               &findings, err)) {
        return false;
    }
    if (request->form == FORM_JSON) {
        Json json = {.out = request->out};
        json_open(&json, '[');
        for (ptrdiff_t i = 0; i < transcripts.len; i++) {
            json_turns(&json, &transcripts.at[i], transcripts.len > 1);
        }
        json_close(&json);
        buf_char(request->out, '\n');
    } else if (request->form == FORM_CSV) {
        write_listing(request, &transcripts);
    } else {
        write_reading(request, &transcripts);
    }
    out_flush(request);
    say_findings(request, &findings);
    for (ptrdiff_t i = 0; i < transcripts.len; i++) {
        say_counts(request, &transcripts.at[i]);
    }
    return true;
}

static const Option options_turns[] = {IMPORTING_OPTIONS, {0}};

const Command command_turns = {
    .name = "turns",
    .summary = "show who said what, as the parser sees it",
    .arguments = "FILE|DOCUMENT",
    .details = "Works on a file without a study, so that a transcript can be "
               "looked at before it is imported. Roles come from the first "
               "codebook of the study, where there is one.\n\n"
               "Subtitles are listed caption by caption, with the numbers "
               "that excerpts and overrides give. Where turns are counted or "
               "are a unit, captions that continue one another (the same "
               "speaker goes on, or the same sentence) are one turn.",
    .examples = "themata turns interview.vtt\n"
                "themata turns P01 --format json",
    .options = options_turns,
    .forms = JSON_TOO | CSV_TOO,
    .run = run_turns,
};
