package io.navarch.apiserver.cel;

import dev.cel.common.values.NullValue;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.authorization.AuthorizationChain;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.GroupVersionResource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What expressions see of a request: the values of the variables of admission. */
public final class RequestVariables {

  private RequestVariables() {}

  /**
   * The variables by name; more may be added.
   *
   * @param request with its objects in the version in which expressions are to see them
   * @param made the kind in which the client made the request
   * @param namespace the object's namespace; null for what has none
   */
  public static Map<String, Object> of(
      AdmissionRequest request,
      GroupVersionKind made,
      @Nullable ObjectNode namespace,
      AuthorizationChain authorization) {
    var variables = new HashMap<String, Object>();
    variables.put("object", Values.of(request.object()));
    variables.put("oldObject", Values.of(request.oldObject()));
    variables.put("request", Values.of(describe(request, made)));
    variables.put("namespaceObject", Values.of(namespace));
    var asker = new AuthorizerLibrary.Asker(authorization, request.user());
    variables.put("authorizer", asker);
    variables.put(
        "authorizer.requestResource",
        new AuthorizerLibrary.ResourceCheck(
            asker,
            made.group(),
            request.kind().plural(),
            request.subresource(),
            request.namespace(),
            request.name(),
            ""));
    return variables;
  }

  /** Says what {@code params} are. */
  public static void putParams(Map<String, Object> variables, @Nullable JsonNode params) {
    variables.put("params", params == null ? NullValue.NULL_VALUE : Values.of(params));
  }

  /** The request as reviews spell it, without its objects. */
  public static ObjectNode describe(AdmissionRequest request, GroupVersionKind made) {
    var node = JsonNodeFactory.instance.objectNode();
    var kind = request.kind();
    kind(node, "kind", kind.gvk());
    resource(node, "resource", kind.resource());
    putIfSet(node, "subResource", request.subresource());
    kind(node, "requestKind", made);
    resource(
        node,
        "requestResource",
        new GroupVersionResource(made.group(), made.version(), kind.plural()));
    putIfSet(node, "requestSubResource", request.subresource());
    putIfSet(node, "name", request.name());
    putIfSet(node, "namespace", request.namespace());
    node.put("operation", request.operation().name());
    var user = node.putObject("userInfo");
    putIfSet(user, "username", request.user().name());
    putIfSet(user, "uid", request.user().uid());
    if (!request.user().groups().isEmpty()) {
      var groups = user.putArray("groups");
      request.user().groups().forEach(groups::add);
    }
    if (!request.user().extra().isEmpty()) {
      var extra = user.putObject("extra");
      request
          .user()
          .extra()
          .forEach((key, values) -> {
            var list = extra.putArray(key);
            values.forEach(list::add);
          });
    }
    node.put("dryRun", request.dryRun());
    var options = request.options();
    node.set("options", options == null ? node.nullNode() : options);
    return node;
  }

  private static void kind(ObjectNode node, String name, GroupVersionKind kind) {
    node.putObject(name)
        .put("group", kind.group())
        .put("version", kind.version())
        .put("kind", kind.kind());
  }

  private static void resource(ObjectNode node, String name, GroupVersionResource resource) {
    node.putObject(name)
        .put("group", resource.group())
        .put("version", resource.version())
        .put("resource", resource.resource());
  }

  private static void putIfSet(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
