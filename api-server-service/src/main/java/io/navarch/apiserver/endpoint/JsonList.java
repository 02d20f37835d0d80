package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.storage.cache.CachedObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list as JSON, made one item after the other: no tree of the whole list is ever built.
 *
 * @param head all before the first item
 */
@SuppressWarnings("ArrayRecordComponent") // made once a request, never shared
record JsonList(byte[] head, List<CachedObject> objects, JsonItem item) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] END = "]}\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * The list of some objects.
   *
   * @param start the list without its items; belongs to the callee
   * @param items the name of the field that holds them
   */
  static JsonList of(ObjectNode start, String items, List<CachedObject> objects, JsonItem item) {
    start.remove(items);
    start.putArray(items); // the last field
    var text = JSON.writeValueAsString(start);
    var head = text.substring(0, text.length() - "]}".length());
    return new JsonList(head.getBytes(StandardCharsets.UTF_8), objects, item);
  }

  /** How many bytes all have that stand around items of this length together. */
  long lengthWith(long itemBytes) {
    return head.length + END.length + Math.max(0, objects.size() - 1) + itemBytes;
  }

  /** Writes all of it. */
  void writeTo(OutputStream out) throws IOException {
    out.write(head);
    boolean first = true;
    for (var object : objects) {
      if (!first) {
        out.write(',');
      }
      first = false;
      item.write(out, object);
    }
    out.write(END);
  }
}
