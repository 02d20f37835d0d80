package io.navarch.schema.quota;

import io.navarch.schema.GroupResource;
import io.navarch.schema.quantity.Quantity;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What one object uses, under the names that a quota knows: {@code pods}, {@code requests.cpu},
 * {@code count/deployments.apps}. Pure.
 */
public final class QuotaUsage {

  static final GroupResource PODS = core("pods");
  static final GroupResource SERVICES = core("services");
  static final GroupResource CLAIMS = core("persistentvolumeclaims");
  private static final String COUNT = "count/";
  private static final Set<String> COUNTED_BY_PLAIN_NAME =
      Set.of(
          "configmaps",
          "persistentvolumeclaims",
          "pods",
          "replicationcontrollers",
          "resourcequotas",
          "secrets",
          "services");

  private QuotaUsage() {}

  /** The resource whose objects use what is bounded under this name; empty if it is none's. */
  public static Optional<GroupResource> user(String name) {
    if (name.startsWith(COUNT)) {
      var resource = name.substring(COUNT.length());
      int dot = resource.indexOf('.');
      return Optional.of(
          dot < 0
              ? core(resource)
              : new GroupResource(resource.substring(dot + 1), resource.substring(0, dot)));
    }
    if (COUNTED_BY_PLAIN_NAME.contains(name)) {
      return Optional.of(core(name));
    }
    if (ServiceUsage.isName(name)) {
      return Optional.of(SERVICES);
    }
    if (ClaimUsage.isName(name)) {
      return Optional.of(CLAIMS);
    }
    return PodUsage.isName(name) ? Optional.of(PODS) : Optional.empty();
  }

  /** Those of the names under which objects of this resource use anything. */
  public static Set<String> names(GroupResource resource, Collection<String> names) {
    return names.stream()
        .filter(name -> user(name).filter(resource::equals).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether what is bounded under this name is the number of objects, whatever they hold. */
  public static boolean isCount(String name) {
    return name.startsWith(COUNT) || (COUNTED_BY_PLAIN_NAME.contains(name) && !name.equals("pods"));
  }

  /**
   * What an object uses.
   *
   * @param now Pods that have ended, or should have by now, use nothing but their place
   */
  public static Map<String, Quantity> of(GroupResource resource, JsonNode object, Instant now) {
    var usage = new TreeMap<String, Quantity>();
    usage.put(COUNT + resource, Quantity.of(1));
    if (resource.equals(PODS)) {
      PodUsage.add(object, now, usage);
    } else if (resource.group().isEmpty() && COUNTED_BY_PLAIN_NAME.contains(resource.resource())) {
      usage.put(resource.resource(), Quantity.of(1));
    }
    if (resource.equals(SERVICES)) {
      ServiceUsage.add(object, usage);
    } else if (resource.equals(CLAIMS)) {
      ClaimUsage.add(object, usage);
    }
    return usage;
  }

  /**
   * What is wrong with an object that does not say how much it uses: quotas of CPU and memory need
   * every container to tell. Empty if nothing is.
   *
   * @param bounded the names that are bounded
   */
  public static String complaint(GroupResource resource, JsonNode object, Set<String> bounded) {
    return resource.equals(PODS) ? PodUsage.complaint(object, bounded) : "";
  }

  private static GroupResource core(String resource) {
    return new GroupResource("", resource);
  }
}
