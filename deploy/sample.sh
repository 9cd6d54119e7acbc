#!/usr/bin/env bash
# Makes the sample workspace here, drops the sample scans once, and processes what waits.
set -euo pipefail
cd "$(dirname "$0")/.."
troskel=.venv/bin/troskel

if [ ! -f troskel.toml ]; then
  "$troskel" init . --routine goteborg
  "$troskel" register import fixtures/register/*.csv
  # As a scanner does: written aside under a temporary name, then given its own.
  while IFS= read -r sample; do
    [ -n "$sample" ] || continue
    target=inbox/$(basename "$sample")
    cp "fixtures/$sample" "$target.part"
    mv "$target.part" "$target"
  done <fixtures/samples.txt
fi
"$troskel" process
