package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.registry.Resources;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.selector.LabelSelector;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects that a binding hands to a policy as {@code params}. */
@Component
@RequiredArgsConstructor
final class Parameters {

  private final ObjectReader objects;
  private final Resources resources;

  /** What a binding's reference comes to. */
  sealed interface Found {
    /** One evaluation for each; a policy without parameters has one with none. */
    record Params(List<Optional<ObjectNode>> each) implements Found {}

    /** The policy does not apply. */
    record Nothing() implements Found {}

    /** The failure policy decides. */
    record Broken(String message) implements Found {}
  }

  Found find(JsonNode policy, JsonNode binding, AdmissionRequest request) {
    var paramKind = policy.path("spec").path("paramKind");
    if (!paramKind.isObject()) {
      return new Found.Params(List.of(Optional.empty()));
    }
    var reference = binding.path("spec").path("paramRef");
    if (!reference.isObject()) {
      return new Found.Params(List.of(Optional.empty()));
    }
    var apiVersion = GroupVersion.parse(paramKind.path("apiVersion").asString(""));
    var gvk =
        new GroupVersionKind(
            apiVersion.group(), apiVersion.version(), paramKind.path("kind").asString(""));
    var kind = resources.catalogue().findKind(gvk);
    if (kind.isEmpty()) {
      return new Found.Broken(
          "failed to find resource referenced by paramKind: '%s/%s, Kind=%s'"
              .formatted(gvk.group(), gvk.version(), gvk.kind()));
    }
    return find(kind.get(), reference, request);
  }

  private Found find(Kind kind, JsonNode reference, AdmissionRequest request) {
    var namespace = reference.path("namespace").asString("");
    if (kind.namespaced() && namespace.isEmpty()) {
      namespace = request.namespace();
      if (namespace.isEmpty()) {
        return new Found.Broken(
            "cannot use namespaced paramRef in policy binding that matches cluster-scoped"
                + " resources");
      }
    } else if (!kind.namespaced() && !namespace.isEmpty()) {
      return new Found.Broken(
          "paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
    }
    var found = read(kind, reference, namespace);
    if (!found.isEmpty()) {
      return new Found.Params(found);
    }
    return reference.path("parameterNotFoundAction").asString("Deny").equals("Allow")
        ? new Found.Nothing()
        : new Found.Broken(
            "no params found for policy binding with `Deny` parameterNotFoundAction");
  }

  private List<Optional<ObjectNode>> read(Kind kind, JsonNode reference, String namespace) {
    var name = reference.path("name").asString("");
    if (!name.isEmpty()) {
      return objects.find(kind.collection(), namespace, name).stream()
          .map(params -> Optional.of(served(kind, params)))
          .toList();
    }
    var selector = LabelSelector.fromObject(reference.path("selector"));
    return objects.list(kind.collection(), namespace).stream()
        .filter(params -> selector.matches(Matcher.labels(params)))
        .map(params -> Optional.of(served(kind, params)))
        .toList();
  }

  private ObjectNode served(Kind kind, ObjectNode stored) {
    return resources.find(kind.resource()).map(r -> r.toServed(stored)).orElse(stored);
  }
}
