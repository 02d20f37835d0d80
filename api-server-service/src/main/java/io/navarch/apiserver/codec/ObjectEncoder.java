package io.navarch.apiserver.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.ObjectType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Writes objects, lists, statuses and watch events in every wire format. A tree says by its {@code
 * apiVersion} and {@code kind} what it is.
 */
@Component
public final class ObjectEncoder {

  private final MessageLayouts layouts = new MessageLayouts();
  private final JsonMapper json = JsonMapper.builder().build();
  private final JsonMapper pretty =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(new GoIndentation())
          .build();
  private final YAMLMapper yaml =
      YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER).build();

  /** The bytes of a tree as JSON. */
  public byte[] json(JsonNode tree, boolean indented) {
    return (indented ? pretty : json).writeValueAsBytes(tree);
  }

  /** The bytes of a tree as YAML. */
  public byte[] yaml(JsonNode tree) {
    return yaml.writeValueAsBytes(tree);
  }

  /** Whether objects of this kind have a protobuf form; those of custom resources have none. */
  public boolean hasProtobuf(Catalogue catalogue, GroupVersionKind gvk) {
    return type(catalogue, gvk).isPresent();
  }

  /**
   * The bytes of a tree as protobuf, in its envelope.
   *
   * @throws IllegalArgumentException if its kind has no protobuf form; ask {@link #hasProtobuf}
   */
  public byte[] protobuf(Catalogue catalogue, JsonNode tree) {
    var version = tree.path("apiVersion").asString("");
    var kind = tree.path("kind").asString("");
    var group = GroupVersion.parse(version);
    var type =
        type(catalogue, new GroupVersionKind(group.group(), group.version(), kind))
            .orElseThrow(() ->
                new IllegalArgumentException("no protobuf for %s %s".formatted(version, kind)));
    var message = new ProtobufWriter(catalogue, layouts).message(tree, type);
    return new ProtobufEnvelope(version, kind, ByteString.copyFrom(message)).write();
  }

  /**
   * A watch event in protobuf: its length in four bytes, then the event without an envelope.
   *
   * @param object the object's own bytes, from {@link #protobuf}
   */
  public byte[] protobufEvent(String type, byte[] object) {
    try {
      var extension = new ByteArrayOutputStream(object.length + 8);
      var inner = CodedOutputStream.newInstance(extension);
      inner.writeByteArray(1, object);
      inner.flush();
      var event = new ByteArrayOutputStream(extension.size() + 24);
      var out = CodedOutputStream.newInstance(event);
      out.writeString(1, type);
      out.writeByteArray(2, extension.toByteArray());
      out.flush();
      return ByteBuffer.allocate(Integer.BYTES + event.size())
          .putInt(event.size())
          .put(event.toByteArray())
          .array();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private static Optional<ObjectType> type(Catalogue catalogue, GroupVersionKind gvk) {
    return catalogue.findType(gvk).filter(GoTypes::isTyped);
  }
}
