#include "parse/lines/lines.h"

enum { HEADING_DEPTH = 4, STRONGLY = 5 };

typedef struct Block {  // a paragraph while its lines come in
    int32_t begin, end; // bytes of the text, or begin NONE
    Turn turn;
} Block;

typedef struct Paragraphs {
    const Lines *lines;
    Script *script;
    ptrdiff_t item;    // the first one not yet passed
    ptrdiff_t printed; // the same of the layout's paragraphs
    bool single;       // each line is a paragraph
    bool moderated;    // labels occur
    bool from_start;   // what stands before the first label was said
    bool questions;    // numbered questions are headings
    bool begun;        // the first label has come
    int32_t waiting_ms, waiting_end_ms;
    Block block;
} Paragraphs;

// "1 Read this.", "1.a How …?", "2.3) …": a question or task of the interview
// form.
static bool is_numbered(Str line)
{
    ptrdiff_t i = 0, parts = 0;
    line = blank_trim(line, true);
    while (i < line.len && parts < HEADING_DEPTH) {
        ptrdiff_t begin = i;
        while (i < line.len && is_digit(line.at[i])) {
            i++;
        }
        if (i == begin && parts > 0 && line.at[i] >= 'a' && line.at[i] <= 'z') {
            i++;
        }
        if (i == begin) {
            return false;
        }
        parts++;
        if (i < line.len && line.at[i] == ' ') {
            return true;
        }
        if (i == line.len || (line.at[i] != '.' && line.at[i] != ')')) {
            return false;
        }
        i++;
        if (i < line.len && line.at[i] == ' ') {
            return true;
        }
    }
    return false;
}

static void end_block(Paragraphs *walk)
{
    Block *block = &walk->block;
    if (block->begin == NONE) {
        return;
    }
    Str text = walk->lines->text;
    Str said = blank_trim(str_slice(text, block->begin, block->end), false);
    int32_t begin = said.len == 0 ? block->begin : (int32_t)(said.at - text.at);
    block->turn.span = (Span){begin, begin + (int32_t)said.len};
    bool labelled = block->turn.speaker != NO_SPEAKER;
    if (labelled || said.len > 0) {
        script_turn(walk->script, block->turn);
        if (!walk->moderated) {
            odds_add(walk->script->odds, ODD_NO_LABEL, block->turn.line);
        }
    }
    block->begin = NONE;
}

static void begin_block(Paragraphs *walk, int32_t at, int32_t line,
                        const Head *head, bool speaks)
{
    end_block(walk);
    Turn turn = {TURN_PLAIN, .speaker = NO_SPEAKER, .line = line};
    // The time behind a label that is none is text.
    bool timed = head->timed && (speaks || head->text > 0);
    turn.start_ms = timed ? head->ms : walk->waiting_ms;
    turn.end_ms = timed ? head->end_ms : walk->waiting_end_ms;
    if (timed && head->unreadable) {
        odds_add(walk->script->odds, ODD_BAD_TIME, line);
    }
    if (speaks) {
        turn.speaker = script_labelled(walk->script, head);
    }
    ptrdiff_t said = speaks ? head->said : timed ? head->text : 0;
    walk->waiting_ms = walk->waiting_end_ms = NO_TIME;
    walk->block = (Block){.begin = at + (int32_t)said, .turn = turn};
}

// What is nobody's: a mark waits for the next paragraph, the rest is counted.
static void pass_item(Paragraphs *walk, const Item *item)
{
    end_block(walk);
    if (item->kind == ITEM_TIME) {
        walk->waiting_ms = item->head.ms;
        walk->waiting_end_ms = item->head.end_ms;
        if (item->head.unreadable) {
            odds_add(walk->script->odds, ODD_BAD_TIME, item->line);
        }
    } else if (item->kind == ITEM_EVENT || item->kind == ITEM_FOOTER) {
        odds_add(walk->script->odds,
                 item->kind == ITEM_EVENT ? ODD_EVENT : ODD_FOOTER, item->line);
    } else if (item->kind == ITEM_ROW) {
        odds_add(walk->script->odds, ODD_ROW, item->line);
    }
}

static void take_line(Paragraphs *walk, Str line, int32_t line_no, bool fresh)
{
    const Lines *lines = walk->lines;
    int32_t at = (int32_t)(line.at - lines->text.at);
    if (lines->layout->len > 0) {
        fresh = layout_printed(lines->layout, at, &walk->printed) != NULL;
    }
    while (walk->item < lines->items.len &&
           lines->items.at[walk->item].begin < at) {
        walk->item++;
    }
    const Item *item =
        walk->item < lines->items.len && lines->items.at[walk->item].begin == at
            ? &lines->items.at[walk->item]
            : NULL;
    bool heading = item && item->kind == ITEM_HEAD && !item->speaks &&
                   (item->head.form == FORM_HEADING || item->underlined);
    walk->begun = walk->begun || (item && item->speaks);
    if (item && (item->kind != ITEM_HEAD || heading)) {
        pass_item(walk, item);
    } else if (!walk->begun && !walk->from_start) {
        odds_add(walk->script->odds, ODD_PREAMBLE, line_no);
    } else if (walk->questions && is_numbered(line)) {
        end_block(walk);
        odds_add(walk->script->odds, ODD_QUESTION_HEADING, line_no);
    } else {
        Head head = item ? item->head : head_read(line);
        bool speaks = item && item->speaks;
        bool room = walk->script->transcript.turns.len < ITEMS_MAX;
        bool begins = fresh || walk->single || speaks || head.text > 0;
        if ((begins && room) || walk->block.begin == NONE) {
            begin_block(walk, at, line_no, &head, speaks);
        }
        walk->block.end = at + (int32_t)line.len;
    }
}

static int64_t count_labels(const Lines *lines)
{
    int64_t labels = 0;
    for (ptrdiff_t i = 0; i < lines->items.len; i++) {
        labels += lines->items.at[i].speaks;
    }
    return labels;
}

static int64_t count_numbered(const Lines *lines)
{
    int64_t numbered = 0;
    LineWalk walk = line_walk(lines->text);
    for (Str line; line_next(&walk, &line);) {
        numbered += is_numbered(line);
    }
    return numbered;
}

void lines_paragraphs(const Lines *lines, Script *script)
{
    int64_t labels = count_labels(lines);
    int64_t blocks =
        lines_stand_alone(lines) ? lines->filled : lines->cast.paragraphs;
    bool strongly = labels * STRONGLY <= blocks;
    Paragraphs walk = {
        .lines = lines,
        .script = script,
        .single = labels > 0 && lines_stand_alone(lines),
        .moderated = labels > 0,
        .from_start = labels == 0 || strongly,
        .waiting_ms = NO_TIME,
        .waiting_end_ms = NO_TIME,
        .block = {.begin = NONE},
    };
    walk.questions = labels > 0 && strongly && count_numbered(lines) >= 3;
    bool fresh = true;
    const Items *items = &lines->items;
    ptrdiff_t end = lines->text.len;
    if (items->len > 0 && items->at[items->len - 1].kind == ITEM_COMMENTS) {
        end = items->at[items->len - 1].begin;
        odds_add(script->odds, ODD_COMMENTS, items->at[items->len - 1].line);
    }
    LineWalk text = line_walk(str_slice(lines->text, lines->begin, end));
    for (Str line; line_next(&text, &line);) {
        if (is_blank(line)) {
            fresh = true;
            continue;
        }
        take_line(&walk, line, text.line + lines->line - 1, fresh);
        fresh = false;
    }
    end_block(&walk);
}
