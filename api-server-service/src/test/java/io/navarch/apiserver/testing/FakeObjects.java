package io.navarch.apiserver.testing;

import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Objects that are simply there. */
public final class FakeObjects implements ObjectReader {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();

  /** Reads an object from YAML. */
  public static ObjectNode object(String yaml) {
    return (ObjectNode) YAML.readTree(yaml);
  }

  /** Adds an object under the name in its metadata. */
  public FakeObjects with(String resource, String yaml) {
    var object = object(yaml);
    var metadata = object.path("metadata");
    objects.put(
        key(resource, metadata.path("namespace").asString(""), metadata.path("name").asString("")),
        object);
    return this;
  }

  @Override
  public Optional<ObjectNode> find(GroupResource resource, String namespace, String name) {
    return Optional.ofNullable(objects.get(key(resource.toString(), namespace, name)))
        .map(ObjectNode::deepCopy);
  }

  @Override
  public List<ObjectNode> list(GroupResource resource, String namespace) {
    return objects.entrySet().stream()
        .filter(e -> e.getKey().startsWith(resource + " "))
        .map(Map.Entry::getValue)
        .filter(o ->
            namespace.isEmpty()
                || o.path("metadata").path("namespace").asString("").equals(namespace))
        .map(ObjectNode::deepCopy)
        .toList();
  }

  private static String key(String resource, String namespace, String name) {
    return resource + " " + namespace + "/" + name;
  }
}
