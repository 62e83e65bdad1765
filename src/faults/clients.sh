#!/usr/bin/env bash
# Publishes a run to Iceberg's REST catalog, to a lake with a catalog in PostgreSQL, and to PostgreSQL. Trino reads every table
# of each, DuckDB the run's Parquet files, and both are compared: clients.sh
# Trino comes from Maven Central (0.8 GB, into the local repository) and needs JDK 24 or newer: from TRINO_JAVA_HOME,
# JAVA_HOME, or the newest in /usr/lib/jvm. The exit code is 77, and nothing is compared, if that, Trino or PostgreSQL is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
version=476

not_run() {
  echo "not run: $1" >&2
  exit 77
}
# The newest JDK among the given folders, if it is 24 or newer; otherwise nothing.
newest() {
  local home major best='' most=23
  for home in "$@"; do
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
    if [ -x "$home/bin/java" ] && [ "${major:-0}" -gt "$most" ]; then best=$home most=$major; fi
  done
  echo "$best"
}
if [ -n "${TRINO_JAVA_HOME:-}" ]; then
  java=$(newest "$TRINO_JAVA_HOME")
else
  java=$(newest "${JAVA_HOME:-}" /usr/lib/jvm/*)
fi
[ -n "$java" ] || not_run "Trino $version needs a JDK 24 or newer: set TRINO_JAVA_HOME to one"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for part in trino-server:$version:tar.gz trino-cli:$version:jar:executable; do
  ./mvnw -q -B dependency:copy -Dartifact="io.trino:$part" -DoutputDirectory="$work" >"$work/log" 2>&1 ||
    not_run "Maven has no io.trino:$part: $(grep -m 1 ERROR "$work/log" || tail -n 1 "$work/log")"
done
mkdir "$work/trino" "$work/tmp"
tar -xzf "$work/trino-server-$version.tar.gz" -C "$work/trino" --strip-components=1
rm "$work/trino-server-$version.tar.gz"
# Trino loads every plugin that it finds. The Iceberg plugin needs the types of the geospatial plugin.
find "$work/trino/plugin" -mindepth 1 -maxdepth 1 ! -name iceberg ! -name postgresql ! -name geospatial -exec rm -r {} +

./mvnw -q -B verify -Dit.test=TrinoReadsIT -Dtest=NoSuchTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtrino="$work/trino" -Dtrino-cli="$work/trino-cli-$version-executable.jar" -Dtrino-java="$java" \
  -Dtest.jvm="-Djava.io.tmpdir=$work/tmp" | tee "$work/log"
grep -q '^PostgreSQL: .* without an equal' "$work/log" ||
  not_run "PostgreSQL or Iceberg's REST catalog did not start: see target/failsafe-reports"
