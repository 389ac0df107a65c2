#!/bin/sh
# A manager. It listens at PORT (8081). docs/guide/daemon.md lists all variables.
set -eu
export MANAGER=true
exec sh "$(dirname "$0")/java.sh" io.rollcall.daemon.Main
