# Writes each service's configuration file: the same keys that compose or an own installation would set.

write_configuration() {
  local folder=$DATA/config i
  rm -rf "$folder"
  mkdir -p "$folder"
  chmod 700 "$folder"
  make_store_password
  api_server_configuration > "$folder/api-server.yaml"
  client_configuration scheduler $SCHEDULER_PORT > "$folder/scheduler.yaml"
  { client_configuration controller $CONTROLLER_PORT; controller_configuration; } > "$folder/controller.yaml"
  for ((i = 1; i <= ${#NODE_NAMES[@]}; i++)); do node_configuration "$i" > "$folder/node-$i.yaml"; done
}

# The embedded Redis takes the password that lies in its folder.
make_store_password() {
  mkdir -p "$DATA/redis"
  [ -s "$DATA/redis/password" ] || (umask 077; od -An -N32 -tx1 /dev/urandom | tr -d ' \n' > "$DATA/redis/password")
}

# Where Pods and node agents reach the API.
advertised_address() {
  case $RUNTIME in containerd | docker) printf '%s.254' "$LAN" ;; *) printf 127.0.0.1 ;; esac
}

api_server_configuration() {
  cat <<YAML
server:
  port: $API_PORT
  address: $BIND
spring:
  data:
    redis:
      host: 127.0.0.1
      port: $REDIS_PORT
      password: "$(cat "$DATA/redis/password")"
api-server:
  pki:
    directory: $PKI
    server-url: https://127.0.0.1:$API_PORT
    addresses: [127.0.0.1, $(advertised_address)]
    nodes: [$(IFS=,; echo "${NODE_NAMES[*]}")]
  network:
    advertise-address: $(advertised_address)
    service-range: $SERVICE_PREFIX.0/16
  kubelet:
    insecure-skip-tls-verify: true # the agents make their own certificates
YAML
}

client_configuration() { # name, port
  cat <<YAML
server:
  port: $2
client:
  kubeconfig: $PKI/$1.kubeconfig
YAML
}

controller_configuration() {
  cat <<YAML
controller:
  node-ipam:
    cluster-cidr: $POD_RANGE
YAML
}

node_configuration() { # number
  if [ "$RUNTIME" = docker ]; then container_configuration "$1"; return; fi
  local node=node-$1 folder=$DATA/nodes/node-$1
  client_configuration "node-$node" "$([ "$RUNTIME" = containerd ] && echo 10250 || echo $((20000 + INDEX * 250 + $1)))"
  cat <<YAML
node-agent:
  name: $node
  root: $folder/agent
  pod-logs: $folder/pod-logs
  cluster-dns: $SERVICE_PREFIX.10
  runtime:
    type: $([ "$RUNTIME" = simulated ] && echo simulated || echo cri)
YAML
  [ "$RUNTIME" = containerd ] || return 0
  cat <<YAML
    endpoint: unix://$(socket_of "$node")
  addresses: $LAN.$1
  cgroup-root: /$CGROUP/$node
  network:
    kubeconfig: $PKI/proxy.kubeconfig
    namespace: /run/netns/$(namespace_of "$node")
    cluster-cidr: $POD_RANGE
    cni-configuration-directory: $folder/containerd/cni
    cni-plugin-directories: $(find_cni_plugins)
    cni-state-directory: $folder/cni
  dns:
    addresses: $SERVICE_PREFIX.10
  proxy:
    own-addresses: $SERVICE_PREFIX.10
YAML
}

# As the node sees it from inside its container.
container_configuration() { # number
  cat <<YAML
server:
  port: 10250
client:
  kubeconfig: /etc/navarch/identity/node.kubeconfig
node-agent:
  name: node-$1
  root: /var/lib/navarch/agent
  pod-logs: /var/lib/navarch/pod-logs
  cluster-dns: $SERVICE_PREFIX.10
  resolv-conf: /run/navarch/resolv.conf
  addresses: $LAN.$1
  network:
    kubeconfig: /etc/navarch/identity/proxy.kubeconfig
    cluster-cidr: $POD_RANGE
    cni-plugin-directories: /usr/lib/cni
    cni-state-directory: /var/lib/navarch/cni
  dns:
    addresses: $SERVICE_PREFIX.10
  proxy:
    own-addresses: $SERVICE_PREFIX.10
  stats:
    filesystem: /var/lib/navarch
YAML
}
