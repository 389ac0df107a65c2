#!/bin/sh
# A worker of the managers in UPLINK (localhost:8081), or with SURVEY and PUBSUB a member of a Rollcall server. It
# listens at PORT (8082). docs/guide/daemon.md lists all variables.
set -eu
unset MANAGER
[ -n "${SURVEY:-}" ] || export UPLINK="${UPLINK:-localhost:8081}"
export PORT="${PORT:-8082}"
exec sh "$(dirname "$0")/java.sh" io.rollcall.daemon.Main
