package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import java.util.Comparator;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resolves the name of a priority class to its number, and keeps the default class the only one.
 */
@Component
@Order(AdmissionOrder.PRIORITY)
@RequiredArgsConstructor
final class PriorityAdmission implements MutatingAdmission, ValidatingAdmission {

  private static final String GROUP = "scheduling.k8s.io";
  private static final GroupResource CLASSES = new GroupResource(GROUP, "priorityclasses");
  private static final String DEFAULT_PREEMPTION = "PreemptLowerPriority";

  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return (request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE)
        && (request.isOn("", "pods") || request.isOn(GROUP, "priorityclasses"));
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    if (!request.isOn("", "pods")) {
      return object;
    }
    var pod = object.deepCopy();
    if (request.operation() == Operation.CREATE) {
      resolve(request, PodTrees.spec(pod));
    } else {
      keep(request, PodTrees.spec(pod));
    }
    return pod;
  }

  @Override
  public void validate(AdmissionRequest request) {
    var object = request.requireObject();
    if (!request.isOn(GROUP, "priorityclasses") || !object.path("globalDefault").asBoolean(false)) {
      return;
    }
    findDefault()
        .map(PriorityAdmission::name)
        .filter(n -> !n.equals(name(object)))
        .ifPresent(n -> {
          throw request.forbidden(
              "PriorityClass %s is already marked as default. Only one default can exist"
                  .formatted(n));
        });
  }

  private void resolve(AdmissionRequest request, ObjectNode spec) {
    var name = spec.path("priorityClassName").asString("");
    var found = name.isEmpty() ? findDefault() : Optional.of(get(request, name));
    found.ifPresent(c -> spec.put("priorityClassName", name(c)));
    int priority = found.map(c -> c.path("value").asInt(0)).orElse(0);
    var given = spec.path("priority");
    if (given.isNumber() && given.asInt() != priority) {
      throw request.forbidden(
          ("the integer value of priority (%d) must not be provided in pod spec; priority admission"
                  + " controller computed %d from the given PriorityClass name")
              .formatted(given.asInt(), priority));
    }
    spec.put("priority", priority);
    var policy =
        found
            .map(c -> c.path("preemptionPolicy").asString(DEFAULT_PREEMPTION))
            .orElse(DEFAULT_PREEMPTION);
    var givenPolicy = spec.path("preemptionPolicy").asString("");
    if (!givenPolicy.isEmpty() && !givenPolicy.equals(policy)) {
      throw request.forbidden(
          ("the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority"
                  + " admission controller computed %s from the given PriorityClass name")
              .formatted(givenPolicy, policy));
    }
    spec.put("preemptionPolicy", policy);
  }

  /** Validation forbids to change them; who leaves them out does not mean to. */
  private static void keep(AdmissionRequest request, ObjectNode spec) {
    var old = request.oldObject();
    if (old == null) {
      return;
    }
    for (var field : new String[] {"priority", "preemptionPolicy"}) {
      var before = old.path("spec").path(field);
      if (!spec.hasNonNull(field) && !before.isMissingNode()) {
        spec.set(field, before);
      }
    }
  }

  private ObjectNode get(AdmissionRequest request, String name) {
    return objects
        .find(CLASSES, "", name)
        .or(() -> objects.findNewest(CLASSES, "", name))
        .orElseThrow(
            () -> request.forbidden("no PriorityClass with name %s was found".formatted(name)));
  }

  /** Should there be several, the lowest does least harm. */
  private Optional<ObjectNode> findDefault() {
    return objects.list(CLASSES, "").stream()
        .filter(c -> c.path("globalDefault").asBoolean(false))
        .min(Comparator.comparingInt(c -> c.path("value").asInt(0)));
  }

  private static String name(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }
}
