#include "corpus.h"

#include "base/io.h"
#include "engine/themata.h"
#include "segment/segment.h"

static bool tell_questions(Transcript *transcript, const Codebook *codebook,
                           const Matcher *matcher, Err *err)
{
    Arena scratch = {0};
    int32_t *asked = NEW_ARRAY(&scratch, int32_t, transcript->turns.len + 1);
    bool ok = match_questions(matcher, transcript, asked, err);
    if (ok) {
        segment_questions(transcript, codebook, asked);
    }
    arena_release(&scratch);
    return ok;
}

bool corpus_read(Corpus *corpus, const char *folder, int64_t bytes_max,
                 const Codebook *codebook, const Matcher *matcher, Arena *arena,
                 Err *err)
{
    Strs paths = {0};
    ImportOptions options = {0};
    Diags diags = {.arena = arena};
    *corpus = (Corpus){0};
    if (!io_list(folder, arena, &paths, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        Transcripts read;
        if (bytes_max > 0 && corpus->bytes >= bytes_max) {
            break;
        }
        Err refused = {0}; // a file that is no transcript is passed over
        if (!themata_read(str_terminated(arena, paths.at[i]), &options,
                          codebook, arena, &read, &diags, &refused)) {
            continue;
        }
        for (ptrdiff_t j = 0; j < read.len; j++) {
            if (!tell_questions(&read.at[j], codebook, matcher, err)) {
                return false;
            }
            corpus->bytes += read.at[j].text.len;
            *PUSH(&corpus->transcripts, arena) = read.at[j];
        }
    }
    return true;
}

Corpus corpus_start(const Corpus *corpus, int64_t bytes_max)
{
    Corpus start = {.transcripts = {.at = corpus->transcripts.at}};
    while (start.transcripts.len < corpus->transcripts.len &&
           start.bytes < bytes_max) {
        start.bytes += start.transcripts.at[start.transcripts.len++].text.len;
    }
    return start;
}
