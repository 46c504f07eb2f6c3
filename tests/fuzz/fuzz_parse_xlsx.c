// The format 'xlsx' makes sound transcripts of any workbook, or refuses it: the
// bytes are its first sheet, its shared strings and its styles, NUL between.
#include "parsing.h"

#include <zip.h>

enum { PARTS = 3 };

static const char *const parts[PARTS] = {"xl/sheet.xml", "xl/strings.xml",
                                         "xl/styles.xml"};
static const char book[] =
    "<workbook xmlns:r='r'><sheets><sheet name='one' r:id='a'/></sheets>"
    "</workbook>";
#define RELATION(id, type, target)                                             \
    "<Relationship Id='" id "' Type='/" type "' Target='" target "'/>"
static const char relations[] =
    "<Relationships>" RELATION("a", "worksheet", "sheet.xml")
        RELATION("b", "sharedStrings", "strings.xml")
            RELATION("c", "styles", "styles.xml") "</Relationships>";

static void add(zip_t *zip, const char *name, Str bytes)
{
    zip_source_t *one =
        zip_source_buffer(zip, bytes.at, (zip_uint64_t)bytes.len, 0);
    zip_int64_t member = zip_file_add(zip, name, one, 0);
    if (member < 0 || zip_set_file_compression(zip, (zip_uint64_t)member,
                                               ZIP_CM_STORE, 0) != 0) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Str rest = {(const char *)bytes, (ptrdiff_t)len}, part;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(whole);
    zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
    add(zip, "xl/workbook.xml", str_of(book));
    add(zip, "xl/_rels/workbook.xml.rels", str_of(relations));
    for (int i = 0; i < PARTS; i++) {
        str_cut(&rest, '\0', &part);
        add(zip, parts[i], part);
    }
    zip_stat_t stat;
    if (zip_close(zip) != 0 || zip_source_stat(whole, &stat) != 0 ||
        zip_source_open(whole) != 0) {
        abort();
    }
    uint8_t *archive = malloc(stat.size);
    zip_source_read(whole, archive, stat.size);
    zip_source_close(whole);
    zip_source_free(whole);
    fuzz_parse("xlsx", archive, stat.size);
    free(archive);
    return 0;
}
