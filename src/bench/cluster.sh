#!/usr/bin/env bash
# Runs the whole job on many rows here, and on a standalone cluster of two executors with one core each, and compares the
# tables of both row by row.
#   src/bench/cluster.sh ROWS          such as 1e8; the rows are generated once, into the temporary folder
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
rows=${1:?'how many rows, such as 1e8'}
vintage=2026-01-01
releases=${TMPDIR:-/tmp}/compute-trends-scale-$rows
work=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

[ -d "$releases/vintage=$vintage" ] ||
  "$home/jobs/compute-trends" generate --rows "$rows" --output "$releases" --vintage "$vintage"
"$home/jobs/compute-trends" --version >/dev/null # builds if needed
(cd "$home" && ./mvnw -q -B -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath)

# As in spark-class; Scala's version is needed if Spark is not a full distribution.
export SPARK_LOCAL_IP=127.0.0.1
daemon() {
  SPARK_HOME="$home/target/spark" SPARK_SCALA_VERSION=2.13 java "@$home/conf/jvm.options" -Xmx512m \
    -cp "$home/target/spark/jars/*" "$@" >>"$work/daemons" 2>&1 &
  started+=($!)
}
await() {
  for ((i = 0; i < 60; i++)); do
    [ "$(grep -c "$1" "$work/daemons")" -lt "$2" ] || return 0
    sleep 1
  done
  cat "$work/daemons" >&2
  exit 1
}
daemon org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 0
await 'Starting Spark master' 1
for i in 1 2; do
  daemon org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 2g --work-dir "$work/worker$i" \
    --webui-port 0 spark://127.0.0.1:17077
done
await 'Successfully registered with master' 2

timed() {
  local name=$1 begin
  shift
  begin=$(date +%s%N)
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  echo "$name: $((($(date +%s%N) - begin) / 1000000)) ms"
}
echo "$rows rows, $(date +%F)"
timed 'on two executors' "$home/jobs/submit" --master spark://127.0.0.1:17077 --executor-memory 2g --executor-cores 1 \
  --driver-memory 2g run --scope all --input "$releases" --vintage "$vintage" --output "$work/cluster"
timed 'here, two threads' env COMPUTE_TRENDS_JAVA_OPTS=-Xmx4g "$home/jobs/compute-trends" run --scope all --input "$releases" \
  --vintage "$vintage" --output "$work/here"
java -cp "$home/target/bench/test-classes:$(cat "$home/target/bench/classpath")" org.computetrends.bench.SameTables \
  "$work/here/tables" "$work/cluster/tables"
