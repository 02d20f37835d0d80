package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupResource;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The objects a request is handed on by. */
@Component
@RequiredArgsConstructor
final class ProxyObjects {

  static final GroupResource PODS = new GroupResource("", "pods");
  static final GroupResource NODES = new GroupResource("", "nodes");
  static final GroupResource SERVICES = new GroupResource("", "services");
  private static final GroupResource SLICES =
      new GroupResource("discovery.k8s.io", "endpointslices");

  private final ObjectReader objects;

  ObjectNode pod(String namespace, String name) {
    return get(PODS, namespace, name);
  }

  ObjectNode node(String name) {
    return get(NODES, "", name);
  }

  ObjectNode service(String namespace, String name) {
    return get(SERVICES, namespace, name);
  }

  /** The slices of a service. */
  List<ObjectNode> slices(String namespace, String service) {
    return objects.list(SLICES, namespace).stream()
        .filter(slice ->
            slice
                .path("metadata")
                .path("labels")
                .path("kubernetes.io/service-name")
                .asString("")
                .equals(service))
        .toList();
  }

  private ObjectNode get(GroupResource resource, String namespace, String name) {
    return objects
        .find(resource, namespace, name)
        .orElseThrow(() -> ApiStatusException.notFound(resource, name));
  }
}
