package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.Conversion;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code Event} as the core group and as {@code events.k8s.io} tell it: other names, no more. */
@Component
final class EventConversion implements Conversion {

  /** Names in the core group by names in events.k8s.io, in the order of events.k8s.io. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("kind", "kind");
    NAMES.put("apiVersion", "apiVersion");
    NAMES.put("metadata", "metadata");
    NAMES.put("eventTime", "eventTime");
    NAMES.put("series", "series");
    NAMES.put("reportingController", "reportingComponent");
    NAMES.put("reportingInstance", "reportingInstance");
    NAMES.put("action", "action");
    NAMES.put("reason", "reason");
    NAMES.put("regarding", "involvedObject");
    NAMES.put("related", "related");
    NAMES.put("note", "message");
    NAMES.put("type", "type");
    NAMES.put("deprecatedSource", "source");
    NAMES.put("deprecatedFirstTimestamp", "firstTimestamp");
    NAMES.put("deprecatedLastTimestamp", "lastTimestamp");
    NAMES.put("deprecatedCount", "count");
  }

  @Override
  public GroupResource collection() {
    return new GroupResource("", "events");
  }

  @Override
  public ObjectNode convert(ObjectNode object, GroupVersionKind from, GroupVersionKind to) {
    var result = object.objectNode();
    boolean toCore = to.group().isEmpty();
    NAMES.forEach((there, here) -> {
      var value = object.get(toCore ? there : here);
      if (value != null) {
        result.set(toCore ? here : there, value);
      }
    });
    result.put("apiVersion", to.groupVersion().toString());
    return result;
  }
}
