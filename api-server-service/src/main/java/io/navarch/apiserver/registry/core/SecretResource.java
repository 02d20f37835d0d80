package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.Claim;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code Secret}: {@code stringData} is write-only, the type stays, the size is limited. */
@Component
final class SecretResource implements ResourceLaw {

  private static final String STRING_DATA = "stringData";

  @Override
  public GroupResource resource() {
    return new GroupResource("", "secrets");
  }

  @Override
  public Claim claim(
      ObjectNode object, Optional<ObjectNode> old, boolean dryRun, FieldErrors errors) {
    merge(object);
    return Claim.NONE;
  }

  @Override
  public void validate(ObjectNode object, FieldErrors errors) {
    long size = 0;
    for (var entry : object.path("data").properties()) {
      size += ConfigMapResource.decodedLength(entry.getValue().asString(""));
    }
    if (size > ConfigData.MAX_BYTES) {
      errors.tooLong("data", ConfigData.MAX_BYTES);
    }
  }

  @Override
  public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
    var type = object.path("type").asString("");
    if (!type.equals(old.path("type").asString(""))) {
      errors.invalid("type", '"' + type + '"', "field is immutable");
    }
    ConfigData.checkImmutable(object, old, errors, "data");
  }

  private static void merge(ObjectNode object) {
    if (object.remove(STRING_DATA) instanceof ObjectNode texts && !texts.isEmpty()) {
      var data = object.get("data") instanceof ObjectNode known ? known : object.putObject("data");
      texts.properties().forEach(e -> data.put(e.getKey(), encode(e.getValue().asString(""))));
    }
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
