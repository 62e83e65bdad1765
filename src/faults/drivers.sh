#!/usr/bin/env bash
# Kills the real job at random moments of its whole course while readers of all its sinks look: drivers.sh [HOW-OFTEN]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
./mvnw -q -B verify -Dkilled-drivers="${1:-50}" -Dit.test=KilledDriversIT -Dtest=NoSuchTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
