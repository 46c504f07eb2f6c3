#include "parse/format.h"

#include "parse/talk/line.h"
#include "parse/talk/speech.h"

enum { SNIFF_LINES = 3, SECONDS_MAX = 1000000 };

// Seconds with a fraction, "12.345678" or "12,345678".
static bool read_seconds(Str field, int32_t *ms)
{
    int32_t seconds, weight = 100;
    ptrdiff_t point = str_find(field, S("."), 0);
    point = point < 0 ? str_find(field, S(","), 0) : point;
    if (point < 1 || point + 1 == field.len ||
        !str_number(str_slice(field, 0, point), &seconds) ||
        seconds > SECONDS_MAX) {
        return false;
    }
    *ms = seconds * 1000;
    for (ptrdiff_t i = point + 1; i < field.len; i++, weight /= 10) {
        if (!is_digit(field.at[i])) {
            return false;
        }
        *ms += (field.at[i] - '0') * weight;
    }
    return true;
}

// "0.5 TAB 2.25 TAB what was said"
static bool read_label(Str line, Utterance *label)
{
    Str start, end;
    *label = (Utterance){0};
    bool read = str_cut(&line, '\t', &start) && str_cut(&line, '\t', &end) &&
                read_seconds(start, &label->start_ms) &&
                read_seconds(end, &label->end_ms);
    label->text = blank_trim(line, true);
    return read && label->end_ms >= label->start_ms;
}

// A line that says between which pitches the label before it stands.
static bool is_spectral(Str line)
{
    return str_starts(line, S("\\\t"));
}

static bool parse_labels(const Source *source, Arena *arena,
                         Transcripts *transcripts, Diags *diags, Err *err)
{
    Utterances utterances = {0};
    Odds odds = {0};
    Utterance label;
    Str line;
    (void)err;
    for (LineWalk walk = line_walk(source->text); line_next(&walk, &line);) {
        if (read_label(line, &label)) {
            label.line = walk.line;
            *PUSH(&utterances, arena) = label;
        } else if (!is_blank(line) && !is_spectral(line)) {
            odds_add(&odds, ODD_ROW, walk.line);
        }
    }
    *PUSH(transcripts, arena) =
        speech_transcript(source, "labels", &utterances, &odds, diags);
    return true;
}

// Surely: the first lines are labels, from the first on.
static int sniff_labels(const Source *source)
{
    Utterance label;
    Str line;
    int labels = 0, lines = 0;
    for (LineWalk walk = line_walk(source->text);
         lines < SNIFF_LINES && line_next(&walk, &line);) {
        if (is_blank(line) || is_spectral(line)) {
            continue;
        }
        lines++;
        labels += read_label(line, &label);
    }
    return lines > 0 && labels == lines ? 2 : 0;
}

const Format format_labels = {
    .name = "labels",
    .title = "labels of Audacity",
    .extensions = "",
    .gives = "a turn per label with its times; speakers from 'Name: text' in "
             "the labels",
    .loses = "the pitches of spectral labels, and lines that are no labels",
    .sniff = sniff_labels,
    .parse = parse_labels,
};
