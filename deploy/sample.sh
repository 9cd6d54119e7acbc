#!/usr/bin/env bash
# Makes the sample workspace here, drops the sample scans once, and processes what waits.
set -euo pipefail
cd "$(dirname "$0")/.."
troskel=.venv/bin/troskel

if [ ! -f troskel.toml ]; then
  "$troskel" init . --routine goteborg
  "$troskel" register import fixtures/register/*.csv
  # As a scanner does: written aside under a temporary name, then given its own.
  while IFS= read -r name; do
    [ -n "$name" ] || continue
    for scan in "fixtures/letters/$name"/scan.*; do
      target=inbox/$name.${scan##*.}
      cp "$scan" "$target.part"
      mv "$target.part" "$target"
    done
  done <fixtures/samples.txt
fi
"$troskel" process
