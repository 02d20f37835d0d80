package io.navarch.apiserver.authorization.node;

import io.navarch.apiserver.authorization.AuthorizationOrder;
import io.navarch.apiserver.authorization.Authorizer;
import io.navarch.apiserver.authorization.rbac.PolicyRule;
import io.navarch.apiserver.bootstrap.policy.BootstrapData;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Allows a node what concerns its own Pods and itself. What is not subdivided by node follows the
 * rules of the role {@code system:node}, which is bound to nobody.
 */
@Component
@Order(AuthorizationOrder.NODE)
@RequiredArgsConstructor
final class NodeAuthorizer implements Authorizer {

  private static final String PREFIX = "system:node:";
  private static final Verdict ALLOW = new Verdict.Allow("");
  private static final Verdict NO_OPINION = new Verdict.NoOpinion("");
  private static final Set<String> READ = Set.of("get", "list", "watch");
  private static final Set<String> OWN = Set.of("get", "create", "update", "patch", "delete");

  private static final List<PolicyRule> NODE_RULES =
      BootstrapData.CLUSTER_ROLES.objects().stream()
          .filter(r -> r.path("metadata").path("name").asString("").equals("system:node"))
          .flatMap(r -> PolicyRule.rulesOf(r).stream())
          .toList();

  private final NodeGraph graph;

  @Override
  public Verdict authorize(UserInfo user, RequestInfo request) {
    if (!user.name().startsWith(PREFIX) || !user.groups().contains("system:nodes")) {
      return NO_OPINION;
    }
    var node = user.name().substring(PREFIX.length());
    return request.isResource()
        ? authorize(node, request, request.groupResource().toString())
        : byRules(request);
  }

  private Verdict authorize(String node, RequestInfo request, String resource) {
    return switch (resource) {
      case "secrets", "configmaps" -> readNamespaced(node, request);
      case "persistentvolumeclaims" ->
          request.subresource().equals("status") ? updateStatus(node, request) : get(node, request);
      case "persistentvolumes",
          "resourceclaims.resource.k8s.io",
          "volumeattachments.storage.k8s.io" ->
          get(node, request);
      case "serviceaccounts" -> serviceAccount(node, request);
      case "leases.coordination.k8s.io" -> lease(node, request);
      case "csinodes.storage.k8s.io" -> csiNode(node, request);
      case "resourceslices.resource.k8s.io" -> resourceSlice(node, request);
      case "nodes" -> node(node, request);
      case "pods" -> pod(node, request);
      default -> byRules(request);
    };
  }

  private static Verdict byRules(RequestInfo request) {
    return NODE_RULES.stream().anyMatch(r -> r.allows(request)) ? ALLOW : NO_OPINION;
  }

  private Verdict readNamespaced(String node, RequestInfo request) {
    if (!READ.contains(request.verb())) {
      return no("can only read resources of this type");
    }
    if (!request.subresource().isEmpty()) {
      return no("cannot read subresource");
    }
    return request.namespace().isEmpty()
        ? no("can only read namespaced object of this type")
        : related(node, request);
  }

  private Verdict get(String node, RequestInfo request) {
    if (!request.verb().equals("get")) {
      return no("can only get individual resources of this type");
    }
    return request.subresource().isEmpty() ? related(node, request) : no("cannot get subresource");
  }

  private Verdict updateStatus(String node, RequestInfo request) {
    return isChange(request) ? related(node, request) : no("can only get/update/patch this type");
  }

  private Verdict related(String node, RequestInfo request) {
    if (request.name().isEmpty()) {
      return no("No Object name found");
    }
    return graph.isReferred(
            node, request.resource().resource(), request.namespace(), request.name())
        ? ALLOW
        : no("no relationship found between node '%s' and this object".formatted(node));
  }

  private Verdict serviceAccount(String node, RequestInfo request) {
    if (request.verb().equals("get") && request.subresource().isEmpty()) {
      return get(node, request);
    }
    if (!request.verb().equals("create") || request.name().isEmpty()) {
      return no("can only create tokens for individual service accounts");
    }
    return request.subresource().equals("token")
        ? related(node, request)
        : no("can only create token subresource of service account");
  }

  private static Verdict lease(String node, RequestInfo request) {
    if (!OWN.contains(request.verb())) {
      return no("can only get, create, update, patch, or delete a node lease");
    }
    if (!request.namespace().equals("kube-node-lease")) {
      return no("can only access leases in the \"kube-node-lease\" system namespace");
    }
    // On creation the name may be in the body alone; NodeRestriction looks at it.
    return request.verb().equals("create") || request.name().equals(node)
        ? ALLOW
        : no("can only access node lease with the same name as the requesting node");
  }

  private static Verdict csiNode(String node, RequestInfo request) {
    if (!OWN.contains(request.verb())) {
      return no("can only get, create, update, patch, or delete a CSINode");
    }
    if (!request.subresource().isEmpty()) {
      return no("not authorized to access CSINode subresources");
    }
    return request.verb().equals("create") || request.name().equals(node)
        ? ALLOW
        : no("can only access CSINode with the same name as the requesting node");
  }

  private static Verdict resourceSlice(String node, RequestInfo request) {
    if (!request.subresource().isEmpty()) {
      return no("cannot authorize ResourceSlice subresources");
    }
    return switch (request.verb()) {
      case "create", "get", "update", "patch", "delete" -> ALLOW; // NodeRestriction looks closer
      case "list", "watch", "deletecollection" ->
          FieldSelection.selects(request.fieldSelector(), "spec.nodeName", node)
              ? ALLOW
              : no(
                  "can only list/watch/deletecollection resourceslices with nodeName field selector");
      default ->
          no(
              "only the following verbs are allowed for a ResourceSlice: get, watch, list, create,"
                  + " update, patch, delete, deletecollection");
    };
  }

  private static Verdict node(String node, RequestInfo request) {
    if (request.subresource().isEmpty()) {
      if (request.verb().equals("create") || isChange(request)) {
        return ALLOW; // NodeRestriction looks at what changes
      }
      if (READ.contains(request.verb())) {
        return readNode(node, request.name());
      }
    } else if (request.subresource().equals("status") && isChange(request)) {
      return ALLOW;
    }
    return byRules(request);
  }

  private static Verdict readNode(String node, String name) {
    if (name.equals(node)) {
      return ALLOW;
    }
    return name.isEmpty()
        ? no("node '%s' cannot read all nodes, only its own Node object".formatted(node))
        : no("node '%s' cannot read '%s', only its own Node object".formatted(node, name));
  }

  private Verdict pod(String node, RequestInfo request) {
    return switch (request.subresource()) {
      case "" ->
          switch (request.verb()) {
            case "create", "delete" -> ALLOW; // NodeRestriction looks whose Pod it is
            case "get" -> get(node, request);
            case "list", "watch" ->
                FieldSelection.selects(request.fieldSelector(), "spec.nodeName", node)
                    ? ALLOW
                    : no("can only list/watch pods with spec.nodeName field selector");
            default -> NO_OPINION;
          };
      case "status" -> isChange(request) ? ALLOW : NO_OPINION;
      case "eviction" -> request.verb().equals("create") ? ALLOW : NO_OPINION;
      default -> NO_OPINION;
    };
  }

  private static boolean isChange(RequestInfo request) {
    return request.verb().equals("update") || request.verb().equals("patch");
  }

  private static Verdict no(String reason) {
    return new Verdict.NoOpinion(reason);
  }
}
