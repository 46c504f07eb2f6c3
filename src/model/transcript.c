#include "model/transcript.h"

#include "base/utf8.h"

int32_t transcript_speaker(Transcript *transcript, Str name, Arena *arena)
{
    for (ptrdiff_t i = 0; i < transcript->speakers.len; i++) {
        if (str_eq(transcript->speakers.at[i].name, name)) {
            return (int32_t)i;
        }
    }
    *PUSH(&transcript->speakers, arena) = (Speaker){
        .name = str_copy(arena, name),
        .role = ROLE_PARTICIPANT,
        .role_by_default = true,
    };
    return (int32_t)transcript->speakers.len - 1;
}

Str transcript_text(const Transcript *transcript, Span span)
{
    return str_slice(transcript->text, span.begin, span.end);
}

Str transcript_turn_speaker(const Transcript *transcript, int32_t turn)
{
    int32_t speaker =
        turn == NONE ? NO_SPEAKER : transcript->turns.at[turn].speaker;
    return speaker == NO_SPEAKER ? (Str){0}
                                 : transcript->speakers.at[speaker].name;
}

Str transcript_turn_role(const Transcript *transcript, int32_t turn)
{
    int32_t speaker =
        turn == NONE ? NO_SPEAKER : transcript->turns.at[turn].speaker;
    return speaker == NO_SPEAKER ? ROLE_PARTICIPANT
                                 : transcript->speakers.at[speaker].role;
}

Stretch transcript_stretch(const Transcript *transcript, int32_t turn)
{
    const Turns *turns = &transcript->turns;
    int32_t first = turn, last = turn;
    while (first > 0 && turns->at[first].continues) {
        first--;
    }
    while (last + 1 < turns->len && turns->at[last + 1].continues) {
        last++;
    }
    return (Stretch){
        .first = first,
        .last = last,
        .span = {turns->at[first].span.begin, turns->at[last].span.end},
    };
}

int64_t transcript_turns(const Transcript *transcript)
{
    int64_t turns = 0;
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        turns += !transcript->turns.at[i].continues;
    }
    return turns;
}

const char *transcript_part(const Transcript *transcript)
{
    static const char *const captioned[] = {"vtt", "srt", "ttml"};
    for (size_t i = 0; i < sizeof captioned / sizeof *captioned; i++) {
        if (transcript->cues > 0 &&
            str_eq(transcript->format, str_of(captioned[i]))) {
            return "caption";
        }
    }
    return transcript->cues > 0 ? "segment" : "turn";
}

int32_t transcript_turn_at(const Transcript *transcript, int32_t offset)
{
    const Turns *turns = &transcript->turns;
    ptrdiff_t low = 0, high = turns->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (turns->at[middle].span.begin <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (int32_t)low - 1;
}

int32_t transcript_sentence_at(const Transcript *transcript, int32_t offset)
{
    const Sentences *sentences = &transcript->sentences;
    ptrdiff_t low = 0, high = sentences->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (sentences->at[middle].span.end <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < sentences->len ? (int32_t)low : NONE;
}

// The last mark at or before `offset`, or NONE.
static ptrdiff_t mark_before(const Marks *marks, int32_t offset)
{
    ptrdiff_t low = 0, high = marks->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (marks->at[middle].offset <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low - 1;
}

static int32_t lines_between(Str text, int32_t begin, int32_t end)
{
    int32_t lines = 0;
    for (int32_t i = begin; i < end; i++) {
        lines += text.at[i] == '\n';
    }
    return lines;
}

int32_t transcript_line_at(const Transcript *transcript, int32_t offset)
{
    int32_t turn = transcript_turn_at(transcript, offset);
    if (transcript->verbatim) {
        if (turn == NONE) {
            return 1 + lines_between(transcript->text, 0, offset);
        }
        const Turn *known = &transcript->turns.at[turn];
        return known->line +
               lines_between(transcript->text, known->span.begin, offset);
    }
    ptrdiff_t mark = mark_before(&transcript->marks, offset);
    int32_t line = turn == NONE ? 1 : transcript->turns.at[turn].line;
    if (mark >= 0 && transcript->marks.at[mark].line > line) {
        line = transcript->marks.at[mark].line;
    }
    return line;
}

int32_t transcript_time_at(const Transcript *transcript, int32_t offset)
{
    int32_t turn = transcript_turn_at(transcript, offset);
    if (turn == NONE) {
        return NO_TIME;
    }
    const Turn *within = &transcript->turns.at[turn];
    const Marks *marks = &transcript->marks;
    for (ptrdiff_t i = mark_before(marks, offset);
         i >= 0 && marks->at[i].offset >= within->span.begin; i--) {
        if (marks->at[i].ms != NO_TIME) {
            return marks->at[i].ms;
        }
    }
    return within->start_ms;
}

bool span_overlaps(Span a, Span b)
{
    return a.begin < b.end && b.begin < a.end;
}

bool span_contains(Span outer, Span inner)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

// True when the span lies in the text and between code points.
static bool span_is_sound(Str text, Span span)
{
    if (span.begin < 0 || span.end < span.begin || span.end > text.len) {
        return false;
    }
    bool begins = span.begin == text.len ||
                  ((unsigned char)text.at[span.begin] & 0xC0) != 0x80;
    bool ends = span.end == text.len ||
                ((unsigned char)text.at[span.end] & 0xC0) != 0x80;
    return begins && ends;
}

static bool turns_are_sound(const Transcript *transcript)
{
    const Turns *turns = &transcript->turns;
    for (ptrdiff_t i = 0; i < turns->len; i++) {
        const Turn *turn = &turns->at[i];
        bool in_order = i == 0 || turns->at[i - 1].span.end <= turn->span.begin;
        bool speaker = turn->speaker >= NO_SPEAKER &&
                       turn->speaker < transcript->speakers.len;
        bool times = turn->start_ms >= NO_TIME && turn->end_ms >= NO_TIME;
        bool continues = !turn->continues ||
                         (i > 0 && turns->at[i - 1].speaker == turn->speaker);
        if (!in_order || !speaker || !times || !continues || turn->line < 1 ||
            !span_is_sound(transcript->text, turn->span)) {
            return false;
        }
    }
    return true;
}

static bool sentences_are_sound(const Transcript *transcript)
{
    const Sentences *sentences = &transcript->sentences;
    Stretch stretch = {NONE, NONE, {0, 0}};
    for (ptrdiff_t i = 0; i < sentences->len; i++) {
        const Sentence *sentence = &sentences->at[i];
        if (sentence->turn < 0 || sentence->turn >= transcript->turns.len ||
            !span_is_sound(transcript->text, sentence->span) ||
            (i > 0 && sentences->at[i - 1].span.end > sentence->span.begin)) {
            return false;
        }
        if (sentence->turn > stretch.last) {
            stretch = transcript_stretch(transcript, sentence->turn);
        }
        if (!span_contains(stretch.span, sentence->span)) {
            return false;
        }
    }
    return true;
}

static bool names_are_sound(const Transcript *transcript)
{
    bool sound =
        utf8_is_line(transcript->document) && utf8_is_line(transcript->group);
    for (ptrdiff_t i = 0; sound && i < transcript->speakers.len; i++) {
        sound = utf8_is_line(transcript->speakers.at[i].name) &&
                utf8_is_line(transcript->speakers.at[i].role);
    }
    for (ptrdiff_t i = 0; sound && i < transcript->turns.len; i++) {
        sound = utf8_is_line(transcript->turns.at[i].column);
    }
    for (ptrdiff_t i = 0; sound && i < transcript->tags.len; i++) {
        sound = utf8_is_line(transcript->tags.at[i].column) &&
                utf8_is_line(transcript->tags.at[i].code);
    }
    return sound;
}

static bool remarks_are_sound(const Transcript *transcript)
{
    const Remarks *remarks = &transcript->remarks;
    for (ptrdiff_t i = 0; i < remarks->len; i++) {
        Span span = remarks->at[i].span;
        Str said = remarks->at[i].text;
        if (!span_is_sound(transcript->text, span) ||
            utf8_valid(said) != said.len ||
            !utf8_is_line(remarks->at[i].author) ||
            !utf8_is_line(remarks->at[i].date) ||
            !utf8_is_line(remarks->at[i].colour) ||
            !utf8_is_line(remarks->at[i].column) ||
            !utf8_is_line(remarks->at[i].answers) ||
            (i > 0 && remarks->at[i - 1].span.begin > span.begin)) {
            return false;
        }
    }
    return true;
}

bool transcript_is_sound(const Transcript *transcript)
{
    const Marks *marks = &transcript->marks;
    for (ptrdiff_t i = 0; i < marks->len; i++) {
        if (marks->at[i].offset < 0 ||
            marks->at[i].offset > transcript->text.len ||
            (i > 0 && marks->at[i - 1].offset > marks->at[i].offset)) {
            return false;
        }
    }
    const Tags *tags = &transcript->tags;
    for (ptrdiff_t i = 0; i < tags->len; i++) {
        if (tags->at[i].turn < NONE ||
            tags->at[i].turn >= transcript->turns.len) {
            return false;
        }
    }
    return utf8_valid(transcript->text) == transcript->text.len &&
           names_are_sound(transcript) && turns_are_sound(transcript) &&
           sentences_are_sound(transcript) && remarks_are_sound(transcript);
}
