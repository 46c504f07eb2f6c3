#include "parse/json_otranscribe.h"

#include "parse/html_flow.h"

bool json_is_otranscribe(const Value *root)
{
    Str text = value_text(value_get(root, S("text")));
    return str_find(text, S("<"), 0) >= 0 &&
           value_has(root, "media-time|media-source|media");
}

bool json_read_otranscribe(const Source *source, const Value *root,
                           Arena *arena, Transcripts *transcripts, Diags *diags,
                           Err *err)
{
    Flow flow = {0};
    Str page = value_text(value_get(root, S("text")));
    if (!html_flow(source, page, &flow, arena, diags, err)) {
        return false;
    }
    *transcripts = flow_transcripts(source, "json", &flow, arena, diags);
    return true;
}
