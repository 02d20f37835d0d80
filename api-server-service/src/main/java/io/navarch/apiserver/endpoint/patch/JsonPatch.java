package io.navarch.apiserver.endpoint.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * RFC 6902, with the habits of upstream's library: an index may be negative, {@code replace} makes
 * a member that is not there, and what fails is answered without saying where. Copies are bounded,
 * because a patch of a few copies could otherwise double an object a thousand times.
 */
final class JsonPatch {

  private static final int MAX_OPERATIONS = 10_000;
  private static final long MAX_COPIED_BYTES = 3L * 1024 * 1024;

  private JsonNode document;
  private long copied;

  private JsonPatch(JsonNode document) {
    this.document = document;
  }

  /** The patched document; the one handed in stays as it is. */
  static JsonNode apply(JsonNode document, ArrayNode operations) {
    if (operations.size() > MAX_OPERATIONS) {
      throw PatchErrors.tooLarge(
          "The allowed maximum operations in a JSON patch is %d, got %d"
              .formatted(MAX_OPERATIONS, operations.size()));
    }
    var patch = new JsonPatch(document.deepCopy());
    for (var operation : operations) {
      if (!(operation instanceof ObjectNode)) {
        throw PatchErrors.undecodable(
            "json: cannot unmarshal value into Go value of type handlers.jsonPatchOp");
      }
      patch.apply(operation);
    }
    return patch.document;
  }

  private void apply(JsonNode operation) {
    var path = text(operation, "path");
    switch (text(operation, "op")) {
      case "add" -> add(path, value(operation));
      case "remove" -> remove(path);
      case "replace" -> replace(path, value(operation));
      case "move" -> add(path, remove(text(operation, "from")));
      case "copy" -> add(path, copyOf(find(text(operation, "from"))));
      case "test" -> test(path, operation.get("value"));
      default -> throw PatchErrors.unprocessable();
    }
  }

  private void add(String path, JsonNode value) {
    var target = parent(path);
    switch (target.container()) {
      case ObjectNode object -> object.set(target.key(), value);
      case ArrayNode array when target.key().equals("-") -> array.add(value);
      case ArrayNode array -> array.insert(index(target.key(), array.size() + 1), value);
      default -> throw PatchErrors.unprocessable();
    }
  }

  private JsonNode remove(String path) {
    var target = parent(path);
    @Nullable JsonNode removed =
        switch (target.container()) {
          case ObjectNode object -> object.remove(target.key());
          case ArrayNode array -> array.remove(index(target.key(), array.size()));
          default -> null;
        };
    if (removed == null) {
      throw PatchErrors.unprocessable();
    }
    return removed;
  }

  private void replace(String path, JsonNode value) {
    if (path.isEmpty()) {
      if (!value.isContainer()) {
        throw PatchErrors.unprocessable();
      }
      document = value;
      return;
    }
    var target = parent(path);
    switch (target.container()) {
      case ObjectNode object -> object.set(target.key(), value);
      case ArrayNode array -> array.set(index(target.key(), array.size()), value);
      default -> throw PatchErrors.unprocessable();
    }
  }

  private void test(String path, @Nullable JsonNode expected) {
    var actual = path.isEmpty() ? document : member(parent(path));
    boolean nothing = actual == null || actual.isNull();
    boolean nothingExpected = expected == null || expected.isNull();
    boolean equal =
        (nothing || nothingExpected)
            ? (nothing && nothingExpected)
            : JsonEquality.same(actual, expected);
    if (!equal) {
      throw PatchErrors.unprocessable();
    }
  }

  private JsonNode copyOf(JsonNode node) {
    copied += node.toString().length();
    if (copied > MAX_COPIED_BYTES) {
      throw PatchErrors.unprocessable();
    }
    return node.deepCopy();
  }

  private JsonNode find(String path) {
    var found = path.isEmpty() ? document : member(parent(path));
    if (found == null) {
      throw PatchErrors.unprocessable();
    }
    return found;
  }

  private static @Nullable JsonNode member(Target target) {
    return switch (target.container()) {
      case ObjectNode object -> object.get(target.key());
      case ArrayNode array -> array.get(index(target.key(), array.size()));
      default -> null;
    };
  }

  private Target parent(String path) {
    var parts = split(path);
    var container = document;
    for (var part : parts.subList(0, parts.size() - 1)) {
      var next = member(new Target(container, part));
      if (next == null || !next.isContainer()) {
        throw PatchErrors.unprocessable();
      }
      container = next;
    }
    return new Target(container, parts.getLast());
  }

  private static List<String> split(String path) {
    if (!path.startsWith("/")) {
      throw PatchErrors.unprocessable();
    }
    var parts = new ArrayList<String>();
    int start = 1;
    for (int slash; (slash = path.indexOf('/', start)) >= 0; start = slash + 1) {
      parts.add(unescape(path.substring(start, slash)));
    }
    parts.add(unescape(path.substring(start)));
    return parts;
  }

  private static String unescape(String part) {
    return part.indexOf('~') < 0 ? part : part.replace("~1", "/").replace("~0", "~");
  }

  private static int index(String key, int size) {
    try {
      int index = Integer.parseInt(key);
      int positive = index < 0 ? index + size : index;
      if (positive >= 0 && positive < size) {
        return positive;
      }
    } catch (NumberFormatException e) {
      throw PatchErrors.unprocessable();
    }
    throw PatchErrors.unprocessable();
  }

  private static String text(JsonNode operation, String name) {
    var node = operation.get(name);
    if (node == null || !node.isString()) {
      throw PatchErrors.unprocessable();
    }
    return node.stringValue();
  }

  private static JsonNode value(JsonNode operation) {
    var node = operation.get("value");
    return node == null ? NullNode.getInstance() : node.deepCopy();
  }

  /** A place in the document: the container and the last part of the path. */
  private record Target(JsonNode container, String key) {}
}
