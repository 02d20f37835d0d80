package io.navarch.apiserver.registry.certificates;

import io.navarch.apiserver.registry.SubresourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code certificatesigningrequests/approval}: writes the conditions of the status. What has been
 * decided stays decided.
 */
@Component
final class RequestApproval implements SubresourceLaw {

  private static final String STATUS = "status";
  private static final String CONDITIONS = "conditions";
  private static final String PATH = "status.conditions";
  private static final String APPROVED = "Approved";
  private static final String DENIED = "Denied";
  private static final Set<String> LASTING = Set.of(APPROVED, DENIED, "Failed");

  @Override
  public GroupResource resource() {
    return new GroupResource("certificates.k8s.io", "certificatesigningrequests");
  }

  @Override
  public String subresource() {
    return "approval";
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    var result = old.deepCopy();
    result.set("metadata", object.path("metadata"));
    var conditions = object.path(STATUS).path(CONDITIONS);
    var status = result.withObject(STATUS);
    if (conditions.isEmpty()) {
      status.remove(CONDITIONS);
    } else {
      status.set(CONDITIONS, conditions.deepCopy());
    }
    return result;
  }

  @Override
  public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
    var now = types(object);
    types(old).stream()
        .filter(type -> LASTING.contains(type) && !now.contains(type))
        .sorted()
        .forEach(type ->
            errors.forbidden(
                PATH, "updates may not remove a condition of type \"%s\"".formatted(type)));
    if (now.contains(APPROVED) && now.contains(DENIED)) {
      errors.invalid(PATH, DENIED, "Approved and Denied conditions are mutually exclusive");
    }
  }

  private static Set<String> types(JsonNode request) {
    return request
        .path(STATUS)
        .path(CONDITIONS)
        .valueStream()
        .map(condition -> condition.path("type").asString(""))
        .collect(Collectors.toSet());
  }
}
