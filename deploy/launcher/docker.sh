# Nodes as containers of this checkout's node image: for Linux with a Docker that answers, where containerd can't be had.

NODE_IMAGE=navarch/node-agent

require_docker() {
  [ "$(uname -s)" = Linux ] || fail 'nodes as containers need Linux: the control plane calls them by their own addresses' \
    'start everything in containers with: docker compose up' 'or choose --runtime simulated'
  docker version >/dev/null 2>&1 || fail 'Docker does not answer' 'what is wrong tells: docker version'
}

node_container() { printf 'navarch-%s-%s' "$ID" "$1"; }

start_docker_network() {
  build_node_image
  say "making a network for $(counted "$NODES" node) ($LAN.0/24, Pods $POD_RANGE)"
  remove_node_containers
  docker network create --subnet "$LAN.0/24" --gateway "$LAN.254" "navarch-$ID" > "$LOGS/network.log" 2>&1 ||
    fail "Docker can't make the network navarch-$ID" "$(tail -n 1 "$LOGS/network.log")"
  # The api-server reaches Pods and Services by way of the first node; the routes go with the network.
  docker run --rm --network host --cap-add NET_ADMIN --entrypoint sh "$NODE_IMAGE" \
    -c "ip route replace $POD_RANGE via $LAN.1 && ip route replace $SERVICE_PREFIX.0/16 via $LAN.1" >> "$LOGS/network.log" 2>&1 ||
    say 'there is no route to Pods from this machine; proxies and webhooks of the api-server do not reach them'
}

# The image is as new as what the host has built, or is built again; unchanged layers come from Docker's cache.
build_node_image() {
  local created
  created=$(docker image inspect -f '{{.Created}}' "$NODE_IMAGE" 2>/dev/null || true)
  if [ -n "$created" ] && [ "$(date -d "$created" +%s)" -ge "$(stat -c %Y "$(jar_of node-agent-service)")" ]; then return 0; fi
  say "building the image $NODE_IMAGE (the first time takes some minutes)"
  docker build --target node-agent -t "$NODE_IMAGE" "$checkout" > "$LOGS/image.log" 2>&1 ||
    fail "the image $NODE_IMAGE could not be built" "$(tail -n 3 "$LOGS/image.log")" "all of its output: $LOGS/image.log"
}

# The process is Docker's client: it hands signals to the container, and the container's output to the log.
start_node_container() { # name
  ! has_service api-server || wait_until 120 "$(service_names | grep -m 1 -x -e all-in-one -e api-server)" api_answers "$1"
  say "starting the container $(node_container "$1")"
  give_identity "$1"
  docker rm -fv "$(node_container "$1")" >/dev/null 2>&1 || true
  start "$1" - - docker run --rm --name "$(node_container "$1")" --hostname "$1" --network "navarch-$ID" --ip "$LAN.${1#node-}" \
    --cgroupns private --cap-add NET_ADMIN --cap-add SYS_ADMIN --cap-add SYS_PTRACE \
    --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined \
    --tmpfs /run:exec --env CLUSTER_DNS="$SERVICE_PREFIX.10" \
    --volume "$DATA/config/$1.yaml:/etc/navarch/node-agent.yaml:ro" --volume "$DATA/nodes/$1/identity:/etc/navarch/identity:ro" \
    --volume "$(node_container "$1"):/var/lib/navarch" "$NODE_IMAGE"
}

api_answers() { # node
  [ -s "$PKI/node-$1.kubeconfig" ] && ! port_is_free "$API_PORT"
}

give_identity() { # node
  local folder=$DATA/nodes/$1/identity
  mkdir -p "$folder"
  (umask 077
    sed "s|^\( *server:\).*|\1 https://$(advertised_address):$API_PORT|" "$PKI/node-$1.kubeconfig" > "$folder/node.kubeconfig"
    sed "s|^\( *server:\).*|\1 https://$(advertised_address):$API_PORT|" "$PKI/proxy.kubeconfig" > "$folder/proxy.kubeconfig")
}

remove_node_containers() {
  local node
  for node in "${NODE_NAMES[@]}"; do docker rm -fv "$(node_container "$node")" >/dev/null 2>&1 || true; done
  docker network rm "navarch-$ID" >/dev/null 2>&1 || true
}

forget_node_containers() {
  local node
  for node in "${NODE_NAMES[@]}"; do docker volume rm "$(node_container "$node")" >/dev/null 2>&1 || true; done
}
