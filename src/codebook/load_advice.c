// Load recommendations: what should be done, as the codebook words it.
#include "codebook/loading.h"

enum { WEIGHT_DIGITS = 6, WEIGHT_MAX = 100 };

// A decimal number such as 1, 0.5 or 2.25, in any locale.
static bool number_of(Str text, double *number)
{
    double value = 0, place = 1;
    bool point = false, digits = false;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && !point) {
            point = true;
        } else if (is_digit(c)) {
            value = value * 10 + (c - '0');
            place = point ? place * 10 : 1;
            digits = true;
        } else {
            return false;
        }
    }
    *number = value / place;
    return digits && text.len <= 2 * WEIGHT_DIGITS;
}

static void read_weight(Reader *reader, const Node *node, double *weight)
{
    double number;
    if (!node_is(reader, node, NODE_TEXT)) {
        return;
    }
    if (!number_of(node->text, &number) || number <= 0 || number > WEIGHT_MAX) {
        mistake_in(reader, DIAG_C004, node,
                   "a weight is a number above 0, up to %d, not '%.*s'",
                   WEIGHT_MAX, FMT(shown(reader->mistakes, node->text)));
        return;
    }
    *weight = number;
}

typedef struct WeightsJob {
    Weights *weights;
    Map known; // codes weighed already
} WeightsJob;

// `node` names the code.
static void add_weight(Reader *reader, const Node *node, double weight,
                       WeightsJob *job)
{
    const Loading *loading = reader->job;
    ptrdiff_t before = job->known.keys.len;
    int32_t code = look_up(reader, node, &loading->codes, "code");
    if (code == NONE) {
        return;
    }
    Str id = loading->codebook->codes.at[code].id;
    map_put(&job->known, id, reader->mistakes->scratch);
    if (job->known.keys.len == before) {
        mistake_in(reader, DIAG_C005, node, "'%.*s' stands here twice",
                   FMT(id));
        return;
    }
    *PUSH(job->weights, reader->arena) = (Weight){code, weight};
}

static void read_plain_code(Reader *reader, const Node *node, void *to)
{
    add_weight(reader, node, 1, to);
}

// {data: 1.0, infrastructure: 0.5}, or [data, infrastructure], each 1.
static void read_weights(Reader *reader, const Node *node, void *to)
{
    WeightsJob job = {.weights = to};
    if (node->kind != NODE_MAP) {
        read_each(reader, node, read_plain_code, &job);
        return;
    }
    for (const Node *value = node->first; value; value = value->next) {
        double weight = 1;
        if (!node_is_blank(value)) {
            read_weight(reader, value, &weight);
        }
        add_weight(reader, value->key, weight, &job);
    }
}

static const char *const sources[] = {"analyst", "expert_table",
                                      "participants"};

static void read_source(Reader *reader, const Node *node, void *to)
{
    int choice = UNSET;
    read_choice(reader, node, (Choices){sources, 3}, &choice);
    if (choice != UNSET) {
        *(Str *)to = str_of(sources[choice]);
    }
}

static void read_recommendation(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"id", REQUIRED, offsetof(Advice, id), read_id},
        {"text", REQUIRED, offsetof(Advice, text), read_text},
        {"addresses", OPTIONAL, offsetof(Advice, addresses), read_weights},
        {"leverages", OPTIONAL, offsetof(Advice, leverages), read_weights},
        {"actors", OPTIONAL, offsetof(Advice, actors), read_lines},
        {"source", OPTIONAL, offsetof(Advice, source), read_source},
        {"reference", OPTIONAL, offsetof(Advice, reference), read_text},
    };
    static const Fields fields = FIELDS("a recommendation", table);
    Loading *loading = reader->job;
    Advice advice = {
        .source = str_of(sources[0]),
        .place = node_place(node, reader->mistakes),
    };
    bool good = walk(reader, node, &fields, &advice);
    if (good && advice.addresses.len + advice.leverages.len == 0) {
        mistake_in(reader, DIAG_C003, node,
                   "no 'addresses' and no 'leverages' in a recommendation");
    }
    if (is_new_id(reader, node, advice.id, &loading->advices)) {
        *PUSH((Advices *)to, reader->arena) = advice;
    }
}

void read_recommendations(Reader *reader, const Node *node, void *to)
{
    if (node_is(reader, node, NODE_LIST)) {
        read_each(reader, node, read_recommendation, to);
    }
}
