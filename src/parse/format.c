#include "parse/format.h"

#include "base/io.h"
#include "parse/talk/line.h"

#define X(name) extern const Format format_##name;
FORMAT_LIST(X)
#undef X

static const Format *const formats[] = {
#define X(name) &format_##name,
    FORMAT_LIST(X)
#undef X
};

enum { FORMATS = sizeof formats / sizeof *formats, SURELY = 2, PERHAPS = 1 };

Formats formats_all(void)
{
    return (Formats){formats, FORMATS};
}

const Format *format_named(Str name)
{
    for (int i = 0; i < FORMATS; i++) {
        if (str_eq(name, str_of(formats[i]->name))) {
            return formats[i];
        }
    }
    return NULL;
}

const char *format_told_by(const Format *format)
{
    return format->extensions[0] ? format->extensions : "by what it holds";
}

// The format that claims the extension of a file name, or NULL.
static const Format *format_by_name(Str file)
{
    Str extension = path_extension(file);
    for (int i = 0; extension.len > 0 && i < FORMATS; i++) {
        Str rest = str_of(formats[i]->extensions), one;
        while (rest.len > 0) {
            str_cut(&rest, ' ', &one);
            if (str_eq_nocase(one, extension)) {
                return formats[i];
            }
        }
    }
    return NULL;
}

static const Format *format_by_content(const Source *source, bool bytes,
                                       const Format *named)
{
    for (int i = 0; i < FORMATS; i++) {
        const Format *format = formats[i];
        int sure = format->bytes == bytes ? format->sniff(source) : 0;
        if (sure == SURELY || (sure == PERHAPS && format == named)) {
            return format;
        }
    }
    return NULL;
}

static void tell_other(const Source *source, const Format *named,
                       const Format *found, Diags *diags)
{
    // What has no extension of its own is by no name another.
    if (named && found != named && found->extensions[0]) {
        diag_add(diags, DIAG_T016, (Place){.file = source->file, .line = 1},
                 "read as %s, which is what it looks like", found->title);
    }
}

const Format *format_of_bytes(const Source *source, Diags *diags)
{
    const Format *named = format_by_name(source->file);
    const Format *found = format_by_content(source, true, named);
    if (found) {
        tell_other(source, named, found, diags);
    }
    return found;
}

bool format_claims(const Source *source)
{
    return format_by_content(source, false, NULL) != NULL;
}

const Format *format_of(const Source *source, Diags *diags)
{
    const Format *plain = formats[FORMATS - 1];
    const Format *named = format_by_name(source->file);
    if (is_blank(source->text)) {
        return named && !named->bytes ? named : plain;
    }
    const Format *found = format_by_content(source, false, named);
    found = found ? found : plain;
    tell_other(source, named, found, diags);
    return found;
}
