#!/bin/sh
# A manager and N workers (3) on this host, until Ctrl-C:
#
#   sh cluster.sh [N]
#
# The manager listens at PORT (8081), the workers at the ports after it; where PORT is 0, each at a free one. Every
# line that they log is printed with the name of who logs it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
workers=${1:-3}
first=${PORT:-8081}
dir=$(mktemp -d)
pids=

end() {
  trap '' INT TERM HUP
  for pid in $pids; do
    # One that was frozen (kill -STOP) ends, too.
    kill -TERM "$pid" 2>/dev/null && kill -CONT "$pid" 2>/dev/null
  done
  wait
  rm -rf "$dir"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

say() {
  while IFS= read -r line; do
    printf '%s | %s\n' "$1" "$line"
  done
}

# NAME SCRIPT: starts it, its log goes to a pipe of that name. Then $! is its process id.
start() {
  mkfifo "$dir/$1"
  sh "$here/$2" </dev/null >"$dir/$1" 2>&1 &
  pids="$pids $!"
}

export PORT="$first"
start manager manager.sh
exec 3<"$dir/manager"
port=
while [ -z "$port" ] && IFS= read -r line; do
  printf 'manager | %s\n' "$line"
  case $line in
    *' has started at '*) port=${line##*:} ;;
  esac
done <&3
if [ -z "$port" ]; then
  exit 1
fi
say manager <&3 &
exec 3<&-

export UPLINK="localhost:$port"
i=1
while [ "$i" -le "$workers" ]; do
  if [ "$first" -ne 0 ]; then
    PORT=$((first + i))
  fi
  start "worker$i" worker.sh
  say "worker$i" <"$dir/worker$i" &
  i=$((i + 1))
done
wait
