#include "model/codebook.h"

#include "base/utf8.h"
#include "model/transcript.h"

int32_t codebook_code(const Codebook *codebook, Str id)
{
    for (ptrdiff_t i = 0; i < codebook->codes.len; i++) {
        if (str_eq(codebook->codes.at[i].id, id)) {
            return (int32_t)i;
        }
    }
    return NONE;
}

int32_t codebook_question(const Codebook *codebook, Str id)
{
    for (ptrdiff_t i = 0; i < codebook->questions.len; i++) {
        if (str_eq(codebook->questions.at[i].id, id)) {
            return (int32_t)i;
        }
    }
    return NONE;
}

static bool is_within(const Codebook *codebook, int32_t code, int32_t ancestor)
{
    while (code != NONE && code != ancestor) {
        code = codebook->codes.at[code].parent;
    }
    return code == ancestor;
}

bool codebook_related(const Codebook *codebook, int32_t a, int32_t b)
{
    return is_within(codebook, a, b) || is_within(codebook, b, a);
}

int32_t codebook_top(const Codebook *codebook, int32_t code)
{
    const Code *codes = codebook->codes.at;
    int32_t parent = codes[code].parent;
    while (parent != NONE && codes[parent].kind == codes[code].kind) {
        code = parent;
        parent = codes[code].parent;
    }
    return code;
}

bool kind_is_valence(CodeKind kind)
{
    return kind == KIND_CHALLENGE || kind == KIND_FACILITATOR ||
           kind == KIND_OPPORTUNITY;
}

const char *kind_name(CodeKind kind)
{
    static const char *const names[KINDS] = {
        [KIND_THEME] = "theme",
        [KIND_CHALLENGE] = "challenge",
        [KIND_FACILITATOR] = "facilitator",
        [KIND_OPPORTUNITY] = "opportunity",
        [KIND_SUGGESTION] = "suggestion",
        [KIND_ATTRIBUTE] = "attribute",
    };
    return names[kind];
}

const char *scope_name(Scope scope)
{
    static const char *const names[SCOPES] = {
        [SCOPE_HIT] = "hit",           [SCOPE_CLAUSE] = "clause",
        [SCOPE_SENTENCE] = "sentence", [SCOPE_TURN] = "turn",
        [SCOPE_ANSWER] = "answer",
    };
    return names[scope];
}

const char *context_name(Context context)
{
    static const char *const names[CONTEXTS] = {
        [CONTEXT_AFFIRMED] = "affirmed",
        [CONTEXT_HEDGED] = "hedged",
        [CONTEXT_HYPOTHETICAL] = "hypothetical",
        [CONTEXT_NEGATED] = "negated",
    };
    return names[context];
}

// Labels that interviewers usually have, by language; "" is any language.
// Small letters and capitals are one.
static const struct {
    const char *language, *label;
} usual_interviewers[] = {
    {"", "I"},
    {"", "INT"},
    {"", "Interviewer"},
    {"", "Q"},
    {"", "MOD"},
    {"", "Moderator"},
    {"de", "Interviewerin"},
    {"de", "Moderatorin"},
    {"de", "M"},
    {"fr", "Enquêteur"},
    {"fr", "ENQUÊTEUR"},
    {"fr", "Enquêtrice"},
    {"fr", "ENQUÊTRICE"},
    {"fr", "Intervieweur"},
    {"fr", "Intervieweuse"},
    {"fr", "Modérateur"},
    {"fr", "MODÉRATEUR"},
    {"fr", "Modératrice"},
    {"fr", "MODÉRATRICE"},
    {"es", "Entrevistador"},
    {"es", "Entrevistadora"},
    {"es", "E"},
    {"es", "Moderadora"},
    {"es", "Moderador"},
    {"it", "Intervistatore"},
    {"it", "Intervistatrice"},
    {"it", "Moderatore"},
    {"it", "Moderatrice"},
    {"nl", "Interviewster"},
    {"pt", "Entrevistador"},
    {"pt", "Entrevistadora"},
};

// Without the number of "Interviewer 1" and "MOD2"; a letter and a number may
// be anybody ("I1" is often an interviewee).
static Str without_number(Str label)
{
    Str stem = label;
    while (stem.len > 0 && is_digit(stem.at[stem.len - 1])) {
        stem.len--;
    }
    stem = str_trim(stem);
    return stem.len > 1 ? stem : label;
}

bool label_interviews(Str label, const Str *language)
{
    size_t count = sizeof usual_interviewers / sizeof *usual_interviewers;
    label = without_number(str_trim(label));
    for (size_t i = 0; i < count; i++) {
        Str of = str_of(usual_interviewers[i].language);
        if ((!language || of.len == 0 || str_eq(of, *language)) &&
            str_eq_nocase(str_of(usual_interviewers[i].label), label)) {
            return true;
        }
    }
    return false;
}

// What stands in the brackets of "Jane Doe (interviewer)"; else empty.
static Str qualifier_of(Str speaker)
{
    ptrdiff_t open = str_find(speaker, S(" ("), 0);
    bool closed = open > 0 && str_ends(speaker, S(")"));
    return closed ? str_slice(speaker, open + 2, speaker.len - 1) : (Str){0};
}

bool codebook_role(const Codebook *codebook, Str speaker, Str *role)
{
    const Roles *roles = &codebook->roles;
    *role = ROLE_INTERVIEWER;
    Str qualifier = qualifier_of(speaker);
    if (qualifier.len > 1 && label_interviews(qualifier, NULL)) {
        return true;
    }
    for (ptrdiff_t i = 0; i < roles->len; i++) {
        for (ptrdiff_t j = 0; j < roles->at[i].patterns.len; j++) {
            if (pattern_fits(roles->at[i].patterns.at[j], speaker)) {
                *role = roles->at[i].role;
                return true;
            }
        }
    }
    bool usual =
        roles->len == 0 && label_interviews(speaker, &codebook->language);
    *role = usual ? ROLE_INTERVIEWER : ROLE_PARTICIPANT;
    return usual;
}

bool pattern_fits(Str pattern, Str name)
{
    pattern = str_trim(pattern);
    name = str_trim(name);
    // Where the newest '*' stands, and how much of the name it has taken: only
    // that one star ever needs another try.
    ptrdiff_t p = 0, n = 0, star = -1, taken = 0;
    while (n < name.len) {
        if (p < pattern.len && pattern.at[p] == '*') {
            star = p++;
            taken = n;
        } else if (p < pattern.len && pattern.at[p] == '?') {
            p++;
            utf8_next(name, &n);
        } else if (p < pattern.len && pattern.at[p] == name.at[n]) {
            p++;
            n++;
        } else if (star >= 0) {
            p = star + 1;
            utf8_next(name, &taken);
            n = taken;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.at[p] == '*') {
        p++;
    }
    return p == pattern.len;
}
