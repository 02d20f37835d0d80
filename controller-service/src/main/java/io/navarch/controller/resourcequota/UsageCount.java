package io.navarch.controller.resourcequota;

import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.discovery.Discovery;
import io.navarch.schema.GroupResource;
import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quota.QuotaScopes;
import io.navarch.schema.quota.QuotaUsage;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the API what the objects of a quota use. It lists rather than reads caches: what is counted
 * must hold all that admission has let in.
 */
@Component
@RequiredArgsConstructor
class UsageCount {

  private static final String JSON = "application/json";
  private static final Set<String> WATCHED =
      Set.of(
          "pods",
          "services",
          "persistentvolumeclaims",
          "secrets",
          "configmaps",
          "replicationcontrollers");

  private final ApiClient api;
  private final Discovery discovery;
  private final Clock clock;
  private final Map<GroupResource, ResourceType<?>> types = new ConcurrentHashMap<>();

  /** Whether the end of what uses this is told by a watch. */
  static boolean isWatched(String name) {
    return QuotaUsage.user(name)
        .filter(r -> !r.group().isEmpty() || !WATCHED.contains(r.resource()))
        .isEmpty();
  }

  /** What is used, by those of the quota's names of which that can be known. */
  Map<String, Quantity> of(ResourceQuota quota) {
    var spec = JsonMapper.shared().valueToTree(quota.getSpec());
    var scopes = QuotaScopes.of(spec);
    var namespace = quota.getMetadata().getNamespace();
    var byUser =
        quota.getSpec().getHard().keySet().stream()
            .filter(name -> QuotaUsage.user(name).isPresent())
            .collect(
                Collectors.groupingBy(
                    name -> QuotaUsage.user(name).orElseThrow(), Collectors.toSet()));
    var used = new TreeMap<String, Quantity>();
    byUser.forEach((resource, names) -> used.putAll(usage(resource, namespace, names, scopes)));
    return used;
  }

  private Map<String, Quantity> usage(
      GroupResource resource, String namespace, Set<String> names, QuotaScopes scopes) {
    var type = type(resource);
    if (type.isEmpty()) {
      return Map.of();
    }
    try {
      var sums = new TreeMap<String, Quantity>();
      if (scopes.isEmpty() && names.stream().allMatch(QuotaUsage::isCount)) {
        var count = Quantity.of(api.count(type.get(), namespace));
        names.forEach(name -> sums.put(name, count));
      } else {
        names.forEach(name -> sums.put(name, Quantity.ZERO));
        add(resource, api.raw(type.get().path(namespace), JSON).path("items"), scopes, sums);
      }
      return sums;
    } catch (ApiException e) {
      if (e.isNotFound()) {
        types.remove(resource); // the API does not have it any more
        return Map.of();
      }
      throw e;
    }
  }

  private void add(
      GroupResource resource, JsonNode items, QuotaScopes scopes, Map<String, Quantity> sums) {
    var now = clock.instant();
    for (var item : items) {
      if (scopes.match(resource, item)) {
        QuotaUsage.of(resource, item, now)
            .forEach((name, amount) -> sums.computeIfPresent(name, (_, sum) -> sum.plus(amount)));
      }
    }
  }

  private Optional<ResourceType<?>> type(GroupResource resource) {
    if (!types.containsKey(resource)) {
      discovery.discover().resources().stream()
          .filter(found -> found.type().namespaced() && found.can("list"))
          .forEach(found ->
              types.put(
                  new GroupResource(found.type().group(), found.type().plural()), found.type()));
    }
    return Optional.ofNullable(types.get(resource));
  }
}
