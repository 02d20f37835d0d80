# The processes of the cluster: started in the order in which they need one another, watched until the nodes are Ready.

# name, network namespace or -, cgroup or -, command…
start() {
  local name=$1 namespace=$2 cgroup=$3
  shift 3
  (
    [ "$cgroup" = - ] || enter_cgroup "$cgroup"
    [ "$namespace" = - ] || set -- nsenter --net="/run/netns/$namespace" "$@"
    exec setsid "$@" >> "$LOGS/$name.log" 2>&1 < /dev/null
  ) &
  echo $! > "$RUN/$name.pid"
}

java_options() { # heap
  printf '%s\n' -Xmx"$1" -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Duser.timezone=UTC
}

start_services() {
  write_configuration
  local options
  if [ "$SEPARATE" = no ]; then
    mapfile -t options < <(java_options "$MEMORY")
    say "starting ${SERVICES//,/, } in one JVM"
    start all-in-one - - "$JAVA_HOME/bin/java" "${options[@]}" -jar "$(jar_of all-in-one)" \
      --all-in-one.services="$SERVICES" --all-in-one.nodes="$(IFS=,; echo "${NODE_NAMES[*]}")" \
      --all-in-one.configuration="$DATA/config" --all-in-one.redis.directory="$DATA/redis" --all-in-one.redis.port="$REDIS_PORT"
  else
    start_separately
  fi
}

start_separately() {
  local options service node
  if has_service api-server; then
    say 'starting redis'
    mapfile -t options < <(java_options 64m)
    start redis - - "$JAVA_HOME/bin/java" "${options[@]}" -jar "$(jar_of all-in-one)" --all-in-one.services= \
      --all-in-one.redis.directory="$DATA/redis" --all-in-one.redis.port="$REDIS_PORT"
    wait_until 30 redis bash -c "exec 3<>/dev/tcp/127.0.0.1/$REDIS_PORT"
  fi
  for service in api-server scheduler controller; do
    has_service $service || continue
    say "starting $service"
    start_service $service $service 512m
    [ $service != api-server ] || wait_until 120 api-server test -s "$PKI/admin.kubeconfig"
  done
  for node in "${NODE_NAMES[@]}"; do
    say "starting the agent of $node"
    start_service "$node" node-agent 256m
  done
}

start_service() { # name, module, heap
  local options
  mapfile -t options < <(java_options "$3")
  start "$1" - - "$JAVA_HOME/bin/java" "${options[@]}" -jar "$(jar_of "$2-service")" \
    --spring.config.name="$2,$1" --spring.config.additional-location="file:$DATA/config/"
}

cluster_is_down() {
  local file
  for file in "$RUN"/*.pid; do
    ! is_ours "$file" || return 1
  done
}

# Whether the process of a pid file is still the one that was started.
is_ours() {
  [ -r "$1" ] || return 1
  local pid
  pid=$(cat "$1")
  [ -n "$pid" ] && tr '\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -qF -e "$DATA" -e "$RUNTIME_RUN_ROOT/navarch-$ID"
}

stop_process() { # pid file, seconds
  local pid limit
  if is_ours "$1"; then
    pid=$(cat "$1")
    kill "$pid" 2>/dev/null || true
    limit=$((SECONDS + $2))
    while kill -0 "$pid" 2>/dev/null; do
      if [ $SECONDS -ge $limit ]; then kill -9 "$pid" 2>/dev/null || true; break; fi
      sleep 0.1
    done
  fi
  rm -f "$1"
}

# Node agents first, then what they talk to, the store last.
stop_all() {
  local name
  for name in "${NODE_NAMES[@]}" scheduler controller all-in-one api-server; do
    stop_process "$RUN/$name.pid" 30
  done
  stop_nodes
  stop_process "$RUN/redis.pid" 30
  rm -f "$RUN"/*.pid
}

stop_one() {
  [ -n "$1" ] && [ -e "$RUN/$1.pid" ] || fail "no such process: ${1:-none named}" "there are: $(running_names)" \
    'with --separate every service and node agent is a process of its own'
  stop_process "$RUN/$1.pid" 30
  say "$1 is stopped"
}

running_names() {
  local file
  for file in "$RUN"/*.pid; do [ ! -e "$file" ] || printf '%s ' "$(basename "$file" .pid)"; done
}

wait_for_cluster() {
  has_service api-server || return 0
  local main=all-in-one
  [ "$SEPARATE" = no ] || main=api-server
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$launcher/WaitForCluster.java" "$PKI" "$API_PORT" "${#NODE_NAMES[@]}" 180 "$(cat "$RUN/$main.pid")" || {
    tail -n 25 "$LOGS/$main.log" >&2
    fail 'the cluster did not become ready' "all logs are in $LOGS"
  }
}

show_status() {
  local name file
  for file in "$RUN"/*.pid; do
    [ -e "$file" ] || continue
    name=$(basename "$file" .pid)
    if is_ours "$file"; then
      printf '%-20s running   pid %-8s %6d MiB\n' "$name" "$(cat "$file")" "$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$(cat "$file")/status")"
    else
      printf '%-20s not running\n' "$name"
    fi
  done
  if cluster_is_down; then
    say "the cluster in $DATA is down; start it with ./navarch up"
    return 3
  fi
  if [ "$RUNTIME" = containerd ]; then
    for name in "${NODE_NAMES[@]}"; do printf '%-20s containerd at %s\n' "$name" "$(socket_of "$name")"; done
  fi
  require_jdk
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$launcher/WaitForCluster.java" "$PKI" "$API_PORT" "${#NODE_NAMES[@]}" 0 0
}

show_logs() {
  local name='' follow=()
  while [ $# -gt 0 ]; do
    case $1 in -f) follow=(-F) ;; *) name=$1 ;; esac
    shift
  done
  [ -n "$name" ] || name=$([ "$SEPARATE" = no ] && echo all-in-one || echo api-server)
  [ -r "$LOGS/$name.log" ] || fail "no log of $name" "there are: $(ls "$LOGS" | sed -n 's/\.log$//p' | tr '\n' ' ')"
  tail -n 200 "${follow[@]}" "$LOGS/$name.log"
}

show_kubeconfig() {
  [ -r "$PKI/admin.kubeconfig" ] || fail 'there is no kubeconfig yet' 'start the cluster with: ./navarch up'
  printf '%s\n' "$PKI/admin.kubeconfig"
}

tell_how_to_use() {
  cat <<TEXT

  export KUBECONFIG=\$(./navarch kubeconfig)
  kubectl get nodes -o wide

  API: https://127.0.0.1:$API_PORT    logs: ./navarch logs -f    stop: ./navarch down
TEXT
}
