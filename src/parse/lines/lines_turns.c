#include "parse/lines/lines.h"

#include "base/scan.h"
#include "parse/talk/clock.h"

enum { CHAT_MS_MAX = 6 * 3600 * 1000 }; // a chat's later times are of the day

typedef struct Walk { // from label to label
    const Lines *lines;
    Script *script;
    int32_t waiting_ms, waiting_end_ms; // a mark for the turn that comes next
    int32_t latest_ms;                  // of the marks so far
} Walk;

static bool is_heading(const Item *item)
{
    return item->kind == ITEM_HEADING ||
           (item->kind == ITEM_HEAD && !item->speaks &&
            (item->head.form == FORM_HEADING || item->underlined));
}

// True when an item is nothing that anybody says.
static bool is_silent(const Item *item)
{
    return item->kind != ITEM_HEAD || is_heading(item);
}

static void count_item(const Item *item, Odds *odds)
{
    if (item->kind == ITEM_EVENT) {
        odds_add(odds, ODD_EVENT, item->line);
    } else if (item->kind == ITEM_FOOTER) {
        odds_add(odds, ODD_FOOTER, item->line);
    } else if (item->kind == ITEM_COMMENTS) {
        odds_add(odds, ODD_COMMENTS, item->line);
    } else if (item->kind == ITEM_ROW) {
        odds_add(odds, ODD_ROW, item->line);
    }
}

static void wait_for_turn(Walk *walk, const Item *item)
{
    if (item->kind != ITEM_TIME) {
        return;
    }
    if (item->head.unreadable) {
        odds_add(walk->script->odds, ODD_BAD_TIME, item->line);
    } else if (walk->waiting_ms == NO_TIME) {
        walk->waiting_ms = item->head.ms;
        walk->waiting_end_ms = item->head.end_ms;
    }
}

// The end of [begin, end) without the blanks behind it.
static int32_t end_of_text(const Lines *lines, int32_t begin, int32_t end)
{
    Str said = blank_trim(str_slice(lines->text, begin, end), false);
    return said.len == 0 ? begin
                         : (int32_t)(said.at - lines->text.at + said.len);
}

// Where speech that begins at `begin` ends before item `next`, events and
// marks behind it left aside; the nearest mark waits for the next turn.
static int32_t end_of_speech(Walk *walk, int32_t begin, ptrdiff_t from,
                             ptrdiff_t next)
{
    const Items *items = &walk->lines->items;
    int32_t end = next < items->len ? items->at[next].begin
                                    : (int32_t)walk->lines->text.len;
    for (ptrdiff_t k = next - 1;; k--) {
        end = end_of_text(walk->lines, begin, end);
        if (k <= from || !is_silent(&items->at[k]) || items->at[k].end < end ||
            items->at[k].begin < begin) {
            return end;
        }
        wait_for_turn(walk, &items->at[k]);
        count_item(&items->at[k], walk->script->odds);
        end = items->at[k].begin;
    }
}

// Where speech begins: items between the label and the first words are passed.
static int32_t begin_of_speech(Walk *walk, ptrdiff_t label, ptrdiff_t next,
                               Turn *turn)
{
    const Items *items = &walk->lines->items;
    int32_t begin =
        items->at[label].begin + (int32_t)items->at[label].head.said;
    for (ptrdiff_t k = label + 1; k < next && is_silent(&items->at[k]); k++) {
        const Item *item = &items->at[k];
        if (!is_blank(str_slice(walk->lines->text, begin, item->begin))) {
            break;
        }
        if (item->kind == ITEM_TIME && turn->start_ms == NO_TIME) {
            turn->start_ms = item->head.ms;
            turn->end_ms = item->head.end_ms;
        }
        count_item(item, walk->script->odds);
        begin = item->end;
    }
    return begin;
}

// ---- marks inside and behind a turn

static Lanes may_be_mark(Lanes c)
{
    return (Lanes)((c == '[') | (c == '(') | (c == '#') | (c == '{') |
                   (c == '\\'));
}

// Marks inside [begin, end); one in round brackets must not go back in time.
static void keep_marks(Walk *walk, int32_t begin, int32_t end)
{
    Str text = str_slice(walk->lines->text, 0, end);
    int32_t ms, end_ms;
    for (ptrdiff_t i = begin; (i = scan_find(text, i, may_be_mark)) < end;
         i++) {
        Str rest = str_slice(text, i, text.len);
        rest.len =
            rest.len < CLOCK_MARK_BYTES_MAX ? rest.len : CLOCK_MARK_BYTES_MAX;
        ptrdiff_t len = clock_mark(rest, &ms, &end_ms);
        if (walk->lines->days && clock_has_four(rest)) {
            ms = clock_of_days(ms);
        }
        bool doubtful = rest.at[0] == '(' && ms < walk->latest_ms;
        if (len == 0 || doubtful ||
            clock_mark_is_number(str_slice(rest, 0, len))) {
            continue;
        }
        if (ms != NO_TIME) {
            script_mark(walk->script, i, ms, 0);
            walk->latest_ms = ms;
        }
        i += len - 1;
    }
}

// Cuts a mark off the end of [begin, end).  f4's stands where the next turn
// begins.
static int32_t cut_mark(Walk *walk, int32_t begin, int32_t end)
{
    int32_t ms, end_ms;
    Str said = str_slice(walk->lines->text, begin, end);
    ptrdiff_t len = clock_mark_at_end(said, &ms, &end_ms);
    if (len == 0) {
        return end;
    }
    if (said.at[said.len - 1] == '#' && walk->waiting_ms == NO_TIME) {
        walk->waiting_ms = ms;
    }
    return end_of_text(walk->lines, begin, end - (int32_t)len);
}

// ---- turns

static Turn turn_of(Walk *walk, const Item *item)
{
    const Head *head = &item->head;
    Odds *odds = walk->script->odds;
    Turn turn = {TURN_PLAIN, .line = item->line};
    turn.speaker = script_labelled(walk->script, head);
    if (head->timed) {
        bool of_day = head->chat && head->ms >= CHAT_MS_MAX;
        turn.start_ms = of_day ? NO_TIME : head->ms;
        turn.end_ms = of_day ? NO_TIME : head->end_ms;
        if (of_day || head->unreadable) {
            odds_add(odds, of_day ? ODD_TIME_OF_DAY : ODD_BAD_TIME, item->line);
        }
    } else {
        turn.start_ms = walk->waiting_ms;
        turn.end_ms = walk->waiting_end_ms;
    }
    return turn;
}

// Adds the turn that lies in [begin, end).
static void close_one(Walk *walk, Turn turn, int32_t begin, int32_t end)
{
    Str said = blank_trim(str_slice(walk->lines->text, begin, end), false);
    int32_t from =
        said.len == 0 ? begin : (int32_t)(said.at - walk->lines->text.at);
    turn.span = (Span){from, from + (int32_t)said.len};
    keep_marks(walk, turn.span.begin, turn.span.end);
    script_turn(walk->script, turn);
}

static Str speaker_name(const Walk *walk, const Turn *turn)
{
    return turn->speaker == NO_SPEAKER
               ? (Str){0}
               : walk->script->transcript.speakers.at[turn->speaker].name;
}

static int32_t count_lines(Str text)
{
    int32_t count = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        count += text.at[i] == '\n';
    }
    return count;
}

// Adds the turn that lies in [begin, end), and those of others in its midst.
static void close_turn(Walk *walk, Turn turn, int32_t begin, int32_t end)
{
    Str text = walk->lines->text;
    Head head;
    for (ptrdiff_t at;
         (at = lines_label_amid(walk->lines, speaker_name(walk, &turn),
                                str_slice(text, begin, end), &head)) != NONE;) {
        int32_t label = begin + (int32_t)at;
        close_one(walk, turn, begin, label);
        turn = (Turn){
            TURN_PLAIN,
            .line = turn.line + count_lines(str_slice(text, begin, label)),
            .speaker = script_labelled(walk->script, &head),
        };
        odds_add(walk->script->odds, ODD_AMID, turn.line);
        begin += (int32_t)head.said;
    }
    close_one(walk, turn, begin, end);
}

// A heading inside a turn is nobody's: the speaker goes on behind it in a turn
// of its own, or nobody where headings are the labels.  Result: where the last
// part begins.
static int32_t close_parts(Walk *walk, Turn *turn, int32_t begin, int32_t end,
                           const Item *item)
{
    const Items *items = &walk->lines->items;
    Str text = walk->lines->text;
    for (; item < items->at + items->len && item->end <= end; item++) {
        if (!is_heading(item) || item->begin < begin) {
            continue;
        }
        if (!is_blank(str_slice(text, begin, item->begin))) {
            close_turn(walk, *turn, begin, item->begin);
            turn->start_ms = turn->end_ms = NO_TIME;
        }
        if (item->head.heading && walk->lines->cast.form == FORM_HEADING) {
            turn->speaker = NO_SPEAKER;
        }
        begin = item->end;
        turn->line = item->line;
        for (int32_t blank; begin < end; begin += blank) {
            blank = (int32_t)blank_len(text, begin, true);
            if (blank == 0) {
                break;
            }
            turn->line += text.at[begin] == '\n';
        }
    }
    return begin;
}

static void add_turn(Walk *walk, ptrdiff_t label, ptrdiff_t next)
{
    const Item *item = &walk->lines->items.at[label];
    Turn turn = turn_of(walk, item);
    walk->waiting_ms = walk->waiting_end_ms = NO_TIME;
    int32_t begin = begin_of_speech(walk, label, next, &turn);
    if (turn.start_ms != NO_TIME) {
        walk->latest_ms = turn.start_ms;
    }
    int32_t end = end_of_speech(walk, begin, label, next);
    int32_t spoken = cut_mark(walk, begin, end);
    begin = close_parts(walk, &turn, begin, spoken, item + 1);
    close_turn(walk, turn, begin, spoken);
    if (spoken < end) {
        keep_marks(walk, spoken, end);
    }
}

// Notes the lines before the first label.
static void tell_preamble(Walk *walk, ptrdiff_t first)
{
    const Items *items = &walk->lines->items;
    int32_t begin = walk->lines->begin;
    ptrdiff_t k = 0;
    LineWalk lines =
        line_walk(str_slice(walk->lines->text, begin, items->at[first].begin));
    for (Str line; line_next(&lines, &line);) {
        int32_t at = (int32_t)(line.at - walk->lines->text.at);
        while (k < first && items->at[k].begin < at) {
            k++;
        }
        bool silent = items->at[k].begin == at &&
                      items->at[k].kind != ITEM_HEAD &&
                      items->at[k].kind != ITEM_HEADING;
        if (!silent && !is_blank(line)) {
            odds_add(walk->script->odds, ODD_PREAMBLE,
                     lines.line + walk->lines->line - 1);
        }
    }
}

void lines_turns(const Lines *lines, Script *script)
{
    Walk walk = {lines, script, NO_TIME, NO_TIME, NO_TIME};
    ptrdiff_t label = NONE;
    for (ptrdiff_t i = 0; i < lines->items.len; i++) {
        if (!lines->items.at[i].speaks) {
            continue;
        }
        if (label != NONE) {
            add_turn(&walk, label, i);
        } else {
            tell_preamble(&walk, i);
            end_of_speech(&walk, lines->begin, NONE, i);
        }
        label = i;
    }
    if (label != NONE) {
        add_turn(&walk, label, lines->items.len);
    }
}
