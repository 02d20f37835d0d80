#!/bin/sh
# Keeps the api-server's routes to Pods and Services by way of node-1. Ends when the api-server's network does; the engine starts it anew in
# the next one.
set -eu
trap 'exit 0' TERM INT
while :; do
  node=$(getent hosts node-1 | cut -d' ' -f1) || node=
  if [ -n "$node" ]; then
    for range in 10.244.0.0/16 10.96.0.0/16; do ip route replace $range via "$node"; done
  fi
  ip link show eth0 > /dev/null
  sleep 10 &
  wait $!
done
