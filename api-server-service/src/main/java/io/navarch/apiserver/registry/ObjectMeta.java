package io.navarch.apiserver.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A view on the {@code metadata} of an object's tree. Reads and writes go to the tree; an object
 * without metadata gets it.
 */
public final class ObjectMeta {

  private final ObjectNode node;

  private ObjectMeta(ObjectNode node) {
    this.node = node;
  }

  /** The metadata of an object. */
  public static ObjectMeta of(ObjectNode object) {
    return object.get("metadata") instanceof ObjectNode metadata
        ? new ObjectMeta(metadata)
        : new ObjectMeta(object.putObject("metadata"));
  }

  /** The tree itself. */
  public ObjectNode node() {
    return node;
  }

  public String name() {
    return text("name");
  }

  public String generateName() {
    return text("generateName");
  }

  public String namespace() {
    return text("namespace");
  }

  public String uid() {
    return text("uid");
  }

  public String resourceVersion() {
    return text("resourceVersion");
  }

  public String creationTimestamp() {
    return text("creationTimestamp");
  }

  public String deletionTimestamp() {
    return text("deletionTimestamp");
  }

  /** Whether deletion has begun. */
  public boolean isTerminating() {
    return !deletionTimestamp().isEmpty();
  }

  /** 0 where the kind does not count. */
  public long generation() {
    return node.path("generation").asLong(0);
  }

  public OptionalLong deletionGracePeriodSeconds() {
    var seconds = node.path("deletionGracePeriodSeconds");
    return seconds.isNumber() ? OptionalLong.of(seconds.asLong()) : OptionalLong.empty();
  }

  public Map<String, String> labels() {
    return strings("labels");
  }

  public Map<String, String> annotations() {
    return strings("annotations");
  }

  public List<String> finalizers() {
    return node.get("finalizers") instanceof ArrayNode array
        ? array.valueStream().map(f -> f.asString("")).toList()
        : List.of();
  }

  /** The owner with {@code controller: true}. */
  public Optional<ObjectNode> controllerReference() {
    return node.path("ownerReferences")
        .valueStream()
        .filter(o -> o.path("controller").asBoolean(false))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  /** Sets a text, or removes it when it is empty. */
  public void set(String field, String value) {
    if (value.isEmpty()) {
      node.remove(field);
    } else {
      node.put(field, value);
    }
  }

  public void setGeneration(long generation) {
    node.put("generation", generation);
  }

  /** Sets the finalizers; an empty list removes the field. */
  public void setFinalizers(List<String> finalizers) {
    if (finalizers.isEmpty()) {
      node.remove("finalizers");
      return;
    }
    var array = node.putArray("finalizers");
    finalizers.forEach(array::add);
  }

  /** Sets one label. */
  public void putLabel(String key, String value) {
    member("labels").put(key, value);
  }

  /** Sets one annotation. */
  public void putAnnotation(String key, String value) {
    member("annotations").put(key, value);
  }

  /** Takes a field over from another object's metadata, also its absence. */
  public void copy(String field, ObjectMeta from) {
    @Nullable JsonNode value = from.node.get(field);
    if (value == null) {
      node.remove(field);
    } else {
      node.set(field, value.deepCopy());
    }
  }

  private ObjectNode member(String field) {
    return node.get(field) instanceof ObjectNode object ? object : node.putObject(field);
  }

  private String text(String field) {
    return node.path(field).asString("");
  }

  private Map<String, String> strings(String field) {
    if (!(node.get(field) instanceof ObjectNode object)) {
      return Map.of();
    }
    var strings = LinkedHashMap.<String, String>newLinkedHashMap(object.size());
    object.properties().forEach(e -> strings.put(e.getKey(), e.getValue().asString("")));
    return strings;
  }
}
