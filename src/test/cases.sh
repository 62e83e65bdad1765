#!/usr/bin/env bash
# Runs small inputs that once failed, kind by kind, and prints what was expected and what is seen.
#
#   src/test/cases.sh FOLDER     # the folder of cases: one subfolder for each kind, and quick.conf
#
# It ends with 1 where any is not as expected. What needs root, another user or a server is left out where that is not there,
# and said to be.
set -uo pipefail
home=$(cd "$(dirname "$0")/../.." && pwd)
cases=$(cd "$1" && pwd)
job=$home/jobs/compute-trends
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# The case that is run, its output and exit code.
begin() { name=$1; expected=$2; out=$work/$name.out; }
see() { timeout 300 "$@" >"$work/$name.txt" 2>&1; code=$?; }
run() { see "$job" run --conf "$cases/quick.conf" --output "$out" "$@"; }
import() { see "$job" import "$1" --scope all --vintage "${2:-2026-04-23}" --output "$work/$name.data" "${@:3}"; }
last() { tr -d '\000-\010\013-\037' <"$work/$name.txt" | grep -v '^ *$' | tail -1 | cut -c1-160; }

# judge CONDITION...: whether what is seen is as expected.
judge() {
  local verdict=ok
  "$@" || { verdict=NOT; failed=1; }
  printf '%-24s %-3s  expected: %s\n%-29s seen: exit %s, %s\n' "$name" "$verdict" "$expected" '' "$code" "$(last)"
}
is() { [ "$code" = "$1" ] && { [ $# -lt 2 ] || grep -aqE -- "$2" "$work/$name.txt"; }; }
leave() { printf '%-24s --   left out: %s\n' "$1" "$2"; }
quiet() { ! grep -aqE '^\s+at |Exception in thread|a defect of this program' "$work/$name.txt"; }
# What the manifest counts, such as: counts kept 12.
counts() { is 0 && grep -qE "\"$1\" *: *$2\b" "$out/manifest.json"; }
both() { "$1" && shift && "$@"; }

begin vintage-column-case 'the 12 rows of the vintage'
run --input "$cases/vintage-column-case/a.parquet" --vintage 2022-05-03
judge counts kept 12
begin vintage-mixed 'rows of no vintage are counted'
run --input "$cases/vintage-column-case/mixed" --vintage 2022-05-03
judge is 0 '6 rows are of no vintage'
begin vintage-int-column 'exit 3, column and type named'
run --input "$cases/vintage-int-column/a.parquet" --vintage 2022-05-03
judge is 3 "column 'vintage' should be DATE and is INT"
begin nan-base-model 'no release is a derivative: there are odds'
run --input "$cases/nan-base-model/a.parquet" --vintage 2022-05-03
judge counts odds '[1-9][0-9]*'
begin turkish-ids 'the same ids in Turkish'
COMPUTE_TRENDS_JAVA_OPTS='-Duser.language=tr -Duser.country=TR' run --input "$cases/turkish-ids/a.parquet" --vintage 2022-05-03
turkish=$(sed -n 's/.*"inputFingerprint" *: *"\([^"]*\)".*/\1/p' "$out/manifest.json")
run --input "$cases/turkish-ids/a.parquet" --vintage 2022-05-03
judge grep -q "$turkish" "$out/manifest.json"
for file in nbsp nbsp2; do
  begin "nbsp-header-$file" 'all columns are known'
  import "$cases/nbsp-header/$file.csv"
  judge eval '[ $code = 0 ] && ! grep -q "is unknown" "$work/$name.txt"'
done
begin nbsp-name-parquet '12 duplicates'
run --input "$cases/nbsp-name-parquet/a.parquet" --vintage 2022-05-03
judge counts DUPLICATE_RELEASE 12
begin latin1-csv 'refused with the place of the byte'
import "$cases/latin1-csv/latin1.csv"
judge is 3 'byte [0-9]+, in line [0-9]+, is 0x'
begin latin1-encoding 'read with --encoding'
import "$cases/latin1-csv/latin1.csv" 2026-04-23 --encoding ISO-8859-1
judge is 0
for file in zip utf16; do
  begin "binary-csv-$file" 'told as what it is, without control bytes'
  import "$cases/binary-csv/$file.csv"
  judge eval 'is 3 "zip|UTF-16" && ! LC_ALL=C grep -q "[^[:print:][:space:]]" "$work/$name.txt"'
done
for file in steep-small-sample/steep equal-values/flat huge-value/extreme huge-value/high huge-value/low; do
  begin "$(basename "$file")" 'exit 0'
  import "$cases/$file.csv"
  run --input "$work/$name.data"
  judge is 0
done
for kind in all-null-column unread-nanos-column case-duplicates; do
  begin "$kind" 'exit 0'
  run --input "$cases/$kind/a.parquet" --vintage 2022-05-03
  judge both quiet is 0
done
begin brotli 'the codec is named'
run --input "$cases/brotli/a.parquet" --vintage 2022-05-03
judge both quiet is 3 'compressed with BROTLI, which is not supported'
begin int-and-double-files 'both files are read'
run --input "$cases/int-and-double-files/data" --vintage 2022-05-03
judge is 0
input=$cases/all-null-column/a.parquet
begin local-dirs 'a sentence, exit 2'
SPARK_LOCAL_DIRS=/proc/nowhere run --input "$input" --vintage 2022-05-03
judge both quiet is 2
begin small-memory 'a run with 1 GB'
JAVA_TOOL_OPTIONS=-XX:MaxRAM=1g run --input "$input" --vintage 2022-05-03
judge is 0
begin cron-no-lang 'runs'
mkdir -p "$work/données été" && cp "$input" "$work/données été/"
see env -i PATH="$PATH" "$job" run --conf "$cases/quick.conf" --output "$work/sortie é" --input "$work/données été" --vintage 2022-05-03
judge is 0
begin umask-ignored 'nobody else may read'
(umask 077; run --input "$input" --vintage 2022-05-03); code=$?
judge eval '[ -z "$(find "$out" ! -type l -perm /077 -print -quit)" ]'
begin sink-message 'one fault'
run --dry-run --sink 'postgresql://localhost/w?schema=My-Trends'
judge eval 'is 2 && ! grep -q "named more than once" "$work/$name.txt"'
begin nul-in-name 'told at import'
import "$cases/nul-in-name/nul.csv"
judge is 0 'unreadable: '
begin fd-lock-kept 'the lock is free when the run is over'
rm -f "$home"/target/archive/*.jsa
(flock -n 200; run --input "$input" --vintage 2022-05-03) 200>"$work/my.lock"; code=$?
judge flock -n "$work/my.lock" true
begin edited-conf-rebuild 'no build'
touch "$home/conf/columns.conf"
run --input "$input" --vintage 2022-05-03
judge eval 'is 0 && ! grep -q Building "$work/$name.txt"'
if [ "$(id -u)" = 0 ] && command -v setpriv unshare >/dev/null; then
  begin no-passwd-entry 'runs'
  mkdir -m 777 "$work/open" && chmod 755 "$work"
  see setpriv --reuid=12345 --regid=12345 --clear-groups env -i PATH="$PATH" "$job" run --conf "$cases/quick.conf" \
    --output "$work/open/out" --input "$input" --vintage 2022-05-03
  judge both quiet is 0
  begin unresolvable-host 'runs'
  see unshare --uts sh -c "hostname no-such-host.invalid; exec '$job' run --conf '$cases/quick.conf' --output '$out' --input '$input' --vintage 2022-05-03"
  judge both quiet is 0
  begin noexec-tmp 'runs, with another folder'
  mkdir "$work/noexec"
  see unshare -m sh -c "mount -t tmpfs -o noexec tmpfs '$work/noexec'; COMPUTE_TRENDS_JAVA_OPTS=-Djava.io.tmpdir=$work/noexec exec '$job' run --conf '$cases/quick.conf' --output '$out' --input '$input' --vintage 2022-05-03"
  judge is 0
else
  for kind in no-passwd-entry unresolvable-host noexec-tmp; do leave $kind 'it needs root'; done
fi
for kind in pg-timezone pgbouncer-options pg-empty-password pg-foreign-lock; do
  leave $kind 'it needs a server of PostgreSQL; PostgresSessionsIT has it'
done
leave nightly-lock-other-user 'NightlyIT has it'
leave space-and-spark-home 'SubmitTest has it'
leave hostile-names 'HostileTextsIT has it'
exit $failed
