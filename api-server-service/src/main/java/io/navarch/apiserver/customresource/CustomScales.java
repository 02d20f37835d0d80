package io.navarch.apiserver.customresource;

import io.navarch.apiserver.customresource.Definition.Version;
import io.navarch.apiserver.registry.DefinedViews;
import io.navarch.apiserver.registry.ScaleView;
import io.navarch.apiserver.registry.SubresourceView;
import io.navarch.schema.GroupVersionKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The scales of custom resources, where their definitions say the numbers stand. */
@Component
final class CustomScales implements DefinedViews {

  static final String SCALE = "scale";

  private volatile Map<GroupVersionKind, SubresourceView> views = Map.of();

  @Override
  public Optional<SubresourceView> find(GroupVersionKind kind, String subresource) {
    @Nullable SubresourceView view = subresource.equals(SCALE) ? views.get(kind) : null;
    return Optional.ofNullable(view);
  }

  void replace(Map<GroupVersionKind, SubresourceView> next) {
    views = Map.copyOf(next);
  }

  /** The scale of a version that has one. */
  static SubresourceView view(Definition definition, Version version) {
    var scale = version.scale();
    var selector = members(scale.path("labelSelectorPath"));
    return new ScaleView(
        definition.collection(),
        members(scale.path("specReplicasPath")),
        members(scale.path("statusReplicasPath")),
        object -> text(object, selector));
  }

  /** {@code .spec.replicas} as the names of its members. */
  private static List<String> members(JsonNode path) {
    return List.of(path.asString("").replaceFirst("^\\.", "").split("\\.", -1));
  }

  private static String text(JsonNode object, List<String> path) {
    var node = object;
    for (var member : path) {
      node = node.path(member);
    }
    return node.asString("");
  }
}
