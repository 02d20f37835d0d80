package io.navarch.apiserver.registry;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code scale} of a workload.
 *
 * @param wanted the members that lead to the number of replicas that is wished
 * @param actual the members that lead to the number there is
 * @param selector the selector of its Pods as text, empty if it has none
 */
public record ScaleView(
    GroupResource resource,
    List<String> wanted,
    List<String> actual,
    Function<ObjectNode, String> selector)
    implements SubresourceView {

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
    int replicas = number(object, wanted);
    if (replicas != 0) {
      spec.put(REPLICAS, replicas);
    }
    var status = scale.putObject("status");
    status.put(REPLICAS, number(object, actual));
    var pods = selector.apply(object);
    if (!pods.isEmpty()) {
      status.put("selector", pods);
    }
    return scale;
  }

  @Override
  public ObjectNode write(ObjectNode object, ObjectNode part) {
    int replicas = part.path("spec").path(REPLICAS).asInt(0);
    var meta = ObjectMeta.of(part);
    if (replicas < 0) {
      var errors = new FieldErrors();
      errors.invalid(
          "spec.replicas", Integer.toString(replicas), "must be greater than or equal to 0");
      throw ApiStatusException.invalid(SCALE, meta.name(), errors.causes());
    }
    var own = ObjectMeta.of(object);
    own.set("resourceVersion", meta.resourceVersion());
    if (!meta.uid().isEmpty()) {
      own.set("uid", meta.uid());
    }
    var parent = object;
    for (var member : wanted.subList(0, wanted.size() - 1)) {
      parent = parent.withObject(member);
    }
    parent.put(wanted.getLast(), replicas);
    return object;
  }

  private static int number(JsonNode object, List<String> path) {
    var node = object;
    for (var member : path) {
      node = node.path(member);
    }
    return node.asInt(0);
  }
}
