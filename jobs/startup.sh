# Makes small runs start fast: JVM options for small inputs, and an archive of the classes that a run loads.
# Expects $home, $java and $java_version, and the functions fail and lineage_jar of lib.sh.

# Inputs up to this many kilobytes are small: some tens of thousands of releases. Beyond that, optimizing compilation pays
# off. It is the default of scale.spark-above-megabytes, in kilobytes.
small_kilobytes=4096

# The fast compiler, enough memory to rarely collect garbage, and Spark's settings for small inputs (cli/Sessions). Used with
# -XX:+UseSerialGC, the collector that starts fastest.
small_options=(-XX:TieredStopAtLevel=1 -XX:InitialRAMPercentage=8 -XX:NewRatio=1 -XX:ErgoHeapSizeLimit=16g -XX:MetaspaceSize=256m -XX:-UsePerfData
  -Dcompute-trends.small-input=true)

# The class path, in an order independent of the file system, which an archive requires.
class_path() {
  local LC_ALL=C IFS=: jars
  jars=("$home"/target/jars/*.jar "$home"/target/spark/jars/*.jar)
  # Last, so that an archive of the preceding classes remains valid.
  [ -z "$(lineage_jar)" ] || jars+=("$(lineage_jar)")
  echo "$home/target/compute-trends.jar:${jars[*]}"
}

# The prefix of an archive's name for this Java and this class path; a changed jar changes it.
archive_prefix() {
  local LC_ALL=C key
  key=$({
    echo "$java_version $(uname -m)"
    stat -L -c '%n %s %Y' "$home/target/compute-trends.jar" "$home"/target/{jars,spark/jars}/*.jar 2>/dev/null ||
      stat -L -f '%N %z %m' "$home/target/compute-trends.jar" "$home"/target/{jars,spark/jars}/*.jar
  } | cksum)
  echo "$home/target/archive/${key// /-}"
}

size_of() {
  stat -L -c %s "$1" 2>/dev/null || stat -L -f %z "$1"
}

# The archive, if there is a complete one. Its name ends with its size, because Java checks an archive's header only and
# crashes on a truncated one.
archive_file() {
  local file
  for file in "$(archive_prefix)"-*.jsa; do
    if [ -f "$file" ] && [ "${file##*-}" = "$(size_of "$file").jsa" ]; then
      echo "$file"
      return
    fi
  done
}

# Creates the archive from a run on the shipped data, under a temporary name and then renamed, so that nobody opens an
# incomplete one. The run's output goes to the log file $1. Older archives are removed.
make_archive() {
  local log=$1 archive folder="$home/target/archive" prefix process scratch part
  prefix=$(archive_prefix)
  mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] || return 1
  # Another process may be creating one already; its id is in the part's name. Parts of dead processes are removed.
  for part in "$folder"/*.part; do
    if [ -f "$part" ]; then
      process=${part##*-}
      ! kill -0 "${process%.part}" 2>/dev/null || return 1
      rm -f "$part"
    fi
  done
  part="$prefix-$BASHPID.part"
  scratch=$(mktemp -d) || return 1
  : >"$part" || return 1
  # This run is internal and is not reported to OpenLineage.
  if (
    unset "${!OPENLINEAGE@}"
    "$java" "@$home/conf/jvm.options" "${small_options[@]}" -XX:+UseSerialGC "-XX:ArchiveClassesAtExit=$part" '-Xlog:cds*=off' \
      "-Dcompute-trends.home=$home" -cp "$(class_path)" org.computetrends.cli.Main \
      run --input "$home/data/releases" --output "$scratch/out"
  ) >"$log" 2>&1 && [ -s "$part" ]; then
    archive="$prefix-$(size_of "$part").jsa"
    mv -f "$part" "$archive"
    find "$folder" -name '*.jsa' ! -path "$archive" -exec rm -f {} +
    rm -rf "$scratch"
    return 0
  fi
  rm -rf "$part" "$scratch"
  return 1
}

# Closes all inherited files except the three streams. Else a caller that waits for a lock or a pipe waits for this background
# process too.
close_inherited() {
  local file
  for file in /dev/fd/*; do
    file=${file##*/}
    case "$file" in
      [0-2] | *[!0-9]*) ;;
      *) eval "exec $file>&-" ;;
    esac
  done
}

# Creates the archive after process $1 has ended, at the lowest priority.
make_archive_after() {
  local process=$1
  (
    trap '' HUP INT
    exec </dev/null >/dev/null 2>&1
    close_inherited
    cd "$home" || exit
    while kill -0 "$process"; do sleep 1; done
    renice -n 19 -p "$BASHPID" || true
    make_archive /dev/null
  ) &
}

# The input path in the command line's arguments; empty if there is none.
named_input() {
  local word value='' option=''
  for word in "$@"; do
    if [ -n "$option" ]; then value=$word; fi
    option=''
    case "$word" in
      --input | -i) option=$word ;;
      --input=*) value=${word#*=} ;;
      -i?*) value=${word#-i} ;;
    esac
  done
  echo "${value#file://}"
}

# Settings may define the input and what is small: the program itself reads them, in about a second. The run reports faulty
# settings.
is_small_by_settings() {
  local archive
  archive=$(archive_file)
  [ "$("$java" "@$home/conf/jvm.options" "${small_options[@]}" -XX:+UseSerialGC ${archive:+"-XX:SharedArchiveFile=$archive"} "-Dcompute-trends.home=$home" -cp "$(class_path)" \
    org.computetrends.cli.Main "$@" --input-size 2>/dev/null)" = small ]
}

# Whether a command's input is small: local, and of few bytes. COMPUTE_TRENDS_INPUT=small or large overrides this. A remote or
# missing input of a run is not small.
is_small() {
  local command=${1:-} word input kilobytes total=0
  case "${COMPUTE_TRENDS_INPUT:-}" in
    small) return 0 ;;
    large) return 1 ;;
    '') ;;
    *) fail "COMPUTE_TRENDS_INPUT is '$COMPUTE_TRENDS_INPUT': it must be small or large" ;;
  esac
  case "$command" in
    run)
      # --conf, or --set of the input or of scale, may change the input or what is small.
      if [[ " $* " =~ \ --(conf[=\ ]|set[=\ ](input|scale)) ]]; then
        is_small_by_settings "$@"
        return
      fi
      input=$(named_input "$@")
      input=${input:-$home/data/releases}
      [ -e "$input" ] || return 1
      set -- "$input"
      ;;
    import) shift ;;
    # May generate any number of rows.
    generate) return 1 ;;
    *) return 0 ;;
  esac
  for word in "$@"; do
    if [ -f "$word" ] || { [ "$command" = run ] && [ -d "$word" ]; }; then
      kilobytes=$(du -skL "$word" 2>/dev/null | cut -f 1)
      # An unreadable file does not decide; the run reports it.
      total=$((total + ${kilobytes:-0}))
    fi
  done
  [ "$total" -le "$small_kilobytes" ]
}
