package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.schema.GroupResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The present policies of one kind with their bindings, each compiled once per version. */
final class PolicyIndex {

  private final WatchCache cache;
  private final Expressions expressions;
  private final GroupResource policies;
  private final GroupResource bindings;
  private final boolean mutating;
  private volatile State state = new State(-1, -1, Map.of(), List.of());

  /** A policy and what binds it. */
  record Bound(CompiledPolicy policy, List<ObjectNode> bindings) {}

  private record Compiled(long revision, CompiledPolicy policy) {}

  private record State(
      long policies, long bindings, Map<String, Compiled> compiled, List<Bound> bound) {}

  PolicyIndex(WatchCache cache, Expressions expressions, String prefix, boolean mutating) {
    this.cache = cache;
    this.expressions = expressions;
    this.policies = new GroupResource("admissionregistration.k8s.io", prefix + "policies");
    this.bindings = new GroupResource("admissionregistration.k8s.io", prefix + "policybindings");
    this.mutating = mutating;
  }

  /** In the order of their names; what nobody binds is not there. */
  List<Bound> bound() {
    var policySnapshot = cache.current(policies);
    var bindingSnapshot = cache.current(bindings);
    var known = state;
    if (known.policies == policySnapshot.revision()
        && known.bindings == bindingSnapshot.revision()) {
      return known.bound;
    }
    var byPolicy = new HashMap<String, List<ObjectNode>>();
    bindingSnapshot.stream("", "")
        .map(CachedObject::tree)
        .forEach(binding ->
            byPolicy
                .computeIfAbsent(
                    binding.path("spec").path("policyName").asString(""),
                    _ -> new java.util.ArrayList<>())
                .add(binding));
    var compiled = new LinkedHashMap<String, Compiled>();
    policySnapshot.stream("", "")
        .filter(policy -> byPolicy.containsKey(policy.key()))
        .forEach(policy -> compiled.put(policy.key(), compile(policy, known)));
    var bound =
        compiled.entrySet().stream()
            .map(
                e -> new Bound(e.getValue().policy(), byPolicy.getOrDefault(e.getKey(), List.of())))
            .toList();
    state = new State(policySnapshot.revision(), bindingSnapshot.revision(), compiled, bound);
    return bound;
  }

  private Compiled compile(CachedObject policy, State known) {
    @Nullable Compiled before = known.compiled.get(policy.key());
    return before != null && before.revision() == policy.revision()
        ? before
        : new Compiled(policy.revision(), CompiledPolicy.of(policy.tree(), expressions, mutating));
  }
}
