#!/bin/sh
# The shape of the sources: sh tests/shape.sh (in the repository)
#
# Lines have at most 80 characters, functions 60 lines, files 600. A function
# is what stands between "{" and "}" in the first column; clang-format sees to
# it that nothing else does.
export LC_ALL=C
awk '
    function offence(line, what) {
        printf "%s:%d: %s\n", FILENAME, line, what
        offences++
    }
    FNR == 1 {
        files++
        begin = 0
    }
    {
        text = $0
        # Bytes that continue a character of UTF-8 are not counted.
        gsub(/[\200-\277]/, "", text)
        if (length(text) > 80)
            offence(FNR, "a line of " length(text) " characters")
    }
    FNR == 601 { offence(FNR, "a file of more than 600 lines") }
    /^\{/ { begin = FNR }
    /^\}/ {
        if (begin && FNR - begin + 1 > 60)
            offence(begin, "a function of " FNR - begin + 1 " lines")
        begin = 0
    }
    END {
        printf "%d files, %d offences\n", files, offences
        exit offences > 0
    }
' src/*/*.[ch] src/*/*/*.[ch] tests/*/*.[ch]
