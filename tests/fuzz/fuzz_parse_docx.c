// The reader of Word documents makes sound transcripts of any main part, put
// into an archive without being packed, with comments beside it.
#include "parsing.h"

#include "container/zip.h"

#include <zip.h>

static Str archive_of(const uint8_t *bytes, size_t len, Arena *arena)
{
    static const char comments[] =
        "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\" w:author=\"A\"><w:p>"
        "<w:r><w:t>x</w:t></w:r></w:p></w:comment></w:comments>";
    static const char relations[] =
        "<Relationships><Relationship Id=\"r\" Type=\"/comments\" "
        "Target=\"comments.xml\"/></Relationships>";
    const struct {
        const char *name;
        const void *at;
        size_t len;
    } members[] = {
        {"word/document.xml", bytes, len},
        {"word/comments.xml", comments, sizeof comments - 1},
        {"word/_rels/document.xml.rels", relations, sizeof relations - 1},
    };
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(whole);
    zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, NULL);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        zip_source_t *one =
            zip_source_buffer(zip, members[i].at, members[i].len, 0);
        zip_int64_t at = zip_file_add(zip, members[i].name, one, 0);
        zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    zip_close(zip);
    zip_stat_t stat;
    zip_source_stat(whole, &stat);
    char *at = NEW_ARRAY(arena, char, (ptrdiff_t)stat.size + 1);
    zip_source_open(whole);
    zip_source_read(whole, at, stat.size);
    zip_source_close(whole);
    zip_source_free(whole);
    return (Str){at, (ptrdiff_t)stat.size};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Arena arena = {0};
    Str archive = archive_of(bytes, len, &arena);
    fuzz_parse("docx", (const uint8_t *)archive.at, (size_t)archive.len);
    arena_release(&arena);
    return 0;
}
