package io.navarch.controller.revision;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A template in a revision: a strategic merge patch that brings it back, its members in
 * alphabetical order, because clients compare revisions byte by byte.
 */
final class RevisionData {

  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private RevisionData() {}

  /** {@code {"spec": {"template": {…, "$patch": "replace"}}}}. */
  static Map<String, Object> of(PodTemplateSpec template) {
    var tree = new TreeMap<String, Object>(tree(template));
    tree.put("$patch", "replace");
    return Map.of("spec", Map.of("template", tree));
  }

  /** Whether the revision is of this template. */
  static boolean isOf(ControllerRevision revision, PodTemplateSpec template) {
    var data = revision.getData();
    return data != null && tree(data).equals(tree(of(template)));
  }

  /** The template that the revision is of; an empty one if it is of something else. */
  static PodTemplateSpec template(ControllerRevision revision) {
    var data = revision.getData() == null ? Map.of() : tree(revision.getData());
    if (!(data.get("spec") instanceof Map<?, ?> spec)
        || !(spec.get("template") instanceof Map<?, ?> template)) {
      return new PodTemplateSpec();
    }
    var members = sorted(template);
    members.remove("$patch");
    return JSON.unmarshal(JSON.asJson(members), PodTemplateSpec.class);
  }

  private static Map<String, Object> tree(Object object) {
    @Nullable Tree tree = JSON.unmarshal(JSON.asJson(object), Tree.class);
    return tree == null ? Map.of() : sorted(tree);
  }

  private static Map<String, Object> sorted(Map<?, ?> tree) {
    var sorted = new TreeMap<String, Object>();
    tree.forEach((name, value) -> sorted.put(String.valueOf(name), sorted(value)));
    return sorted;
  }

  private static Object sorted(Object value) {
    return switch (value) {
      case Map<?, ?> members -> sorted(members);
      case List<?> elements -> elements.stream().map(RevisionData::sorted).toList();
      default -> value;
    };
  }

  /** An object of JSON. */
  private static final class Tree extends HashMap<String, Object> {

    private static final long serialVersionUID = 1L;
  }
}
