package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code Secret}: {@code stringData} is write-only. */
@Component
final class SecretResource implements ResourceLaw {

  private static final String STRING_DATA = "stringData";

  @Override
  public GroupResource resource() {
    return new GroupResource("", "secrets");
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    return merge(object);
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    return merge(object);
  }

  private static ObjectNode merge(ObjectNode object) {
    if (object.remove(STRING_DATA) instanceof ObjectNode texts && !texts.isEmpty()) {
      var data = object.get("data") instanceof ObjectNode known ? known : object.putObject("data");
      texts.properties().forEach(e -> data.put(e.getKey(), encode(e.getValue().asString(""))));
    }
    return object;
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
