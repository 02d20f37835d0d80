package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code ConfigMap}: its size, and what immutable means. */
@Component
final class ConfigMapResource implements ResourceLaw {

  @Override
  public GroupResource resource() {
    return new GroupResource("", "configmaps");
  }

  @Override
  public void validate(ObjectNode object, FieldErrors errors) {
    long size = 0;
    for (var entry : object.path("data").properties()) {
      size += entry.getValue().asString("").getBytes(StandardCharsets.UTF_8).length;
    }
    for (var entry : object.path("binaryData").properties()) {
      size += decodedLength(entry.getValue().asString(""));
      if (object.path("data").has(entry.getKey())) {
        errors.invalid(
            "data[%s]".formatted(entry.getKey()),
            '"' + entry.getKey() + '"',
            "duplicate of key present in binaryData");
      }
    }
    if (size > ConfigData.MAX_BYTES) {
      errors.tooLong("[]", ConfigData.MAX_BYTES);
    }
  }

  @Override
  public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
    ConfigData.checkImmutable(object, old, errors, "data", "binaryData");
  }

  /** How many bytes a base64 text stands for. */
  static int decodedLength(String base64) {
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return base64.length() / 4 * 3 - padding;
  }
}
