#!/usr/bin/env bash
# Kills publishing processes at random moments while a reader checks the tables: kills.sh [TIMES [TIMES-REST-AND-HDFS]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
./mvnw -q -B verify -Dkills="${1:-50}" -Drest-kills="${2:-20}" -Dhdfs-kills="${2:-20}" -Dnights=30 -Dkilled-nights=5 -Dit.test=KilledPublicationsIT -Dtest=NoSuchTest \
  -Dsurefire.failIfNoSpecifiedTests=false
