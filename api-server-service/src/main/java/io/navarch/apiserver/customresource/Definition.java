package io.navarch.apiserver.customresource;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@code CustomResourceDefinition}, read only. */
record Definition(ObjectNode object) {

  static final GroupResource RESOURCE =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");

  /** Keeps a definition until its objects are gone. */
  static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

  String name() {
    return meta().name();
  }

  ObjectMeta meta() {
    return ObjectMeta.of(object);
  }

  String group() {
    return spec().path("group").asString("");
  }

  /** {@code plural}, {@code singular}, {@code kind}, {@code listKind} and more. */
  JsonNode names() {
    return spec().path("names");
  }

  String name(String which) {
    return names().path(which).asString("");
  }

  List<String> nameList(String which) {
    return texts(names().path(which));
  }

  boolean namespaced() {
    return spec().path("scope").asString("").equals("Namespaced");
  }

  GroupResource collection() {
    return new GroupResource(group(), name("plural"));
  }

  List<Version> versions() {
    return spec().path("versions").valueStream().map(Version::new).toList();
  }

  /** The version in which objects are stored; empty in a definition that breaks the rules. */
  Optional<Version> storage() {
    return versions().stream().filter(Version::isStored).findFirst();
  }

  GroupVersionKind gvk(Version version) {
    return new GroupVersionKind(group(), version.name(), name("kind"));
  }

  boolean hasCondition(String type) {
    return object
        .path("status")
        .path("conditions")
        .valueStream()
        .anyMatch(c ->
            c.path("type").asString("").equals(type)
                && c.path("status").asString("").equals("True"));
  }

  JsonNode spec() {
    return object.path("spec");
  }

  static List<String> texts(JsonNode list) {
    return list.valueStream().map(text -> text.asString("")).toList();
  }

  /** One of its versions. */
  record Version(JsonNode node) {

    String name() {
      return node.path("name").asString("");
    }

    boolean isServed() {
      return node.path("served").asBoolean(false);
    }

    boolean isStored() {
      return node.path("storage").asBoolean(false);
    }

    JsonNode schema() {
      return node.path("schema").path("openAPIV3Schema");
    }

    boolean hasStatus() {
      return node.path("subresources").has("status");
    }

    boolean hasScale() {
      return scale().isObject();
    }

    JsonNode scale() {
      return node.path("subresources").path("scale");
    }

    /** In the order in which they are shown. */
    List<JsonNode> columns() {
      return node.path("additionalPrinterColumns").valueStream().toList();
    }

    /** As field selectors name them: without the dot in front. */
    List<String> selectableFields() {
      return node.path("selectableFields")
          .valueStream()
          .map(field -> field.path("jsonPath").asString("").replaceFirst("^\\.", ""))
          .toList();
    }
  }
}
