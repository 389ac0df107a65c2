#!/bin/sh
# Asks the daemon at IP (127.0.0.1) and PORT (8081) what stands in its input, line by line:
#
#   echo workers | sh query.sh
set -eu
exec sh "$(dirname "$0")/java.sh" io.rollcall.daemon.Query
