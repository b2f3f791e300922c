#!/bin/sh
# Opens the ports once nginx has resolved the services' names: until then it would answer everything with 502. The reload takes over
# what was resolved (nginx 1.27.3 and later). Services that are away are not waited for beyond five seconds.
set -eu

servers=/run/nginx/servers
mkdir -p /run/nginx/ready
mv "$servers"/*.conf /run/nginx/ready/
cp /etc/nginx/servers/start.conf "$servers/"

knows() { curl --silent --fail --max-time 1 --unix-socket /run/nginx/start.sock --output /dev/null "http://nginx/$1"; }
know_all() { knows frontend && knows number && knows float && knows product; }

{
    deadline=$(($(date +%s) + 5))
    until know_all || [ "$(date +%s)" -ge "$deadline" ]; do sleep 0.1; done
    rm "$servers/start.conf"
    mv /run/nginx/ready/*.conf "$servers/"
    nginx -s reload
} &
