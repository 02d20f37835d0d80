package io.navarch.apiserver.endpoint.patch;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a patch and says what is wrong with it in upstream's words. */
final class PatchReader {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private PatchReader() {}

  static ObjectNode object(byte[] body) {
    var tree = tree(body);
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw PatchErrors.undecodable(
        "json: cannot unmarshal %s into Go value of type map[string]interface {}"
            .formatted(goKind(tree)));
  }

  static ArrayNode array(byte[] body) {
    var tree = tree(body);
    if (tree instanceof ArrayNode array) {
      return array;
    }
    throw PatchErrors.undecodable(
        "json: cannot unmarshal %s into Go value of type []handlers.jsonPatchOp"
            .formatted(goKind(tree)));
  }

  private static JsonNode tree(byte[] body) {
    try {
      var tree = JSON.readTree(body);
      if (tree.isMissingNode()) {
        throw PatchErrors.undecodable("unexpected end of JSON input");
      }
      return tree;
    } catch (UnexpectedEndOfInputException e) {
      throw PatchErrors.undecodable("unexpected end of JSON input");
    } catch (JacksonException e) {
      throw PatchErrors.undecodable(syntaxError(body, e));
    }
  }

  private static String syntaxError(byte[] body, JacksonException e) {
    long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    var text = new String(body, StandardCharsets.UTF_8).strip();
    if (offset < 0 || offset >= body.length || text.isEmpty()) {
      return "unexpected end of JSON input";
    }
    return "invalid character '%c' looking for beginning of value"
        .formatted((char) body[(int) offset]);
  }

  private static String goKind(JsonNode tree) {
    return switch (tree.getNodeType()) {
      case ARRAY -> "array";
      case OBJECT -> "object";
      case STRING -> "string";
      case BOOLEAN -> "bool";
      default -> "number";
    };
  }
}
