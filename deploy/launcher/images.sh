# Images for every node of the cluster.

images() {
  [ "${1:-}" = load ] && [ -n "${2:-}" ] || fail 'images takes: load FILE, or load --from-docker NAME'
  [ "$RUNTIME" = containerd ] || [ "$RUNTIME" = docker ] || fail "the runtime of this cluster is $RUNTIME; it has no images of its own"
  ! cluster_is_down || fail 'the cluster is down, and so are the nodes that would take images' 'start it with: ./navarch up'
  local file=$2
  if [ "$file" = --from-docker ]; then
    [ -n "${3:-}" ] || fail 'which image? images load --from-docker NAME'
    file=$DATA/image.tar
    trap 'rm -f "$DATA/image.tar"' EXIT
    docker save -o "$file" "$3" || fail "Docker has no image $3"
  fi
  [ -r "$file" ] || fail "cannot read $file"
  local node
  for node in "${NODE_NAMES[@]}"; do
    load_image "$node" "$file"
    say "$node has the images of ${3:-$file}"
  done
}

load_image() {
  if [ "$RUNTIME" = docker ]; then
    docker exec -i "$(node_container "$1")" ctr -n k8s.io images import - < "$2" >/dev/null 2>> "$LOGS/images.log" ||
      fail "$2 could not be loaded on $1" "look at $LOGS/images.log"
    return
  fi
  ctr -a "$(socket_of "$1")" -n k8s.io images import --no-unpack "$2" >/dev/null 2>> "$LOGS/images.log" ||
    ctr -a "$(socket_of "$1")" -n k8s.io images import "$2" >/dev/null 2>> "$LOGS/images.log" ||
    fail "$2 could not be loaded on $1" "look at $LOGS/images.log"
}
