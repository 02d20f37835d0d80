package io.navarch.apiserver.registry;

import io.navarch.apiserver.storage.NewValue;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How objects are encoded for the store: {@code kind}, {@code apiVersion}, {@code metadata}, then
 * the rest, and the members of the metadata in upstream's order. Readers rely on the order of the
 * first two, see {@link #prefix}.
 */
public final class StoredForm {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> FIRST = List.of("kind", "apiVersion", "metadata");
  private static final String REVISION = "resourceVersion";
  private static final List<String> METADATA =
      List.of(
          "name",
          "generateName",
          "namespace",
          "selfLink",
          "uid",
          REVISION,
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "labels",
          "annotations",
          "ownerReferences",
          "finalizers",
          "managedFields");
  private static final int INITIAL_SIZE = 2048;

  private StoredForm() {}

  /** The two halves around the digits of the resourceVersion. */
  public static NewValue encode(ObjectNode object) {
    var out = new ByteArrayOutputStream(INITIAL_SIZE);
    int cut = write(object, out, true);
    byte[] bytes = out.toByteArray();
    var head = new byte[cut];
    var tail = new byte[bytes.length - cut];
    System.arraycopy(bytes, 0, head, 0, cut);
    System.arraycopy(bytes, cut, tail, 0, tail.length);
    return new NewValue(head, tail);
  }

  /** The object as it would be sent without ever having been stored. */
  static byte[] encodeUnstored(ObjectNode object) {
    var out = new ByteArrayOutputStream(INITIAL_SIZE);
    write(object, out, false);
    return out.toByteArray();
  }

  /**
   * Writes an object.
   *
   * @param stored whether it gets a new revision instead of the one it names
   * @return the place of the new revision
   */
  private static int write(ObjectNode object, ByteArrayOutputStream out, boolean stored) {
    int cut;
    try (var generator = JSON.createGenerator(out)) {
      generator.writeStartObject();
      writeField(generator, "kind", object.path("kind"));
      writeField(generator, "apiVersion", object.path("apiVersion"));
      generator.writeName("metadata");
      cut = writeMetadata(generator, out, ObjectMeta.of(object).node(), stored);
      for (var field : object.properties()) {
        if (!FIRST.contains(field.getKey())) {
          writeField(generator, field.getKey(), field.getValue());
        }
      }
      generator.writeEndObject();
    }
    return cut;
  }

  /** A fresh tree of stored bytes. */
  public static ObjectNode decode(byte[] json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalStateException("a stored object is not JSON", e);
    }
  }

  /** What the bytes of every stored object of a kind begin with. */
  public static String prefix(String kind, String apiVersion) {
    return "{\"kind\":\"%s\",\"apiVersion\":\"%s\",".formatted(kind, apiVersion);
  }

  private static void writeField(JsonGenerator generator, String name, JsonNode value) {
    generator.writeName(name);
    generator.writeTree(value);
  }

  private static int writeMetadata(
      JsonGenerator generator, ByteArrayOutputStream out, ObjectNode metadata, boolean stored) {
    int cut = 0;
    generator.writeStartObject();
    for (var name : METADATA) {
      @Nullable JsonNode value = metadata.get(name);
      if (stored && name.equals(REVISION)) {
        cut = writeRevision(generator, out);
      } else if (value != null) {
        writeField(generator, name, value);
      }
    }
    for (var field : metadata.properties()) {
      if (!METADATA.contains(field.getKey())) {
        writeField(generator, field.getKey(), field.getValue());
      }
    }
    generator.writeEndObject();
    return cut;
  }

  /** Writes empty quotes and returns the place between them. */
  private static int writeRevision(JsonGenerator generator, ByteArrayOutputStream out) {
    generator.writeName(REVISION);
    generator.writeString("");
    generator.flush();
    return out.size() - 1;
  }
}
