// What the program says beside its result: lines, findings, progress.
#include "cli/command.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

void out_flush(Request *request)
{
    Str all = buf_str(request->out);
    if (all.len > 0) {
        fwrite(all.at, 1, (size_t)all.len, stdout);
        request->out->len = 0;
    }
}

Str count_of(int64_t number, const char *thing, Arena *arena)
{
    return str_format(arena, "%lld %s%s", (long long)number, thing,
                      number == 1 ? "" : "s");
}

void say(const Request *request, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!request->quiet) {
        vfprintf(stderr, format, args);
        fputc('\n', stderr);
    }
    va_end(args);
}

void say_next(const Request *request, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!request->quiet) {
        fputs("next: ", stderr);
        vfprintf(stderr, format, args);
        fputc('\n', stderr);
    }
    va_end(args);
}

static const char *colour_of(Level level)
{
    static const char *const colours[] = {"\033[36m", "\033[33m", "\033[31m"};
    return colours[level];
}

// Under the source line, a caret below the column; tabs stay tabs.
static void say_caret(const Diag *finding)
{
    Str source = finding->source;
    ptrdiff_t at = 0;
    fprintf(stderr, "    %.*s\n    ", FMT(source));
    for (int32_t i = 1; i < finding->place.column && at < source.len; i++) {
        uint32_t point = utf8_next(source, &at);
        fputc(point == '\t' ? '\t' : ' ', stderr);
    }
    fputs("^\n", stderr);
}

static void say_finding(const Request *request, const Diag *finding)
{
    Level level = diag_level(finding->id);
    const Place *place = &finding->place;
    if (place->file.len > 0) {
        fprintf(stderr, "%.*s:", FMT(place->file));
        if (place->line > 0) {
            fprintf(stderr, "%d:%d:", (int)place->line,
                    place->column > 0 ? (int)place->column : 1);
        }
        fputc(' ', stderr);
    }
    fprintf(stderr, "%s%s%s: %.*s [%s]\n",
            request->colour ? colour_of(level) : "", level_name(level),
            request->colour ? "\033[0m" : "", FMT(finding->message),
            diag_name(finding->id));
    if (finding->source.len > 0 && place->column > 0) {
        say_caret(finding);
    }
    if (finding->help.len > 0) {
        fprintf(stderr, "    help: %.*s\n", FMT(finding->help));
    }
}

// A table says the same of each of its documents: once is enough.
static bool said_before(const Diags *findings, ptrdiff_t i)
{
    const Diag *now = &findings->at[i], *before = now - 1;
    return i > 0 && now->id == before->id &&
           now->place.line == before->place.line &&
           str_eq(now->place.file, before->place.file) &&
           str_eq(now->message, before->message);
}

enum { SAID_MAX = 20 }; // findings of one kind, errors aside

// Decisions about a code that is gone can be hundreds; errors are all said.
static void sum_up(DiagId id, int count)
{
    if (count > SAID_MAX) {
        fprintf(stderr, "%s: further ones like these: %d [%s]\n",
                level_name(diag_level(id)), count - SAID_MAX, diag_name(id));
    }
}

void say_findings(const Request *request, const Diags *findings)
{
    int said[DIAG_IDS] = {0};
    Level least = request->quiet ? LEVEL_ERROR : LEVEL_NOTE;
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        DiagId id = findings->at[i].id;
        if (diag_level(id) < least || said_before(findings, i)) {
            continue;
        }
        if (diag_level(id) == LEVEL_ERROR || ++said[id] <= SAID_MAX) {
            say_finding(request, &findings->at[i]);
        }
    }
    for (int id = 0; id < DIAG_IDS; id++) {
        sum_up((DiagId)id, said[id]);
    }
}

void json_codebook(Json *json, const Codebook *codebook)
{
    json_key(json, "codebook");
    json_open(json, '{');
    json_key_str(json, "id", codebook->id);
    json_key_str(json, "version", codebook->version);
    json_key_str(json, "hash", codebook->hash);
    json_close(json);
}

void json_finding(Json *json, const Diag *finding)
{
    json_open(json, '{');
    json_key_str(json, "id", str_of(diag_name(finding->id)));
    json_key_str(json, "level", str_of(level_name(diag_level(finding->id))));
    json_key_str(json, "file", finding->place.file);
    json_key_int(json, "line", finding->place.line);
    json_key_int(json, "column", finding->place.column);
    json_key_str(json, "message", finding->message);
    json_close(json);
}

typedef struct Clock {
    struct timespec first; // call of all
    struct timespec begun, told;
    bool used, shown;
} Clock;

static int64_t since_ms(const struct timespec *then)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - then->tv_sec) * 1000 +
           (now.tv_nsec - then->tv_nsec) / 1000000;
}

enum { PATIENCE_MS = 1000, REDRAW_MS = 100 };

static void tell(void *to, const char *doing, int64_t done, int64_t of)
{
    Clock *clock = to;
    if (done == 0) {
        clock_gettime(CLOCK_MONOTONIC, &clock->begun);
        clock->told = clock->begun;
        clock->first = clock->used ? clock->first : clock->begun;
        clock->used = true;
    }
    int64_t elapsed = since_ms(&clock->begun);
    if (done == of) {
        if (clock->shown) {
            fputs("\r\033[K", stderr);
            clock->shown = false;
        }
        return;
    }
    // Whoever waited for a second is told what is begun, however long it takes.
    if (since_ms(&clock->first) < PATIENCE_MS ||
        (done > 0 && since_ms(&clock->told) < REDRAW_MS)) {
        return;
    }
    clock_gettime(CLOCK_MONOTONIC, &clock->told);
    clock->shown = true;
    if (elapsed < PATIENCE_MS) {
        fprintf(stderr, "\r\033[K%s %lld of %lld", doing, (long long)done,
                (long long)of);
        return;
    }
    int64_t left = done > 0 ? elapsed * (of - done) / done / 1000 : 0;
    fprintf(stderr, "\r\033[K%s %lld of %lld, about %lld s left", doing,
            (long long)done, (long long)of, (long long)left);
}

Progress progress_on_terminal(const Request *request)
{
    if (request->quiet || !isatty(STDERR_FILENO) || !isatty(STDOUT_FILENO)) {
        return (Progress){0};
    }
    return (Progress){.tell = tell, .to = NEW(request->arena, Clock)};
}

Themata *request_study(Request *request, StudyUse use, Err *err)
{
    Themata *study = themata_open(request_folder(request), use, err);
    if (study) {
        themata_on_progress(study, progress_on_terminal(request));
        themata_use_jobs(study, request->jobs);
    }
    return study;
}

Counting request_counting(Request *request, Unit unit)
{
    return (Counting){unit, option(request, "by"),
                      option_given(request, "aggregate")};
}

bool request_load(Request *request, Themata **study, const Study **loaded,
                  Err *err)
{
    *study = request_study(request, STUDY_READ, err);
    return *study &&
           themata_load(*study, option(request, "codebook"), loaded, err);
}
