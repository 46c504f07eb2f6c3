#include "parse/talk/speech_labels.h"

#include "parse/lines/cast.h"
#include "parse/talk/line.h"

enum {
    LABELLED_OF = 4, // labels on fewer of them than that are none
    DENSE_OF = 2,    // on half of them: a name that stands once is one
};

typedef struct Labels {
    Cast cast;
    Head *heads; // of each utterance, with its name in the cast
    int32_t *names;
} Labels;

static bool is_named(const Utterances *utterances)
{
    for (ptrdiff_t i = 0; i < utterances->len; i++) {
        if (utterances->at[i].speaker.len > 0) {
            return true;
        }
    }
    return false;
}

static Labels read_labels(const Utterances *utterances, const Source *source,
                          Arena *arena)
{
    ptrdiff_t len = utterances->len;
    Labels labels = {.heads = NEW_ARRAY(arena, Head, len + 1),
                     .names = NEW_ARRAY(arena, int32_t, len + 1)};
    cast_know(&labels.cast, source->labels, arena);
    for (ptrdiff_t i = 0; i < len; i++) {
        Head *head = &labels.heads[i];
        *head = head_read(utterances->at[i].text);
        head->form = head->form == FORM_COLON && !utterances->at[i].joins
                         ? FORM_COLON
                         : FORM_NONE;
        labels.names[i] = cast_note(&labels.cast, head, true, arena);
    }
    cast_decide(&labels.cast, (int32_t)len, arena);
    return labels;
}

static bool is_labelled(const Labels *labels, ptrdiff_t i)
{
    return cast_takes(&labels->cast, labels->names[i], &labels->heads[i]);
}

// Where most begin with what may be a label, one who speaks once has one, too.
static void take_more(Labels *labels, ptrdiff_t len)
{
    Calleds *called = &labels->cast.called;
    ptrdiff_t maybe = 0;
    for (ptrdiff_t i = 0; i < len; i++) {
        int32_t name = labels->names[i];
        maybe += name != NONE && called->at[name].kind >= NAME_PROPER;
    }
    for (ptrdiff_t i = 0; maybe * DENSE_OF >= len && i < called->len; i++) {
        called->at[i].speaks |= called->at[i].kind >= NAME_PROPER;
    }
}

static ptrdiff_t count(const Labels *labels, ptrdiff_t len)
{
    ptrdiff_t labelled = 0;
    for (ptrdiff_t i = 0; i < len; i++) {
        labelled += is_labelled(labels, i);
    }
    return labelled;
}

Utterances speech_labels(const Utterances *utterances, const Source *source,
                         Arena *arena)
{
    if (is_named(utterances)) {
        return *utterances;
    }
    Labels labels = read_labels(utterances, source, arena);
    take_more(&labels, utterances->len);
    if (!labels.cast.recurs ||
        count(&labels, utterances->len) * LABELLED_OF < utterances->len) {
        return *utterances;
    }
    Utterances said = {0};
    Str speaker = {0};
    for (ptrdiff_t i = 0; i < utterances->len; i++) {
        Utterance one = utterances->at[i];
        if (is_labelled(&labels, i)) {
            speaker = labels.heads[i].name;
            one.text = str_slice(one.text, labels.heads[i].said, one.text.len);
            one.begins = true;
        } else if (labels.names[i] != NONE) {
            speaker = (Str){0}; // somebody else may speak
        }
        one.speaker = speaker;
        *PUSH(&said, arena) = one;
    }
    return said;
}
