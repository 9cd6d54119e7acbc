#!/usr/bin/env bash
# Puts in place what Tröskel needs: system packages, and a virtual environment from locked versions.
# Usage: deploy/prepare.sh [requirements.txt | requirements-dev.txt]
set -euo pipefail
cd "$(dirname "$0")/.."
requirements=${1:-requirements.txt}

say() { printf '%s\n' "$*" >&2; }

missing=()
tesseract --list-langs 2>/dev/null | grep -qx swe || missing+=(tesseract-ocr tesseract-ocr-swe)
tesseract --list-langs 2>/dev/null | grep -qx osd || missing+=(tesseract-ocr-osd)
libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
grep -q 'libmagic\.so\.1' <<<"$libraries" || missing+=(libmagic1)
grep -q 'libpango-1\.0\.so\.0' <<<"$libraries" || missing+=(libpango-1.0-0)
grep -q 'libpangoft2-1\.0\.so\.0' <<<"$libraries" || missing+=(libpangoft2-1.0-0)
grep -q 'libharfbuzz-subset\.so\.0' <<<"$libraries" || missing+=(libharfbuzz-subset0)
[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing+=(fonts-dejavu-core)
[ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/truetype/liberation2 ] \
  || missing+=(fonts-liberation)
# The pages are proven in a browser; to run them none is needed.
if [ "$(basename "$requirements")" = requirements-dev.txt ]; then
  command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 \
    || missing+=(chromium)
fi

# The newest of the Pythons that the locked versions are made for.
python=
for candidate in python3 python3.13 python3.12 python3.11; do
  if command -v "$candidate" >/dev/null 2>&1 \
    && "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))'; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  missing+=(python3 python3-venv)
elif ! "$python" -c 'import ensurepip' 2>/dev/null; then
  missing+=("$("$python" -c 'import sys; print(f"python3.{sys.version_info[1]}-venv")')")
fi

if [ ${#missing[@]} -gt 0 ]; then
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    say "Installerar systempaket: ${missing[*]}"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
      --no-install-recommends "${missing[@]}" >&2
  else
    say "Det saknas systempaket. Kör den här raden och sedan samma kommando igen:"
    say "  sudo apt-get update && sudo apt-get install -y ${missing[*]}"
    exit 1
  fi
  python=${python:-python3}
fi

# A .venv that was made by a Python which this account cannot start (one in somebody's closed home),
# or that was copied here from another folder, is made anew. One laid here as a link is only tried.
venv_works() {
  .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return 1
  [ -L .venv ] || [ ! -e .venv/bin/troskel ] \
    || grep -qF -e "$PWD/.venv/bin/" -e "$(pwd -P)/.venv/bin/" .venv/bin/troskel
}
if { [ -e .venv ] || [ -L .venv ]; } && ! venv_works; then
  say "Mappen .venv fungerar inte här för kontot $(id -un): den är flyttad, eller gjord av ett"
  say "Python som kontot inte når. Den görs om. Inga brev eller inställningar ligger i den."
  if ! rm -rf .venv 2>/dev/null; then
    say "Den gick inte att ta bort. Kör den här raden och sedan samma kommando igen:"
    say "  sudo rm -rf $PWD/.venv"
    exit 1
  fi
fi

stamp=.venv/.installed-$(basename "$requirements")
wanted=$(cat "$requirements" pyproject.toml | sha256sum)
if [ ! -x .venv/bin/troskel ] || [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  if [ -e .venv ] && [ ! -w .venv ]; then
    owner=$(stat -c %U .venv)
    say "Mappen .venv behöver uppdateras men tillhör kontot $owner. Kör den här raden och sedan"
    say "samma kommando igen:"
    say "  sudo -u $owner $PWD/deploy/prepare.sh $requirements"
    exit 1
  fi
  say "Installerar Python-paket från $requirements (några minuter första gången) …"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  base=$(.venv/bin/python -c 'import sys; print(sys.base_prefix)')
  if [ "$(id -u)" = 0 ] && [[ $base = "$HOME"/* ]]; then
    say "Obs: .venv bygger på ett Python i $base, som andra konton inte når. För drift under ett"
    say "eget konto: kör deploy/prepare.sh som det kontot, eller installera python3 för alla."
  fi
  # The lock names every package, so nothing is resolved: a release newer than it changes nothing.
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --no-deps --require-hashes --only-binary :all: -r "$requirements"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation -e .
  printf '%s\n' "$wanted" >"$stamp"
fi
