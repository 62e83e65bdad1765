#!/usr/bin/env bash
# Measures the whole job on many rows against DuckDB's scans of the same files (DuckDbTrends), side by side: by turns, with
# the same number of threads and as much memory, medians of the repetitions.
#   src/bench/scale.sh ROWS [REPETITIONS]      such as 1e7 3; the rows are generated once, into a folder of the temporary ones
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
rows=${1:?'how many rows, such as 1e7'}
repetitions=${2:-1}
memory=4
threads=$(getconf _NPROCESSORS_ONLN)
vintage=2026-01-01
releases=${TMPDIR:-/tmp}/compute-trends-scale-$rows
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -d "$releases/vintage=$vintage" ] ||
  "$home/jobs/compute-trends" generate --rows "$rows" --output "$releases" --vintage "$vintage"
[ -f "$home/target/bench/classpath" ] ||
  (cd "$home" && ./mvnw -q -B -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath)

# Seconds that a command takes go to the file $1.seconds, the most memory that it had, in MB, to $1.memory.
measured() {
  local file=$1 begin end
  shift
  begin=$(date +%s%N)
  /usr/bin/time -f '%M' -o "$work/memory" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  end=$(date +%s%N)
  echo "$(((end - begin) / 1000000))" >>"$file.seconds"
  awk '{ print $1 / 1024 }' "$work/memory" >>"$file.memory"
}

median() {
  sort -n "$1" | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

for ((i = 0; i < repetitions; i++)); do
  COMPUTE_TRENDS_JAVA_OPTS="-Xmx${memory}g" measured "$work/job" \
    "$home/jobs/compute-trends" run --scope all --input "$releases" --vintage "$vintage" --output "$work/out"
  sed -n '/"stageSeconds"/,/}/s/^ *"\(.*\)" : \([0-9.]*\),\{0,1\}$/\1:\2/p' "$work/out/manifest.json" |
    while IFS=: read -r stage seconds; do
      echo "$seconds" >>"$work/stage-$stage"
      grep -qxF "$stage" "$work/stages" 2>/dev/null || echo "$stage" >>"$work/stages"
    done
  measured "$work/duckdb" java -cp "$home/target/bench/test-classes:$(cat "$home/target/bench/classpath")" \
    org.computetrends.bench.DuckDbTrends "$releases/vintage=$vintage/*.parquet" "$vintage" "$threads" "${memory}GB" "$work/out/tables/trends"
done

echo "$rows rows, $threads threads, ${memory} GB, $(date +%F), median of $repetitions"
printf '%-24s %10s %12s\n' '' seconds 'memory, MB'
for side in job duckdb; do
  printf '%-24s %10.1f %12.0f\n' "$side" "$(median "$work/$side.seconds" | awk '{ print $1 / 1000 }')" \
    "$(median "$work/$side.memory")"
done
echo "$(median "$work/job.seconds") $(median "$work/duckdb.seconds")" | awk '{ printf "%-24s %10.2f\n", "ratio", $1 / $2 }'
tail -n 1 "$work/log"
echo 'Stages of the job:'
while read -r stage; do
  printf '  %-22s %10.1f\n' "$stage" "$(median "$work/stage-$stage")"
done <"$work/stages"
