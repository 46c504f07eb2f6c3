#include "segment/segment.h"

#include "text/text.h"

#include <string.h>

// What a stretch says: the text between its turns is blanked out, so that
// labels and line ends there are no part of a sentence.
static Str said_in(const Transcript *transcript, Stretch stretch, Arena *arena)
{
    Str text = transcript_text(transcript, stretch.span);
    if (stretch.first == stretch.last) {
        return text;
    }
    char *said = str_terminated(arena, text);
    const Turn *turns = transcript->turns.at;
    for (int32_t i = stretch.first; i < stretch.last; i++) {
        int32_t end = turns[i].span.end;
        memset(said + (end - stretch.span.begin), ' ',
               (size_t)(turns[i + 1].span.begin - end));
    }
    return (Str){said, text.len};
}

static void add_sentences(Transcript *transcript, Stretch stretch,
                          const Pieces *pieces, Arena *arena)
{
    const Turns *turns = &transcript->turns;
    int32_t turn = stretch.first;
    for (ptrdiff_t i = 0; i < pieces->len; i++) {
        int32_t begin = stretch.span.begin + pieces->at[i].begin;
        while (turn < stretch.last && turns->at[turn + 1].span.begin <= begin) {
            turn++;
        }
        *PUSH(&transcript->sentences, arena) = (Sentence){
            .span = {begin, stretch.span.begin + pieces->at[i].end},
            .turn = turn,
        };
    }
}

void segment_sentences(Transcript *transcript, Arena *arena)
{
    Arena scratch = {0};
    transcript->sentences = (Sentences){0};
    for (int32_t i = 0; i < transcript->turns.len;) {
        Stretch stretch = transcript_stretch(transcript, i);
        Str said = said_in(transcript, stretch, &scratch);
        Pieces pieces = text_sentences(said, &scratch);
        add_sentences(transcript, stretch, &pieces, arena);
        i = stretch.last + 1;
    }
    arena_release(&scratch);
}
