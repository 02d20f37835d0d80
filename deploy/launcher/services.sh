# The processes of the cluster: started in the order in which they need one another, watched until the nodes are Ready.

# name, network namespace or -, cgroup or -, command…
start() {
  local name=$1 namespace=$2 cgroup=$3 session=()
  shift 3
  ! command -v setsid >/dev/null || session=(setsid)
  (
    [ "$cgroup" = - ] || enter_cgroup "$cgroup"
    [ "$namespace" = - ] || set -- nsenter --net="/run/netns/$namespace" "$@"
    exec "${session[@]}" "$@" >> "$LOGS/$name.log" 2>&1 < /dev/null
  ) &
  echo $! > "$RUN/$name.pid"
  disown $! # its end is told by who waits for it, not by bash
}

start_java() { # name, heap, arguments…
  local name=$1 heap=$2
  shift 2
  start "$name" - - "$JAVA_HOME/bin/java" -Xmx"$heap" -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Duser.timezone=UTC \
    -Djava.io.tmpdir="$DATA/tmp" -jar "$@"
}

# Waits until a process does what it was started for: seconds, name, command that tells…
wait_until() {
  local limit=$((SECONDS + $1)) name=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ $SECONDS -ge $limit ] || ! kill -0 "$(cat "$RUN/$name.pid")" 2>/dev/null; then
      tail -n 10 "$LOGS/$name.log" >&2
      fail "$name did not come up" "all logs are in $LOGS"
    fi
    sleep 0.1
  done
}

# The processes of the services, in the order in which they need one another.
service_names() {
  local service
  if [ "$SEPARATE" = no ]; then
    [ -z "$(jvm_services)" ] || echo all-in-one
    [ "$RUNTIME" != docker ] || printf '%s\n' "${NODE_NAMES[@]}"
    return
  fi
  ! has_service api-server || echo redis
  for service in api-server scheduler controller; do ! has_service $service || echo $service; done
  [ ${#NODE_NAMES[@]} = 0 ] || printf '%s\n' "${NODE_NAMES[@]}"
}

# What runs in the one JVM: nodes that are containers hold their agents themselves.
jvm_services() {
  if [ "$RUNTIME" = docker ]; then tr , '\n' <<< "$SERVICES" | grep -vx node-agent | paste -sd , -; else echo "$SERVICES"; fi
}

process_names() {
  [ "$RUNTIME" != containerd ] || printf '%s-containerd\n' "${NODE_NAMES[@]}"
  service_names
}

start_services() {
  write_configuration
  local name
  for name in $(service_names); do start_process "$name"; done
}

start_process() { # name
  case $1 in
    *-containerd) start_containerd "${1%-containerd}" ;;
    all-in-one) start_all_in_one ;;
    redis) start_redis ;;
    api-server) start_service api-server api-server 512m; wait_until 120 api-server test -s "$PKI/admin.kubeconfig" ;;
    scheduler | controller) start_service "$1" "$1" 512m ;;
    *) if [ "$RUNTIME" = docker ]; then start_node_container "$1"; else start_service "$1" node-agent 256m; fi ;;
  esac
}

start_all_in_one() {
  local services nodes=("${NODE_NAMES[@]}")
  services=$(jvm_services)
  [ "$RUNTIME" != docker ] || nodes=()
  say "starting ${services//,/, } in one JVM"
  start_java all-in-one "$MEMORY" "$(jar_of all-in-one)" \
    --all-in-one.services="$services" --all-in-one.nodes="$(IFS=,; echo "${nodes[*]}")" \
    --all-in-one.configuration="$DATA/config" --all-in-one.redis.enabled="$(has_service api-server && echo true || echo false)" \
    --all-in-one.redis.directory="$DATA/redis" --all-in-one.redis.port="$REDIS_PORT"
}

start_redis() {
  say 'starting redis'
  start_java redis 64m "$(jar_of all-in-one)" --all-in-one.services= \
    --all-in-one.redis.directory="$DATA/redis" --all-in-one.redis.port="$REDIS_PORT"
  wait_until 60 redis bash -c "exec 3<>/dev/tcp/127.0.0.1/$REDIS_PORT"
}

start_service() { # name, module, heap
  say "starting $1"
  start_java "$1" "$3" "$(jar_of "$2-service")" \
    --spring.config.name="$2,$1" --spring.config.additional-location="file:$DATA/config/"
}

cluster_is_down() {
  local file
  for file in "$RUN"/*.pid; do
    ! is_ours "$file" || return 1
  done
}

refuse_if_up() {
  ! cluster_is_down || { stop_process "$DATA/redis/redis.pid" 30; return 0; } # a store that outlived its JVM
  load_settings # what runs was started with these
  local name missing=()
  for name in $(process_names); do is_ours "$RUN/$name.pid" || missing+=("$name"); done
  [ ${#missing[@]} = 0 ] || fail "the cluster is up, but without: ${missing[*]}" "start it with: ./navarch start ${missing[0]}" \
    'or stop what is left, and start anew, with: ./navarch down && ./navarch up'
  fail 'the cluster is already up' 'look at it with: ./navarch status    stop it with: ./navarch down'
}

# Whether the process of a pid file is still the one that was started.
is_ours() {
  [ -r "$1" ] || return 1
  local pid
  pid=$(cat "$1")
  [ -n "$pid" ] && command_line "$pid" | grep -qF -e "$DATA" -e "$RUNTIME_RUN_ROOT/navarch-$ID"
}

command_line() { # pid
  if [ -d /proc/self ]; then tr '\0' ' ' < "/proc/$1/cmdline"; else ps -ww -o args= -p "$1"; fi 2>/dev/null
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
  for name in $(service_names | tac); do
    [ "$name" = redis ] || stop_process "$RUN/$name.pid" 30
  done
  stop_nodes
  stop_process "$RUN/redis.pid" 30
  stop_process "$DATA/redis/redis.pid" 30 # where its JVM could not
  rm -rf "$RUN"/*.pid "$DATA/tmp"/*
}

require_process() { # name
  process_names | grep -qxF -e "$1" || fail "this cluster has no process $1" "there are: $(process_names | tr '\n' ' ')" \
    "$([ "$SEPARATE" = yes ] || echo 'with --separate every service and node agent is a process of its own')"
}

stop_one() {
  require_process "$1"
  is_ours "$RUN/$1.pid" || fail "$1 does not run" "start it with: ./navarch start $1"
  stop_process "$RUN/$1.pid" 30
  say "$1 is stopped"
}

start_one() {
  require_process "$1"
  ! is_ours "$RUN/$1.pid" || fail "$1 already runs" 'look at: ./navarch status'
  ! cluster_is_down || fail 'the cluster is down' 'start it with: ./navarch up'
  require_jdk
  case $1 in all-in-one | redis) stop_process "$DATA/redis/redis.pid" 30 ;; esac
  start_process "$1"
  case $1 in
    *-containerd) await_containerd "${1%-containerd}" ;;
    all-in-one | api-server) wait_for_cluster ;;
  esac
  say "$1 is started"
}

wait_for_cluster() {
  has_service api-server || return 0
  local main=all-in-one
  [ "$SEPARATE" = no ] || main=api-server
  look_at_cluster 300 "$(cat "$RUN/$main.pid")" & # in the background, so that a signal is heard at once
  LOOK=$!
  wait $LOOK || {
    tail -n 25 "$LOGS/$main.log" >&2
    fail 'the cluster did not become ready' "all logs are in $LOGS"
  }
}

look_at_cluster() { # seconds, pid of a process without which it won't come, or 0
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$launcher/WaitForCluster.java" "$PKI" "$API_PORT" "${#NODE_NAMES[@]}" "$1" "$2"
}

show_status() {
  local name
  if cluster_is_down; then
    say "the cluster in $DATA is down; start it with ./navarch up"
    return 3
  fi
  for name in $(process_names); do
    if is_ours "$RUN/$name.pid"; then
      printf '%-20s running   pid %-8s %6d MiB\n' "$name" "$(cat "$RUN/$name.pid")" "$(resident_memory "$(cat "$RUN/$name.pid")")"
    else
      printf '%-20s not running; start it with ./navarch start %s\n' "$name" "$name"
    fi
  done
  if [ "$RUNTIME" = containerd ]; then
    for name in "${NODE_NAMES[@]}"; do printf '%-20s containerd at %s\n' "$name" "$(socket_of "$name")"; done
  fi
  has_service api-server || return 0
  require_jdk
  (look_at_cluster 0 0)
}

resident_memory() { # pid
  if [ -d /proc/self ]; then sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status"; else ps -o rss= -p "$1"; fi 2>/dev/null |
    awk '{print int($1 / 1024)}'
}

show_logs() {
  local name='' follow=()
  while [ $# -gt 0 ]; do
    case $1 in -f) follow=(-F) ;; -*) fail "logs does not know the option $1" 'see: ./navarch help' ;; *) name=$1 ;; esac
    shift
  done
  [ -n "$name" ] || name=$(service_names | grep -vx redis | head -n 1)
  [ -r "$LOGS/$name.log" ] || fail "no log of $name" "there are: $(ls "$LOGS" | sed -n 's/\.log$//p' | tr '\n' ' ')"
  tail -n 200 "${follow[@]}" "$LOGS/$name.log"
}

show_kubeconfig() {
  has_service api-server || fail "this part of a cluster ($SERVICES) has no api-server, and so no kubeconfig" \
    'ask where its api-server runs, or start all of it here with: ./navarch down && ./navarch up --services all'
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
