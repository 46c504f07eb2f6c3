// Printed pages, as another program prints where their words stand.
#include "parse/format.h"

#include "container/program.h"
#include "parse/document/pdf.h"

static const Program reader = {
    "pdftotext",
    "poppler-utils",
    "reads PDF files",
    {"-q", "-bbox-layout", "-enc", "UTF-8", "-", "-", NULL},
};

static bool says(const Ran *ran, Str words)
{
    return str_find(ran->complaint, words, 0) >= 0;
}

// Why there is nothing to read.
static bool refuse(const Ran *ran, Err *err)
{
    const char *why =
        says(ran, S("assword"))
            ? "a password protects this PDF file; save it without one"
        : ran->status == 3
            ? "this PDF file does not allow its text to be copied; save it "
              "without that protection"
            : "this PDF file is damaged: no page of it can be read";
    return err_set(err, ERR_INPUT, "%s", why);
}

static bool convert_pdf(Str bytes, Arena *arena, Str *printed, Err *err)
{
    Ran ran = {0};
    if (!program_run(&reader, bytes, arena, &ran, err)) {
        return false;
    }
    *printed = ran.output;
    return ran.status == 0 || refuse(&ran, err);
}

static void tell(const Source *source, const Pdf *pdf, Diags *diags)
{
    Place place = {.file = source->file};
    if (pdf->heads > 0) {
        diag_add(diags, DIAG_T025, place,
                 "lines that stand around the text, as page numbers and "
                 "running heads do, left out: %lld",
                 (long long)pdf->heads);
    }
    if (pdf->numbers > 0) {
        diag_add(diags, DIAG_T025, place,
                 "numbers in the margin, left out: %lld",
                 (long long)pdf->numbers);
    }
}

static bool parse_pdf(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Pdf pdf = {.arena = arena};
    Flow flow = {0};
    if (!pdf_read(source->bytes, &pdf, err)) {
        return false;
    }
    if (pdf.words.len == 0) {
        return err_set(err, ERR_INPUT,
                       "this PDF file holds pictures of pages and no text; it "
                       "needs text recognition (OCR) first");
    }
    pdf_margins(&pdf);
    pdf_order(&pdf);
    pdf_flow(&pdf, &flow);
    if (flow_is_excerpts(&flow, err)) {
        return false;
    }
    tell(source, &pdf, diags);
    *transcripts = flow_transcripts(source, "pdf", &flow, arena, diags);
    return true;
}

static int sniff_pdf(const Source *source)
{
    enum { HEAD = 1024 }; // where Acrobat looks for it
    Str bytes = source->bytes;
    Str head = str_slice(bytes, 0, bytes.len < HEAD ? bytes.len : HEAD);
    return str_starts(head, S("%PDF-"))         ? 2
           : str_find(head, S("%PDF-"), 0) >= 0 ? 1
                                                : 0;
}

const Format format_pdf = {
    .name = "pdf",
    .title = "a PDF file",
    .extensions = ".pdf",
    .gives = "paragraphs rebuilt from printed lines, with their labels and "
             "time marks; columns in the order in which they are read; words "
             "that a line end parts, whole",
    .loses = "headings, bold, pictures; numbers of lines and paragraphs in the "
             "margin, page numbers and running heads; where paragraphs begin "
             "is told by numbers, gaps, indents and short lines, so one may "
             "be missed",
    .bytes = true,
    .foreign = true,
    .convert = convert_pdf,
    .sniff = sniff_pdf,
    .parse = parse_pdf,
};
