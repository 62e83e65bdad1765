# Shared by the launchers. Expects $home, the installation; sets $java and $java_version.

fail() {
  echo "compute-trends: $1" >&2
  exit 2
}

pwd -P >/dev/null 2>&1 || fail "the current folder was removed: change to another"

# Whether text in the locale's character set is UTF-8.
is_utf8() {
  local charmap
  charmap=$(locale charmap 2>/dev/null) || charmap=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}
  case "$charmap" in *[Uu][Tt][Ff]-8 | *[Uu][Tt][Ff]8) return 0 ;; *) return 1 ;; esac
}

# Java reads paths, arguments and variables in the locale's character set. Cron and containers set no locale, which means ASCII.
# Arguments that are not UTF-8 keep the locale that they were typed in.
speak_utf8() {
  local name
  ! is_utf8 || return 0
  if command -v iconv >/dev/null && ! printf '%s\n' "$PWD" "$@" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then return 0; fi
  for name in C.UTF-8 en_US.UTF-8; do
    if { LC_ALL=$name is_utf8; } 2>/dev/null; then
      export LC_ALL=$name
      return 0
    fi
  done
}
speak_utf8 "$home" "$@"

if [ -n "${JAVA_HOME:-}" ]; then
  java="$JAVA_HOME/bin/java"
  [ -f "$java" ] && [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, which has no bin/java: set it to a JDK 17 or 21, or unset it"
else
  java=$(command -v java) || fail "no Java found: install a JDK 17 or 21, or set JAVA_HOME to one"
fi
# A JDK's release file has its version, so Java need not be started.
java_version=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"$/\1/p' "$(dirname "$(readlink -f "$java")")/../release" 2>/dev/null || true)
[ -n "$java_version" ] || java_version=$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\).*/\1/p' | head -n 1 || true)
java_major=${java_version%%[!0-9]*}
# Hadoop 3.4 calls Subject.getSubject, which Java 24 removed.
[ "${java_major:-0}" -ge 17 ] && [ "$java_major" -le 23 ] ||
  fail "$java is Java ${java_version:-unknown}: a JDK 17 or 21 is needed; set JAVA_HOME to one"

# The jar that only OpenLineage needs, if arguments or the environment mention it.
lineage_jar() {
  local jar="$home/target/compute-trends-lineage.jar"
  if [ -f "$jar" ] && [[ "$* $(compgen -v OPENLINEAGE)" == *OPENLINEAGE_* ]]; then echo "$jar"; fi
}

# Changed settings in conf need no build; changed sources do.
build_if_needed() {
  local jar="$home/target/compute-trends.jar"
  if [ -f "$jar" ] && [ -d "$home/target/jars" ] && [ -d "$home/target/spark/jars" ] &&
    [ -z "$(find "$home/src/main" "$home/pom.xml" -newer "$jar" -type f -print -quit)" ]; then
    return
  fi
  echo "Building compute-trends (once; the first time downloads what it needs) ..." >&2
  (cd "$home" && ./mvnw -q -B -DskipTests package) >&2 || {
    echo "compute-trends: the build failed; see above" >&2
    exit 1
  }
}
