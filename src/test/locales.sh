#!/usr/bin/env bash
# Runs the tests once in each of three locales that differ in what they do to letters, digits and years: Turkish lowers I to a
# dotless i, Arabic has digits of its own, and Thailand's calendar is 543 years ahead.
#
#   src/test/locales.sh          all tests
#   src/test/locales.sh test     the unit tests
set -euo pipefail
cd "$(dirname "$0")/../.."
goal=${1:-verify}
for locale in '-Duser.language=tr -Duser.country=TR' '-Duser.language=ar' \
    '-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist'; do
  echo "== $locale"
  ./mvnw -B "-Dtest.jvm=$locale" "$goal"
done
