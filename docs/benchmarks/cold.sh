#!/usr/bin/env bash
# Times whole commands from a cold JVM, five runs each: wall seconds, best and median. Needs target/nadir (mvn -q package).
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x target/nadir ] || { echo "run mvn -q package first" >&2; exit 2; }

time_command() {
  local seconds=()
  for _ in 1 2 3 4 5; do
    local start end
    start=$(date +%s%N)
    target/nadir "$@" >/dev/null 2>&1 || true
    end=$(date +%s%N)
    seconds+=("$(((end - start) / 1000000))")
  done
  mapfile -t sorted < <(printf '%s\n' "${seconds[@]}" | sort -n)
  printf 'best %5d ms   median %5d ms   nadir %s\n' "${sorted[0]}" "${sorted[2]}" "$*"
}

time_command check models/deep-linear-network
time_command derive models/deep-linear-network
time_command derive models/stochastic-deep-linear-network
time_command derive models/linear-vae
time_command verify models/deep-linear-network
time_command verify models/linear-vae
