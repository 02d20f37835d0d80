package io.navarch.apiserver.validation;

import io.navarch.schema.quantity.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The names under which amounts are asked for and counted. */
final class ResourceNames {

  static final String HUGE_PAGES = "hugepages-";
  private static final Set<String> CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");
  private static final Set<String> COUNTED =
      Set.of(
          "pods",
          "services",
          "replicationcontrollers",
          "resourcequotas",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "services.nodeports",
          "services.loadbalancers");
  private static final Set<String> QUOTA =
      Set.of(
          "requests.cpu",
          "requests.memory",
          "requests.storage",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage");

  private ResourceNames() {}

  /** What is wrong with any name. */
  static List<String> complaints(String name) {
    var formal = Formats.qualifiedName(name);
    if (!formal.isEmpty()) {
      return formal;
    }
    return name.contains("/") || isStandard(name) || isForQuota(name)
        ? List.of()
        : List.of("must be a standard resource type or fully qualified");
  }

  /** What is wrong with the name of something that a container asks for. */
  static List<String> containerComplaints(String name) {
    var result = new ArrayList<>(complaints(name));
    if (!name.contains("/") && !isOfContainers(name)) {
      result.add("must be a standard resource for containers");
    } else if (name.contains("/") && !isNative(name) && !isExtended(name)) {
      result.add("doesn't follow extended resource name standard");
    }
    return result;
  }

  /** What is wrong with the name of something that is counted in a namespace. */
  static List<String> quotaComplaints(String name) {
    var result = new ArrayList<>(complaints(name));
    if (!name.contains("/") && !isForQuota(name)) {
      result.add("must be a standard resource for quota");
    }
    return result;
  }

  /** What is wrong with the amount of a resource. */
  static List<String> amountComplaints(String name, JsonNode value) {
    var amount = Values.quantity(value);
    if (amount == null) {
      return List.of();
    }
    boolean fraction = isWhole(name) && amount.amount().remainder(BigDecimal.ONE).signum() != 0;
    var negative = amount.isNegative() ? "must be greater than or equal to 0" : "";
    return Stream.of(negative, fraction ? "must be an integer" : "")
        .filter(words -> !words.isEmpty())
        .toList();
  }

  static boolean isWhole(String name) {
    return COUNTED.contains(name) || name.startsWith("count/") || isExtended(name);
  }

  /** Whether more may be promised than there is. */
  static boolean mayExceed(String name) {
    return isNative(name) && !name.startsWith(HUGE_PAGES);
  }

  static boolean isExtended(String name) {
    return !isNative(name)
        && !name.startsWith("requests.")
        && Formats.qualifiedName("requests." + name).isEmpty();
  }

  private static boolean isNative(String name) {
    return !name.contains("/") || name.contains("kubernetes.io/");
  }

  private static boolean isOfContainers(String name) {
    return CONTAINER.contains(name) || name.startsWith(HUGE_PAGES);
  }

  private static boolean isStandard(String name) {
    return isOfContainers(name) || COUNTED.contains(name) || name.equals("storage");
  }

  private static boolean isForQuota(String name) {
    return CONTAINER.contains(name)
        || COUNTED.contains(name)
        || QUOTA.contains(name)
        || name.startsWith(HUGE_PAGES)
        || name.startsWith("requests." + HUGE_PAGES);
  }

  /** Whether an amount is a whole number of pages. */
  static boolean isPages(String name, Quantity amount) {
    var size = Values.quantity(Values.string(name.substring(HUGE_PAGES.length())));
    return size != null
        && size.amount().signum() > 0
        && amount.amount().signum() > 0
        && amount.amount().remainder(size.amount()).signum() == 0;
  }
}
