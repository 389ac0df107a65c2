#!/bin/sh
# Runs a program of the daemon in place of this shell, so that its process id is that of the JVM:
#
#   sh java.sh CLASS
#
# Classes are those of ROLLCALL_CLASSPATH, and otherwise the jars that one command puts into samples/target/lib:
#
#   mvn -q -B -Pjars -pl samples -am
#
# JAVA_HOME says which JVM, JAVA_OPTS what flags it gets.
set -eu

if [ -z "${ROLLCALL_CLASSPATH:-}" ]; then
  lib=$(cd "$(dirname "$0")/.." && pwd)/target/lib
  if [ ! -d "$lib" ]; then
    echo "no jars in $lib; at the root of the repository run: mvn -q -B -Pjars -pl samples -am" >&2
    exit 2
  fi
  ROLLCALL_CLASSPATH="$lib/*"
fi

# Not in quotes: they are several words.
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${JAVA_OPTS:-} -cp "$ROLLCALL_CLASSPATH" "$1"
