#!/bin/sh
# One golden case: sh tests/golden.sh CASE FOLDER
#
# CASE/args holds command lines, one each (shell words, without "themata");
# they run one after the other in FOLDER, a fresh copy of CASE/study. A line
# that begins with "!" is a command of the shell instead: "! rm a.txt".
# CASE/expected holds for each the line "$ themata ARGS", its stdout, its stderr
# behind "! ", and "exit N". ACCEPT=1 in the environment rewrites it.
# THEMATA_BIN is the program; THEMATA_WRAPPER, if set, runs it: "valgrind -q".
set -u
case=$1
folder=$2
got=$folder/got

rm -rf "$folder"
mkdir -p "$folder/study"
[ ! -d "$case/study" ] || cp -R "$case/study/." "$folder/study"

cd "$folder/study" || exit 1
while IFS= read -r line; do
    case $line in
    '! '*)
        printf '%s\n' "$line"
        sh -c "${line#! }" </dev/null
        continue
        ;;
    esac
    eval "set -- $line"
    # shellcheck disable=SC2086 # the wrapper is a list of words
    ${THEMATA_WRAPPER-} "$THEMATA_BIN" "$@" \
        >"$folder/out" 2>"$folder/err" </dev/null
    status=$?
    printf '$ themata %s\n' "$line"
    cat "$folder/out"
    sed 's/^/! /' "$folder/err"
    printf 'exit %s\n' "$status"
done <"$case/args" >"$got"

if [ "${ACCEPT-}" = 1 ]; then
    cp "$got" "$case/expected"
elif ! diff -u "$case/expected" "$got"; then
    printf '%s differs; if that is meant: ACCEPT=1 ctest -R golden.%s\n' \
        "$case/expected" "$(basename "$case")"
    exit 1
fi
