#include "parse/talk/script.h"

#include "base/buf.h"
#include "model/codebook.h"
#include "parse/talk/line.h"
#include "parse/talk/name.h"

Script script_new(const Source *source, const char *format, Odds *odds,
                  Arena *arena)
{
    return (Script){
        .transcript =
            {
                .document = one_line(source->name, arena),
                .file = source->file,
                .format = str_of(format),
            },
        .text = {.arena = arena},
        .arena = arena,
        .odds = odds,
    };
}

// A name with plain blanks for those of other kinds, as no-break ones.
static Str with_blanks(Str name, Arena *arena)
{
    ptrdiff_t i = 0, len;
    while (i < name.len && blank_len(name, i, false) < 2) {
        i++;
    }
    if (i == name.len) {
        return name;
    }
    Buf plain = {.arena = arena};
    for (i = 0; i<name.len; i += len> 0 ? len : 1) {
        len = blank_len(name, i, false);
        buf_char(&plain, len > 0 ? ' ' : name.at[i]);
    }
    return buf_str(&plain);
}

int32_t script_speaker(Script *script, Str name)
{
    Speakers *speakers = &script->transcript.speakers;
    name = with_blanks(name, script->arena);
    name = one_line(name, script->arena);
    if (name.len == 0) {
        return NO_SPEAKER;
    }
    int32_t speaker = map_find(&script->speakers, name);
    if (speaker < 0) {
        name = str_copy(script->arena, name);
        speaker = map_put(&script->speakers, name, script->arena);
        *PUSH(speakers, script->arena) = (Speaker){
            .name = name,
            .role = ROLE_PARTICIPANT,
            .role_by_default = true,
        };
    }
    return speaker;
}

int32_t script_labelled(Script *script, const Head *head)
{
    int32_t number = script_speaker(script, head->name);
    if (number != NO_SPEAKER && head->qualifier.len > 1 &&
        label_interviews(head->qualifier, NULL)) {
        script->transcript.speakers.at[number].name =
            str_format(script->arena, "%.*s (%.*s)", FMT(head->name),
                       FMT(str_trim(head->qualifier)));
    }
    return number;
}

Turn *script_turn(Script *script, Turn turn)
{
    Transcript *transcript = &script->transcript;
    if (turn.speaker != NO_SPEAKER && !turn.continues) {
        transcript->speakers.at[turn.speaker].turns++;
    }
    if (turn.span.begin == turn.span.end) {
        odds_add(script->odds, ODD_EMPTY_TURN, turn.line);
    }
    if (turn.end_ms != NO_TIME && turn.end_ms < turn.start_ms) {
        odds_add(script->odds, ODD_BACKWARDS, turn.line);
    }
    Turn *added = PUSH(&transcript->turns, script->arena);
    *added = turn;
    return added;
}

void script_mark(Script *script, ptrdiff_t offset, int32_t ms, int32_t line)
{
    *PUSH(&script->transcript.marks, script->arena) = (Mark){
        .offset = (int32_t)offset,
        .ms = ms,
        .line = line,
    };
}

Turn *script_say(Script *script, Turn turn, Str said)
{
    Buf *text = &script->text;
    ptrdiff_t begin;
    if (turn.continues) {
        buf_char(text, '\n');
    } else {
        buf_add(text, text->len > 0 ? S("\n\n") : S(""));
        if (turn.speaker != NO_SPEAKER) {
            buf_add(text, script->transcript.speakers.at[turn.speaker].name);
            buf_add(text, said.len > 0 ? S(": ") : S(":"));
        }
    }
    begin = text->len;
    buf_add(text, said);
    turn.span = (Span){(int32_t)begin, (int32_t)text->len};
    int32_t line = turn.line;
    script_mark(script, begin, turn.start_ms, line);
    for (ptrdiff_t i = 0; i < said.len; i++) {
        if (said.at[i] == '\n') {
            script_mark(script, begin + i + 1, NO_TIME, ++line);
        }
    }
    return script_turn(script, turn);
}

void script_aside(Script *script, Str aside)
{
    buf_add(&script->text, script->text.len > 0 ? S("\n\n") : S(""));
    buf_add(&script->text, aside);
}

static void tell_alike(const Script *script, Diags *diags)
{
    const Speakers *speakers = &script->transcript.speakers;
    Map likes = {0};
    Ints first = {0};
    Str one = {0}, other = {0};
    int count = 0;
    for (ptrdiff_t i = 0; i < speakers->len; i++) {
        Str name = speakers->at[i].name;
        int32_t like =
            map_put(&likes, name_likeness(name, script->arena), script->arena);
        if (like == first.len) {
            *PUSH(&first, script->arena) = (int32_t)i;
        } else if (count++ == 0) {
            one = speakers->at[first.at[like]].name;
            other = name;
        }
    }
    if (count > 0) {
        Place place = {.file = script->transcript.file};
        diag_add(diags, DIAG_T006, place,
                 "%d speaker%s differ%s from another only by case, blanks or "
                 "the form of accents: '%.*s' and '%.*s'",
                 count, count > 1 ? "s" : "", count > 1 ? "" : "s", FMT(one),
                 FMT(other));
    }
}

bool script_is_silent(const Script *script)
{
    const Turns *turns = &script->transcript.turns;
    for (ptrdiff_t i = 0; i < turns->len; i++) {
        if (turns->at[i].span.end > turns->at[i].span.begin) {
            return false;
        }
    }
    return true;
}

Transcript script_end(Script *script, Diags *diags)
{
    Transcript *transcript = &script->transcript;
    if (!transcript->verbatim) {
        buf_add(&script->text, script->text.len > 0 ? S("\n") : S(""));
        transcript->text = buf_str(&script->text);
    }
    tell_alike(script, diags);
    return *transcript;
}
