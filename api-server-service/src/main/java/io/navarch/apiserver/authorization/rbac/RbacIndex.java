package io.navarch.apiserver.authorization.rbac;

import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All bindings by whom they are for: a request meets only those of its user and groups. Immutable.
 * Bindings of the whole cluster come before those of the request's namespace.
 */
final class RbacIndex {

  private static final Grants NOBODY = new Grants(Map.of(), Map.of());

  private final Map<String, Grants> byNamespace;

  private RbacIndex(Map<String, Grants> byNamespace) {
    this.byNamespace = byNamespace;
  }

  /**
   * Compiles bindings.
   *
   * @param roles by name for ClusterRoles, by namespace/name for Roles
   */
  static RbacIndex of(Collection<RoleBinding> bindings, Map<String, List<PolicyRule>> roles) {
    var byNamespace = new HashMap<String, Grants>();
    for (var binding : bindings) {
      var rules = roles.get(binding.roleKey());
      var grants =
          byNamespace.computeIfAbsent(
              binding.namespace(), _ -> new Grants(new HashMap<>(), new HashMap<>()));
      for (var subject : binding.subjects()) {
        grants.add(subject, new Grant(rules, binding.reason(subject), missing(binding)));
      }
    }
    return new RbacIndex(byNamespace);
  }

  private static String missing(RoleBinding binding) {
    var resource = binding.roleKind().equals("Role") ? "role" : "clusterrole";
    return "%s.rbac.authorization.k8s.io \"%s\" not found".formatted(resource, binding.roleName());
  }

  Verdict authorize(UserInfo user, RequestInfo request) {
    var errors = new LinkedHashSet<String>();
    var allowed = find(user, request, "", errors);
    if (allowed == null && !request.namespace().isEmpty()) {
      allowed = find(user, request, request.namespace(), errors);
    }
    return allowed != null ? new Verdict.Allow(allowed) : new Verdict.NoOpinion(aggregate(errors));
  }

  /** All rules for a user in a namespace, those of the whole cluster included. */
  Rules rulesFor(UserInfo user, String namespace) {
    var rules = new ArrayList<PolicyRule>();
    var errors = new LinkedHashSet<String>();
    for (var place : namespace.isEmpty() ? List.of("") : List.of("", namespace)) {
      for (var grant : grants(place).of(user)) {
        if (grant.rules() == null) {
          errors.add(grant.missing());
        } else {
          rules.addAll(grant.rules());
        }
      }
    }
    return new Rules(rules, List.copyOf(errors));
  }

  private @Nullable String find(
      UserInfo user, RequestInfo request, String namespace, Set<String> errors) {
    for (var grant : grants(namespace).of(user)) {
      var rules = grant.rules();
      if (rules == null) {
        errors.add(grant.missing());
      } else if (rules.stream().anyMatch(r -> r.allows(request))) {
        return grant.reason();
      }
    }
    return null;
  }

  private Grants grants(String namespace) {
    return byNamespace.getOrDefault(namespace, NOBODY);
  }

  private static String aggregate(Set<String> errors) {
    return switch (errors.size()) {
      case 0 -> "";
      case 1 -> "RBAC: " + errors.iterator().next();
      default -> "RBAC: [" + String.join(", ", errors) + "]";
    };
  }

  /** What a user may do, and which roles could not be found. */
  record Rules(List<PolicyRule> rules, List<String> errors) {}

  /**
   * A binding to one subject.
   *
   * @param rules null if the role does not exist
   */
  private record Grant(@Nullable List<PolicyRule> rules, String reason, String missing) {}

  /** The bindings of one namespace, or of the whole cluster. */
  private record Grants(Map<String, List<Grant>> users, Map<String, List<Grant>> groups) {

    void add(RoleBinding.Subject subject, Grant grant) {
      if (!subject.group().isEmpty()) {
        groups.computeIfAbsent(subject.group(), _ -> new ArrayList<>()).add(grant);
      } else if (!subject.user().isEmpty()) {
        users.computeIfAbsent(subject.user(), _ -> new ArrayList<>()).add(grant);
      }
    }

    List<Grant> of(UserInfo user) {
      var found = new ArrayList<Grant>(users.getOrDefault(user.name(), List.of()));
      user.groups().forEach(g -> found.addAll(groups.getOrDefault(g, List.of())));
      return found;
    }
  }
}
