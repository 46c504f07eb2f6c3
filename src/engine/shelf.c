#include "engine/shelf.h"

Shelf shelf_of(int64_t ceiling)
{
    return (Shelf){
        .ceiling = ceiling,
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
}

void shelf_release(Shelf *shelf)
{
    for (ptrdiff_t i = 0; i < shelf->heads.len; i++) {
        arena_release(&shelf->volumes[i].arena);
    }
    arena_release(&shelf->arena);
    *shelf = shelf_of(shelf->ceiling);
}

bool shelf_fill(Shelf *shelf, Store *store, Err *err)
{
    StoreVersion now;
    if (!store_version(store, &now, err)) {
        return false;
    }
    if (shelf->filled && now.others == shelf->version.others &&
        now.own == shelf->version.own) {
        return true;
    }
    shelf_release(shelf);
    Documents heads;
    if (!store_heads(store, &shelf->arena, &heads, err)) {
        return false;
    }
    shelf->heads = heads;
    shelf->volumes = NEW_ARRAY(&shelf->arena, Volume, heads.len);
    shelf->version = now;
    shelf->filled = true;
    return true;
}

// Where there is room, what lies in `arena` goes to the shelf.
static void keep(Shelf *shelf, ptrdiff_t i, const Volume *volume, Arena *arena)
{
    int64_t bytes = arena_bytes(arena);
    pthread_mutex_lock(&shelf->lock);
    bool room = bytes <= shelf->ceiling - shelf->bytes;
    shelf->bytes += room ? bytes : 0;
    pthread_mutex_unlock(&shelf->lock);
    if (room) {
        shelf->volumes[i] = *volume;
        shelf->volumes[i].kept = true;
        shelf->volumes[i].arena = *arena;
        *arena = (Arena){0};
    }
}

static bool read_volume(Shelf *shelf, Store *store, ptrdiff_t i,
                        const Transcript *head, Arena *arena, Volume *volume,
                        Err *err)
{
    PackedText packed;
    Transcript read = *head;
    pthread_mutex_lock(&shelf->lock);
    bool ok =
        store_text(store, shelf->heads.at[i].revision, arena, &packed, err);
    pthread_mutex_unlock(&shelf->lock);
    if (!ok || !unpack_text(&packed, arena, &read, err)) {
        return false;
    }
    *volume = (Volume){
        .text = read.text,
        .turns = read.turns,
        .sentences = read.sentences,
        .marks = read.marks,
    };
    keep(shelf, i, volume, arena);
    return true;
}

bool shelf_text(Shelf *shelf, Store *store, ptrdiff_t i, Arena *arena,
                Transcript *transcript, Err *err)
{
    Volume volume = shelf->volumes[i];
    if (!volume.kept &&
        !read_volume(shelf, store, i, transcript, arena, &volume, err)) {
        return false;
    }
    transcript->text = volume.text;
    transcript->turns = volume.turns;
    transcript->sentences = volume.sentences;
    transcript->marks = volume.marks;
    return true;
}
