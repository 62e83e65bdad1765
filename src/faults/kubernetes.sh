#!/usr/bin/env bash
# Tests the CronJob of jobs/kubernetes and jobs/submit on a simulation of Kubernetes on this machine: a mock API server that
# enforces jobs/kubernetes/access.yaml, and each pod a process with its own network and mounts. Runs the CronJob's pod, then
# again with an executor's pod deleted during the run, then with its own pod deleted; and jobs/submit in cluster mode, with and
# without an input. Compares every run's tables with those of a local run. Needs root, and ip, unshare and setpriv of Linux.
#   src/faults/kubernetes.sh
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
here=$home/src/faults/kubernetes
[ "$(id -u)" = 0 ] || { echo "kubernetes.sh creates networks and mounts: run it as root" >&2; exit 2; }
work=$(mktemp -d)
data=$work/data
api=http://127.0.0.1:18443/api/v1/namespaces/trends/pods
cluster=
clean() {
  [ -z "$cluster" ] || kill "$cluster" 2>/dev/null || true
  for name in $(ip netns list | awk '/^stand-in-/ {print $1}'); do
    ip netns pids "$name" | xargs -r kill 2>/dev/null || true
    ip netns delete "$name"
  done
  ip link delete standin 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT
chmod 755 "$work"

# The image of jobs/kubernetes/Dockerfile, without s3a.
"$home/jobs/compute-trends" --version >/dev/null # builds if needed
(cd "$home" && ./mvnw -q -B -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath)
for part in spark server; do
  "$home/mvnw" -q -B -f "$here/pom.xml" -P$part dependency:copy-dependencies -DoutputDirectory="$work/$part"
done
mkdir -p "$work"/image/spark/{bin,conf,jars,work-dir} "$work/image/compute-trends" "$data" "$work/tls"
cp "$home"/target/spark/jars/* "$work/image/spark/jars/"
cp -n "$work"/spark/{spark-kubernetes,kubernetes-,vertx-,zjsonpatch,snakeyaml-engine,netty-,jackson-dataformat-yaml}* \
  "$work/image/spark/jars/"
cp "$here/image/spark-submit" "$work/image/spark/bin/"
cp "$here/image/entrypoint.sh" "$work/image/"
cp "$home/target/compute-trends-cluster.jar" "$work/image/compute-trends/"
chmod -R a+rX "$work/image"
cp /etc/passwd "$work/passwd"
echo spark:x:185:185::/home/spark:/bin/false >>"$work/passwd"

# Pods trust the server's own certificate.
key=(-keystore "$work/tls/server.p12" -storepass changeit -alias server)
keytool -genkeypair "${key[@]}" -storetype PKCS12 -keyalg RSA -dname CN=kubernetes.default.svc \
  -ext SAN=dns:kubernetes.default.svc 2>/dev/null
keytool -exportcert -rfc "${key[@]}" >"$work/tls/ca.crt" 2>/dev/null
ip link add standin type bridge
ip addr add 10.244.0.1/24 dev standin
ip link set standin up

cp -r "$home/data/releases" "$data/"
chmod 777 "$data"
sed -e 's#s3a://BUCKET/releases#file://'"$data"'/releases#; s#s3a://BUCKET/trends#file://'"$data"'/job#' \
  -e 's#REGISTRY#registry.test#; s#memory=4g#memory=1g#' "$home/jobs/kubernetes/cronjob.yaml" >"$work/cronjob.yaml"
mkdir "$work/classes"
javac -nowarn -cp "$work/server/*" -d "$work/classes" "$here/StandInKubernetes.java"
echo '.level=WARNING' >"$work/logging.properties"
java "-Djava.util.logging.config.file=$work/logging.properties" -cp "$work/classes:$work/server/*" StandInKubernetes \
  "$work" "$home/jobs/kubernetes/access.yaml" "$work/cronjob.yaml" >"$work/events" 2>&1 &
cluster=$!

fail() {
  echo "$1" >&2
  tail -n 30 "$work"/events "$work"/submit "$work"/pods/*/log >&2 || true
  exit 1
}
await() { # pattern, file
  for ((i = 0; i < 1500; i++)); do
    ! grep -qs "$1" "$2" || return 0
    kill -0 "$cluster" || break
    sleep 0.1
  done
  fail "not found: $1"
}
same() { # description, folder of tables
  local compared
  compared=$(java -cp "$home/target/bench/test-classes:$(cat "$home/target/bench/classpath")" org.computetrends.bench.SameTables \
    "$work/here/tables" "$data/$2/tables") || fail "$1: different tables"
  echo "$1: $compared"
}
submit() {
  SPARK_HOME="$work/image/spark" COMPUTE_TRENDS_JAR=local:///opt/compute-trends/compute-trends-cluster.jar \
    "$home/jobs/submit" --master k8s://http://127.0.0.1:18443 --deploy-mode cluster \
    --conf spark.kubernetes.container.image=registry.test/compute-trends --conf spark.kubernetes.namespace=trends \
    --conf spark.kubernetes.authenticate.driver.serviceAccountName=compute-trends --conf spark.executor.instances=2 \
    run --output "file://$data/submitted" "$@" >"$work/submit" 2>&1
}

await ' ready$' "$work/events"
"$home/jobs/compute-trends" run --quiet --input "$data/releases" --output "$work/here" >/dev/null

touch "$work/job"
await 'ended: job-1 ' "$work/events"
grep -q 'ended: job-1 0' "$work/events" || fail "the job's pod failed"
same "the CronJob's pod" job

touch "$work/job"
await 'Stage fit begins' "$work/pods/job-2/log"
executor=$(grep -o 'started: [^ ]*-exec-[0-9]*' "$work/events" | tail -n 1)
curl -sf -X DELETE "$api/${executor#started: }" >/dev/null
await 'ended: job-2 ' "$work/events"
grep -q 'ended: job-2 0' "$work/events" || fail "the job's pod failed without an executor"
same "with an executor's pod deleted" job

touch "$work/job"
await 'Stage publish begins' "$work/pods/job-3/log"
curl -sf -X DELETE "$api/job-3" >/dev/null
await 'ended: job-3 ' "$work/events"
same "deleted while it published, its pod ended with $(sed -n 's/.*ended: job-3 //p' "$work/events")" job

submit --input "file://$data/releases" || fail "jobs/submit failed"
same "jobs/submit in cluster mode" submitted
code=0
submit --input "file://$data/nowhere" || code=$?
[ "$code" = 3 ] || fail "a missing input ended jobs/submit with $code"
echo "jobs/submit of a missing input: code 3"
! grep ' denied: ' "$work/events" || fail "access.yaml allows too little"
echo "pods: $(grep -c ' started: ' "$work/events"), allowed requests to the API server: $(grep -c ' allowed: ' "$work/events")"
