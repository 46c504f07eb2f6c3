// Labels: who is known to speak before a transcript is read.
#include "engine/inside.h"

const Register *study_declared(Themata *study)
{
    const Register *declared = NULL;
    Err ignored = {0};
    ptrdiff_t before = study->findings.len;
    study_register(study, &declared, &ignored);
    study->findings.len = before;
    return declared;
}

static bool is_exact(Str pattern)
{
    return str_find(pattern, S("*"), 0) < 0 && str_find(pattern, S("?"), 0) < 0;
}

Strs study_labels(const Register *declared, const Codebook *codebook,
                  Str document, Arena *arena)
{
    Strs labels = {0};
    for (ptrdiff_t i = 0; declared && i < declared->casts.len; i++) {
        if (str_eq(declared->casts.at[i].document, document)) {
            *PUSH(&labels, arena) = declared->casts.at[i].speaker;
        }
    }
    for (ptrdiff_t i = 0; declared && i < declared->participants.len; i++) {
        *PUSH(&labels, arena) = declared->participants.at[i].id;
    }
    for (ptrdiff_t i = 0; i < codebook->roles.len; i++) {
        Strs patterns = codebook->roles.at[i].patterns;
        for (ptrdiff_t k = 0; k < patterns.len; k++) {
            if (is_exact(patterns.at[k])) {
                *PUSH(&labels, arena) = patterns.at[k];
            }
        }
    }
    return labels;
}
