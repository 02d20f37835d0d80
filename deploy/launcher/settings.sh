# What a cluster is: its options, kept in its folder, and what follows from them.

DATA=${NAVARCH_DATA:-$checkout/.navarch}

default_settings() {
  NODES=2 RUNTIME=auto CONTAINERD_FOLDER='' SERVICES=api-server,scheduler,controller,node-agent SEPARATE=no
  API_PORT=6443 BIND=0.0.0.0 MEMORY=1g INDEX=''
}

# Options of this call over those of the last; refuses what it does not know before anything is started.
read_settings() {
  default_settings
  ASSUME_YES=no
  [ -z "${CI:-}" ] || ASSUME_YES=yes
  find_data_option "$@"
  [ ! -r "$DATA/cluster.env" ] || . "$DATA/cluster.env"
  while [ $# -gt 0 ]; do
    case $1 in
      --nodes) NODES=$(value "$@"); shift ;;
      --runtime) RUNTIME=$(value "$@"); shift ;;
      --containerd) CONTAINERD_FOLDER=$(readlink -f "$(value "$@")"); RUNTIME=containerd; shift ;;
      --services) SERVICES=$(value "$@"); shift ;;
      --separate) SEPARATE=yes ;;
      --port) API_PORT=$(value "$@"); shift ;;
      --bind) BIND=$(value "$@"); shift ;;
      --memory) MEMORY=$(value "$@"); shift ;;
      --data) shift ;;
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

find_data_option() {
  while [ $# -gt 0 ]; do
    if [ "$1" = --data ]; then DATA=$(readlink -m "$(value "$@")"); fi
    shift
  done
}

check_settings() {
  [[ $NODES =~ ^[0-9]+$ ]] && [ "$NODES" -le 200 ] || fail "--nodes takes a number from 0 to 200, not $NODES"
  [[ $API_PORT =~ ^[0-9]+$ ]] && [ "$API_PORT" -ge 1 ] && [ "$API_PORT" -le 65535 ] || fail "--port takes a port, not $API_PORT"
  case $RUNTIME in auto | containerd | docker | simulated) ;; *) fail "no such runtime: $RUNTIME" 'there are: containerd, docker, simulated' ;; esac
  local service
  for service in ${SERVICES//,/ }; do
    case $service in api-server | scheduler | controller | node-agent) ;; *) fail "no such service: $service" 'there are: api-server, scheduler, controller, node-agent' ;; esac
  done
}

load_settings() {
  default_settings
  [ -r "$DATA/cluster.env" ] || fail "there is no cluster in $DATA" 'start one with: ./navarch up'
  . "$DATA/cluster.env"
  derive_settings
}

save_settings() {
  mkdir -p "$DATA"
  chmod 700 "$DATA"
  local name
  for name in NODES RUNTIME CONTAINERD_FOLDER SERVICES SEPARATE API_PORT BIND MEMORY INDEX; do
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
  local i
  NODE_NAMES=()
  for ((i = 1; i <= NODES; i++)); do NODE_NAMES+=("node-$i"); done
}

free_index() {
  local i
  for ((i = 0; i < 30; i++)); do
    ip -4 -o address 2>/dev/null | grep -q " 10\.200\.$i\." || { printf '%s' "$i"; return; }
  done
  fail 'thirty clusters run on this machine' 'stop one with ./navarch down'
}
