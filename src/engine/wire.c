#include "engine/wire.h"

#include "base/utf8.h"

#include <assert.h>
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

// Whoever adds a field to one of these adds it here, too.
_Static_assert(sizeof(void *) != 8 ||
                   (sizeof(Transcript) == 280 && sizeof(Turn) == 56 &&
                    sizeof(Mark) == 12 && sizeof(Tag) == 40 &&
                    sizeof(Diag) == 88 && sizeof(Remark) == 112 &&
                    sizeof(Speaker) == 40),
               "what is sent is what there is");

// ---- writing

static void flush(WireOut *out)
{
    for (ptrdiff_t done = 0; !out->failed && done < out->held;) {
        const char *from = out->hold + done;
        size_t len = (size_t)(out->held - done);
        ssize_t wrote = out->socket ? send(out->file, from, len, MSG_NOSIGNAL)
                                    : write(out->file, from, len);
        out->failed = wrote < 0 && errno != EINTR;
        done += wrote > 0 ? wrote : 0;
    }
    out->held = 0;
}

static void put_bytes(WireOut *out, Str bytes)
{
    out->bytes += bytes.len;
    while (out->file != NO_FILE && bytes.len > 0) {
        ptrdiff_t room = (ptrdiff_t)sizeof out->hold - out->held;
        ptrdiff_t part = bytes.len < room ? bytes.len : room;
        memcpy(out->hold + out->held, bytes.at, (size_t)part);
        out->held += part;
        bytes = str_slice(bytes, part, bytes.len);
        if (part == room) {
            flush(out);
        }
    }
}

static void put(WireOut *out, int64_t number)
{
    int32_t small = (int32_t)number;
    char bytes[sizeof small];
    assert(small == number); // files and what is made of them are no larger
    memcpy(bytes, &small, sizeof small);
    put_bytes(out, (Str){bytes, sizeof bytes});
}

static void put_str(WireOut *out, Str s)
{
    put(out, s.len);
    put_bytes(out, s);
}

bool wire_end(WireOut *out)
{
    flush(out);
    return !out->failed;
}

// ---- reading

// A number from `least` to `most`; `least` where there is none.
static int64_t get(WireIn *wire, int64_t least, int64_t most)
{
    int32_t number;
    if (wire->rest.len < (ptrdiff_t)sizeof number) {
        wire->broken = true;
        return least;
    }
    memcpy(&number, wire->rest.at, sizeof number);
    wire->rest = str_slice(wire->rest, sizeof number, wire->rest.len);
    if (number < least || number > most) {
        wire->broken = true;
        return least;
    }
    return number;
}

static int32_t get_int(WireIn *wire, int32_t least)
{
    return (int32_t)get(wire, least, INT32_MAX);
}

static bool get_bool(WireIn *wire)
{
    return get(wire, 0, 1) == 1;
}

static Str get_str(WireIn *wire)
{
    int64_t len = get(wire, 0, wire->rest.len);
    if (wire->broken || len > wire->rest.len) {
        wire->broken = true;
        return (Str){0};
    }
    Str s = str_slice(wire->rest, 0, (ptrdiff_t)len);
    wire->rest = str_slice(wire->rest, (ptrdiff_t)len, wire->rest.len);
    return s;
}

// UTF-8 on one line, as a name or a message is.
static Str get_line(WireIn *wire)
{
    Str line = get_str(wire);
    wire->broken = wire->broken || !utf8_is_line(line);
    return line;
}

// How many things follow, which take at least `size` bytes each.
static ptrdiff_t get_count(WireIn *wire, ptrdiff_t size)
{
    return (ptrdiff_t)get(wire, 0, wire->rest.len / size);
}

enum { NUMBER = sizeof(int32_t) };

// ---- what is asked

void wire_ask(WireOut *out, Str format, const Source *source)
{
    put_str(out, format);
    put_str(out, source->file);
    put_str(out, source->name);
    put_str(out, source->bytes);
    put_str(out, source->text);
}

bool wire_asked(Str bytes, Str *format, Source *source)
{
    WireIn wire = {.rest = bytes};
    *format = get_str(&wire);
    source->file = get_str(&wire);
    source->name = get_str(&wire);
    source->bytes = get_str(&wire);
    source->text = get_str(&wire);
    return !wire.broken && wire.rest.len == 0;
}

// ---- a transcript

static void put_turns(WireOut *out, const Turns *turns)
{
    put(out, turns->len);
    for (ptrdiff_t i = 0; i < turns->len; i++) {
        const Turn *turn = &turns->at[i];
        put(out, turn->span.begin);
        put(out, turn->span.end);
        put(out, turn->speaker);
        put(out, turn->start_ms);
        put(out, turn->end_ms);
        put(out, turn->line);
        put(out, turn->continues);
        put(out, turn->question);
        put(out, turn->asks);
        put_str(out, turn->column);
    }
}

static void get_turns(WireIn *wire, Turns *turns, Arena *arena)
{
    ptrdiff_t count = get_count(wire, 10 * NUMBER);
    turns->at = NEW_ARRAY(arena, Turn, count);
    turns->cap = count;
    while (turns->len < count && !wire->broken) {
        Turn *turn = &turns->at[turns->len++];
        turn->span.begin = get_int(wire, 0);
        turn->span.end = get_int(wire, 0);
        turn->speaker = get_int(wire, NO_SPEAKER);
        turn->start_ms = get_int(wire, NO_TIME);
        turn->end_ms = get_int(wire, NO_TIME);
        turn->line = get_int(wire, 1);
        turn->continues = get_bool(wire);
        turn->question = (int32_t)get(wire, NO_QUESTION, 0);
        turn->asks = get_bool(wire);
        turn->column = get_line(wire);
    }
}

static void put_speakers(WireOut *out, const Speakers *speakers)
{
    put(out, speakers->len);
    for (ptrdiff_t i = 0; i < speakers->len; i++) {
        put_str(out, speakers->at[i].name);
        put_str(out, speakers->at[i].role);
        put(out, speakers->at[i].role_by_default);
        put(out, speakers->at[i].turns);
    }
}

static void get_speakers(WireIn *wire, Speakers *speakers, Arena *arena)
{
    ptrdiff_t count = get_count(wire, 4 * NUMBER);
    speakers->at = NEW_ARRAY(arena, Speaker, count);
    speakers->cap = count;
    while (speakers->len < count && !wire->broken) {
        Speaker *speaker = &speakers->at[speakers->len++];
        speaker->name = get_line(wire);
        speaker->role = get_line(wire);
        speaker->role_by_default = get_bool(wire);
        speaker->turns = get_int(wire, 0);
    }
}

static void put_marks(WireOut *out, const Marks *marks)
{
    put(out, marks->len);
    for (ptrdiff_t i = 0; i < marks->len; i++) {
        put(out, marks->at[i].offset);
        put(out, marks->at[i].ms);
        put(out, marks->at[i].line);
    }
}

static void get_marks(WireIn *wire, Marks *marks, Arena *arena)
{
    ptrdiff_t count = get_count(wire, 3 * NUMBER);
    marks->at = NEW_ARRAY(arena, Mark, count);
    marks->cap = count;
    while (marks->len < count && !wire->broken) {
        Mark *mark = &marks->at[marks->len++];
        mark->offset = get_int(wire, 0);
        mark->ms = get_int(wire, NO_TIME);
        mark->line = get_int(wire, 0);
    }
}

static void put_tags(WireOut *out, const Tags *tags)
{
    put(out, tags->len);
    for (ptrdiff_t i = 0; i < tags->len; i++) {
        put(out, tags->at[i].turn);
        put_str(out, tags->at[i].column);
        put_str(out, tags->at[i].code);
    }
}

static void get_tags(WireIn *wire, Tags *tags, Arena *arena)
{
    ptrdiff_t count = get_count(wire, 3 * NUMBER);
    tags->at = NEW_ARRAY(arena, Tag, count);
    tags->cap = count;
    while (tags->len < count && !wire->broken) {
        Tag *tag = &tags->at[tags->len++];
        tag->turn = get_int(wire, NONE);
        tag->column = get_line(wire);
        tag->code = get_line(wire);
    }
}

static void put_remarks(WireOut *out, const Remarks *remarks)
{
    put(out, remarks->len);
    for (ptrdiff_t i = 0; i < remarks->len; i++) {
        const Remark *remark = &remarks->at[i];
        put(out, remark->span.begin);
        put(out, remark->span.end);
        put_str(out, remark->text);
        put_str(out, remark->author);
        put_str(out, remark->date);
        put_str(out, remark->colour);
        put_str(out, remark->column);
        put_str(out, remark->answers);
        put(out, remark->reply);
        put(out, remark->resolved);
    }
}

// Where spans lie is for transcript_is_sound to say.
static void get_remarks(WireIn *wire, Remarks *remarks, Arena *arena)
{
    ptrdiff_t count = get_count(wire, 10 * NUMBER);
    remarks->at = NEW_ARRAY(arena, Remark, count);
    remarks->cap = count;
    while (remarks->len < count && !wire->broken) {
        Remark *remark = &remarks->at[remarks->len++];
        remark->span.begin = get_int(wire, 0);
        remark->span.end = get_int(wire, 0);
        remark->text = get_str(wire);
        remark->author = get_line(wire);
        remark->date = get_line(wire);
        remark->colour = get_line(wire);
        remark->column = get_line(wire);
        remark->answers = get_line(wire);
        remark->reply = get_bool(wire);
        remark->resolved = get_bool(wire);
        wire->broken =
            wire->broken || utf8_valid(remark->text) != remark->text.len;
    }
}

static void put_transcript(WireOut *out, const Transcript *transcript)
{
    put_str(out, transcript->document);
    put_str(out, transcript->file);
    put_str(out, transcript->format);
    put_str(out, transcript->group);
    put_str(out, transcript->text);
    put(out, transcript->verbatim);
    put(out, transcript->cues);
    put_speakers(out, &transcript->speakers);
    put_turns(out, &transcript->turns);
    put_marks(out, &transcript->marks);
    put_tags(out, &transcript->tags);
    put_remarks(out, &transcript->remarks);
}

static void get_transcript(WireIn *wire, const Source *source,
                           Transcript *transcript, Arena *arena)
{
    transcript->document = get_line(wire);
    Str file = get_str(wire);
    const Format *format = format_named(get_line(wire));
    transcript->group = get_line(wire);
    transcript->text = get_str(wire);
    transcript->verbatim = get_bool(wire);
    transcript->cues = get_int(wire, 0);
    get_speakers(wire, &transcript->speakers, arena);
    get_turns(wire, &transcript->turns, arena);
    get_marks(wire, &transcript->marks, arena);
    get_tags(wire, &transcript->tags, arena);
    get_remarks(wire, &transcript->remarks, arena);
    if (!format || !str_eq(file, source->file) ||
        !transcript_is_sound(transcript)) {
        wire->broken = true;
        return;
    }
    transcript->file = source->file;
    transcript->format = str_of(format->name);
}

// ---- findings

static void put_finding(WireOut *out, const Diag *finding)
{
    put(out, (int64_t)finding->id);
    put_str(out, finding->place.file);
    put(out, finding->place.line);
    put(out, finding->place.column);
    put_str(out, finding->message);
    put_str(out, finding->source);
    put_str(out, finding->help);
    put(out, finding->more);
}

static void get_finding(WireIn *wire, const Source *source, Diag *finding)
{
    finding->id = (DiagId)get(wire, 0, DIAG_IDS - 1);
    Str file = get_str(wire);
    finding->place.line = get_int(wire, 0);
    finding->place.column = get_int(wire, 0);
    finding->message = get_line(wire);
    finding->source = get_str(wire);
    finding->help = get_line(wire);
    finding->more = get_bool(wire);
    wire->broken = wire->broken ||
                   (file.len > 0 && !str_eq(file, source->file)) ||
                   utf8_valid(finding->source) != finding->source.len;
    finding->place.file = file.len > 0 ? source->file : file;
}

// ---- the answer

void wire_transcript(WireOut *out, const Transcript *transcript)
{
    put(out, true); // one more
    put_transcript(out, transcript);
}

void wire_answer(WireOut *out, const Answer *answer)
{
    for (ptrdiff_t i = 0; i < answer->transcripts.len; i++) {
        wire_transcript(out, &answer->transcripts.at[i]);
    }
    put(out, false);
    put(out, answer->claimed);
    put(out, answer->ok);
    put(out, (int64_t)answer->err.kind);
    put_str(out, str_of(answer->err.message));
    put(out, answer->findings.len);
    for (ptrdiff_t i = 0; i < answer->findings.len; i++) {
        put_finding(out, &answer->findings.at[i]);
    }
}

// A failure is one of the file or of a program that is missing.
static void get_err(WireIn *wire, const Answer *answer, Err *err)
{
    int64_t kind = get(wire, ERR_NONE, ERR_HELPER);
    Str message = get_line(wire);
    bool failed = answer->claimed && !answer->ok;
    wire->broken = wire->broken || failed != (kind != ERR_NONE);
    if (failed && !wire->broken) {
        err_set(err, kind == ERR_HELPER ? ERR_HELPER : ERR_INPUT, "%.*s",
                FMT(message));
    }
}

bool wire_next(WireIn *wire, const Source *source, Arena *arena,
               Transcript *transcript)
{
    *transcript = (Transcript){0};
    if (!get_bool(wire) || wire->broken) {
        return false;
    }
    get_transcript(wire, source, transcript, arena);
    return !wire->broken;
}

bool wire_last(WireIn *wire, const Source *source, Arena *arena, Answer *answer)
{
    answer->claimed = get_bool(wire);
    answer->ok = get_bool(wire);
    get_err(wire, answer, &answer->err);
    ptrdiff_t findings = get_count(wire, 8 * NUMBER);
    while (findings-- > 0 && !wire->broken) {
        Diag *finding = PUSH(&answer->findings, arena);
        *finding = (Diag){0};
        get_finding(wire, source, finding);
    }
    return !wire->broken && wire->rest.len == 0;
}

bool wire_answered(Str bytes, const Source *source, Arena *arena,
                   Answer *answer)
{
    WireIn wire = {.rest = bytes};
    for (Transcript one; wire_next(&wire, source, arena, &one);) {
        *PUSH(&answer->transcripts, arena) = one;
    }
    return wire_last(&wire, source, arena, answer);
}
