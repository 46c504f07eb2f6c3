#include "parse/format.h"

#include "base/buf.h"
#include "container/xml.h"
#include "parse/lines/lines.h"

#include <stdlib.h>

typedef struct Record {
    Str text; // lines of about 80 letters, or WebVTT
    Str sync; // "1:|13(3)|19(14)"
    bool captions;
    int32_t line; // of the file, where the text begins
} Record;

// ---- notes that an archive put into the text

// Without what stands from `open` to `close`; its line ends stay, so that lines
// can be counted.
static Str without(Str text, Str open, Str close, Arena *arena)
{
    Buf out = {.arena = arena};
    ptrdiff_t from = 0;
    for (ptrdiff_t at; (at = str_find(text, open, from)) >= 0;) {
        ptrdiff_t end = str_find(text, close, at);
        if (end < 0) {
            break;
        }
        end += close.len;
        buf_add(&out, str_slice(text, from, at));
        for (; at < end; at++) {
            if (text.at[at] == '\n') {
                buf_char(&out, '\n');
            }
        }
        from = end;
    }
    if (from == 0) {
        return text;
    }
    buf_add(&out, str_slice(text, from, text.len));
    return buf_str(&out);
}

static Str without_notes(Str text, Arena *arena)
{
    text = without(text, S("[[footnotes]]"), S("[[/footnotes]]"), arena);
    text = without(text, S("[[footnote]]"), S("[[/footnote]]"), arena);
    return without(text, S("[[link]]"), S("[[/link]]"), arena);
}

// ---- captions

// OHMS names a voice where it changes: captions without one go on with it.
static Str with_voices(Str text, Arena *arena)
{
    Buf out = {.arena = arena};
    Str rest = text, line, voice = {0};
    bool begins = false;
    while (str_line(&rest, &line)) {
        Str said = str_trim(line);
        if (begins && str_starts(said, S("<v"))) {
            ptrdiff_t end = str_find(said, S(">"), 0);
            voice = str_slice(said, 0, end + 1);
        } else if (begins && said.len > 0) {
            buf_add(&out, voice);
        }
        begins = str_find(line, S("-->"), 0) >= 0;
        buf_add(&out, line);
        buf_char(&out, '\n');
    }
    return buf_str(&out);
}

// ---- times

static ptrdiff_t start_of_word(Str text, ptrdiff_t line, int32_t word)
{
    ptrdiff_t i = line;
    for (int32_t k = 0; i < text.len && text.at[i] != '\n';) {
        bool blank = text.at[i] == ' ' || text.at[i] == '\t';
        bool begins = !blank && (i == line || text.at[i - 1] == ' ' ||
                                 text.at[i - 1] == '\t');
        k += begins;
        if (begins && k >= word) {
            return i;
        }
        i++;
    }
    return line;
}

static int by_offset(const void *a, const void *b)
{
    const Mark *x = a, *y = b;
    int by_place = (x->offset > y->offset) - (x->offset < y->offset);
    return by_place ? by_place : (x->line > y->line) - (x->line < y->line);
}

// "13(3)": the word of a line at which a further interval is over.
static bool read_stamp(Str stamp, int32_t *line, int32_t *word)
{
    Str number;
    *word = 0;
    str_cut(&stamp, '(', &number);
    ptrdiff_t close = str_find(stamp, S(")"), 0);
    if (close > 0) {
        str_number(str_slice(stamp, 0, close), word);
    }
    return str_number(str_trim(number), line) && *line > 0;
}

static Ints starts_of_lines(Str text, Arena *arena)
{
    Ints starts = {0};
    *PUSH(&starts, arena) = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n') {
            *PUSH(&starts, arena) = (int32_t)(i + 1);
        }
    }
    return starts;
}

// Source: the viewer of OHMS; "1:" is the interval in minutes.
static void mark_times(Transcript *transcript, Str sync, Odds *odds,
                       Arena *arena)
{
    enum { MINUTE = 60000 };
    Ints starts = starts_of_lines(transcript->text, arena);
    Str rest = str_trim(sync), stamp;
    int32_t minutes, line, word;
    ptrdiff_t colon = str_find(rest, S(":"), 0);
    if (colon <= 0 || !str_number(str_slice(rest, 0, colon), &minutes)) {
        return;
    }
    rest = str_slice(rest, colon + 1, rest.len);
    for (int64_t n = 0; rest.len > 0; n++) {
        str_cut(&rest, '|', &stamp);
        int64_t ms = n * minutes * MINUTE;
        if (str_trim(stamp).len == 0) {
            continue;
        }
        if (!read_stamp(stamp, &line, &word) || line > starts.len ||
            ms > INT32_MAX) {
            odds_add(odds, ODD_BAD_TIME, 1);
            continue;
        }
        ptrdiff_t at =
            start_of_word(transcript->text, starts.at[line - 1], word);
        *PUSH(&transcript->marks, arena) =
            (Mark){.offset = (int32_t)at, .ms = (int32_t)ms, .line = line};
    }
    if (transcript->marks.len > 0) {
        qsort(transcript->marks.at, (size_t)transcript->marks.len,
              sizeof *transcript->marks.at, by_offset);
    }
}

// ---- records

// Lines of the text become lines of the file.
static void shift_lines(Transcript *transcript, int32_t by)
{
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        transcript->turns.at[i].line += by;
    }
    for (ptrdiff_t i = 0; i < transcript->marks.len; i++) {
        transcript->marks.at[i].line += by;
    }
}

static bool read_record(const Source *source, const Record *record,
                        ptrdiff_t number, Arena *arena,
                        Transcripts *transcripts, Diags *diags, Err *err)
{
    Odds odds = {0};
    Source part = *source;
    Transcripts read = {0};
    ptrdiff_t told = diags->len;
    part.text = without_notes(record->text, arena);
    if (number > 0) {
        part.name = str_format(arena, "%.*s_%lld", FMT(source->name),
                               (long long)number + 1);
    }
    if (record->captions) {
        const Format *vtt = format_named(S("vtt"));
        part.text = with_voices(part.text, arena);
        if (!vtt->parse(&part, arena, &read, diags, err)) {
            return false;
        }
    } else {
        bool none = str_eq(str_trim(part.text), S("No transcript."));
        part.text = none ? (Str){0} : part.text;
        *PUSH(&read, arena) =
            lines_transcript(&part, "ohms", &(Layout){0}, arena, diags);
        if (read.at[0].turns.len > 0) {
            mark_times(&read.at[0], record->sync, &odds, arena);
        }
        odds_report(&odds, source->file, diags);
    }
    int32_t by = record->line > 0 ? record->line - 1 : 0;
    for (; told < diags->len; told++) {
        diags->at[told].place.line += diags->at[told].place.line > 0 ? by : 0;
    }
    for (ptrdiff_t i = 0; i < read.len; i++) {
        shift_lines(&read.at[i], by);
        read.at[i].format = S("ohms");
        *PUSH(transcripts, arena) = read.at[i];
    }
    return true;
}

static bool parse_ohms(const Source *source, Arena *arena,
                       Transcripts *transcripts, Diags *diags, Err *err)
{
    Xml *xml = xml_open(source->text, (Str){0}, arena);
    struct {
        Record *at;
        ptrdiff_t len, cap;
    } records = {0};
    for (XmlEvent at; (at = xml_next(xml)) != XML_END_OF_FILE;) {
        Record *last = records.len > 0 ? &records.at[records.len - 1] : NULL;
        if (at != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "record")) {
            *PUSH(&records, arena) = (Record){0};
        } else if (last && xml_is(xml, "sync")) {
            last->sync = xml_content(xml);
        } else if (last && (xml_is(xml, "transcript") ||
                            xml_is(xml, "vtt_transcript"))) {
            bool captions = xml_is(xml, "vtt_transcript");
            int32_t line = xml_line(xml);
            Str text = xml_content(xml);
            if (str_trim(text).len > 0 && (captions || !last->captions)) {
                *last = (Record){text, last->sync, captions, line};
            }
        }
    }
    if (!xml_close(xml, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < records.len; i++) {
        if (!read_record(source, &records.at[i], i, arena, transcripts, diags,
                         err)) {
            return false;
        }
    }
    return true;
}

static int sniff_ohms(const Source *source)
{
    Str root = markup_root(source->text);
    return str_eq(root, S("ROOT")) && markup_mentions(source->text, "<record")
               ? 2
               : 0;
}

const Format format_ohms = {
    .name = "ohms",
    .title = "OHMS oral history",
    .extensions = ".ohms",
    .gives = "speakers from the labels of the transcript; the time of "
             "each interval at its word; transcripts in WebVTT, where a "
             "caption without a voice goes on with the one before; a "
             "document for each record",
    .loses = "the index, the description of the interview, footnotes and "
             "links; the transcript in a second language",
    .foreign = true,
    .sniff = sniff_ohms,
    .parse = parse_ohms,
};
