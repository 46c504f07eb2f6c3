// Colours of highlights: as word processors name them, as files have them.
#include "engine/import.h"

typedef struct Colour {
    const char *name; // in small letters, without blanks and hyphens
    int32_t rgb;
    const char *family; // what a person calls it who does not look closely
} Colour;

// The first name of a colour is the one it is called by.  What Word's menu
// calls bright green is "green" in its files, so that "green" means both
// greens.
// Source: ECMA-376, part 1, 17.18.40 (ST_HighlightColor); the palettes of Word
//         and LibreOffice.
static const Colour colours[] = {
    {"yellow", 0xFFFF00, "yellow"},
    {"green", 0x00FF00, "green"},
    {"brightgreen", 0x00FF00, "green"},
    {"lime", 0x00FF00, "green"},
    {"cyan", 0x00FFFF, "cyan"},
    {"turquoise", 0x00FFFF, "cyan"},
    {"magenta", 0xFF00FF, "pink"},
    {"pink", 0xFF00FF, "pink"},
    {"fuchsia", 0xFF00FF, "pink"},
    {"blue", 0x0000FF, "blue"},
    {"red", 0xFF0000, "red"},
    {"darkblue", 0x000080, "blue"},
    {"navy", 0x000080, "blue"},
    {"darkcyan", 0x008080, "cyan"},
    {"teal", 0x008080, "cyan"},
    {"darkgreen", 0x008000, "green"},
    {"darkmagenta", 0x800080, "violet"},
    {"violet", 0x800080, "violet"},
    {"purple", 0x800080, "violet"},
    {"darkred", 0x800000, "red"},
    {"darkyellow", 0x808000, "yellow"},
    {"darkgray", 0x808080, "gray"},
    {"darkgrey", 0x808080, "gray"},
    {"gray50%", 0x808080, "gray"},
    {"lightgray", 0xC0C0C0, "gray"},
    {"lightgrey", 0xC0C0C0, "gray"},
    {"gray25%", 0xC0C0C0, "gray"},
    {"gray", 0x808080, "gray"},
    {"grey", 0x808080, "gray"},
    {"orange", 0xFFA500, "orange"},
    {"brown", 0xA52A2A, "red"},
    {"gold", 0xFFBF00, "yellow"},
    {"black", 0x000000, "black"},
    {"white", 0xFFFFFF, "white"},
};

enum { COLOURS = sizeof colours / sizeof *colours, NO_COLOUR = -1 };

// Of "#FFCC00" and, as Word has it, "FFCC00".
static int32_t rgb_of_digits(Str text)
{
    int32_t rgb = 0;
    text = str_starts(text, S("#")) ? str_slice(text, 1, text.len) : text;
    if (text.len != 6) {
        return NO_COLOUR;
    }
    for (ptrdiff_t i = 0; i < text.len; i++) {
        int digit = hex_value(text.at[i]);
        if (digit < 0) {
            return NO_COLOUR;
        }
        rgb = rgb * 16 + digit;
    }
    return rgb;
}

// "Dark Yellow", "dark-yellow" and "darkYellow" are one name.
static bool is_called(Str text, const char *name)
{
    ptrdiff_t i = 0;
    for (; i < text.len; i++) {
        char c = text.at[i];
        if (c == ' ' || c == '-' || c == '_') {
            continue;
        }
        c = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
        if (c != *name++) {
            return false;
        }
    }
    return *name == '\0';
}

static const Colour *colour_named(Str text)
{
    for (int i = 0; i < COLOURS; i++) {
        if (is_called(text, colours[i].name)) {
            return &colours[i];
        }
    }
    return NULL;
}

static int32_t rgb_of(Str text)
{
    const Colour *colour = colour_named(text);
    return colour ? colour->rgb : rgb_of_digits(text);
}

bool colour_is_one(Str name)
{
    return rgb_of(name) != NO_COLOUR;
}

static int within(int32_t value, int32_t low, int32_t high)
{
    return value >= low && value < high;
}

// What a colour without a name is called by its hue, in degrees.
static const char *family_of_rgb(int32_t rgb)
{
    int32_t red = rgb >> 16, green = rgb >> 8 & 255, blue = rgb & 255;
    int32_t most = red > green ? red : green, least = red < green ? red : green;
    most = most > blue ? most : blue;
    least = least < blue ? least : blue;
    int32_t range = most - least;
    if (range < 24) {
        return most < 32 ? "black" : least > 240 ? "white" : "gray";
    }
    int32_t hue = most == red     ? 60 * (green - blue) / range
                  : most == green ? 120 + 60 * (blue - red) / range
                                  : 240 + 60 * (red - green) / range;
    hue = hue < 0 ? hue + 360 : hue;
    return within(hue, 15, 42)     ? "orange"
           : within(hue, 42, 70)   ? "yellow"
           : within(hue, 70, 160)  ? "green"
           : within(hue, 160, 195) ? "cyan"
           : within(hue, 195, 255) ? "blue"
           : within(hue, 255, 292) ? "violet"
           : within(hue, 292, 345) ? "pink"
                                   : "red";
}

static const char *family_of(Str text)
{
    const Colour *colour = colour_named(text);
    return colour ? colour->family : family_of_rgb(rgb_of_digits(text));
}

// True where a name means all colours like it: "green", not "darkGreen".
static bool is_plain(Str name)
{
    const Colour *colour = colour_named(name);
    return colour &&
           (is_called(name, colour->family) || is_called(name, "purple") ||
            is_called(name, "grey") || is_called(name, "magenta") ||
            is_called(name, "turquoise"));
}

Str highlight_code(const Highlights *highlights, Str colour)
{
    int32_t rgb = rgb_of(colour);
    for (ptrdiff_t i = 0; rgb != NO_COLOUR && i < highlights->len; i++) {
        if (rgb_of(highlights->at[i].colour) == rgb) {
            return highlights->at[i].code;
        }
    }
    for (ptrdiff_t i = 0; rgb != NO_COLOUR && i < highlights->len; i++) {
        const Highlight *like = &highlights->at[i];
        if (is_plain(like->colour) &&
            strcmp(family_of(like->colour), family_of(colour)) == 0) {
            return like->code;
        }
    }
    return (Str){0};
}

Str colour_called(Str colour)
{
    int32_t rgb = rgb_of(colour);
    for (int i = 0; rgb != NO_COLOUR && i < COLOURS; i++) {
        if (colours[i].rgb == rgb) {
            return str_of(colours[i].name);
        }
    }
    return colour;
}
