#!/bin/sh
# Opens the ports only after nginx has resolved the services' names, because it responds with 502 until then.
# A reload keeps the resolved addresses (nginx 1.27.3 or later). After 5 s the ports open in any case.
set -eu

servers=/run/nginx/servers
mkdir -p /run/nginx/ready
mv "$servers"/*.conf /run/nginx/ready/
cp /etc/nginx/servers/start.conf "$servers/"

is_reachable() { curl --silent --fail --max-time 1 --unix-socket /run/nginx/start.sock --output /dev/null "http://nginx/$1"; }
all_are_reachable() { is_reachable frontend && is_reachable number && is_reachable float && is_reachable product; }

{
    deadline=$(($(date +%s) + 5))
    until all_are_reachable || [ "$(date +%s)" -ge "$deadline" ]; do sleep 0.1; done
    rm "$servers/start.conf"
    mv /run/nginx/ready/*.conf "$servers/"
    nginx -s reload
} &
