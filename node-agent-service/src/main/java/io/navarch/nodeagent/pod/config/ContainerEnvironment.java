package io.navarch.nodeagent.pod.config;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.nodeagent.NodeCapacity;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.pod.spec.DownwardFields;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.reference.ReferencedObjects;
import io.navarch.nodeagent.runtime.EnvironmentVariable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out the environment of a container. */
@Component
public class ContainerEnvironment {

  private static final String MASTER_NAMESPACE = "default";
  private static final String MASTER_SERVICE = "kubernetes";

  private final ReferencedObjects objects;
  private final Lister<Service> services;
  private final NodeIdentity node;
  private final NodeCapacity capacity;

  ContainerEnvironment(
      ReferencedObjects objects, Informers informers, NodeIdentity node, NodeCapacity capacity) {
    this.objects = objects;
    this.services = informers.lister(Service.class);
    this.node = node;
    this.capacity = capacity;
  }

  /**
   * The variables of a container, in order; later ones win.
   *
   * @throws ConfigFailure when something that a variable is taken from is missing
   */
  public List<EnvironmentVariable> of(Pod pod, Container container, List<String> addresses) {
    var result = new LinkedHashMap<String, String>();
    for (var source : PodSpecs.orEmpty(container.getEnvFrom())) {
      result.putAll(fromSource(pod, source));
    }
    var links = serviceVariables(pod);
    for (var variable : PodSpecs.orEmpty(container.getEnv())) {
      value(pod, container, variable, addresses, result, links)
          .ifPresent(value -> {
            result.remove(variable.getName());
            result.put(variable.getName(), value);
          });
    }
    links.forEach(result::putIfAbsent);
    return result.entrySet().stream()
        .map(e -> new EnvironmentVariable(e.getKey(), e.getValue()))
        .toList();
  }

  private Optional<String> value(
      Pod pod,
      Container container,
      EnvVar variable,
      List<String> addresses,
      Map<String, String> before,
      Map<String, String> links) {
    if (variable.getValueFrom() != null) {
      return fromSource(pod, container, variable.getValueFrom(), addresses);
    }
    var text = variable.getValue() == null ? "" : variable.getValue();
    return Optional.of(
        Expansion.expand(
            text,
            name ->
                Optional.ofNullable(before.get(name))
                    .or(() -> Optional.ofNullable(links.get(name)))));
  }

  private Optional<String> fromSource(
      Pod pod, Container container, EnvVarSource source, List<String> addresses) {
    if (source.getFieldRef() != null) {
      var path = source.getFieldRef().getFieldPath();
      return Optional.of(
          DownwardFields.field(pod, source.getFieldRef(), addresses, node.addresses())
              .orElseThrow(() -> new ConfigFailure("unsupported fieldPath: " + path)));
    }
    if (source.getResourceFieldRef() != null) {
      var selector = source.getResourceFieldRef();
      var named = selector.getContainerName();
      var about =
          named == null || named.isEmpty()
              ? container
              : PodSpecs.container(pod, named)
                  .orElseThrow(() -> new ConfigFailure("container %s not found".formatted(named)));
      return Optional.of(DownwardFields.resource(about, selector, capacity));
    }
    if (source.getConfigMapKeyRef() != null) {
      var ref = source.getConfigMapKeyRef();
      return configMapKey(pod, ref.getName(), ref.getKey(), PodSpecs.isTrue(ref.getOptional()));
    }
    if (source.getSecretKeyRef() != null) {
      var ref = source.getSecretKeyRef();
      return secretKey(pod, ref.getName(), ref.getKey(), PodSpecs.isTrue(ref.getOptional()));
    }
    return Optional.of("");
  }

  private Optional<String> configMapKey(Pod pod, String name, String key, boolean optional) {
    var object = objects.configMap(pod, name);
    if (object.isEmpty()) {
      return missing(optional, "configmap \"%s\" not found".formatted(name));
    }
    var value = Optional.ofNullable(object.get().getData()).map(data -> data.get(key));
    return value.isPresent()
        ? value
        : missing(
            optional,
            "couldn't find key %s in ConfigMap %s/%s"
                .formatted(key, pod.getMetadata().getNamespace(), name));
  }

  private Optional<String> secretKey(Pod pod, String name, String key, boolean optional) {
    var object = objects.secret(pod, name);
    if (object.isEmpty()) {
      return missing(optional, "secret \"%s\" not found".formatted(name));
    }
    var value = Optional.ofNullable(object.get().getData()).map(data -> data.get(key));
    return value.isPresent()
        ? value.map(ContainerEnvironment::decode)
        : missing(
            optional,
            "couldn't find key %s in Secret %s/%s"
                .formatted(key, pod.getMetadata().getNamespace(), name));
  }

  private static Optional<String> missing(boolean optional, String message) {
    if (optional) {
      return Optional.empty();
    }
    throw new ConfigFailure(message);
  }

  private Map<String, String> fromSource(Pod pod, EnvFromSource source) {
    var prefix = source.getPrefix() == null ? "" : source.getPrefix();
    var result = new LinkedHashMap<String, String>();
    if (source.getConfigMapRef() != null) {
      var ref = source.getConfigMapRef();
      var object = objects.configMap(pod, ref.getName());
      if (object.isEmpty()) {
        missing(
            PodSpecs.isTrue(ref.getOptional()),
            "configmap \"%s\" not found".formatted(ref.getName()));
      }
      object.ifPresent(map -> orEmpty(map.getData()).forEach((k, v) -> result.put(prefix + k, v)));
    } else if (source.getSecretRef() != null) {
      var ref = source.getSecretRef();
      var object = objects.secret(pod, ref.getName());
      if (object.isEmpty()) {
        missing(
            PodSpecs.isTrue(ref.getOptional()), "secret \"%s\" not found".formatted(ref.getName()));
      }
      object.ifPresent(
          secret -> orEmpty(secret.getData()).forEach((k, v) -> result.put(prefix + k, decode(v))));
    }
    return result;
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : new java.util.TreeMap<>(map);
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private Map<String, String> serviceVariables(Pod pod) {
    var chosen = new LinkedHashMap<String, Service>();
    var namespace = pod.getMetadata().getNamespace();
    var own =
        Boolean.FALSE.equals(pod.getSpec().getEnableServiceLinks())
            ? List.<Service>of()
            : new ArrayList<>(services.inNamespace(namespace));
    services
        .find(io.navarch.client.transport.ResourceKey.of(MASTER_NAMESPACE, MASTER_SERVICE))
        .filter(ServiceEnvironment::hasAddress)
        .ifPresent(master -> chosen.put(MASTER_SERVICE, master));
    own.stream()
        .filter(ServiceEnvironment::hasAddress)
        .forEach(service -> chosen.put(service.getMetadata().getName(), service));
    return ServiceEnvironment.of(List.copyOf(chosen.values()));
  }
}
