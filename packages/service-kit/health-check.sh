#!/usr/bin/env bash
# The health check of a container: exits with 0 if /health/live on PORT responds with 200, otherwise with 1 and a message.
# Each container runs it every few seconds. A Node program would need 100 ms of CPU time to start.
fail() { echo "not healthy: $1" >&2 && exit 1; }

{ exec 3<> "/dev/tcp/127.0.0.1/$PORT"; } 2> /dev/null || fail 'no connection'
printf 'GET /health/live HTTP/1.0\r\n\r\n' >&3
read -r -t 8 _ status _ <&3 || fail 'no answer within 8 s'
[ "$status" = 200 ] || fail "status $status"
