# Builds the services when a source is newer than what was built.

jar_of() {
  printf '%s/%s/target/%s-0.1.0-SNAPSHOT-boot.jar' "$checkout" "$1" "$1"
}

build_if_needed() {
  [ "${NAVARCH_BUILD:-}" != never ] || return 0 # a build that tests what it has just built
  local jar newer
  jar=$(jar_of all-in-one)
  if [ -f "$jar" ]; then
    newer=$(find "$checkout" -path '*/target' -prune -o -path "$DATA" -prune -o -path '*/src/main/*' -newer "$jar" -type f -print -o -name pom.xml -newer "$jar" -print | head -n 1 || true)
    [ -n "$newer" ] || return 0
  fi
  say 'building (the first time takes some minutes)'
  (cd "$checkout" && ./mvnw -B -ntp -q package -DskipTests -Dspotless.check.skip -Dcheckstyle.skip) > "$LOGS/build.log" 2>&1 || {
    grep -E '^\[ERROR\]' "$LOGS/build.log" | head -n 20 >&2
    fail 'the build failed' "all of its output: $LOGS/build.log"
  }
}
