#!/bin/sh
# The installed library: sh tests/install.sh BUILD COMPILER FOLDER
#
# What 'cmake --install' puts into a folder is enough to compile and run a
# program against it, and the installed themata is of the same version.
set -eu
build=$1
compiler=$2
folder=$3

rm -rf "$folder"
cmake --install "$build" --prefix "$folder/prefix" >/dev/null
description=$(find "$folder/prefix" -name themata.pc)
PKG_CONFIG_PATH=$(dirname "$description")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046 # pkg-config prints words
"$compiler" -std=c17 -Wall -Wextra -Wpedantic -Werror -o "$folder/program" \
    tests/install.c $(pkg-config --cflags --libs themata)
linked=$("$folder/program")
installed=$("$folder/prefix/bin/themata" --version)
echo "linked: $linked; installed: $installed"
[ "$linked" = "$installed" ]

# Every command has its manual page.
for page in "$folder"/prefix/share/man/man[15]/*.[15]; do
    grep -q '^\.SH NAME' "$page" || {
        echo "not a manual page: $page"
        exit 1
    }
done
