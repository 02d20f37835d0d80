#!/usr/bin/env bash
# The first process of a container that is a node: prepares what the kernel gives it, runs containerd and the node agent, and ends with
# either of them. Everything the node makes (processes, cgroups, interfaces, rules, mounts) lies in the container's own namespaces.
set -euo pipefail

socket=/run/containerd/containerd.sock

say() { printf '[node] %s\n' "$*"; }

# The engine shows the container its own cgroups, read-only; below them the Pods' are made.
open_cgroups() {
  local folder
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mount -o remount,rw /sys/fs/cgroup
    # Version 2 wants processes in leaves only.
    mkdir -p /sys/fs/cgroup/node
    xargs -rn1 < /sys/fs/cgroup/cgroup.procs > /sys/fs/cgroup/node/cgroup.procs 2> /dev/null || true
    sed -e 's/ / +/g' -e 's/^/+/' /sys/fs/cgroup/cgroup.controllers > /sys/fs/cgroup/cgroup.subtree_control
  else
    awk '$9 == "cgroup" || $10 == "cgroup" || $11 == "cgroup" {print $5}' /proc/self/mountinfo | while read -r folder; do
      mount -o remount,bind,rw "$folder"
    done
  fi
}

# Docker's own resolver answers in the container's network only; Pods that ask for the node's DNS get the cluster's, which forwards to it.
write_resolv_conf() {
  mkdir -p /run/navarch
  sed 's/^nameserver 127\..*/nameserver '"${CLUSTER_DNS:-10.96.0.10}"'/' /etc/resolv.conf > /run/navarch/resolv.conf
}

prepare() {
  mount --make-rshared /
  sysctl -qw net.ipv4.ip_forward=1
  open_cgroups
  write_resolv_conf
}

start_containerd() {
  containerd &
  containerd=$!
  local try
  for try in $(seq 100); do
    ! ctr -a "$socket" version > /dev/null 2>&1 || break
    kill -0 $containerd 2> /dev/null && [ "$try" -lt 100 ] || { say 'containerd did not start'; exit 1; }
    sleep 0.1
  done
  ctr -a "$socket" -n k8s.io images import pause.tar > /dev/null
}

# The agent first, which tells the API; then everything else that runs here. Pods get some seconds to end by themselves.
stop() {
  trap '' TERM INT
  kill "$agent" 2> /dev/null || true
  wait "$agent" || true
  kill -TERM -1 2> /dev/null || true
  local try processes
  for try in $(seq 50); do
    processes=(/proc/[0-9]*)
    [ ${#processes[@]} -gt 1 ] || break
    sleep 0.1
  done
}

prepare
start_containerd
java @java.options -jar service.jar "$@" &
agent=$!
trap 'stop; exit 0' TERM INT
status=0
wait -n "$agent" "$containerd" || status=$?
say "a part of the node has ended with status $status"
stop
exit 1
