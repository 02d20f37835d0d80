package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.authorization.AuthorizationChain;
import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.authorization.rbac.PolicyRule;
import io.navarch.apiserver.authorization.rbac.RbacAuthorizer;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Nobody grants what they do not hold, unless they may escalate the role or bind it. Upstream has
 * this in the storage of roles; it stands here because the registry knows no users.
 */
@Component
@Order(AdmissionOrder.ROLE_ESCALATION)
@RequiredArgsConstructor
final class RoleEscalation implements ValidatingAdmission {

  private static final String GROUP = "rbac.authorization.k8s.io";

  private final RbacAuthorizer roles;
  private final AuthorizationChain authorization;
  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return (request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE)
        && request.kind().gvk().group().equals(GROUP)
        && request.subresource().isEmpty();
  }

  @Override
  public void validate(AdmissionRequest request) {
    var object = request.requireObject();
    var old = request.oldObject();
    if (request.user().groups().contains("system:masters")) {
      return;
    }
    switch (request.kind().plural()) {
      case "roles", "clusterroles" -> {
        if (old == null
            || !old.path("rules").equals(object.path("rules"))
            || !old.path("aggregationRule").equals(object.path("aggregationRule"))) {
          validateRole(request, object);
        }
      }
      case "rolebindings", "clusterrolebindings" -> {
        if (old == null
            || !old.path("roleRef").equals(object.path("roleRef"))
            || !old.path("subjects").equals(object.path("subjects"))) {
          validateBinding(request, object);
        }
      }
      default -> {}
    }
  }

  private void validateRole(AdmissionRequest request, JsonNode role) {
    if (may(request, "escalate", request.kind().plural(), name(role))) {
      return;
    }
    var rules = new ArrayList<>(PolicyRule.rulesOf(role));
    if (role.hasNonNull("aggregationRule")) {
      rules.addAll(PolicyRule.EVERYTHING); // it may come to hold anything
    }
    requireHeld(request, rules);
  }

  private void validateBinding(AdmissionRequest request, JsonNode binding) {
    var ref = binding.path("roleRef");
    var resource = ref.path("kind").asString("").equals("Role") ? "roles" : "clusterroles";
    var name = ref.path("name").asString("");
    if (may(request, "bind", resource, name)) {
      return;
    }
    var namespace = resource.equals("roles") ? request.namespace() : "";
    var role = new GroupResource(GROUP, resource);
    var found =
        objects
            .find(role, namespace, name)
            .or(() -> objects.findNewest(role, namespace, name))
            .orElseThrow(() -> ApiStatusException.notFound(role, name));
    requireHeld(request, PolicyRule.rulesOf(found));
  }

  private void requireHeld(AdmissionRequest request, List<PolicyRule> wanted) {
    var user = request.user();
    var missing =
        RbacAuthorizer.uncovered(roles.rulesFor(user, request.namespace()), wanted).stream()
            .map(PolicyRule::toString)
            .distinct()
            .sorted()
            .collect(Collectors.joining("\n"));
    if (!missing.isEmpty()) {
      throw request.forbidden(
          "user \"%s\" (groups=%s) is attempting to grant RBAC permissions not currently held:\n%s"
              .formatted(user.name(), quoted(user), missing));
    }
  }

  private boolean may(AdmissionRequest request, String verb, String resource, String name) {
    var question =
        new RequestInfo(
            true,
            verb,
            "",
            new GroupVersionResource(GROUP, "v1", resource),
            "",
            request.namespace(),
            name,
            "",
            "");
    return authorization.authorize(request.user(), question) instanceof Verdict.Allow;
  }

  private static String quoted(UserInfo user) {
    return user.groups().stream()
        .map(g -> '"' + g + '"')
        .collect(Collectors.joining(" ", "[", "]"));
  }

  private static String name(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }
}
