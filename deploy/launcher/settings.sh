# What a cluster is: its options, kept in its folder, and what follows from them.

DATA=$(readlink -m "${NAVARCH_DATA:-$checkout/.navarch}")
CLUSTERS=${XDG_STATE_HOME:-${HOME:-/var/lib}/.local/state}/navarch # which ranges of this machine belong to which folder

ALL_SERVICES=api-server,scheduler,controller,node-agent

default_settings() {
  NODES=2 ASKED_RUNTIME=auto RUNTIME=none CONTAINERD_FOLDER='' SERVICES=$ALL_SERVICES SEPARATE=no
  API_PORT=6443 BIND=0.0.0.0 MEMORY=1g INDEX=''
}

# Options of this call over those of the last; refuses what it does not know before anything is started.
read_settings() {
  default_settings
  ASSUME_YES=no
  [ -z "${CI:-}" ] || ASSUME_YES=yes
  [ ! -e "$DATA" ] || require_own_folder
  [ ! -r "$DATA/cluster.env" ] || . "$DATA/cluster.env"
  while [ $# -gt 0 ]; do
    case $1 in
      --nodes) NODES=$(value "$@"); shift ;;
      --runtime) ASKED_RUNTIME=$(value "$@"); shift ;;
      --containerd) CONTAINERD_FOLDER=$(readlink -m "$(value "$@")"); ASKED_RUNTIME=containerd; shift ;;
      --services) SERVICES=$(value "$@"); [ "$SERVICES" != all ] || SERVICES=$ALL_SERVICES; shift ;;
      --separate) SEPARATE=yes ;;
      --port) API_PORT=$(value "$@"); shift ;;
      --bind) BIND=$(value "$@"); shift ;;
      --memory) MEMORY=$(value "$@"); shift ;;
      --yes | -y) ASSUME_YES=yes ;;
      *) fail "up does not know the option $1" 'see: ./navarch help' ;;
    esac
    shift
  done
  check_settings
  derive_settings
}

value() {
  [ $# -gt 1 ] && [ -n "$2" ] || fail "$1 needs a value" 'see: ./navarch help'
  printf '%s' "$2"
}

# Says what this start has from the last one and not from its own options, where that is not the usual.
tell_kept_settings() { # options of this call…
  [ -r "$DATA/cluster.env" ] || return 0
  local option name kept=()
  for option in nodes:NODES runtime:ASKED_RUNTIME containerd:CONTAINERD_FOLDER services:SERVICES separate:SEPARATE port:API_PORT bind:BIND memory:MEMORY; do
    name=${option#*:} option=--${option%%:*}
    [[ " $* " != *" $option "* ]] && [ "${!name}" != "$(default_settings; echo "${!name}")" ] || continue
    [ $name != ASKED_RUNTIME ] || [ -z "$CONTAINERD_FOLDER" ] || continue # which says it too
    kept+=("$option")
    [ $name = SEPARATE ] || kept+=("${!name}")
  done
  [ ${#kept[@]} = 0 ] || say "as the last time: ${kept[*]}"
}

# Every command takes --data; ARGUMENTS are the others.
take_data_option() {
  ARGUMENTS=()
  while [ $# -gt 0 ]; do
    if [ "$1" = --data ]; then DATA=$(readlink -m "$(value "$@")"); shift; else ARGUMENTS+=("$1"); fi
    shift
  done
}

takes() { # number, arguments…
  [ $(($# - 1)) = "$1" ] || fail "${command} takes $1 arguments, not $(($# - 1))" 'see: ./navarch help'
}

# What lies there is read and run, so it has to be of the one who calls.
require_own_folder() {
  [ -d "$DATA" ] || fail "$DATA is not a folder" 'choose another with --data'
  [ -O "$DATA" ] || fail "$DATA belongs to another user ($(stat -c %U "$DATA"))" 'run as that user, or choose another folder with --data'
}

check_settings() {
  [[ $NODES =~ ^[0-9]+$ ]] && [ "$NODES" -le 200 ] || fail "--nodes takes a number from 0 to 200, not $NODES"
  [[ $API_PORT =~ ^[0-9]+$ ]] && [ "$API_PORT" -ge 1 ] && [ "$API_PORT" -le 65535 ] || fail "--port takes a port, not $API_PORT"
  [[ $MEMORY =~ ^[0-9]+[kKmMgG]$ ]] || fail "--memory takes a size like 700m or 2g, not $MEMORY"
  case $ASKED_RUNTIME in auto | containerd | docker | simulated) ;; *) fail "no such runtime: $ASKED_RUNTIME" 'there are: containerd, docker, simulated' ;; esac
  local service
  for service in ${SERVICES//,/ }; do
    case $service in api-server | scheduler | controller | node-agent) ;; *) fail "no such service: $service" 'there are: api-server, scheduler, controller, node-agent' ;; esac
  done
}

load_settings() {
  default_settings
  [ -e "$DATA" ] || fail "there is no cluster in $DATA" 'start one with: ./navarch up'
  require_own_folder
  [ -r "$DATA/cluster.env" ] || fail "there is no cluster in $DATA" 'start one with: ./navarch up'
  . "$DATA/cluster.env"
  derive_settings
}

make_data_folder() {
  mkdir -p "$LOGS" "$RUN" "$DATA/tmp" || fail "$DATA can't be written" 'choose another folder with --data'
  chmod 700 "$DATA"
}

save_settings() {
  local name
  mkdir -p "$CLUSTERS"
  ln -sfn "$DATA" "$CLUSTERS/$INDEX"
  for name in NODES ASKED_RUNTIME RUNTIME CONTAINERD_FOLDER SERVICES SEPARATE API_PORT BIND MEMORY INDEX; do
    printf '%s=%q\n' "$name" "${!name}"
  done > "$DATA/cluster.env"
}

has_service() {
  [[ ",$SERVICES," == *",$1,"* ]]
}

# A cluster has a number on its machine, which gives it ranges of its own: the first has Kubernetes' usual ones.
derive_settings() {
  LOGS=$DATA/logs RUN=$DATA/run PKI=$DATA/pki
  ID=$(printf '%s' "$DATA" | cksum | awk '{printf "%04x", $1 % 65536}')
  [ -n "$INDEX" ] || INDEX=$(free_index)
  LAN=10.200.$INDEX
  POD_RANGE=10.$((INDEX == 0 ? 244 : 127 + INDEX)).0.0/16
  SERVICE_PREFIX=10.$((96 + INDEX)).0
  PREFIX=nv$ID
  CGROUP=navarch-$ID
  REDIS_PORT=$((API_PORT + 10000 > 65535 ? API_PORT - 10000 : API_PORT + 10000))
  SCHEDULER_PORT=$((10259 + INDEX * 20)) CONTROLLER_PORT=$((10257 + INDEX * 20))
  PATH=${CONTAINERD_FOLDER:+$CONTAINERD_FOLDER:}$PATH:/usr/sbin:/sbin
  local i
  NODE_NAMES=()
  ! has_service node-agent || for ((i = 1; i <= NODES; i++)); do NODE_NAMES+=("node-$i"); done
}

# The number of a cluster stays its own, also while it is down: addresses of its ranges are in its state.
free_index() {
  local i owner
  for ((i = 0; i < 30; i++)); do
    owner=$(readlink "$CLUSTERS/$i" || true)
    if [ -z "$owner" ] || [ "$owner" = "$DATA" ] || [ ! -e "$owner/cluster.env" ]; then
      range_is_used $i || { printf '%s' "$i"; return; }
    fi
  done
  fail 'there are thirty clusters on this machine' 'delete one with ./navarch reset'
}

range_is_used() { # number
  ip -4 -o address 2>/dev/null | grep -q " 10\.200\.$1\."
}

require_own_range() {
  [ "$RUNTIME" = containerd ] && range_is_used "$INDEX" || return 0
  ip -4 -o address show dev "${PREFIX}lan" 2>/dev/null | grep -q " $LAN\." ||
    fail "the addresses $LAN.0/24 of this cluster are in use" 'stop the cluster that uses them, or begin anew with ./navarch reset'
}

forget_range() {
  [ "$(readlink "$CLUSTERS/$INDEX" || true)" != "$DATA" ] || rm -f "$CLUSTERS/$INDEX"
}
