package io.navarch.apiserver.registry.autoscaling;

import io.navarch.apiserver.registry.Conversion;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code HorizontalPodAutoscaler} in its two versions. The first knows the use of processors alone;
 * everything else travels in annotations of its objects.
 */
@Component
final class HorizontalPodAutoscalerConversion implements Conversion {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
  private static final String METRICS = "metrics";
  private static final String CURRENT = "currentMetrics";
  private static final String BEHAVIOR = "behavior";
  private static final String CONDITIONS = "conditions";
  private static final String UTILIZATION = "averageUtilization";
  private static final String WANTED_SHARE = "targetCPUUtilizationPercentage";
  private static final String MEASURED_SHARE = "currentCPUUtilizationPercentage";

  @Override
  public GroupResource collection() {
    return new GroupResource("autoscaling", "horizontalpodautoscalers");
  }

  @Override
  public ObjectNode convert(ObjectNode object, GroupVersionKind from, GroupVersionKind to) {
    object.put("apiVersion", to.groupVersion().toString());
    if (to.version().equals("v1")) {
      lower(object);
    } else if (from.version().equals("v1")) {
      raise(object);
    }
    return object;
  }

  private static void lower(ObjectNode object) {
    if (object.get("spec") instanceof ObjectNode spec) {
      share(spec, METRICS, "target", WANTED_SHARE);
      keep(object, METRICS, FlatMetrics.WANTED.flatten(taken(spec, METRICS)));
      keep(object, BEHAVIOR, spec.remove(BEHAVIOR));
    }
    if (object.get("status") instanceof ObjectNode status) {
      if (!status.has("currentReplicas")) {
        status.put("currentReplicas", 0);
      }
      share(status, CURRENT, "current", MEASURED_SHARE);
      keep(object, "current-metrics", FlatMetrics.MEASURED.flatten(taken(status, CURRENT)));
      keep(object, CONDITIONS, status.remove(CONDITIONS));
    }
  }

  /** Takes the use of processors out of the metrics. */
  private static void share(ObjectNode part, String list, String member, String field) {
    var metrics = part.path(list);
    for (int i = 0; i < metrics.size(); i++) {
      var resource = metrics.get(i).path("resource");
      var share = resource.path(member).path(UTILIZATION);
      if (resource.path("name").asString("").equals("cpu") && share.isNumber()) {
        part.set(field, share);
        if (metrics instanceof ArrayNode array) {
          array.remove(i);
        }
        return;
      }
    }
  }

  private static JsonNode taken(ObjectNode part, String field) {
    var value = part.remove(field);
    return value == null ? part.arrayNode() : value;
  }

  private static void keep(ObjectNode object, String name, @Nullable JsonNode value) {
    if (value != null && !value.isEmpty()) {
      ObjectMeta.of(object).putAnnotation(PREFIX + name, value.toString());
    }
  }

  private static void raise(ObjectNode object) {
    if (object.get("spec") instanceof ObjectNode spec) {
      var metrics = FlatMetrics.WANTED.raise(kept(object, METRICS));
      var share = spec.remove(WANTED_SHARE);
      if (share != null) {
        metrics.add(processors("target", share));
      }
      if (!metrics.isEmpty()) {
        spec.set(METRICS, metrics);
      }
      var behavior = kept(object, BEHAVIOR);
      if (behavior.isObject()) {
        spec.set(BEHAVIOR, behavior);
      }
    }
    if (object.get("status") instanceof ObjectNode status) {
      raiseStatus(object, status);
    }
    forget(object);
  }

  private static void raiseStatus(ObjectNode object, ObjectNode status) {
    var measured = FlatMetrics.MEASURED.raise(kept(object, "current-metrics"));
    var share = status.remove(MEASURED_SHARE);
    if (share != null) {
      measured.add(processors("current", share));
    }
    if (measured.isEmpty()) {
      status.putNull(CURRENT);
    } else {
      status.set(CURRENT, measured);
    }
    var conditions = kept(object, CONDITIONS);
    if (conditions.isArray()) {
      status.set(CONDITIONS, conditions);
    }
  }

  private static ObjectNode processors(String member, JsonNode share) {
    var metric = JSON.createObjectNode().put("type", "Resource");
    var amounts = metric.putObject("resource").put("name", "cpu").putObject(member);
    if (member.equals("target")) {
      amounts.put("type", "Utilization");
    }
    amounts.set(UTILIZATION, share);
    return metric;
  }

  private static JsonNode kept(ObjectNode object, String name) {
    var text = ObjectMeta.of(object).annotations().getOrDefault(PREFIX + name, "");
    return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
  }

  private static void forget(ObjectNode object) {
    var meta = ObjectMeta.of(object).node();
    if (meta.get("annotations") instanceof ObjectNode annotations) {
      List.of(METRICS, BEHAVIOR, "current-metrics", CONDITIONS)
          .forEach(name -> annotations.remove(PREFIX + name));
      if (annotations.isEmpty()) {
        meta.remove("annotations");
      }
    }
  }
}
