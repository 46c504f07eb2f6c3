// New: a study folder to begin with.
#include "engine/inside.h"

#include "base/io.h"

#include <dirent.h>

// Files of src/engine/starter, put into the program by the assembler.
#define EMBED(name, file)                                                      \
    __asm__(".section .rodata\n" #name ":\n"                                   \
            ".incbin \"" THEMATA_SOURCE "/engine/starter/" file "\"\n"         \
            ".globl " #name "_end\n" #name "_end:\n.byte 0\n.previous\n");     \
    extern const char name[], name##_end[]

EMBED(starter_codebook, "codebook.yaml");
EMBED(starter_transcript, "P01.txt");
EMBED(starter_cases, "cases.yaml");
EMBED(starter_readme, "README.md");

typedef struct Starter {
    const char *path, *begin, *end;
} Starter;

static bool is_empty_folder(const char *path)
{
    bool empty = true;
    DIR *folder = opendir(path);
    if (!folder) {
        return true;
    }
    for (struct dirent *entry; empty && (entry = readdir(folder));) {
        empty = entry->d_name[0] == '.';
    }
    closedir(folder);
    return empty;
}

bool themata_new(const char *folder, Err *err)
{
    const Starter files[] = {
        {"README.md", starter_readme, starter_readme_end},
        {"codebooks/first.yaml", starter_codebook, starter_codebook_end},
        {"transcripts/P01.txt", starter_transcript, starter_transcript_end},
        {"transcripts/cases.yaml", starter_cases, starter_cases_end},
    };
    static const char *const folders[] = {"", "codebooks", "transcripts",
                                          "transcripts/overrides", "reports"};
    Arena arena = {0};
    bool ok = true;
    if (!is_empty_folder(folder)) {
        return err_set(err, ERR_USAGE,
                       "cannot make a study in '%s': the folder is not empty",
                       folder);
    }
    for (size_t i = 0; ok && i < sizeof folders / sizeof *folders; i++) {
        Str path = path_join(&arena, str_of(folder), str_of(folders[i]));
        ok = io_make_folder(str_terminated(&arena, path), err);
    }
    for (size_t i = 0; ok && i < sizeof files / sizeof *files; i++) {
        Str path = path_join(&arena, str_of(folder), str_of(files[i].path));
        Str bytes = {files[i].begin, files[i].end - files[i].begin};
        ok = io_write(str_terminated(&arena, path), bytes, err);
    }
    arena_release(&arena);
    return ok;
}
