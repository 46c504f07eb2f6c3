#!/bin/sh
# The layout is that of clang-format 14: sh tests/format.sh (in the repository)
format=$(command -v clang-format-14 || command -v clang-format) || {
    echo "skipped: no clang-format"
    exit 77
}
case $("$format" --version) in
*" 14."*) ;;
*)
    echo "skipped: clang-format is not of version 14"
    exit 77
    ;;
esac

"$format" --dry-run --ferror-limit=0 \
    src/*/*.[ch] src/*/*/*.[ch] tests/*/*.[ch] 2>&1 |
    awk -F: '
        / code should be clang-formatted / { places[$1]++ }
        END {
            for (file in places) {
                printf "%s: not as clang-format -i leaves it\n", file
                offences++
            }
            exit offences > 0
        }
    '
