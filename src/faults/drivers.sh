#!/usr/bin/env bash
# Kills the real job at random moments while readers check all its sinks: drivers.sh [TIMES]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
./mvnw -q -B verify -Dkilled-drivers="${1:-50}" -Dit.test=KilledDriversIT -Dtest=NoSuchTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
