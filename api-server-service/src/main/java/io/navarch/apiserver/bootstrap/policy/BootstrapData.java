package io.navarch.apiserver.bootstrap.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Files of objects beside this room's code; each read gives trees that belong to the caller. */
public enum BootstrapData {
  API_SERVICES("api-services"),
  CLUSTER_ROLES("cluster-roles"),
  CLUSTER_ROLE_BINDINGS("cluster-role-bindings"),
  FLOW_SCHEMAS("flow-schemas"),
  NAMESPACES("namespaces"),
  PRIORITY_CLASSES("priority-classes"),
  PRIORITY_LEVELS("priority-levels"),
  ROLES("roles"),
  ROLE_BINDINGS("role-bindings");

  private static final YAMLMapper MAPPER = new YAMLMapper();

  private final String file;

  BootstrapData(String name) {
    file = "/io/navarch/apiserver/bootstrap/" + name + ".yaml";
  }

  /** The objects of the file. */
  public List<ObjectNode> objects() {
    try (var in = BootstrapData.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the build");
      }
      try (var documents = MAPPER.readerFor(ObjectNode.class).<ObjectNode>readValues(in)) {
        return documents.readAll();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
