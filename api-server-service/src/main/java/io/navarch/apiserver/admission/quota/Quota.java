package io.navarch.apiserver.admission.quota;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.schema.GroupResource;
import io.navarch.schema.pod.PodAmounts;
import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quota.QuotaScopes;
import io.navarch.schema.quota.QuotaUsage;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A view on a ResourceQuota as admission asks it. Pure: it reads and writes its tree. */
record Quota(ObjectNode tree) {

  static final GroupResource RESOURCE = new GroupResource("", "resourcequotas");

  String name() {
    return ObjectMeta.of(tree).name();
  }

  /** Whether the quota bounds anything of this object. */
  boolean concerns(GroupResource resource, JsonNode object) {
    return !bounded(resource).isEmpty()
        && QuotaScopes.of(tree.path("spec")).match(resource, object);
  }

  private Set<String> bounded(GroupResource resource) {
    return QuotaUsage.names(resource, hard().keySet());
  }

  private Map<String, Quantity> hard() {
    return PodAmounts.of(tree.path("status").path("hard"));
  }

  private Map<String, Quantity> used() {
    return PodAmounts.of(tree.path("status").path("used"));
  }

  /**
   * Returns if the object tells what the quota must know of it, and the controller has counted what
   * was there before.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException 403 otherwise
   */
  void requireKnowledge(AdmissionRequest request) {
    var resource = request.kind().groupResource();
    var bounded = bounded(resource);
    var complaint = QuotaUsage.complaint(resource, request.requireObject(), bounded);
    if (!complaint.isEmpty()) {
      throw request.forbidden("failed quota: %s: %s".formatted(name(), complaint));
    }
    if (!used().keySet().containsAll(bounded)) {
      throw request.forbidden(
          "status unknown for quota: %s, resources: %s"
              .formatted(name(), String.join(",", new TreeSet<>(bounded))));
    }
  }

  /** Whether any of it is bounded here. */
  boolean bounds(Map<String, Quantity> more) {
    return hard().keySet().stream().anyMatch(more::containsKey);
  }

  /**
   * Counts it as used.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException 403 if that is more than is left
   */
  void take(AdmissionRequest request, Map<String, Quantity> more) {
    var hard = hard();
    var used = used();
    var wanted = new TreeMap<>(more);
    wanted.keySet().retainAll(hard.keySet());
    var after = new TreeMap<String, Quantity>();
    wanted.forEach(
        (name, amount) -> after.put(name, used.getOrDefault(name, Quantity.ZERO).plus(amount)));
    var exceeded =
        after.entrySet().stream()
            .filter(e -> e.getValue().compareTo(hard.getOrDefault(e.getKey(), Quantity.ZERO)) > 0)
            .map(Map.Entry::getKey)
            .toList();
    if (!exceeded.isEmpty()) {
      throw request.forbidden(
          "exceeded quota: %s, requested: %s, used: %s, limited: %s"
              .formatted(
                  name(), told(wanted, exceeded), told(used, exceeded), told(hard, exceeded)));
    }
    var status = member(tree, "status");
    var counted = member(status, "used");
    after.forEach((name, amount) -> counted.put(name, amount.toString()));
  }

  private static ObjectNode member(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode known ? known : parent.putObject(name);
  }

  private static String told(Map<String, Quantity> amounts, Collection<String> names) {
    return names.stream()
        .sorted()
        .map(name -> name + "=" + amounts.getOrDefault(name, Quantity.ZERO))
        .collect(Collectors.joining(","));
  }
}
