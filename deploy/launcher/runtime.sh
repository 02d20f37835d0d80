# Chooses what runs containers, and installs it where that is the launcher's business.

packages=(containerd runc containernetworking-plugins nftables iptables conntrack iproute2)

choose_runtime() {
  RUNTIME=none
  [ ${#NODE_NAMES[@]} -gt 0 ] || return 0
  RUNTIME=$ASKED_RUNTIME
  if [ "$RUNTIME" = auto ]; then RUNTIME=$(best_runtime); fi
  case $RUNTIME in
    containerd) require_containerd ;;
    docker) require_docker ;;
    simulated) say 'the nodes are simulated: Pods get addresses and become Ready, but no container really runs' ;;
  esac
}

best_runtime() {
  if [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ]; then echo containerd
  elif [ "$(uname -s)" = Linux ] && docker version >/dev/null 2>&1; then echo docker
  else echo simulated; fi
}

require_containerd() {
  [ "$(uname -s)" = Linux ] || fail 'containerd needs Linux' 'choose --runtime docker or simulated'
  [ "$(id -u)" = 0 ] || fail 'containerd needs root' 'run as root, or choose --runtime docker or simulated'
  awk '$5 ~ "^/sys/fs/cgroup" {found = 1} END {exit !found}' /proc/self/mountinfo ||
    fail 'there are no cgroups at /sys/fs/cgroup' 'mount them (inside `ip netns exec` they are hidden: use nsenter --net=), or choose --runtime docker or simulated'
  [ -z "$CONTAINERD_FOLDER" ] || [ -x "$CONTAINERD_FOLDER/containerd" ] ||
    fail "there is no containerd in $CONTAINERD_FOLDER" 'name the folder that holds containerd, containerd-shim-runc-v2 and ctr'
  local missing=()
  local program
  for program in containerd ctr runc nft iptables conntrack ip nsenter; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  find_cni_plugins >/dev/null || missing+=(cni-plugins)
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

find_cni_plugins() {
  local folder
  for folder in /opt/cni/bin /usr/lib/cni /usr/libexec/cni; do
    if [ -x "$folder/bridge" ]; then printf '%s' "$folder"; return 0; fi
  done
  return 1
}

install_packages() {
  command -v apt-get >/dev/null || fail "missing: $*" "install: ${packages[*]}"
  if [ "$ASSUME_YES" != yes ]; then
    [ -t 0 ] || fail "missing: $*" "run again with --yes to install: ${packages[*]}"
    local answer
    read -r -p "[navarch] missing: $*. Install the packages ${packages[*]}? [Y/n] " answer
    case $answer in '' | y | Y | yes) ;; *) fail 'without them there is no containerd' 'choose --runtime simulated' ;; esac
  fi
  say "installing ${packages[*]}"
  make_data_folder
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 \
    --no-install-recommends "${packages[@]}"; } > "$LOGS/packages.log" 2>&1 ||
    fail 'the packages could not be installed' "look at $LOGS/packages.log"
}
