# What makes a small run start fast: JVM options for small inputs, and an archive of the classes that a run loads.
# Expects $home, $java and $java_version.

# Inputs up to this many kilobytes are small, as scale.spark-above-megabytes says: some tens of thousands of releases. Beyond,
# compiled code earns what compiling it costs.
small_kilobytes=4096

# A compiler that is quick rather than thorough, memory enough that garbage is seldom collected, and Spark's settings for
# small inputs, which cli/Sessions knows. The collector with the least to start goes with it, -XX:+UseSerialGC.
small_options=(-XX:TieredStopAtLevel=1 -XX:InitialRAMPercentage=8 -XX:NewRatio=1 -XX:ErgoHeapSizeLimit=16g -XX:MetaspaceSize=256m -XX:-UsePerfData
  -Dcompute-trends.small-input=true)

# The class path, in an order that does not depend on the file system, as an archive needs it.
class_path() {
  local LC_ALL=C IFS=: jars
  jars=("$home"/target/jars/*.jar "$home"/target/spark/jars/*.jar)
  # Last, so that an archive of the classes before it serves still.
  [ -z "$(lineage_jar)" ] || jars+=("$(lineage_jar)")
  echo "$home/target/compute-trends.jar:${jars[*]}"
}

# What an archive's name begins with for this Java and this class path: a changed jar makes it another's.
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

# The archive, if there is a whole one. Its name ends with its size: Java checks an archive's head, and dies of one that
# was cut short.
archive_file() {
  local file
  for file in "$(archive_prefix)"-*.jsa; do
    if [ -f "$file" ] && [ "${file##*-}" = "$(size_of "$file").jsa" ]; then
      echo "$file"
      return
    fi
  done
}

# Makes the archive from a run on the data that comes with the project, beside it and then renamed, so that nobody ever
# opens half of one. What the run says goes to the log file $1. Older archives go.
make_archive() {
  local log=$1 archive folder="$home/target/archive" prefix process scratch part
  prefix=$(archive_prefix)
  mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] || return 1
  # Somebody may be making one already: parts are named for their process. Those of the dead go.
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
  # This run is nobody's: OpenLineage hears nothing of it.
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

# Closes all files but the three streams: whoever waits for one to close, as for a lock, must not wait for this process.
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

# Makes the archive when process $1 has ended, out of everybody's way.
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

# The path that the command line's words say the input is at; empty where they name none.
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

# Settings may say where the input is, and what is small: the program itself reads them, in about a second. If the settings are faulty,
# the run reports it.
is_small_by_settings() {
  local archive
  archive=$(archive_file)
  [ "$("$java" "@$home/conf/jvm.options" "${small_options[@]}" -XX:+UseSerialGC ${archive:+"-XX:SharedArchiveFile=$archive"} "-Dcompute-trends.home=$home" -cp "$(class_path)" \
    org.computetrends.cli.Main "$@" --input-size 2>/dev/null)" = small ]
}

# Whether what a command reads is small: on this machine, and of few bytes. COMPUTE_TRENDS_INPUT=small or large has the
# last word. A run on another file system, or on what is not there, is not small.
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
    # Generates as many rows as it is told, which may be any number.
    generate) return 1 ;;
    *) return 0 ;;
  esac
  for word in "$@"; do
    if [ -f "$word" ] || { [ "$command" = run ] && [ -d "$word" ]; }; then
      kilobytes=$(du -skL "$word" 2>/dev/null | cut -f 1)
      total=$((total + ${kilobytes:-small_kilobytes}))
    fi
  done
  [ "$total" -le "$small_kilobytes" ]
}
