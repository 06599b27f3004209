#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# make-package-files.sh PROGRAM SOURCE-FOLDER FOLDER: what packages need beyond the sources and the program: manual pages and
# completions, which the program writes by itself, and changelogs as Debian wants them.
set -eu
program=$1 source=$2 folder=$3

mkdir -p "$folder"
# -n: no time and no name in it, so that the same sources give the same package.
"$program" manual | gzip -9n >"$folder/callfloor.1.gz"
# The page speaks of both programs.
ln -sf callfloor.1.gz "$folder/callfloor-console.1.gz"
for shell in bash zsh fish; do "$program" completion "$shell" >"$folder/completion.$shell"; done
gzip -9nc "$source/CHANGELOG.md" >"$folder/changelog.gz"
gzip -9nc "$source/packaging/debian/changelog" >"$folder/changelog.Debian.gz"
