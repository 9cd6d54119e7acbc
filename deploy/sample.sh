#!/usr/bin/env bash
# Makes the sample workspace here with sample accounts, drops the sample scans once, and processes
# what waits.
set -euo pipefail
cd "$(dirname "$0")/.."
troskel=.venv/bin/troskel
accounts=exempelkonton.txt

[ -f troskel.toml ] || cp deploy/sample.toml troskel.toml
"$troskel" init . --routine goteborg

# One account a role, all with one password that is drawn here and kept in a file of one's own.
# Accounts that somebody has made already are left alone.
if [ ! -e "$accounts" ] && [ "$("$troskel" account list --json)" = "[]" ]; then
  word=$(.venv/bin/python -c 'import secrets
print("-".join("".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(4)) for _ in range(4)))')
  make_account() { printf '%s\n' "$word" | "$troskel" account add "$@" >/dev/null; }
  make_account anna --name "Anna Provsson" --role administrator
  make_account vera --name "Vera Vaktsson" --role handlaggare:vuxen
  make_account elin --name "Elin Provsson" --role handlaggare:ekonomiskt_bistand
  make_account bo --name "Bo Provsson" --role handlaggare:barn_unga
  make_account cecilia --name "Cecilia Provsson" --role chef
  make_account ivar --name "Ivar Provsson" --role it
  make_account siri --name "Siri Skyddsson" --role administrator --protected
  (umask 077 && cat >"$accounts") <<TEXT
Exempelkonton. Lösenord för alla: $word
  anna      granskar breven (administratör)
  vera      hämtar vuxenenhetens underlag (handläggare)
  elin      hämtar ekonomiskt bistånds underlag (handläggare)
  bo        hämtar barn och ungas underlag (handläggare)
  cecilia   ser läget och rutinen (chef)
  ivar      konton och drift (IT)
  siri      granskar också brev med skyddade uppgifter (administratör, utsedd)
TEXT
fi

if [ -n "$("$troskel" export | head -c 1)" ]; then
  "$troskel" process
else
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
fi
if [ -e "$accounts" ]; then
  echo
  cat "$accounts"
fi
