package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.table.TableRenderer;
import io.navarch.apiserver.endpoint.table.TableRenderer.Include;
import io.navarch.apiserver.registry.ServedResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which objects stand in lists: whole, by their metadata, as rows. */
@Component
@RequiredArgsConstructor
final class JsonItems {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] OBJECT = ascii(",\"object\":");
  private static final byte[] NULL = ascii("null");

  private final TableRenderer tables;

  /** The bytes as they are stored. */
  JsonItem stored(ItemBytes bytes) {
    return (out, object) -> bytes.write(out, object.json());
  }

  /** The objects in the served version, where it is not the stored one. */
  JsonItem served(ServedResource resource) {
    boolean typed = ItemBytes.isTyped(resource.kind());
    return (out, object) -> {
      var served = resource.toServed(object.tree());
      if (typed) {
        served.remove(List.of("kind", "apiVersion"));
      }
      out.write(bytes(served));
    };
  }

  /** The metadata of objects. */
  JsonItem metadata() {
    return (out, object) -> MetadataBytes.write(out, object.json());
  }

  /** The rows of a table. */
  JsonItem rows(ServedResource resource, Include include) {
    var rows = tables.rows(resource.kind());
    return (out, object) -> {
      var served = resource.toServed(object.tree());
      byte[] row = bytes(rows.apply(served));
      out.write(row, 0, row.length - 1);
      out.write(OBJECT);
      switch (include) {
        case NONE -> out.write(NULL);
        case METADATA -> MetadataBytes.write(out, object.json());
        case OBJECT -> out.write(bytes(served));
      }
      out.write('}');
    };
  }

  private static byte[] bytes(JsonNode node) {
    return JSON.writeValueAsBytes(node);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
