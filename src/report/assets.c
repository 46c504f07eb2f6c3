#include "report/assets.h"

#ifndef THEMATA_ASSETS
#error "THEMATA_ASSETS must name the folder of style.css and script.js"
#endif

// The assembler reads the files; begin and end are symbols of this library
// alone.
__asm__(".pushsection .rodata\n"
        ".hidden asset_style_begin\n"
        ".hidden asset_style_end\n"
        ".hidden asset_script_begin\n"
        ".hidden asset_script_end\n"
        ".global asset_style_begin\n"
        ".global asset_style_end\n"
        ".global asset_script_begin\n"
        ".global asset_script_end\n"
        "asset_style_begin:\n"
        ".incbin \"" THEMATA_ASSETS "/style.css\"\n"
        "asset_style_end:\n"
        "asset_script_begin:\n"
        ".incbin \"" THEMATA_ASSETS "/script.js\"\n"
        "asset_script_end:\n"
        ".byte 0\n"
        ".popsection\n");

extern const char asset_style_begin[] __attribute__((visibility("hidden")));
extern const char asset_style_end[] __attribute__((visibility("hidden")));
extern const char asset_script_begin[] __attribute__((visibility("hidden")));
extern const char asset_script_end[] __attribute__((visibility("hidden")));

Str asset_style(void)
{
    return (Str){asset_style_begin, asset_style_end - asset_style_begin};
}

Str asset_script(void)
{
    return (Str){asset_script_begin, asset_script_end - asset_script_begin};
}
