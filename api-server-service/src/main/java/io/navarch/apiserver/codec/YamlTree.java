package io.navarch.apiserver.codec;

import io.navarch.schema.tree.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads YAML as the JSON that it stands for. Aliases are followed as far as a bound on the number
 * of values allows, so that a short text can't become a huge tree.
 */
final class YamlTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_VALUES = 500_000;
  private static final int DEEPEST = 200;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowDuplicateKeys(true).setCodePointLimit(4 * 1024 * 1024).build();

  private final List<String> duplicates = new ArrayList<>();
  private int values;

  private YamlTree() {}

  /**
   * A document.
   *
   * @param duplicates keys that occur twice, in upstream's words
   */
  record Result(JsonNode tree, List<String> duplicates) {}

  static Result read(String text) {
    try {
      var reader = new YamlTree();
      var document = new Compose(SETTINGS).composeString(text);
      var tree =
          document.isPresent() ? reader.value(document.get(), FieldPath.ROOT, 0) : NODES.nullNode();
      return new Result(tree, reader.duplicates);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new DecodeException("yaml: line %d: %s".formatted(line, e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new DecodeException("yaml: " + e.getMessage(), e);
    }
  }

  private JsonNode value(Node node, FieldPath path, int depth) {
    if (++values > MOST_VALUES || depth > DEEPEST) {
      throw new DecodeException("yaml: document contains excessive aliasing");
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, path, depth);
      case SequenceNode sequence -> {
        var array = NODES.arrayNode();
        int index = 0;
        for (var element : sequence.getValue()) {
          array.add(value(element, path.index(index++), depth + 1));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new DecodeException("yaml: unknown node " + node.getNodeType());
    };
  }

  private JsonNode mapping(MappingNode mapping, FieldPath path, int depth) {
    var object = NODES.objectNode();
    for (var entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new DecodeException("yaml: keys must be plain values");
      }
      var name = key.getValue();
      var value = value(entry.getValueNode(), path.member(name), depth + 1);
      if (object.replace(name, value) != null) {
        duplicates.add("duplicate field \"%s\"".formatted(path.member(name)));
      }
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    var tag = scalar.getTag();
    var text = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.INT)) {
      return integer(text);
    }
    if (tag.equals(Tag.FLOAT)) {
      return number(text);
    }
    return NODES.stringNode(text);
  }

  private static JsonNode integer(String text) {
    try {
      long value = Long.parseLong(text);
      return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    } catch (NumberFormatException e) {
      return number(text);
    }
  }

  private static JsonNode number(String text) {
    try {
      return NODES.numberNode(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return NODES.stringNode(text);
    }
  }
}
