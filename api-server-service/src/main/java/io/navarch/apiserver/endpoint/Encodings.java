package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.codec.ObjectEncoder;
import io.navarch.apiserver.registry.Resources;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Makes bytes of trees in every format that clients may ask for. */
@Component
@RequiredArgsConstructor
final class Encodings {

  private final ObjectEncoder encoder;
  private final Resources resources;

  /** The bytes of a tree that shows already what the client wants to see. */
  byte[] encode(ObjectNode tree, OutputFormat format) {
    return switch (format.media()) {
      case JSON -> encoder.json(tree, format.pretty());
      case YAML -> encoder.yaml(tree);
      case PROTOBUF -> encoder.protobuf(resources.catalogue(), tree);
    };
  }

  /** A protobuf event complete with its framing. */
  byte[] protobufEvent(String type, ObjectNode tree) {
    return encoder.protobufEvent(type, encoder.protobuf(resources.catalogue(), tree));
  }
}
