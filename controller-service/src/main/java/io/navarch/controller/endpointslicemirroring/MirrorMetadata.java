package io.navarch.controller.endpointslicemirroring;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.navarch.client.transport.ResourceKey;
import io.navarch.controller.endpointslice.SliceMetadata;
import io.navarch.controller.podcontrol.Owners;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which Endpoints are mirrored, and what their slices take over from them. Pure. */
final class MirrorMetadata {

  static final String CONTROLLER = "endpointslicemirroring-controller.k8s.io";
  private static final String SKIP = "endpointslice.kubernetes.io/skip-mirror";
  private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";
  private static final Set<String> OWN_ANNOTATIONS =
      Set.of(
          "endpoints.kubernetes.io/last-change-trigger-time",
          "kubectl.kubernetes.io/last-applied-configuration");

  private MirrorMetadata() {}

  /** Neither those that say no nor those that elect leaders. */
  static boolean isMirrored(Endpoints endpoints) {
    return !"true".equals(orEmpty(endpoints.getMetadata().getLabels()).get(SKIP))
        && !orEmpty(endpoints.getMetadata().getAnnotations()).containsKey(LEADER);
  }

  /** The Endpoints that a mirrored slice shows. */
  static Optional<ResourceKey> endpoints(EndpointSlice slice) {
    return SliceMetadata.service(slice, CONTROLLER);
  }

  static ObjectMeta created(Endpoints endpoints) {
    return new ObjectMetaBuilder()
        .withNamespace(endpoints.getMetadata().getNamespace())
        .withGenerateName(endpoints.getMetadata().getName() + "-")
        .withLabels(labels(endpoints))
        .withAnnotations(annotations(endpoints))
        .withOwnerReferences(Owners.controlledBy(endpoints))
        .build();
  }

  static ObjectMeta updated(Endpoints endpoints, EndpointSlice slice) {
    return new ObjectMetaBuilder(slice.getMetadata())
        .withLabels(labels(endpoints))
        .withAnnotations(annotations(endpoints))
        .build();
  }

  private static Map<String, String> labels(Endpoints endpoints) {
    var labels = new HashMap<>(orEmpty(endpoints.getMetadata().getLabels()));
    labels.put(SliceMetadata.SERVICE, endpoints.getMetadata().getName());
    labels.put(SliceMetadata.MANAGED_BY, CONTROLLER);
    return labels;
  }

  private static Map<String, String> annotations(Endpoints endpoints) {
    var annotations = new HashMap<>(orEmpty(endpoints.getMetadata().getAnnotations()));
    annotations.keySet().removeAll(OWN_ANNOTATIONS);
    return annotations;
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
