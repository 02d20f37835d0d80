package io.navarch.apiserver.admission;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.Kind;
import lombok.Builder;
import lombok.With;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operation as admission sees it.
 *
 * @param kind of the resource in the URL, in the requested version
 * @param subresource empty for the object itself
 * @param object the new state; null for DELETE. Plugins must not change it: mutation returns a new
 *     tree
 * @param oldObject the present state; null for CREATE and CONNECT
 * @param options the body or query options ({@code CreateOptions} …), for CONNECT the connect
 *     options
 */
@Builder(toBuilder = true)
@With
public record AdmissionRequest(
    Operation operation,
    Kind kind,
    String subresource,
    String namespace,
    String name,
    UserInfo user,
    boolean dryRun,
    @Nullable ObjectNode object,
    @Nullable ObjectNode oldObject,
    @Nullable ObjectNode options) {

  /** Whether it is about objects of the resource themselves. */
  public boolean isOn(String group, String resource) {
    return isOn(group, resource, "");
  }

  /** Whether it is about a sub-resource of the resource. */
  public boolean isOn(String group, String resource, String subresource) {
    return kind.gvk().group().equals(group)
        && kind.plural().equals(resource)
        && this.subresource.equals(subresource);
  }

  /** The new state, where there must be one. */
  public ObjectNode requireObject() {
    if (object == null) {
      throw new IllegalStateException("%s of %s has no object".formatted(operation, kind.plural()));
    }
    return object;
  }

  /** The refusal of this request, in upstream's form. */
  public ApiStatusException forbidden(String why) {
    return ApiStatusException.forbidden(kind.groupResource(), objectName(), why);
  }

  private String objectName() {
    if (!name.isEmpty() || object == null) {
      return name;
    }
    var given = object.at("/metadata/name").asString("");
    return given.isEmpty() ? object.at("/metadata/generateName").asString("") : given;
  }
}
