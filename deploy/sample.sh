#!/usr/bin/env bash
# Makes the sample workspace here, drops the sample scans once, and processes what waits.
set -euo pipefail
cd "$(dirname "$0")/.."
troskel=.venv/bin/troskel

[ -f troskel.toml ] || cp deploy/sample.toml troskel.toml
"$troskel" init . --routine goteborg
if [ -n "$("$troskel" export | head -c 1)" ]; then
  "$troskel" process
  exit
fi

"$troskel" register import --exported-on 2026-10-01 fixtures/register/*.csv
# As a scanner does: written aside under a temporary name, then given its own.
while IFS= read -r name; do
  [ -n "$name" ] || continue
  for scan in "fixtures/letters/$name"/scan.*; do
    target=inbox/$name.${scan##*.}
    cp "$scan" "$target.part"
    mv "$target.part" "$target"
  done
done <fixtures/samples.txt
# The sample letters are dated around this day; a new scan counts from the day it is dropped.
echo "Exempelbreven räknas som inkomna 2026-10-05; det som skulle ske samma dag är därför försenat."
echo "De läses nu, det tar någon minut …"
"$troskel" process --received-on 2026-10-05
