package io.navarch.client.transport;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a resource lives in the API and as what its objects are read.
 *
 * @param group empty for the core group
 * @param metadataOnly objects are asked for as PartialObjectMetadata, whatever their kind
 */
public record ResourceType<T extends HasMetadata>(
    String group,
    String version,
    String plural,
    String kind,
    boolean namespaced,
    Class<T> model,
    boolean metadataOnly) {

  /** The type that the annotations of a model class declare. */
  public static <T extends HasMetadata> ResourceType<T> of(Class<T> model) {
    return new ResourceType<>(
        HasMetadata.getGroup(model),
        HasMetadata.getVersion(model),
        HasMetadata.getPlural(model),
        HasMetadata.getKind(model),
        Namespaced.class.isAssignableFrom(model),
        model,
        false);
  }

  /** Any resource, its objects as trees. */
  public static ResourceType<GenericKubernetesResource> generic(
      String group, String version, String plural, String kind, boolean namespaced) {
    return new ResourceType<>(
        group, version, plural, kind, namespaced, GenericKubernetesResource.class, false);
  }

  /** The same resource, of whose objects only the metadata is wanted. */
  public ResourceType<PartialObjectMetadata> metadata() {
    return new ResourceType<>(
        group, version, plural, kind, namespaced, PartialObjectMetadata.class, true);
  }

  /** {@code v1} or {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** {@code pods} or {@code deployments.apps}, as errors and users name it. */
  public String qualifiedName() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** The collection's path; an empty namespace means all of them. */
  public String path(String namespace) {
    var root = (group.isEmpty() ? "/api/" : "/apis/") + apiVersion() + "/";
    return namespaced && !namespace.isEmpty()
        ? root + "namespaces/" + escape(namespace) + "/" + plural
        : root + plural;
  }

  /** One object's path. */
  public String path(ResourceKey key) {
    return path(key.namespace()) + "/" + escape(key.name());
  }

  static String escape(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
