#include "report/material.h"

#include "base/buf.h"
#include "base/map.h"

enum { SLUG_MAX = 80 }; // bytes; file systems take 255

// Letters, digits, '_' and inner dots stay; all else becomes one '-'.
static Str slug(Str name, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < name.len && out.len < SLUG_MAX; i++) {
        char c = name.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      is_digit(c) || c == '_';
        bool follows = out.len > 0 && out.at[out.len - 1] != '-';
        if (letter || (c == '.' && follows)) {
            buf_char(&out, c);
        } else if (follows) {
            buf_char(&out, '-');
        }
    }
    Str made = buf_str(&out);
    while (made.len > 0 &&
           (made.at[made.len - 1] == '-' || made.at[made.len - 1] == '.')) {
        made.len--;
    }
    return made.len > 0 ? made : S("x");
}

static Str lower(Str s, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        buf_char(&out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    return buf_str(&out);
}

Strs path_slugs(Strs names, Arena *arena)
{
    Strs slugs = {0};
    Map taken = {0};
    for (ptrdiff_t i = 0; i < names.len; i++) {
        Str plain = slug(names.at[i], arena), unique = plain;
        // The place in the list cannot clash twice: it is tried first.
        for (ptrdiff_t n = i + 1; map_find(&taken, lower(unique, arena)) >= 0;
             n += names.len) {
            unique = str_format(arena, "%.*s-%td", FMT(plain), n);
        }
        map_put(&taken, lower(unique, arena), arena);
        *PUSH(&slugs, arena) = unique;
    }
    return slugs;
}

Str path_transcript(const Material *material, int32_t document)
{
    return str_format(material->arena, "transcripts/%.*s.html",
                      FMT(material->document_slugs.at[document]));
}

Str path_turn(const Material *material, int32_t document, int32_t turn)
{
    if (turn == NONE) {
        return path_transcript(material, document);
    }
    return str_format(material->arena, "transcripts/%.*s.html#t%d",
                      FMT(material->document_slugs.at[document]), turn + 1);
}

Str path_coding(const Material *material, int32_t coding)
{
    int32_t document = material->study->codings.at[coding].document;
    return str_format(material->arena, "transcripts/%.*s.html#c%d",
                      FMT(material->document_slugs.at[document]), coding + 1);
}

Str path_evidence(const Material *material, const Evidence *evidence)
{
    return evidence->coding == NONE
               ? path_turn(material, evidence->document, evidence->turn)
               : path_coding(material, evidence->coding);
}

Str path_theme(const Material *material, int32_t theme)
{
    return str_format(material->arena, "themes/%.*s.html",
                      FMT(material->code_slugs.at[theme]));
}

Str path_finding(const Material *material, const ThemeFinding *finding)
{
    return str_format(material->arena, "themes/%.*s.html#%s",
                      FMT(material->code_slugs.at[finding->theme]),
                      kind_name(finding->valence));
}

Str path_pair(const Material *material, int32_t a, int32_t b)
{
    return str_format(material->arena, "cooccurrence/%.*s-%.*s.html",
                      FMT(material->code_slugs.at[a]),
                      FMT(material->code_slugs.at[b]));
}

Str path_code(const Material *material, int32_t code)
{
    return str_format(material->arena, "codebook.html#code-%.*s",
                      FMT(material->code_slugs.at[code]));
}

Str path_question(const Material *material, int32_t question)
{
    return str_format(material->arena, "questions.html#q%d", question + 1);
}

Str path_advice(const Material *material, int32_t advice)
{
    return str_format(material->arena, "recommendations.html#rec-%.*s",
                      FMT(material->advice_slugs.at[advice]));
}
