# What the launcher says, and how it refuses.

say() {
  printf '[navarch] %s\n' "$*"
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

# seconds, what, command…
wait_until() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $limit ] || fail "$what did not come up in time" 'look at: ./navarch logs'
    sleep 0.1
  done
}
