package io.navarch.apiserver.registry.apps;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.SubresourceView;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.selector.LabelSelector;
import java.util.LinkedHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code scale} of a workload that has {@code spec.replicas}.
 *
 * @param plainSelector whether {@code spec.selector} is a map of labels, as it was in the beginning
 */
record ReplicaScale(GroupResource resource, boolean plainSelector) implements SubresourceView {

  private static final GroupVersionKind SCALE = new GroupVersionKind("autoscaling", "v1", "Scale");
  private static final String REPLICAS = "replicas";

  @Override
  public String subresource() {
    return "scale";
  }

  @Override
  public ObjectNode read(ObjectNode object) {
    var scale = JsonMapper.shared().createObjectNode();
    scale.put("kind", SCALE.kind()).put("apiVersion", SCALE.groupVersion().toString());
    var meta = ObjectMeta.of(object);
    var shown = ObjectMeta.of(scale);
    shown.set("name", meta.name());
    shown.set("namespace", meta.namespace());
    shown.set("uid", meta.uid());
    shown.set("resourceVersion", meta.resourceVersion());
    shown.set("creationTimestamp", meta.creationTimestamp());
    var spec = scale.putObject("spec");
    int wanted = object.path("spec").path(REPLICAS).asInt(0);
    if (wanted != 0) {
      spec.put(REPLICAS, wanted);
    }
    var status = scale.putObject("status");
    status.put(REPLICAS, object.path("status").path(REPLICAS).asInt(0));
    var selector = selector(object);
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return scale;
  }

  @Override
  public ObjectNode write(ObjectNode object, ObjectNode part) {
    int wanted = part.path("spec").path(REPLICAS).asInt(0);
    var meta = ObjectMeta.of(part);
    if (wanted < 0) {
      var errors = new FieldErrors();
      errors.invalid(
          "spec.replicas", Integer.toString(wanted), "must be greater than or equal to 0");
      throw ApiStatusException.invalid(SCALE, meta.name(), errors.causes());
    }
    var own = ObjectMeta.of(object);
    own.set("resourceVersion", meta.resourceVersion());
    if (!meta.uid().isEmpty()) {
      own.set("uid", meta.uid());
    }
    if (object.get("spec") instanceof ObjectNode spec) {
      spec.put(REPLICAS, wanted);
    }
    return object;
  }

  private String selector(ObjectNode object) {
    var selector = object.path("spec").path("selector");
    if (!plainSelector) {
      return selector.isMissingNode() ? "" : LabelSelector.fromObject(selector).toString();
    }
    var labels = new LinkedHashMap<String, String>();
    selector.properties().forEach(e -> labels.put(e.getKey(), e.getValue().asString("")));
    return LabelSelector.ofLabels(labels).toString();
  }
}
