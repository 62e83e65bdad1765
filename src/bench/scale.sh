#!/usr/bin/env bash
# Compares the whole job on many rows with the best SQL that we know for its trends (DuckDbTrends), and with Spark's copying of the rows
# (SparkCopy), over the same files: alternating, with the same threads and memory, medians of the repetitions.
#   src/bench/scale.sh ROWS [REPETITIONS [FORM...]]
# such as 1e7 3 slopes extra. Forms: slopes, extra and duplicates, compared with the job without row tables; copy, compared with the job
# with them; default: all four. The rows are generated once, into the temporary folder.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
rows=${1:?'how many rows, such as 1e7'}
repetitions=${2:-3}
forms=("${@:3}")
[ ${#forms[@]} -gt 0 ] || forms=(slopes extra duplicates copy)
memory=4
threads=$(getconf _NPROCESSORS_ONLN)
vintage=2026-01-01
releases=${TMPDIR:-/tmp}/compute-trends-scale-$rows
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The tables in the settings, one per line there, except those with a row per release.
tables_without_rows() {
  sed -n '/^  tables = \[/,/^  \]/p' "$home/conf/compute-trends.conf" | grep -E '^    [a-z_]+$' |
    grep -vE '^ *(releases|rejects|observations)$' | paste -sd, -
}

# The job's settings, without row tables and with them. Both look for duplicates.
declare -A settings=([scan]="publishing.tables=[$(tables_without_rows)]" [rows]=scale.driver-megabytes=400)
declare -A titles=([scan]='job, no row tables' [rows]='job, row tables'
  [slopes]='DuckDB, slopes' [extra]='DuckDB, extra' [duplicates]='DuckDB, duplicates'
  [copy]='Spark, copy')

# The job that a form is compared with.
job_of() {
  if [ "$1" = copy ]; then echo rows; else echo scan; fi
}

for form in "${forms[@]}"; do
  [[ $form =~ ^(slopes|extra|duplicates|copy)$ ]] || { echo "scale.sh: $form must be slopes, extra, duplicates or copy" >&2; exit 2; }
done
"$home/jobs/compute-trends" --version >/dev/null # builds, if that is needed
[ -d "$releases/vintage=$vintage" ] ||
  "$home/jobs/compute-trends" generate --rows "$rows" --output "$releases" --vintage "$vintage"
(cd "$home" && ./mvnw -q -B -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath)
classes=$home/target/bench/test-classes:$home/target/bench/classes:$(cat "$home/target/bench/classpath")

# Appends to the file $1: seconds of wall time and of CPU (user and system, including child processes), and the peak memory of
# a process in MB.
measured() {
  local file=$1
  shift
  /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  tail -n 1 "$work/time" | awk '{ print $1, $2 + $3, $4 / 1024 }' >>"$file"
}

# Not as a small input, which would create a class archive during the next measurement.
job() {
  COMPUTE_TRENDS_INPUT=large COMPUTE_TRENDS_JAVA_OPTS="-Xmx${memory}g" measured "$work/$1" "$home/jobs/compute-trends" run --scope all \
    --input "$releases" --vintage "$vintage" --output "$work/out-$1" --set "${settings[$1]}"
  sed -n '/"stageSeconds"/,/}/s/^ *"\(.*\)" : \([0-9.]*\),\{0,1\}$/\2 \1/p' "$work/out-$1/manifest.json" >>"$work/stages-$1"
}

copy() {
  measured "$work/copy" java "@$home/conf/jvm.options" "-Xmx${memory}g" -cp "$classes" org.computetrends.bench.SparkCopy \
    "$releases/vintage=$vintage/*.parquet" "$work/out-copy"
}

# The job leaves out copies. Only the form duplicates does too, so only that is checked against the job's trends.
duckdb() {
  local trends=()
  if [ "$1" = duplicates ]; then trends=("$work/out-$(job_of "$1")/tables/trends"); fi
  measured "$work/$1" java -cp "$classes" org.computetrends.bench.DuckDbTrends "$1" \
    "$releases/vintage=$vintage/*.parquet" "$vintage" "$threads" "${memory}GB" ${trends[@]+"${trends[@]}"}
  tail -n 1 "$work/log" >"$work/difference-$1"
}

# The median of column $2 of the file $1.
median() {
  awk -v column="$2" '{ print $column }' "$1" | sort -n |
    awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

jobs=$(for form in "${forms[@]}"; do job_of "$form"; done | awk '!seen[$0]++')
load=$(uptime | sed 's/.*load average: //')
for ((i = 0; i < repetitions; i++)); do
  for way in $jobs; do
    job "$way"
    for form in "${forms[@]}"; do
      [ "$(job_of "$form")" = "$way" ] || continue
      if [ "$form" = copy ]; then copy; else duckdb "$form"; fi
    done
  done
done

echo "$rows rows, $threads threads, ${memory} GB, $(date +%F), median of $repetitions; load average $load before, $(uptime |
  sed 's/.*load average: //') after"
printf '%-24s %10s %10s %10s\n' '' 'wall, s' 'CPU, s' 'peak, MB'
for way in $jobs; do
  for side in "$way" "${forms[@]}"; do
    [ "$side" = "$way" ] || [ "$(job_of "$side")" = "$way" ] || continue
    printf '%-24s %10.1f %10.1f %10.0f\n' "${titles[$side]}" "$(median "$work/$side" 1)" "$(median "$work/$side" 2)" \
      "$(median "$work/$side" 3)"
  done
done
for form in "${forms[@]}"; do
  [ ! -f "$work/difference-$form" ] || echo "${titles[$form]}: $(cat "$work/difference-$form")"
done
for way in $jobs; do
  echo "Stages of the ${titles[$way]}, s of wall time, some of them in parallel:"
  cut -d' ' -f2- "$work/stages-$way" | awk '!seen[$0]++' | while read -r stage; do
    grep " $stage\$" "$work/stages-$way" >"$work/stage"
    printf '  %-22s %10.1f\n' "$stage" "$(median "$work/stage" 1)"
  done
done
