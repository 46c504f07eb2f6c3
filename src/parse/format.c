#include "parse/format.h"

#include "base/io.h"
#include "parse/line.h"

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

const Format *format_of(const Source *source, Diags *diags)
{
    const Format *plain = formats[FORMATS - 1];
    const Format *named = format_by_name(source->file);
    const Format *found = NULL;
    if (is_blank(source->text)) {
        return named ? named : plain;
    }
    for (int i = 0; i < FORMATS && !found; i++) {
        int sure = formats[i]->sniff(source->text);
        if (sure == SURELY || (sure == PERHAPS && formats[i] == named)) {
            found = formats[i];
        }
    }
    found = found ? found : plain;
    if (named && found != named) {
        diag_add(diags, DIAG_T016, (Place){.file = source->file, .line = 1},
                 "read as %s, which is what it looks like", found->title);
    }
    return found;
}
