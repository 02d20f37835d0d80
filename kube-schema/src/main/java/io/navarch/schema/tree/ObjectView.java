package io.navarch.schema.tree;

import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.quantity.ApiTime;
import io.navarch.schema.quantity.IntOrString;
import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.selector.LabelSelector;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A typed look at a part of an object's tree. Reads only; a part that is missing or null reads as
 * empty, so that a caller need not ask at every step.
 *
 * @param node the part; a missing node where there is none
 */
public record ObjectView(JsonNode node) {

  /** The part at the end of these members. */
  public ObjectView at(String... members) {
    var part = node;
    for (var member : members) {
      part = part.path(member);
    }
    return new ObjectView(part);
  }

  /** Whether the part is there and not null. */
  public boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** The elements of an array. */
  public List<ObjectView> items() {
    return node.isArray() ? node.valueStream().map(ObjectView::new).toList() : List.of();
  }

  /** The members of an object, in their order. */
  public Map<String, ObjectView> members() {
    var members = new LinkedHashMap<String, ObjectView>();
    node.properties().forEach(m -> members.put(m.getKey(), new ObjectView(m.getValue())));
    return members;
  }

  /** A text, empty where there is none. */
  public String text() {
    return text("");
  }

  /** A text, or what stands for none. */
  public String text(String otherwise) {
    return isPresent() && node.isValueNode() ? node.asString() : otherwise;
  }

  /** A number, or what stands for none. */
  public int number(int otherwise) {
    return node.isNumber() ? node.asInt(otherwise) : otherwise;
  }

  /** A number, or what stands for none. */
  public long number(long otherwise) {
    return node.isNumber() ? node.asLong(otherwise) : otherwise;
  }

  /** A boolean, false where there is none. */
  public boolean flag() {
    return node.isBoolean() && node.booleanValue();
  }

  /** The texts of an array. */
  public List<String> texts() {
    return items().stream().map(ObjectView::text).toList();
  }

  /** A map of texts. */
  public Map<String, String> asStringMap() {
    var map = new LinkedHashMap<String, String>();
    node.properties().forEach(m -> map.put(m.getKey(), m.getValue().asString("")));
    return map;
  }

  /** A {@code LabelSelector}: nothing where there is none. */
  public LabelSelector asLabelSelector() {
    return LabelSelector.fromObject(node);
  }

  /** A time of either precision; empty where there is none or it can't be read. */
  public Optional<Instant> asTime() {
    try {
      return isPresent() ? Optional.of(readTime(text())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant readTime(String text) {
    return text.contains(".") ? ApiTime.parseMicro(text) : ApiTime.parse(text);
  }

  /** A quantity; empty where there is none. */
  public Optional<Quantity> asQuantity() {
    return isPresent() ? Optional.of(Quantity.parse(node.asString())) : Optional.empty();
  }

  /** A number or text; empty where there is none. */
  public Optional<IntOrString> asIntOrString() {
    if (!isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        node.isNumber()
            ? new IntOrString.Numeric(node.intValue())
            : new IntOrString.Text(node.asString()));
  }

  /** {@code apiVersion} and {@code kind} of an object. */
  public GroupVersionKind gvk() {
    var version = GroupVersion.parse(at("apiVersion").text());
    return new GroupVersionKind(version.group(), version.version(), at("kind").text());
  }

  public String name() {
    return at("metadata", "name").text();
  }

  /** Empty for objects of the whole cluster. */
  public String namespace() {
    return at("metadata", "namespace").text();
  }

  public String uid() {
    return at("metadata", "uid").text();
  }

  public String resourceVersion() {
    return at("metadata", "resourceVersion").text();
  }

  public Map<String, String> labels() {
    return at("metadata", "labels").asStringMap();
  }

  public Map<String, String> annotations() {
    return at("metadata", "annotations").asStringMap();
  }

  public List<String> finalizers() {
    return at("metadata", "finalizers").texts();
  }

  public Optional<Instant> creationTime() {
    return at("metadata", "creationTimestamp").asTime();
  }

  /** Whether the object is on its way out. */
  public boolean isTerminating() {
    return at("metadata", "deletionTimestamp").isPresent();
  }

  /** The owner that controls the object. */
  public Optional<ObjectView> controller() {
    return at("metadata", "ownerReferences").items().stream()
        .filter(owner -> owner.at("controller").flag())
        .findFirst();
  }

  /** The condition of this type in {@code status.conditions}. */
  public Optional<ObjectView> condition(String type) {
    return at("status", "conditions").items().stream()
        .filter(condition -> condition.at("type").text().equals(type))
        .findFirst();
  }
}
