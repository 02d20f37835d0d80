package io.navarch.apiserver.authorization.rbac;

import io.navarch.apiserver.request.RequestInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One rule of a role: which verbs on which resources or paths. */
public record PolicyRule(
    SequencedSet<String> verbs,
    SequencedSet<String> apiGroups,
    SequencedSet<String> resources,
    SequencedSet<String> resourceNames,
    SequencedSet<String> nonResourceUrls) {

  private static final String ALL = "*";

  /** All verbs on all resources and all paths. */
  public static final List<PolicyRule> EVERYTHING =
      List.of(
          new PolicyRule(one(ALL), one(ALL), one(ALL), none(), none()),
          new PolicyRule(one(ALL), none(), none(), none(), one(ALL)));

  /** Reads a rule as it is stored. */
  static PolicyRule of(JsonNode rule) {
    return new PolicyRule(
        texts(rule, "verbs"),
        texts(rule, "apiGroups"),
        texts(rule, "resources"),
        texts(rule, "resourceNames"),
        texts(rule, "nonResourceURLs"));
  }

  /** Reads all rules of a role. */
  public static List<PolicyRule> rulesOf(JsonNode role) {
    return role.path("rules").valueStream().map(PolicyRule::of).toList();
  }

  /** Whether the rule allows the request. */
  public boolean allows(RequestInfo request) {
    return hasOrAll(verbs, request.verb())
        && (request.isResource() ? allowsResource(request) : allowsPath(request.path()));
  }

  private boolean allowsResource(RequestInfo request) {
    return hasOrAll(apiGroups, request.resource().group())
        && matches(request.resource().resource(), request.subresource())
        && (resourceNames.isEmpty() || resourceNames.contains(request.name()));
  }

  private boolean matches(String resource, String subresource) {
    if (resources.contains(ALL)) {
      return true;
    }
    return subresource.isEmpty()
        ? resources.contains(resource)
        : resources.contains(resource + "/" + subresource)
            || resources.contains("*/" + subresource);
  }

  private boolean allowsPath(String path) {
    return nonResourceUrls.stream().anyMatch(u -> pathMatches(u, path));
  }

  private static boolean pathMatches(String allowed, String path) {
    return allowed.equals(ALL)
        || allowed.equals(path)
        || (allowed.endsWith(ALL) && path.startsWith(withoutStars(allowed)));
  }

  private static String withoutStars(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '*') {
      end--;
    }
    return url.substring(0, end);
  }

  /** Whether this one rule grants all that another, which names one thing each, does. */
  boolean covers(PolicyRule other) {
    return hasAllOrAll(verbs, other.verbs)
        && hasAllOrAll(apiGroups, other.apiGroups)
        && coversResources(other)
        && coversNames(other)
        && other.nonResourceUrls.stream()
            .allMatch(u -> nonResourceUrls.stream().anyMatch(mine -> pathMatches(mine, u)));
  }

  private boolean coversResources(PolicyRule other) {
    return hasAllOrAll(resources, other.resources)
        || other.resources.stream().allMatch(this::coversResource);
  }

  private boolean coversResource(String resource) {
    int slash = resource.indexOf('/');
    return resources.contains(resource)
        || (slash >= 0 && resources.contains("*" + resource.substring(slash)));
  }

  private boolean coversNames(PolicyRule other) {
    return resourceNames.isEmpty()
        || (!other.resourceNames.isEmpty() && resourceNames.containsAll(other.resourceNames));
  }

  /** The rule as many that name one verb, one group, one resource and one name each. */
  List<PolicyRule> singles() {
    var singles = new ArrayList<PolicyRule>();
    for (var verb : verbs) {
      for (var group : apiGroups) {
        for (var resource : resources) {
          if (resourceNames.isEmpty()) {
            singles.add(single(verb, group, resource, Set.of()));
          }
          resourceNames.forEach(n -> singles.add(single(verb, group, resource, Set.of(n))));
        }
      }
      for (var url : nonResourceUrls) {
        singles.add(new PolicyRule(one(verb), none(), none(), none(), one(url)));
      }
    }
    return singles;
  }

  private static PolicyRule single(String verb, String group, String resource, Set<String> names) {
    return new PolicyRule(one(verb), one(group), one(resource), new LinkedHashSet<>(names), none());
  }

  private static boolean hasOrAll(Set<String> set, String value) {
    return set.contains(ALL) || set.contains(value);
  }

  private static boolean hasAllOrAll(Set<String> set, Set<String> values) {
    return set.contains(ALL) || set.containsAll(values);
  }

  static SequencedSet<String> one(String value) {
    return new LinkedHashSet<>(List.of(value));
  }

  static SequencedSet<String> none() {
    return new LinkedHashSet<>();
  }

  private static SequencedSet<String> texts(JsonNode rule, String field) {
    return rule.path(field)
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The rule as upstream prints it where it is refused. */
  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    print(parts, "APIGroups", apiGroups);
    print(parts, "Resources", resources);
    print(parts, "ResourceNames", resourceNames);
    print(parts, "NonResourceURLs", nonResourceUrls);
    print(parts, "Verbs", verbs);
    return "{" + String.join(", ", parts) + "}";
  }

  private static void print(List<String> parts, String name, Set<String> values) {
    if (!values.isEmpty()) {
      parts.add(
          name
              + values.stream()
                  .map(v -> '"' + v + '"')
                  .collect(Collectors.joining(" ", ":[", "]")));
    }
  }
}
