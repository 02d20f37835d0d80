package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.SubresourceLaw;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.registry.WriteGates;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code pods/binding}: gives a Pod its node, once. */
@Component
@RequiredArgsConstructor
final class PodBinding implements ComputedResource {

  private static final GroupResource NAMED = new GroupResource("", "pods/binding");
  private static final SubresourceLaw LAW = new Law();

  private final ResourceStore store;
  private final Resources resources;
  private final Clock clock;

  @Override
  public GroupResource resource() {
    return Pods.RESOURCE;
  }

  @Override
  public String subresource() {
    return "binding";
  }

  @Override
  public ObjectNode create(Request request) {
    bind(request, request.name());
    return Created.status();
  }

  void bind(Request request, String name) {
    var target = request.body().path("target");
    var kind = target.path("kind").asString("");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      throw ApiStatusException.unclassified(
          "target.kind: Unsupported value: \"%s\": supported values: \"Node\", \"<empty>\""
              .formatted(kind));
    }
    var node = target.path("name").asString("");
    if (node.isEmpty()) {
      throw ApiStatusException.unclassified("target.name: Required value");
    }
    var pods = resources.findStored(Pods.RESOURCE).orElseThrow();
    var write =
        Write.builder()
            .resource(pods)
            .namespace(request.namespace())
            .name(name)
            .dryRun(request.dryRun())
            .repeatable(true)
            .gates(WriteGates.OPEN)
            .build();
    store.update(write, LAW, pod -> bound(pod, request.body(), node));
  }

  private ObjectNode bound(ObjectNode pod, ObjectNode binding, String node) {
    var meta = ObjectMeta.of(pod);
    checkPreconditions(pod, ObjectMeta.of(binding));
    if (meta.isTerminating()) {
      throw conflict(
          meta, "pod %s is being deleted, cannot be assigned to a host".formatted(meta.name()));
    }
    var present = Pods.nodeName(pod);
    if (!present.isEmpty()) {
      throw conflict(
          meta, "pod %s is already assigned to node \"%s\"".formatted(meta.name(), present));
    }
    if (!pod.path("spec").path("schedulingGates").isEmpty()) {
      throw ApiStatusException.badRequest(
          "pod %s has non-empty .spec.schedulingGates".formatted(meta.name()));
    }
    Pods.member(pod, "spec").put("nodeName", node);
    ObjectMeta.of(binding).annotations().forEach(meta::putAnnotation);
    ObjectMeta.of(binding).labels().forEach(meta::putLabel);
    var condition = pod.objectNode().put("type", "PodScheduled").put("status", "True");
    Pods.setCondition(pod, condition, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return pod;
  }

  private static void checkPreconditions(ObjectNode pod, ObjectMeta wanted) {
    var meta = ObjectMeta.of(pod);
    if (!wanted.uid().isEmpty() && !wanted.uid().equals(meta.uid())) {
      throw conflict(
          meta,
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(wanted.uid(), meta.uid()));
    }
    if (!wanted.resourceVersion().isEmpty()
        && !wanted.resourceVersion().equals(meta.resourceVersion())) {
      throw conflict(
          meta,
          "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object meta: %s"
              .formatted(wanted.resourceVersion(), meta.resourceVersion()));
    }
  }

  private static ApiStatusException conflict(ObjectMeta pod, String why) {
    return ApiStatusException.conflict(NAMED, pod.name(), why);
  }

  /** The node alone is written, and the generation does not count it. */
  private record Law() implements SubresourceLaw {

    @Override
    public GroupResource resource() {
      return Pods.RESOURCE;
    }

    @Override
    public String subresource() {
      return "binding";
    }

    @Override
    public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
      return object;
    }

    @Override
    public boolean countsGeneration() {
      return false;
    }
  }
}
