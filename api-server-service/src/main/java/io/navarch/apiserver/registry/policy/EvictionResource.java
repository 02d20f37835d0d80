package io.navarch.apiserver.registry.policy;

import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.registry.DeleteOptions;
import io.navarch.apiserver.registry.DeleteOptions.Propagation;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.registry.WriteGates;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code pods/eviction}: a deletion that respects the Pod's disruption budget. */
@Component
@RequiredArgsConstructor
final class EvictionResource implements ComputedResource {

  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final String TARGET = "DisruptionTarget";

  private final ResourceStore store;
  private final Resources resources;
  private final ObjectReader objects;
  private final Clock clock;

  @Override
  public GroupResource resource() {
    return PODS;
  }

  @Override
  public String subresource() {
    return "eviction";
  }

  @Override
  public ObjectNode create(Request request) {
    var given = ObjectMeta.of(request.body()).name();
    if (!given.equals(request.name())) {
      throw ApiStatusException.badRequest("name in URL does not match name in Eviction object");
    }
    var pod =
        objects
            .findNewest(PODS, request.namespace(), request.name())
            .orElseThrow(() -> ApiStatusException.notFound(PODS, request.name()));
    var options = request.body().path("deleteOptions");
    boolean dryRun = request.dryRun() || !options.path("dryRun").isEmpty();
    if (!isOutsideBudgets(pod)) {
      askBudget(request.namespace(), pod, dryRun);
    }
    if (!dryRun) {
      noteTarget(write(pods(), request.namespace(), request.name(), false));
    }
    store.delete(write(pods(), request.namespace(), request.name(), dryRun), deletion(options));
    var done = JsonMapper.shared().createObjectNode().put("kind", "Status").put("apiVersion", "v1");
    done.putObject("metadata");
    return done.put("status", "Success").put("code", 201);
  }

  /** Pods that don't serve anybody are no disruption. */
  private static boolean isOutsideBudgets(ObjectNode pod) {
    return ObjectMeta.of(pod).isTerminating()
        || List.of("Pending", "Succeeded", "Failed").contains(pod.at("/status/phase").asString(""));
  }

  private void askBudget(String namespace, ObjectNode pod, boolean dryRun) {
    var budgets =
        objects.list(DisruptionBudget.RESOURCE, namespace).stream()
            .map(DisruptionBudget::new)
            .filter(budget -> budget.selects(pod))
            .toList();
    if (budgets.size() > 1) {
      throw ApiStatusException.unclassified(
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.");
    }
    for (var budget : budgets) {
      if (isReady(pod) || !budget.letsUnhealthyGo()) {
        var resource = resources.findStored(DisruptionBudget.RESOURCE).orElseThrow();
        var name = ObjectMeta.of(pod).name();
        store.updateStatus(
            write(resource, namespace, budget.name(), dryRun),
            present -> {
              new DisruptionBudget(present).take(name, now());
              return present;
            });
      }
    }
  }

  private static boolean isReady(ObjectNode pod) {
    return pod.at("/status/conditions")
        .valueStream()
        .anyMatch(c ->
            c.path("type").asString("").equals("Ready")
                && c.path("status").asString("").equals("True"));
  }

  /** Leaves on the Pod why it ends. */
  private void noteTarget(Write write) {
    store.updateStatus(
        write,
        pod -> {
          var status =
              pod.get("status") instanceof ObjectNode known ? known : pod.putObject("status");
          var conditions =
              status.get("conditions") instanceof ArrayNode known
                  ? known
                  : status.putArray("conditions");
          for (int i = conditions.size() - 1; i >= 0; i--) {
            if (conditions.get(i).path("type").asString("").equals(TARGET)) {
              conditions.remove(i);
            }
          }
          conditions
              .addObject()
              .put("type", TARGET)
              .put("status", "True")
              .putNull("lastProbeTime")
              .put("lastTransitionTime", now())
              .put("reason", "EvictionByEvictionAPI")
              .put("message", "Eviction API: evicting");
          return pod;
        });
  }

  private static DeleteOptions deletion(JsonNode options) {
    var preconditions = options.path("preconditions");
    var grace = options.path("gracePeriodSeconds");
    return new DeleteOptions(
        grace.isNumber() ? OptionalLong.of(grace.asLong()) : OptionalLong.empty(),
        Propagation.UNSET,
        preconditions.path("uid").asString(""),
        preconditions.path("resourceVersion").asString(""));
  }

  private ServedResource pods() {
    return resources.findStored(PODS).orElseThrow();
  }

  private static Write write(
      ServedResource resource, String namespace, String name, boolean dryRun) {
    return Write.builder()
        .resource(resource)
        .namespace(namespace)
        .name(name)
        .dryRun(dryRun)
        .repeatable(true)
        .gates(WriteGates.OPEN)
        .build();
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
