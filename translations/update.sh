#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: translations/update.sh [FOLDER]
# Brings the .ts files (of this folder, or of FOLDER) up to date with the strings of app/, widgets/ and engine/.
# LUPDATE names the program where it is not found by itself.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$root/translations}
for lupdate in "${LUPDATE:-}" /usr/lib/qt6/bin/lupdate lupdate6 lupdate-qt6 lupdate; do
  if [ -n "$lupdate" ] && command -v "$lupdate" >/dev/null 2>&1; then
    break
  fi
done
cd "$root"
"$lupdate" -silent -I "$root" -no-obsolete -locations none -tr-function-alias QT_TRANSLATE_NOOP+=TRANSLATABLE \
  app widgets engine -ts "$folder/prososcope_de.ts"
"$lupdate" -silent -I "$root" -no-obsolete -locations none -pluralonly app widgets engine -ts "$folder/prososcope_en.ts"
