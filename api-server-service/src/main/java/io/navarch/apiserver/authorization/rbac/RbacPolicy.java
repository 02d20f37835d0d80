package io.navarch.apiserver.authorization.rbac;

import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.Snapshot;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.schema.GroupResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the index true: it is compiled anew when one of the four collections has moved on. What did
 * not change is not read again. The lock guards the memory of what was read; readers only look at
 * revisions.
 */
@Component
@RequiredArgsConstructor
final class RbacPolicy {

  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final List<GroupResource> COLLECTIONS =
      Stream.of("clusterroles", "roles", "clusterrolebindings", "rolebindings")
          .map(r -> new GroupResource(GROUP, r))
          .toList();

  private final WatchCache cache;
  private final ReentrantLock compiling = new ReentrantLock();
  private Map<String, Read<List<PolicyRule>>> roles = Map.of();
  private Map<String, Read<RoleBinding>> bindings = Map.of();
  private volatile @Nullable Compiled compiled;

  /** The index as of the newest state the cache knows. */
  RbacIndex index() {
    var now = COLLECTIONS.stream().map(cache::current).toList();
    var present = compiled;
    return present != null && present.isOf(now) ? present.index() : compile(now);
  }

  private RbacIndex compile(List<Snapshot> now) {
    compiling.lock();
    try {
      var present = compiled;
      if (present != null && present.isOf(now)) {
        return present.index();
      }
      roles = read(now.subList(0, 2), roles, PolicyRule::rulesOf);
      bindings = read(now.subList(2, 4), bindings, RoleBinding::of);
      var rules = new HashMap<String, List<PolicyRule>>();
      roles.forEach((key, read) -> rules.put(key.substring(key.indexOf(' ') + 1), read.value()));
      var index = RbacIndex.of(bindings.values().stream().map(Read::value).toList(), rules);
      compiled = new Compiled(now.stream().map(Snapshot::revision).toList(), index);
      return index;
    } finally {
      compiling.unlock();
    }
  }

  private static <T> Map<String, Read<T>> read(
      List<Snapshot> snapshots, Map<String, Read<T>> before, Function<ObjectNode, T> reader) {
    var after = new TreeMap<String, Read<T>>();
    for (int i = 0; i < snapshots.size(); i++) {
      var prefix = i + " ";
      snapshots.get(i).stream("", "")
          .forEach(o -> after.put(prefix + o.key(), read(o, before.get(prefix + o.key()), reader)));
    }
    return after;
  }

  private static <T> Read<T> read(
      CachedObject object, @Nullable Read<T> before, Function<ObjectNode, T> reader) {
    return before != null && before.revision() == object.revision()
        ? before
        : new Read<>(object.revision(), reader.apply(object.tree()));
  }

  private record Read<T>(long revision, T value) {}

  private record Compiled(List<Long> revisions, RbacIndex index) {

    boolean isOf(List<Snapshot> snapshots) {
      for (int i = 0; i < revisions.size(); i++) {
        if (revisions.get(i) != snapshots.get(i).revision()) {
          return false;
        }
      }
      return true;
    }
  }
}
