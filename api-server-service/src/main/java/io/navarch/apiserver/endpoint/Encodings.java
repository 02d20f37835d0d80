package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.ServedResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes bytes of trees in every format that clients may ask for. */
@Component
final class Encodings {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** One object in the served version. */
  byte[] encode(ObjectNode object, OutputFormat format, ServedResource resource, Query query) {
    return format.pretty() ? PRETTY.writeValueAsBytes(object) : JSON.writeValueAsBytes(object);
  }
}
