#include "report/transcript_page.h"

#include "report/flatten.h"
#include "report/phrase.h"
#include "report/transcript_margin.h"

typedef struct Reader { // a walk through one document
    Sink *sink;
    int32_t document;
    const Transcript *transcript;
    Ints codings;     // of the document, in the study's order
    ptrdiff_t listed; // codings before this one are in a margin
    ptrdiff_t from;   // the first one of the margin at hand
    ptrdiff_t drawn;  // codings before this one were opened
    Strokes open;     // codings that a turn to come may still carry
    int32_t memo;     // memos before this one are in a margin
    bool *referred;   // [place in codings]: its number stands in the text
} Reader;

static const Coding *coding_at(const Reader *reader, ptrdiff_t place)
{
    const Study *study = reader->sink->material->study;
    return &study->codings.at[reader->codings.at[place]];
}

// ---- the text with its codings

// A line break alone is where the file wrapped; two of them are a paragraph.
static void flowing(const Reader *reader, Span span, Span turn)
{
    Html *html = &reader->sink->html;
    Str text = reader->transcript->text;
    int32_t from = span.begin;
    for (int32_t i = span.begin; i < span.end; i++) {
        bool alone = text.at[i] == '\n' &&
                     (i == turn.begin || text.at[i - 1] != '\n') &&
                     (i + 1 == turn.end || text.at[i + 1] != '\n');
        if (alone) {
            html_text(html, str_slice(text, from, i));
            html_text(html, S(" "));
            from = i + 1;
        }
    }
    html_text(html, str_slice(text, from, span.end));
}

static int lane_colour(const Reader *reader, const Coding *coding)
{
    int32_t colour = reader->sink->material->colours[coding->code];
    return colour == NONE ? 8 : colour;
}

// Lane n of a mark is drawn by class "an" … "dn"; "as" … "ds" make the line
// whole, which means that a person has agreed.
static Str mark_class(const Reader *reader, const Segment *segment)
{
    Buf name = {.arena = reader->sink->arena};
    for (int lane = 0; lane < LANES; lane++) {
        if (segment->lanes[lane] == NONE) {
            continue;
        }
        ptrdiff_t place = reader->open.at[segment->lanes[lane]].coding;
        const Coding *coding = coding_at(reader, place);
        buf_format(&name, "%s%c%d", name.len > 0 ? " " : "", 'a' + lane,
                   lane_colour(reader, coding));
        if (coding->status != STATUS_CODED) {
            buf_format(&name, " %cs", 'a' + lane);
        }
    }
    return buf_str(&name);
}

static Str mark_title(const Reader *reader, const Segment *segment)
{
    Strs labels = {0};
    Arena *arena = reader->sink->arena;
    for (int lane = 0; lane < LANES; lane++) {
        if (segment->lanes[lane] != NONE) {
            ptrdiff_t place = reader->open.at[segment->lanes[lane]].coding;
            *PUSH(&labels, arena) = material_label(
                reader->sink->material, coding_at(reader, place)->code);
        }
    }
    Str title = phrase_joined(arena, labels, S(", "));
    return segment->depth > LANES
               ? str_format(arena, "%.*s and %d more", FMT(title),
                            segment->depth - (int)labels.len)
               : title;
}

// The codings under a mark, so that a script can show which words one of them
// is about.
static Str mark_codings(const Reader *reader, const Segment *segment)
{
    Buf list = {.arena = reader->sink->arena};
    for (int lane = 0; lane < LANES; lane++) {
        if (segment->lanes[lane] != NONE) {
            ptrdiff_t place = reader->open.at[segment->lanes[lane]].coding;
            buf_format(&list, "%s%d", list.len > 0 ? " " : "",
                       reader->codings.at[place] + 1);
        }
    }
    return buf_str(&list);
}

// The number of a coding, as its margin counts, where it begins.
static void reference(Reader *reader, ptrdiff_t place)
{
    Html *html = &reader->sink->html;
    if (reader->referred[place] || place < reader->from) {
        return;
    }
    reader->referred[place] = true;
    int number = (int)(place - reader->from) + 1;
    Str label =
        material_label(reader->sink->material, coding_at(reader, place)->code);
    html_open_class(html, "a", "ref");
    html_attr(
        html, "href",
        str_format(reader->sink->arena, "#c%d", reader->codings.at[place] + 1));
    html_attr(html, "aria-label",
              str_format(reader->sink->arena, "coding %d, %.*s, begins", number,
                         FMT(label)));
    html_int(html, number);
    html_close(html);
}

// For those who hear the page: where a coding ends.
static void end_told(const Reader *reader, ptrdiff_t place)
{
    const Coding *coding = coding_at(reader, place);
    if (place < reader->from || !reader->referred[place]) {
        return;
    }
    Str label = material_label(reader->sink->material, coding->code);
    html_open_class(&reader->sink->html, "span", "away");
    html_text(&reader->sink->html,
              str_format(reader->sink->arena, " (end of coding %d, %.*s) ",
                         (int)(place - reader->from) + 1, FMT(label)));
    html_close(&reader->sink->html);
}

static void segment_write(Reader *reader, const Segments *segments,
                          const Segment *segment, Span turn)
{
    Html *html = &reader->sink->html;
    if (segment->depth == 0) {
        flowing(reader, segment->span, turn);
        return;
    }
    for (int32_t i = 0; i < segment->begins; i++) {
        reference(reader, reader->open.at[segment->first_begin + i].coding);
    }
    html_open(html, "mark");
    html_attr(html, "class", mark_class(reader, segment));
    html_attr(html, "title", mark_title(reader, segment));
    html_attr(html, "data-c", mark_codings(reader, segment));
    flowing(reader, segment->span, turn);
    for (int32_t i = 0; i < segment->ends; i++) {
        int32_t stroke = segments->by_end[segment->first_end + i];
        end_told(reader, reader->open.at[stroke].coding);
    }
    html_close(html);
}

// Keeps the strokes that reach into `turn`, takes in those that begin there,
// and cuts them to it.
static void open_strokes(Reader *reader, Span turn)
{
    Strokes *open = &reader->open;
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < open->len; i++) {
        const Coding *coding = coding_at(reader, open->at[i].coding);
        if (coding->span.end > turn.begin) {
            open->at[kept++] = open->at[i];
        }
    }
    open->len = kept;
    for (; reader->drawn < reader->codings.len; reader->drawn++) {
        const Coding *coding = coding_at(reader, reader->drawn);
        if (coding->span.begin >= turn.end) {
            break;
        }
        if (coding->status != STATUS_REMOVED && coding->span.end > turn.begin) {
            *PUSH(open, reader->sink->arena) =
                (Stroke){.coding = (int32_t)reader->drawn};
        }
    }
    for (ptrdiff_t i = 0; i < open->len; i++) {
        Span span = coding_at(reader, open->at[i].coding)->span;
        open->at[i].span =
            (Span){span.begin > turn.begin ? span.begin : turn.begin,
                   span.end < turn.end ? span.end : turn.end};
    }
}

static void turn_write(Reader *reader, int32_t number)
{
    Sink *sink = reader->sink;
    Span turn = reader->transcript->turns.at[number].span;
    open_strokes(reader, turn);
    html_open(&sink->html, "span");
    html_attr(&sink->html, "id", str_format(sink->arena, "t%d", number + 1));
    bool shown =
        excerpt_may_show(sink->material->study, reader->document, number);
    if (shown) {
        Segments segments = flatten(turn, &reader->open, sink->arena);
        for (ptrdiff_t i = 0; i < segments.len; i++) {
            segment_write(reader, &segments, &segments.at[i], turn);
        }
    }
    html_close(&sink->html);
    html_text(&sink->html, S(" "));
}

// ---- a stretch of turns

static void speaker_line(const Reader *reader, Stretch stretch)
{
    Sink *sink = reader->sink;
    const Study *study = sink->material->study;
    const Turn *turn = &reader->transcript->turns.at[stretch.first];
    Str speaker = study_speaker(study, reader->document, stretch.first);
    Str group = study_group(study, reader->document, stretch.first);
    Str time = excerpt_time(turn->start_ms, sink->arena);
    html_open_class(&sink->html, "p", "who");
    html_cell(&sink->html, "b", speaker.len > 0 ? speaker : S("Nobody named"));
    const char *part = transcript_part(reader->transcript);
    html_text(&sink->html,
              stretch.last > stretch.first
                  ? str_format(sink->arena, " %ss %d\xE2\x80\x93%d", part,
                               stretch.first + 1, stretch.last + 1)
                  : str_format(sink->arena, " %s %d", part, stretch.first + 1));
    html_text(&sink->html,
              str_format(sink->arena, "%s%.*s%s%.*s \xC2\xB7 line %d",
                         group.len > 0 ? " \xC2\xB7 " : "", FMT(group),
                         time.len > 0 ? " \xC2\xB7 " : "", FMT(time),
                         turn->line));
    if (turn->asks && turn->question != NO_QUESTION) {
        const Question *question =
            &sink->material->codebook->questions.at[turn->question];
        html_text(&sink->html, S(" \xC2\xB7 asks "));
        sink_link(sink, path_question(sink->material, turn->question),
                  question->id);
    }
    html_close(&sink->html);
}

static void said(Reader *reader, Stretch stretch)
{
    Sink *sink = reader->sink;
    Str language = sink->material->codebook->language;
    html_open_class(&sink->html, "div", "said");
    speaker_line(reader, stretch);
    html_open_class(&sink->html, "p", "words");
    if (language.len > 0 && !str_eq(language, S("en"))) {
        html_attr(&sink->html, "lang", language);
    }
    for (int32_t turn = stretch.first; turn <= stretch.last; turn++) {
        turn_write(reader, turn);
    }
    if (!excerpt_may_show(sink->material->study, reader->document,
                          stretch.first)) {
        html_text(&sink->html, EXCERPT_WITHHELD);
    }
    html_close(&sink->html);
    html_close(&sink->html);
}

// Takes the memos that begin before `end` too.
static void take_memos(Reader *reader, int32_t end, Margin *margin)
{
    const Memos *memos = &reader->sink->material->study->memos;
    margin->memo = reader->memo;
    while (reader->memo < memos->len &&
           memos->at[reader->memo].document == reader->document &&
           memos->at[reader->memo].span.begin < end) {
        reader->memo++;
    }
    margin->memos = reader->memo - margin->memo;
}

// Takes the codings and memos that begin in the stretch, or before it and in
// none, into its margin.
static Margin margin_of(Reader *reader, int32_t last)
{
    Margin margin = {0};
    const Turns *turns = &reader->transcript->turns;
    reader->from = reader->listed;
    while (reader->listed < reader->codings.len &&
           coding_at(reader, reader->listed)->turn <= last) {
        reader->listed++;
    }
    margin.codings = (Ints){.at = reader->codings.at + reader->from,
                            .len = reader->listed - reader->from};
    take_memos(reader,
               last + 1 < turns->len ? turns->at[last + 1].span.begin
                                     : INT32_MAX,
               &margin);
    return margin;
}

static void stretch_write(Reader *reader, Stretch stretch)
{
    Sink *sink = reader->sink;
    Margin margin = margin_of(reader, stretch.last);
    bool interviewer =
        str_eq(transcript_turn_role(reader->transcript, stretch.first),
               ROLE_INTERVIEWER);
    html_open_class(&sink->html, "li",
                    interviewer ? "turn interviewer" : "turn");
    said(reader, stretch);
    transcript_margin_write(
        sink, &margin,
        str_format(sink->arena,
                   margin.memos > 0 ? "Codings and memos in %s %d"
                                    : "Codings in %s %d",
                   transcript_part(reader->transcript), stretch.first + 1));
    html_close(&sink->html);
}

static void turns_write(Reader *reader)
{
    Sink *sink = reader->sink;
    const Turns *turns = &reader->transcript->turns;
    html_open_class(&sink->html, "ol", "turns");
    for (int32_t turn = 0; turn < turns->len;) {
        Stretch stretch = transcript_stretch(reader->transcript, turn);
        stretch_write(reader, stretch);
        turn = stretch.last + 1;
    }
    html_close(&sink->html);
    Margin rest = margin_of(reader, (int32_t)turns->len);
    transcript_margin_write(sink, &rest, S("Codings outside turns"));
}

// ---- the page

// The first memo of a document, or of one after it.
static int32_t first_memo(const Memos *memos, int32_t document)
{
    int32_t low = 0, high = (int32_t)memos->len;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (memos->at[middle].document < document) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void facts(Sink *sink, int32_t document)
{
    const Study *study = sink->material->study;
    const Document *held = &study->documents.at[document];
    int32_t memos = first_memo(&study->memos, document + 1) -
                    first_memo(&study->memos, document);
    Strs cases = {0};
    for (ptrdiff_t i = 0; i < held->cases.len; i++) {
        *PUSH(&cases, sink->arena) = study->cases.at[held->cases.at[i]].id;
    }
    sink_facts(sink, false);
    sink_fact(sink, S("Cases"), phrase_joined(sink->arena, cases, S(", ")));
    sink_fact(sink, S("Format"), held->transcript.format);
    sink_fact(sink, S("Turns"),
              phrase_count(sink->arena, transcript_turns(&held->transcript)));
    if (held->transcript.cues > 0) {
        bool captions =
            str_eq(str_of(transcript_part(&held->transcript)), S("caption"));
        sink_fact(sink, captions ? S("Captions") : S("Segments"),
                  phrase_count(sink->arena, held->transcript.turns.len));
    }
    sink_fact(sink, S("Codings"),
              phrase_count(sink->arena, sink->material->codings[document].len));
    if (memos > 0) {
        sink_fact(sink, S("Memos"), phrase_count(sink->arena, memos));
    }
    sink_facts_end(sink);
    sink_paragraph(sink, TONE_SMALL,
                   S("Coded words are underlined: a dashed line means coded "
                     "by a rule, a whole line that a person has agreed. The "
                     "number before them leads to the coding beside the "
                     "turn, which tells why."));
}

void transcript_page_write(Sink *sink, int32_t document)
{
    const Material *material = sink->material;
    Reader reader = {
        .sink = sink,
        .document = document,
        .transcript = &material->study->documents.at[document].transcript,
        .codings = material->codings[document],
        .memo = first_memo(&material->study->memos, document),
        .referred =
            NEW_ARRAY(sink->arena, bool, material->codings[document].len + 1),
    };
    facts(sink, document);
    transcript_codes_write(sink, material->codings[document]);
    sink_section(sink, S("turns"), S("Transcript"));
    turns_write(&reader);
    sink_section_end(sink);
}

void transcript_list_write(Sink *sink)
{
    const Column columns[] = {
        {"document", S("Document"), false}, {"format", S("Format"), false},
        {"turns", S("Turns"), true},        {"words", S("Words"), true},
        {"codings", S("Codings"), true},
    };
    const Study *study = sink->material->study;
    Table table = table_of(sink, "transcripts",
                           S("All transcripts, with their codings beside "
                             "what was said"),
                           columns, sizeof columns / sizeof *columns);
    sink_table(sink, &table);
    for (int32_t d = 0; d < study->documents.len; d++) {
        const Transcript *held = &study->documents.at[d].transcript;
        int64_t words = 0;
        for (ptrdiff_t t = 0; t < held->turns.len; t++) {
            words +=
                material_words(transcript_text(held, held->turns.at[t].span));
        }
        const Cell cells[] = {
            cell_linked(held->document, path_transcript(sink->material, d)),
            cell_text(held->format),
            cell_count(transcript_turns(held)),
            cell_count(words),
            cell_count(sink->material->codings[d].len),
        };
        sink_row(sink, cells);
    }
    sink_table_end(sink);
}
