# What the launcher says, and how it refuses.

say() {
  printf '[navarch] %s\n' "$*"
}

# 1 node, 2 nodes
counted() { # number, noun
  printf '%s %s%s' "$1" "$2" "$([ "$1" = 1 ] || echo s)"
}

# what is wrong, what to do next
fail() {
  printf 'navarch: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf '  %s\n' "${@:2}" >&2
  exit 1
}

require_jdk() {
  . "$checkout/.mvn/find-jdk.sh"
  JAVA_HOME=$(find_jdk_25) || fail 'needs a JDK 25 and found none' \
    'install one (for example the package temurin-25-jdk), or set JAVA_HOME to it'
  export JAVA_HOME
}

port_is_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

require_free_ports() {
  ! has_service api-server || require_free_port api-server "$API_PORT"
  ! has_service api-server || require_free_port 'store of the api-server' "$REDIS_PORT"
  ! has_service scheduler || require_free_port scheduler "$SCHEDULER_PORT"
  ! has_service controller || require_free_port controller "$CONTROLLER_PORT"
}

require_free_port() { # of what, port
  port_is_free "$2" || fail "port $2 of the $1 is in use" \
    "stop what uses it, or choose other ports with --port (the store's is the API's + 10000)"
}
