package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import io.navarch.schema.pod.QualityOfService;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code Pod}: its class of service and how long it may take to end. */
@Component
final class PodResource implements ResourceLaw {

  private static final String QOS = "qosClass";

  @Override
  public GroupResource resource() {
    return Pods.RESOURCE;
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    Pods.member(object, "status").put("phase", "Pending").put(QOS, QualityOfService.of(object));
    if (!object.path("spec").path("schedulingGates").isEmpty()) {
      var condition = object.objectNode();
      condition
          .put("type", "PodScheduled")
          .putNull("lastProbeTime")
          .put("status", "False")
          .put("reason", "SchedulingGated")
          .put("message", "Scheduling is blocked due to non-empty scheduling gates");
      Pods.setCondition(object, condition, ObjectMeta.of(object).creationTimestamp());
    }
    return LabelKeys.merged(object);
  }

  @Override
  public ObjectNode prepareForStatusUpdate(ObjectNode object, ObjectNode old) {
    ObjectMeta.of(object).copy("ownerReferences", ObjectMeta.of(old));
    var status = Pods.member(object, "status");
    if (!status.has(QOS)) {
      status.put(QOS, old.path("status").path(QOS).asString(QualityOfService.of(object)));
    }
    return object;
  }

  @Override
  public OptionalLong gracePeriod(ObjectNode object, OptionalLong requested) {
    if (Pods.nodeName(object).isEmpty() || Pods.isTerminal(object)) {
      return OptionalLong.of(0);
    }
    long period =
        requested.orElse(object.path("spec").path("terminationGracePeriodSeconds").asLong(0));
    return OptionalLong.of(period < 0 ? 1 : period);
  }
}
