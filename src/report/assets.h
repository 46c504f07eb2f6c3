// report/assets.h - the style and the script of report pages.
//
// They are the files style.css and script.js of this folder, taken into the
// program when it is built: THEMATA_ASSETS names the folder.
#ifndef REPORT_ASSETS_H
#define REPORT_ASSETS_H

#include "base/str.h"

Str asset_style(void);
Str asset_script(void);

#endif
