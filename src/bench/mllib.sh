#!/usr/bin/env bash
# Measures the time of an MLlib LinearRegression per trend, as in a notebook.
#   src/bench/mllib.sh ROWS [COHORT...]   such as 1e8 all notable record; the rows are those of scale.sh
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
rows=${1:?'how many rows, such as 1e7'}
[ $# -gt 1 ] || set -- "$rows" all notable
vintage=2026-01-01
releases=${TMPDIR:-/tmp}/compute-trends-scale-$rows

[ -d "$releases/vintage=$vintage" ] ||
  "$home/jobs/compute-trends" generate --rows "$rows" --output "$releases" --vintage "$vintage"
(cd "$home" && ./mvnw -q -B -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath)
java "@$home/conf/jvm.options" -Xmx4g -cp "$home/target/bench/test-classes:$(cat "$home/target/bench/classpath")" \
  org.computetrends.bench.MllibTrends "$releases/vintage=$vintage/*.parquet" "$vintage" "${@:2}" 2>/dev/null
