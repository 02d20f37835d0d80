package io.navarch.apiserver.codec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The view of objects that shows their metadata only. */
public final class PartialMetadata {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PartialMetadata() {}

  /** An object's {@code PartialObjectMetadata}. */
  public static ObjectNode ofObject(JsonNode object) {
    var partial = NODES.objectNode();
    partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    var metadata = object.path("metadata");
    partial.set("metadata", metadata.isObject() ? metadata : NODES.objectNode());
    return partial;
  }

  /** A list's {@code PartialObjectMetadataList}. */
  public static ObjectNode ofList(JsonNode list) {
    var partial = NODES.objectNode();
    partial.put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
    partial.set("metadata", list.path("metadata"));
    var items = partial.putArray("items");
    list.path("items").forEach(item -> items.add(ofObject(item)));
    return partial;
  }
}
