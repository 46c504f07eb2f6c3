#include "report/reports.h"

#include "report/phrase.h"

enum { EXCERPTS_MAX = 200 }; // on one page; all are in excerpts.csv

static void numbers(Sink *sink, const Pair *pair)
{
    sink_facts(sink, false);
    for (int i = 0; i < COEFFICIENTS; i++) {
        Str value = phrase_decimal(sink->arena, pair->coefficients[i], 3);
        sink_fact(sink,
                  phrase_name(sink->arena, str_of(coefficients[i]->title)),
                  value);
    }
    sink_facts_end(sink);
}

static void lead(Sink *sink, const Pair *pair)
{
    const Material *material = sink->material;
    Arena *arena = sink->arena;
    int64_t units = material->input->sentences->units;
    sink_paragraph_open(sink, TONE_LEAD);
    sink_code(sink, pair->a);
    sink_text(sink, S(" and "));
    sink_code(sink, pair->b);
    sink_text(
        sink,
        str_format(
            arena,
            " stand together in %.*s sentences of participants, in "
            "%.*s. The first is in %.*s sentences, the second in %.*s.",
            FMT(phrase_share(arena, pair->n11, units)),
            FMT(phrase_plural(arena, pair->documents, "document", "documents")),
            FMT(phrase_count(arena, pair->n1)),
            FMT(phrase_count(arena, pair->n2))));
    sink_paragraph_close(sink);
    if (pair->definitional) {
        sink_paragraph(sink, TONE_NOTE,
                       S("These codes share words of their rules, so that "
                         "they must meet: this says something about the "
                         "codebook, not about what was said."));
    }
}

// Where a unit of sentences begins in the list of pieces.
static ptrdiff_t piece_of_unit(const Layout *layout, ptrdiff_t unit,
                               ptrdiff_t from)
{
    while (from < layout->pieces.len && layout->pieces.at[from].unit < unit) {
        from++;
    }
    return from;
}

static void excerpts(Sink *sink, const Pair *pair)
{
    const Material *material = sink->material;
    bool *codes =
        NEW_ARRAY(sink->arena, bool, material->codebook->codes.len + 1);
    codes[pair->a] = codes[pair->b] = true;
    const Bits *carried = &material->carried;
    ptrdiff_t shown = 0, piece = 0;
    for (ptrdiff_t unit = bits_next_both(carried, pair->a, pair->b, 0);
         unit >= 0 && shown < EXCERPTS_MAX;
         unit = bits_next_both(carried, pair->a, pair->b, unit + 1)) {
        piece = piece_of_unit(&material->sentences, unit, piece);
        const Piece *held = &material->sentences.pieces.at[piece];
        Excerpt excerpt = excerpt_of(material->study, held->document,
                                     held->span, sink->arena);
        excerpt_mark(&excerpt, material->study, codes, sink->arena);
        sink_excerpt(sink, &excerpt,
                     path_turn(material, held->document, excerpt.turn));
        shown++;
    }
    if (shown < pair->n11) {
        sink_paragraph(sink, TONE_NOTE,
                       str_format(sink->arena,
                                  "The first %td are shown; all codings are "
                                  "in excerpts.csv.",
                                  shown));
    }
}

void pair_write(Sink *sink, const Pair *pair)
{
    lead(sink, pair);
    sink_group(sink, "split");
    sink_group(sink, "body");
    sink_section(sink, S("excerpts"), S("The sentences"));
    excerpts(sink, pair);
    sink_section_end(sink);
    sink_group_end(sink);
    sink_group(sink, "side wide");
    sink_section(sink, S("numbers"), S("The numbers"));
    numbers(sink, pair);
    sink_section_end(sink);
    sink_group_end(sink);
    sink_group_end(sink);
}
