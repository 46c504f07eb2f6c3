#include "engine/shelf.h"

#include "engine/themata.h"

#include <string.h>

Shelf shelf_of(int64_t ceiling)
{
    return (Shelf){
        .ceiling = ceiling,
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
}

void shelf_release(Shelf *shelf)
{
    arena_release(&shelf->arena);
    arena_release(&shelf->people);
    arena_release(&shelf->texts);
    *shelf = shelf_of(shelf->ceiling);
}

bool shelf_holds(const Shelf *shelf, StoreVersion version)
{
    return shelf->filled && version.others == shelf->version.others &&
           version.own == shelf->version.own;
}

void shelf_fill(Shelf *shelf, Documents heads, StoreVersion version)
{
    shelf->heads = heads;
    shelf->volumes = NEW_ARRAY(&shelf->arena, Volume, heads.len);
    shelf->version = version;
    shelf->filled = true;
}

static bool read_text(Shelf *shelf, Store *store, ptrdiff_t i, Arena *arena,
                      Transcript *transcript, Err *err)
{
    PackedText packed;
    pthread_mutex_lock(&shelf->lock);
    bool ok =
        store_text(store, shelf->heads.at[i].revision, arena, &packed, err);
    pthread_mutex_unlock(&shelf->lock);
    return ok && unpack_text(&packed, arena, transcript, err);
}

bool shelf_text(Shelf *shelf, Store *store, ptrdiff_t i, Arena *arena,
                Transcript *transcript, Err *err)
{
    const Volume *volume = &shelf->volumes[i];
    if (!volume->kept) {
        return read_text(shelf, store, i, arena, transcript, err);
    }
    transcript->text = volume->text;
    transcript->turns = volume->turns;
    transcript->sentences = volume->sentences;
    transcript->marks = volume->marks;
    return true;
}

bool shelf_signature(Shelf *shelf, Store *store, ptrdiff_t i, Arena *arena,
                     Signature *signature, Err *err)
{
    Str kept;
    *signature = shelf->volumes[i].signature;
    if (signature->bits.len > 0) {
        return true;
    }
    pthread_mutex_lock(&shelf->lock);
    bool ok =
        store_signature(store, shelf->heads.at[i].revision, arena, &kept, err);
    pthread_mutex_unlock(&shelf->lock);
    *signature = signature_read(kept, str_of(themata_version()));
    return ok;
}

// ---- keeping

static void *kept(const void *at, ptrdiff_t size, ptrdiff_t count, Arena *arena)
{
    void *copy = arena_take(arena, size, count);
    if (count > 0) {
        memcpy(copy, at, (size_t)(size * count));
    }
    return copy;
}

static Turns kept_turns(Turns turns, Arena *arena)
{
    Strs columns = {0};
    turns.at = kept(turns.at, sizeof *turns.at, turns.len, arena);
    turns.cap = turns.len;
    for (ptrdiff_t i = 0; i < turns.len; i++) {
        Turn *turn = &turns.at[i];
        turn->question = NO_QUESTION;
        turn->asks = false;
        if (turn->column.len > 0) {
            ptrdiff_t column = strs_find(columns, turn->column);
            if (column < 0) {
                column = columns.len;
                *PUSH(&columns, arena) = str_copy(arena, turn->column);
            }
            turn->column = columns.at[column];
        }
    }
    return turns;
}

static Sentences kept_sentences(Sentences sentences, Arena *arena)
{
    sentences.at =
        kept(sentences.at, sizeof *sentences.at, sentences.len, arena);
    sentences.cap = sentences.len;
    return sentences;
}

static Marks kept_marks(Marks marks, Arena *arena)
{
    marks.at = kept(marks.at, sizeof *marks.at, marks.len, arena);
    marks.cap = marks.len;
    return marks;
}

static ptrdiff_t bytes_of(const Transcript *transcript)
{
    return transcript->text.len +
           transcript->turns.len * (ptrdiff_t)sizeof(Turn) +
           transcript->sentences.len * (ptrdiff_t)sizeof(Sentence) +
           transcript->marks.len * (ptrdiff_t)sizeof(Mark);
}

void shelf_keep_signature(Shelf *shelf, ptrdiff_t i, const Signature *signature)
{
    Arena *arena = &shelf->texts;
    Volume *volume = &shelf->volumes[i];
    if (volume->signature.bits.len == 0 &&
        shelf->ceiling - arena->bytes >= signature->bits.len) {
        volume->signature = *signature;
        volume->signature.bits = str_copy(arena, signature->bits);
    }
}

void shelf_keep(Shelf *shelf, ptrdiff_t i, const Transcript *transcript)
{
    Arena *arena = &shelf->texts;
    Volume *volume = &shelf->volumes[i];
    if (volume->kept || shelf->ceiling - arena->bytes < bytes_of(transcript)) {
        return;
    }
    *volume = (Volume){
        .signature = volume->signature,
        .kept = true,
        .text = str_copy(arena, transcript->text),
        .turns = kept_turns(transcript->turns, arena),
        .sentences = kept_sentences(transcript->sentences, arena),
        .marks = kept_marks(transcript->marks, arena),
    };
}
