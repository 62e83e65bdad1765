# What the launchers share. Expects $home, the installation; sets $java and $java_version.

fail() {
  echo "compute-trends: $1" >&2
  exit 2
}

if [ -n "${JAVA_HOME:-}" ]; then java="$JAVA_HOME/bin/java"; else java=$(command -v java || true); fi
[ -n "$java" ] && [ -x "$java" ] || fail "no Java found: install a JDK 17 or 21, or set JAVA_HOME to one"
# A JDK's release file tells its version without starting it.
java_version=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"$/\1/p' "$(dirname "$(readlink -f "$java")")/../release" 2>/dev/null || true)
[ -n "$java_version" ] || java_version=$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\).*/\1/p' | head -n 1)
java_major=${java_version%%[!0-9]*}
# Hadoop 3.4 calls Subject.getSubject, which Java 24 took away.
[ "${java_major:-0}" -ge 17 ] && [ "$java_major" -le 23 ] ||
  fail "$java is Java ${java_version:-unknown}: a JDK 17 or 21 is needed; set JAVA_HOME to one"

build_if_needed() {
  local jar="$home/target/compute-trends.jar"
  if [ -f "$jar" ] && [ -d "$home/target/jars" ] && [ -d "$home/target/spark/jars" ] &&
    [ -z "$(find "$home/src/main" "$home/conf" "$home/pom.xml" -newer "$jar" -type f -print -quit)" ]; then
    return
  fi
  echo "Building compute-trends (once; the first time downloads what it needs) ..." >&2
  (cd "$home" && ./mvnw -q -B -DskipTests package) >&2 || {
    echo "compute-trends: the build failed; see above" >&2
    exit 1
  }
}
