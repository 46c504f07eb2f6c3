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

offences=0
for file in src/*/*.[ch] tests/*/*.[ch]; do
    if ! "$format" "$file" | cmp -s - "$file"; then
        echo "$file: not as clang-format -i leaves it"
        offences=$((offences + 1))
    fi
done
exit $((offences > 0))
