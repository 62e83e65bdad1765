#!/usr/bin/env bash
# Simulates a schedule of nightly runs of the real job over growing vintages. Some runs are killed at random moments and
# restarted, as by a scheduler. At the end every table must equal that of an undisturbed schedule: nightly.sh [NIGHTS] [KILLS]
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
nights=${1:-30} kills=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
RANDOM=20260423

# Each night has a vintage with the releases of the night before and some more.
vintage() { date -u -d "2026-01-01 + $1 days" +%F; }
declare -A killed=()
while [ ${#killed[@]} -lt "$kills" ] && [ ${#killed[@]} -lt "$nights" ]; do killed[$((RANDOM % nights))]=yes; done

run() { # OUTPUT NIGHT
  "$home/jobs/compute-trends" run --scope all --input "$work/releases" --vintage "$(vintage "$2")" --output "$1" \
    --set fitting.replicates=40 >"$work/log" 2>&1
}
survived=0
for ((night = 0; night < nights; night++)); do
  "$home/jobs/compute-trends" generate --rows $((1000 + 20 * night)) --output "$work/releases" \
    --set "generator.vintage=$(vintage $night)" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
  begin=$(date +%s%N)
  run "$work/calm" $night || { cat "$work/log"; exit 1; }
  took=$((($(date +%s%N) - begin) / 1000000))
  if [ -n "${killed[$night]:-}" ]; then
    # Kills at any moment of a run. A run that had already ended does not count, and the night is repeated.
    until [ "${killed[$night]}" = killed ]; do
      run "$work/killed" $night &
      process=$!
      milliseconds=$((RANDOM * took / 32768))
      sleep "$(printf '%d.%03d' $((milliseconds / 1000)) $((milliseconds % 1000)))"
      # The launcher replaces itself by java, which is a child of the background shell.
      ! pkill -9 -P "$process" 2>/dev/null || killed[$night]=killed
      wait "$process" 2>/dev/null || true
    done
    survived=$((survived + 1))
    echo "night $night: killed after $milliseconds of some $took ms"
  fi
  run "$work/killed" $night || { cat "$work/log"; exit 1; }
done

# Compared row by row, for every vintage. The table `runs` has durations and differs.
(cd "$home" && ./mvnw -q -B -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath)
same=$(java -cp "$home/target/bench/test-classes:$(cat "$home/target/bench/classpath")" \
  org.computetrends.bench.SameTables "$work/calm/tables" "$work/killed/tables") || { echo "$same" >&2; exit 1; }
echo "Nights: $nights, killed and restarted: $survived; $same"
