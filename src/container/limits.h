// container/limits.h - how large what a file holds may be.
//
// A file of a few kilobytes can hold gigabytes, or nest without end.  What goes
// beyond one of these is refused, with its place; nothing is cut silently.
#ifndef CONTAINER_LIMITS_H
#define CONTAINER_LIMITS_H

enum {
    MEMBERS_MAX = 20000,                  // of an archive
    MEMBER_BYTES_MAX = 64 * 1024 * 1024,  // of one member, unpacked
    ARCHIVE_BYTES_MAX = 96 * 1024 * 1024, // of all members read of one archive
    MEMBER_RATIO_MAX = 400, // unpacked over packed, for more than a megabyte
    NESTING_MAX = 256,      // elements within elements, values within values
    ATTRIBUTES_MAX = 1024,  // of one element
    JSON_BYTES_MAX = 64 * 1024 * 1024,
    VALUES_MAX = 800000, // of JSON, of which a word of speech has about ten
    PROGRAM_SECONDS_MAX = 10,               // of processor time
    PROGRAM_WAIT_MAX = 60,                  // seconds until it is ended
    PROGRAM_MEMORY_MAX = 256 * 1024 * 1024, // that another program may have
    // Bytes that it may write: of a PDF 2,000 to 3,000 pages, for which a
    // reader needs as much again.
    PROGRAM_OUTPUT_MAX = 160 * 1024 * 1024,
    PROGRAM_COMPLAINT_MAX = 4096,
    CELLS_MAX = 4 * 1024 * 1024,         // of a workbook
    SHEETS_BYTES_MAX = 64 * 1024 * 1024, // in them, with what is repeated
};

#endif
