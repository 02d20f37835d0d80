package io.navarch.apiserver.request;

import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionResource;
import java.util.Set;
import lombok.With;

/**
 * What a request is about, read from its method and path alone, as upstream's {@code RequestInfo}.
 *
 * @param isResource false for paths like {@code /healthz}; then only verb and path have meaning
 * @param verb get, list, watch, create, update, patch, delete, deletecollection; the lower-case
 *     method for other paths
 * @param namespace empty for cluster-scoped requests and for all namespaces
 * @param name empty for collections, unless a list or watch selects the one object of this name by
 *     its field selector
 * @param subresource empty for the object itself; {@code status}, {@code proxy} …
 * @param remainder what follows the sub-resource in the path, with its leading slash, or empty
 * @param fieldSelector of lists and watches, as the client wrote it; some rights depend on it
 */
@With
public record RequestInfo(
    boolean isResource,
    String verb,
    String path,
    GroupVersionResource resource,
    String subresource,
    String namespace,
    String name,
    String remainder,
    String fieldSelector) {

  private static final Set<String> LASTING_SUBRESOURCES =
      Set.of("attach", "exec", "proxy", "log", "portforward");

  /** Whether the request is meant to last. */
  public boolean isLongRunning() {
    return verb.equals("watch") || (isResource && LASTING_SUBRESOURCES.contains(subresource));
  }

  /** The resource without its version. */
  public GroupResource groupResource() {
    return resource.groupResource();
  }
}
