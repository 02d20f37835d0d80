package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Law of {@code Namespace}: its finalizers stand in {@code spec}, and while one of them is there
 * the namespace is only marked, so that its content can be removed first.
 */
@Component
final class NamespaceResource implements ResourceLaw {

  private static final String FINALIZER = "kubernetes";
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  @Override
  public GroupResource resource() {
    return new GroupResource("", "namespaces");
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    var spec = object.get("spec") instanceof ObjectNode known ? known : object.putObject("spec");
    var finalizers =
        spec.get("finalizers") instanceof ArrayNode known ? known : spec.putArray("finalizers");
    if (finalizers.valueStream().noneMatch(f -> f.asString("").equals(FINALIZER))) {
      finalizers.add(FINALIZER);
    }
    label(object);
    return object;
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    keepFinalizers(object, old);
    label(object);
    return object;
  }

  @Override
  public ObjectNode prepareForStatusUpdate(ObjectNode object, ObjectNode old) {
    label(object);
    return object;
  }

  @Override
  public boolean isHeld(ObjectNode object) {
    return !object.path("spec").path("finalizers").isEmpty();
  }

  @Override
  public ObjectNode prepareForTermination(ObjectNode object) {
    var meta = ObjectMeta.of(object);
    meta.node().remove("deletionGracePeriodSeconds");
    var status =
        object.get("status") instanceof ObjectNode known ? known : object.putObject("status");
    status.put("phase", "Terminating");
    return object;
  }

  /** They are taken off through {@code namespaces/finalize} alone. */
  private static void keepFinalizers(ObjectNode object, ObjectNode old) {
    var spec = object.get("spec") instanceof ObjectNode known ? known : object.putObject("spec");
    Optional.ofNullable(old.path("spec").get("finalizers"))
        .ifPresentOrElse(
            f -> spec.set("finalizers", f.deepCopy()), () -> spec.remove("finalizers"));
  }

  private static void label(ObjectNode object) {
    var meta = ObjectMeta.of(object);
    if (!meta.name().isEmpty()) {
      meta.putLabel(NAME_LABEL, meta.name());
    }
  }
}
