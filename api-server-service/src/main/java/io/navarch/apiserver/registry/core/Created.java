package io.navarch.apiserver.registry.core;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The answer of what is created and leaves nothing behind. */
final class Created {

  private static final int CODE = 201;

  private Created() {}

  static ObjectNode status() {
    var status = JsonMapper.shared().createObjectNode();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    return status.put("status", "Success").put("code", CODE);
  }
}
