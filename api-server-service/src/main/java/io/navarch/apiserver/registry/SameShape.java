package io.navarch.apiserver.registry;

import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import tools.jackson.databind.node.ObjectNode;

/** The conversion of versions that differ in their name alone. */
record SameShape(GroupResource collection) implements Conversion {

  @Override
  public ObjectNode convert(ObjectNode object, GroupVersionKind from, GroupVersionKind to) {
    return object.put("apiVersion", to.groupVersion().toString());
  }
}
