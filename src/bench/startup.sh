#!/usr/bin/env bash
# Compares the default run with a minimal Spark job (BareSpark), cold (no class archive) and warm (with it):
# alternating, with the same JVM options, medians of the repetitions.
#   src/bench/startup.sh [REPETITIONS]      default 5
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
# shellcheck source=jobs/lib.sh
. "$home/jobs/lib.sh"
# shellcheck source=jobs/startup.sh
. "$home/jobs/startup.sh"
repetitions=${1:-5}
"$home/jobs/compute-trends" --version >/dev/null # builds, if that is needed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/classes"
"$(dirname "$java")/javac" -proc:none -nowarn -d "$work/classes" -cp "$(class_path)" \
  "$home/src/bench/java/org/computetrends/bench/BareSpark.java"
"$(dirname "$java")/jar" cf "$work/bare.jar" -C "$work/classes" .
[ -n "$(archive_file)" ] || "$home/jobs/compute-trends" archive >/dev/null
archive=(-Xshare:auto "-XX:SharedArchiveFile=$(archive_file)" '-Xlog:cds*=off')
input=$(printf '%s\n' "$home"/data/releases/vintage=*/*.parquet | tail -n 1)

# Appends the seconds that a command takes to the file $1.
timed() {
  local file=$1 begin end
  shift
  begin=$(date +%s%N)
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  end=$(date +%s%N)
  echo "$(((end - begin) / 1000000))" >>"$file"
}

bare() {
  rm -rf "$work/bare-out"
  "$java" "@$home/conf/jvm.options" "${small_options[@]}" -XX:+UseSerialGC "$@" -cp "$(class_path):$work/bare.jar" \
    org.computetrends.bench.BareSpark "$input" "$work/bare-out"
}

run() {
  COMPUTE_TRENDS_ARCHIVE=$1 "$home/jobs/compute-trends" run --output "$work/out"
}

median() {
  sort -n "$1" | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2000 }'
}

for ((i = 0; i < repetitions; i++)); do
  timed "$work/bare-cold" bare -Xshare:auto
  timed "$work/run-cold" run off
  timed "$work/bare-warm" bare "${archive[@]}"
  timed "$work/run-warm" run on
  sed -n '/"stageSeconds"/,/}/s/^ *"\(.*\)" : \([0-9.]*\),\{0,1\}$/\1:\2/p' "$work/out/manifest.json" |
    while IFS=: read -r stage seconds; do
      echo "$seconds" | awk '{ print $1 * 1000 }' >>"$work/stage-$stage"
      echo "$stage" >>"$work/stages"
    done
done

echo "$java_version, $(getconf _NPROCESSORS_ONLN) cores, $(date +%F), median of $repetitions, in seconds"
printf '%-24s %8s %8s\n' '' cold warm
printf '%-24s %8.1f %8.1f\n' 'bare Spark' "$(median "$work/bare-cold")" "$(median "$work/bare-warm")"
printf '%-24s %8.1f %8.1f\n' 'default run' "$(median "$work/run-cold")" "$(median "$work/run-warm")"
printf '%-24s %8.2f %8.2f\n' 'ratio' \
  "$(echo "$(median "$work/run-cold") $(median "$work/bare-cold")" | awk '{ print $1 / $2 }')" \
  "$(echo "$(median "$work/run-warm") $(median "$work/bare-warm")" | awk '{ print $1 / $2 }')"
echo "Stages of the warm run, some of them in parallel:"
awk '!seen[$0]++' "$work/stages" | while read -r stage; do
  printf '  %-22s %8s %8.1f\n' "$stage" '' "$(median "$work/stage-$stage")"
done
