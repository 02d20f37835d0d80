#!/usr/bin/env bash
# Gives several nodes of one machine networks of their own: a namespace each, on a LAN that the machine has a leg in.
#
#   node-network.sh up|down --prefix NAME --lan 10.200.0 --nodes N [--pods RANGE] [--services RANGE]
#
# Node i lives in the namespace NAME-i and has the address LAN.i, the machine has LAN.254. Pods and services are reached
# from the machine by way of node 1. The LAN's switch stands in a namespace of its own, where no firewall of the machine
# sees what nodes say to each other. Both commands may be repeated: up completes what is missing, down leaves nothing.
set -euo pipefail

die() {
  printf 'node-network: %s\n' "$*" >&2
  exit 2
}

parse() {
  [ $# -gt 0 ] || die 'up or down?'
  COMMAND=$1 PREFIX='' LAN='' NODES='' PODS='' SERVICES=''
  shift
  while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || die "$1 needs a value"
    case $1 in
      --prefix) PREFIX=$2 ;;
      --lan) LAN=$2 ;;
      --nodes) NODES=$2 ;;
      --pods) PODS=$2 ;;
      --services) SERVICES=$2 ;;
      *) die "unknown option $1" ;;
    esac
    shift 2
  done
  [[ $PREFIX =~ ^[a-z][a-z0-9]{0,9}$ ]] || die '--prefix takes at most ten small letters and digits'
  [[ $LAN =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || die '--lan takes the first three numbers of a range, for example 10.200.0'
  [[ $NODES =~ ^[0-9]+$ ]] && [ "$NODES" -le 250 ] || die '--nodes takes a number up to 250'
  SWITCH=$PREFIX-switch LEG=${PREFIX}lan TABLE="ip $PREFIX-lan"
}

exists() { [ -e "/run/netns/$1" ]; }

# Interfaces are moved out of the machine's namespace before they get their names, so that they cannot meet others there.
up() {
  [ "$NODES" -gt 0 ] || return 0
  make_switch
  make_leg
  local i
  for ((i = 1; i <= NODES; i++)); do make_node "$i"; done
  make_routes
  make_way_out
}

make_switch() {
  exists "$SWITCH" || ip netns add "$SWITCH"
  ip -n "$SWITCH" link show lan > /dev/null 2>&1 || ip -n "$SWITCH" link add lan type bridge
  ip -n "$SWITCH" link set lan up
}

make_leg() {
  ip link show "$LEG" > /dev/null 2>&1 || ip link add "$LEG" type veth peer name host netns "$SWITCH"
  ip -n "$SWITCH" link set host master lan up
  ip address replace "$LAN.254/24" dev "$LEG"
  ip link set "$LEG" up
}

make_node() {
  local node=$PREFIX-$1
  exists "$node" || ip netns add "$node"
  ip -n "$node" link show eth0 > /dev/null 2>&1 || ip -n "$SWITCH" link add "node$1" type veth peer name eth0 netns "$node"
  ip -n "$SWITCH" link set "node$1" master lan up
  ip -n "$node" -batch - <<IP
link set lo up
address replace $LAN.$1/24 dev eth0
link set eth0 up
route replace default via $LAN.254
IP
  nsenter --net="/run/netns/$node" sysctl -qw net.ipv4.ip_forward=1
}

make_routes() {
  local range
  for range in $PODS $SERVICES; do ip route replace "$range" via "$LAN.1" dev "$LEG"; done
}

# Nodes fetch images and Pods call the world by way of the machine, under its address.
make_way_out() {
  allow_forwarding
  nft -f - <<NFT
add table $TABLE
delete table $TABLE
table $TABLE {
  chain postrouting {
    type nat hook postrouting priority 100; policy accept;
    ip saddr $LAN.0/24 oifname != "$LEG" masquerade
  }
}
NFT
  open_firewall
}

FORWARDING=/run/navarch-forwarding # there if forwarding was off before the first cluster

allow_forwarding() {
  [ "$(cat /proc/sys/net/ipv4/ip_forward)" = 0 ] || return 0
  sysctl -qw net.ipv4.ip_forward=1
  : > "$FORWARDING"
}

restore_forwarding() {
  [ -e "$FORWARDING" ] || return 0
  ! ls /run/netns/*-switch > /dev/null 2>&1 || return 0
  sysctl -qw net.ipv4.ip_forward=0
  rm -f "$FORWARDING"
}

# Docker lets the machine forward nothing but its own; two rules make room where that is so.
open_firewall() {
  iptables -w 10 -S FORWARD 2> /dev/null | grep -q '^-P FORWARD DROP' || return 0
  local way
  for way in -i -o; do
    iptables -w 10 -C FORWARD $way "$LEG" -j ACCEPT 2> /dev/null || iptables -w 10 -I FORWARD $way "$LEG" -j ACCEPT
  done
}

close_firewall() {
  local way
  for way in -i -o; do
    while iptables -w 10 -D FORWARD $way "$LEG" -j ACCEPT 2> /dev/null; do :; done
  done
}

# Removing a namespace removes its interfaces, and with an interface go its peer and its routes.
down() {
  if command -v iptables > /dev/null && iptables -w 10 -S FORWARD 2> /dev/null | grep -q -- " $LEG "; then close_firewall; fi
  nft -f - <<NFT
add table $TABLE
delete table $TABLE
NFT
  local file
  for file in /run/netns/"$PREFIX"-*; do
    [[ ${file##*/} =~ ^"$PREFIX"-([0-9]+|switch)$ ]] || continue
    ip netns delete "${file##*/}"
  done
  ! ip link show "$LEG" > /dev/null 2>&1 || ip link delete "$LEG"
  restore_forwarding
}

parse "$@"
case $COMMAND in
  up) up ;;
  down) down ;;
  *) die "up or down, not $COMMAND" ;;
esac
