#include "parse/unread.h"

#include "base/io.h"
#include "parse/talk/line.h"

enum { HEAD_BYTES = 4096 };

#define AS_TEXT "; not read yet, save what was said as plain text (.txt) first"

static const char segmented[] =
    "a segmented transcription of EXMARaLDA (.exs); give the basic "
    "transcription (.exb) that it was made from";
static const char schema[] = "an XML schema, which is no transcript";
static const char xml[] = "XML" AS_TEXT;
static const char praat[] =
    "a Praat file that is no TextGrid"; // a sound, a pitch

#define AS_SUBRIP "; not read, save it as SubRip (.srt) or WebVTT (.vtt) first"

// Captions of film and television, by how they begin.
static const struct {
    const char *begins, *is;
} captions[] = {
    {"Scenarist_SCC", "closed captions of Scenarist (.scc)" AS_SUBRIP},
    {"$FontName", "subtitles of Spruce (.stl)" AS_SUBRIP},
};

// "{25}{50}Where": the numbers of two frames, whose rate is not told.
static bool begins_with_frames(Str line)
{
    for (int i = 0; i < 2; i++) {
        Str number;
        int32_t frame;
        if (!str_starts(line, S("{")) || !str_cut(&line, '}', &number) ||
            !str_number(str_slice(number, 1, number.len), &frame)) {
            return false;
        }
    }
    return true;
}

static const char *kind_of_captions(Str head)
{
    for (size_t i = 0; i < sizeof captions / sizeof *captions; i++) {
        if (str_starts(head, str_of(captions[i].begins))) {
            return captions[i].is;
        }
    }
    return begins_with_frames(head)
               ? "MicroDVD subtitles (.sub), which count frames" AS_SUBRIP
               : NULL;
}

// Elements that tell what markup is; small letters and capitals are one.
static const struct {
    const char *tag, *is;
    bool bare; // tells so much without an XML declaration before it
} tags[] = {
    {"<segmented-transcription", segmented, true},
    {"<xs:schema", schema, true},
    {"<xsd:schema", schema, true},
    {"<?xml", xml, true},
    {"<schema", schema, false},
};

static const struct {
    const char *extension, *is;
} extensions[] = {
    {".xsd", schema},
    {".xml", xml},
};

static bool stands(Str text, ptrdiff_t at, const char *word)
{
    ptrdiff_t len = str_of(word).len;
    return at + len <= text.len &&
           str_eq_nocase(str_slice(text, at, at + len), str_of(word));
}

static bool holds(Str head, const char *word)
{
    for (ptrdiff_t i = str_find(head, S("<"), 0); i >= 0;
         i = str_find(head, S("<"), i + 1)) {
        if (stands(head, i, word)) {
            return true;
        }
    }
    return false;
}

static const char *kind_of_markup(Str head, Str file)
{
    bool declared = stands(head, 0, "<?xml") || stands(head, 0, "<!doctype") ||
                    str_starts(head, S("<!--"));
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if ((tags[i].bare && stands(head, 0, tags[i].tag)) ||
            (declared && holds(head, tags[i].tag))) {
            return tags[i].is;
        }
    }
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        if (str_eq_nocase(path_extension(file),
                          str_of(extensions[i].extension))) {
            return extensions[i].is;
        }
    }
    return NULL;
}

const char *unread_kind(Str text, Str file)
{
    text = str_trim(text);
    Str head =
        str_slice(text, 0, text.len < HEAD_BYTES ? text.len : HEAD_BYTES);
    if (str_starts(head, S("<"))) {
        return kind_of_markup(head, file);
    }
    if (str_starts(head, S("MIME-Version:"))) {
        return "a web archive (.mht); save it as .docx or .html first";
    }
    bool other = str_starts(head, S("File type = \"ooTextFile")) &&
                 str_find(head, S("\"TextGrid\""), 0) < 0;
    return other ? praat : kind_of_captions(head);
}
