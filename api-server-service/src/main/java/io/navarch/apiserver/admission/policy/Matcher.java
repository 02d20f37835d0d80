package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.registry.Resources;
import io.navarch.schema.GroupResource;
import io.navarch.schema.Kind;
import io.navarch.schema.selector.LabelSelector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which requests a policy or binding speaks of: its {@code MatchResources}. */
@Component
@RequiredArgsConstructor
public final class Matcher {

  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  private final ObjectReader objects;
  private final Resources resources;

  /** The request as the constraints of a policy see it; empty if they do not speak of it. */
  public Optional<MatchedRequest> match(JsonNode constraints, AdmissionRequest request) {
    return kind(constraints, request, false)
        .map(kind -> MatchedRequest.of(request, kind, namespaceOf(request), resources));
  }

  /** Whether a binding, which may have no constraints of its own, speaks of the request. */
  boolean isBound(JsonNode constraints, AdmissionRequest request) {
    return constraints.isMissingNode()
        || constraints.isNull()
        || kind(constraints, request, true).isPresent();
  }

  private Optional<Kind> kind(
      JsonNode constraints, AdmissionRequest request, boolean rulesOptional) {
    if (!selects(constraints.path("objectSelector"), request)
        || !selectsNamespace(constraints.path("namespaceSelector"), request)) {
      return Optional.empty();
    }
    boolean equivalent = !constraints.path("matchPolicy").asString("").equals("Exact");
    if (find(constraints.path("excludeResourceRules"), request, equivalent).isPresent()) {
      return Optional.empty();
    }
    var rules = constraints.path("resourceRules");
    return rules.isEmpty() && rulesOptional
        ? Optional.of(request.kind())
        : find(rules, request, equivalent);
  }

  private Optional<Kind> find(JsonNode rules, AdmissionRequest request, boolean equivalent) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    if (RequestRules.anyMatches(rules, request, request.kind())) {
      return Optional.of(request.kind());
    }
    if (!equivalent) {
      return Optional.empty();
    }
    return resources.catalogue().kinds().stream()
        .filter(kind -> kind.collection().equals(request.kind().collection()))
        .filter(kind -> RequestRules.anyMatches(rules, request, kind))
        .findFirst();
  }

  private static boolean selects(JsonNode selector, AdmissionRequest request) {
    if (isEverything(selector)) {
      return true;
    }
    var wanted = LabelSelector.fromObject(selector);
    return matches(wanted, request.object()) || matches(wanted, request.oldObject());
  }

  private boolean selectsNamespace(JsonNode selector, AdmissionRequest request) {
    if (isEverything(selector)) {
      return true;
    }
    if (request.isOn("", "namespaces") && request.operation() != Operation.DELETE) {
      return matches(LabelSelector.fromObject(selector), request.object());
    }
    var namespace = namespaceOf(request);
    return namespace == null || matches(LabelSelector.fromObject(selector), namespace);
  }

  private static boolean isEverything(JsonNode selector) {
    return selector.isMissingNode() || selector.isNull() || selector.isEmpty();
  }

  private static boolean matches(LabelSelector selector, @Nullable ObjectNode object) {
    return object != null && selector.matches(labels(object));
  }

  static Map<String, String> labels(JsonNode object) {
    var labels = new LinkedHashMap<String, String>();
    object
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
    return labels;
  }

  private @Nullable ObjectNode namespaceOf(AdmissionRequest request) {
    var name =
        request.kind().gvk().group().isEmpty() && request.kind().plural().equals("namespaces")
            ? request.name()
            : request.namespace();
    return name.isEmpty()
        ? null
        : objects
            .find(NAMESPACES, "", name)
            .or(() -> objects.findNewest(NAMESPACES, "", name))
            .orElse(null);
  }
}
