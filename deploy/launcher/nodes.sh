# The nodes of this machine: a network namespace, a cgroup and a containerd for each.

RUNTIME_RUN_ROOT=/run

node_run() { printf '%s/navarch-%s/%s' "$RUNTIME_RUN_ROOT" "$ID" "$1"; } # sockets have short paths
socket_of() { printf '%s/containerd.sock' "$(node_run "$1")"; }
namespace_of() { printf '%s-%s' "$PREFIX" "${1#node-}"; }

start_nodes() {
  if [ "$RUNTIME" = docker ]; then start_docker_network; return; fi
  [ "$RUNTIME" = containerd ] || return 0
  [ "${#NODE_NAMES[@]}" -gt 0 ] || return 0
  say "making $(counted "$NODES" node), each with a network of its own ($LAN.0/24, Pods $POD_RANGE)"
  node_network up
  make_pause_image
  local node
  for node in "${NODE_NAMES[@]}"; do start_containerd "$node"; done
  for node in "${NODE_NAMES[@]}"; do
    await_containerd "$node"
    load_image "$node" "$DATA/pause.tar"
  done
}

node_network() {
  "$checkout/deploy/node-network.sh" "$1" --prefix "$PREFIX" --lan "$LAN" --nodes "$NODES" --services "$SERVICE_PREFIX.0/16" \
    --pods "$POD_RANGE" >> "$LOGS/network.log" 2>&1 || fail "the node network could not be brought $1" "look at $LOGS/network.log"
}

PAUSE_IMAGE=navarch.io/pause:1

make_pause_image() {
  [ -s "$DATA/pause.tar" ] || "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$launcher/PauseImage.java" "$DATA/pause.tar" "$PAUSE_IMAGE"
}

start_containerd() {
  local node=$1 folder run
  folder=$DATA/nodes/$node/containerd run=$(node_run "$node")
  mkdir -p "$folder/registries" "$folder/cni" "$run"
  chmod 711 "$RUNTIME_RUN_ROOT/navarch-$ID" "$run"
  containerd_config "$node" "$folder" "$run" > "$folder/config.toml"
  start "$node-containerd" "$(namespace_of "$node")" "$node/system" containerd -c "$folder/config.toml"
}

await_containerd() { # node
  wait_until 60 "$1-containerd" ctr -a "$(socket_of "$1")" version
}

# containerd 1.x reads version 2 of its configuration, 2.x version 3.
containerd_config() {
  local node=$1 folder=$2 run=$3 cri images runtime registry
  if containerd --version | grep -qE ' v?1\.'; then
    echo 'version = 2'
    cri=io.containerd.grpc.v1.cri images=$cri runtime=$cri registry=$cri.registry
  else
    echo 'version = 3'
    cri=io.containerd.grpc.v1.cri images=io.containerd.cri.v1.images runtime=io.containerd.cri.v1.runtime registry=$images.registry
  fi
  cat <<TOML
root = "$folder/root"
state = "$run/state"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.tracing.processor.v1.otlp", "io.containerd.internal.v1.tracing", "io.containerd.nri.v1.nri"]
[grpc]
  address = "$run/containerd.sock"
[ttrpc]
  address = "$run/containerd.sock.ttrpc"
[plugins."$cri"]
  stream_server_address = "127.0.0.1"
  stream_server_port = "0"
TOML
  if [ "$cri" = "$images" ]; then
    echo "  sandbox_image = \"$PAUSE_IMAGE\""
  else
    printf '[plugins."%s"]\n[plugins."%s".pinned_images]\n  sandbox = "%s"\n[plugins."%s"]\n' "$images" "$images" "$PAUSE_IMAGE" "$runtime"
  fi
  cat <<TOML
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  disable_apparmor = $([ -e /sys/kernel/security/apparmor ] && echo false || echo true)
  disable_hugetlb_controller = true
  tolerate_missing_hugetlb_controller = true
[plugins."$runtime".cni]
  $([ "$cri" = "$images" ] && printf 'bin_dir = "%s"' "$(find_cni_plugins)" || printf 'bin_dirs = ["%s"]' "$(find_cni_plugins)")
  conf_dir = "$folder/cni"
[plugins."$runtime".containerd]
  default_runtime_name = "runc"
[plugins."$runtime".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins."$runtime".containerd.runtimes.runc.options]
  Root = "$run/runc"
[plugins."$images".registry]
  config_path = "$DATA/registries:$folder/registries"
TOML
}

# Puts the calling process into a cgroup of this cluster, in every hierarchy.
enter_cgroup() {
  local hierarchy path=$CGROUP/$1 part walked
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mkdir -p "/sys/fs/cgroup/$path"
    echo "$BASHPID" > "/sys/fs/cgroup/$path/cgroup.procs"
    return
  fi
  for hierarchy in /sys/fs/cgroup/*/; do
    [ -w "$hierarchy/cgroup.procs" ] && [ ! -L "${hierarchy%/}" ] || continue
    walked=''
    for part in ${path//\// }; do
      walked=$walked/$part
      mkdir -p "$hierarchy$walked"
      if [ -e "$hierarchy/cpuset.cpus" ]; then
        cat "$hierarchy/cpuset.cpus" > "$hierarchy$walked/cpuset.cpus"
        cat "$hierarchy/cpuset.mems" > "$hierarchy$walked/cpuset.mems"
      fi
    done
    echo "$BASHPID" > "$hierarchy$walked/cgroup.procs"
  done
}

cgroup_folders() {
  find /sys/fs/cgroup -maxdepth 2 -type d -name "$CGROUP" 2>/dev/null
}

cgroup_processes() {
  local folder
  for folder in $(cgroup_folders); do find "$folder" -name cgroup.procs -exec cat {} + 2>/dev/null; done | sort -u
}

# Shims listen in a folder that all containerds of a machine share.
shim_sockets() {
  find "$RUNTIME_RUN_ROOT/navarch-$ID" \( -name address -o -name bootstrap.json \) -path '*.task/*' \
    -exec grep -ohE '/run/containerd/s/[0-9a-f]+' {} + 2>/dev/null || true
}

# What CNI remembers of this cluster's Pods in a folder that all of a machine share.
forget_pod_networks() {
  grep -rlF "$RUNTIME_RUN_ROOT/navarch-$ID/" /var/lib/cni/results 2>/dev/null | xargs -r rm -f || true
}

# Ends containers and containerds, and removes what the kernel holds for them: mounts, cgroups, namespaces, rules.
stop_nodes() {
  if [ "$RUNTIME" = docker ]; then remove_node_containers; return; fi
  [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] || return 0
  local signal try
  for signal in TERM KILL; do
    kill -s $signal $(cgroup_processes) 2>/dev/null || true
    for try in $(seq 30); do
      [ -n "$(cgroup_processes)" ] || break
      sleep 0.1
    done
  done
  local folder
  awk -v a="$DATA/" -v b="$RUNTIME_RUN_ROOT/navarch-$ID/" 'index($5, a) == 1 || index($5, b) == 1 {print $5}' /proc/self/mountinfo |
    sort -r | while read -r folder; do umount -l "$folder" 2>/dev/null || true; done
  for folder in $(cgroup_folders); do find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true; done
  shim_sockets | xargs -r rm -f
  if [ "$RUNTIME" = containerd ]; then node_network down; fi
  rm -rf "$RUNTIME_RUN_ROOT/navarch-$ID"
}
