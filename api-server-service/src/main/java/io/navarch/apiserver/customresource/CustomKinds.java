package io.navarch.apiserver.customresource;

import io.navarch.apiserver.registry.ServedCatalogue;
import io.navarch.apiserver.registry.SubresourceView;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ServedVersion;
import io.navarch.schema.source.IndexedCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts the kinds of definitions beside those of Kubernetes itself. Used by one thread. */
@Slf4j
@Component
final class CustomKinds {

  private final ServedCatalogue served;
  private final IndexedCatalogue builtIn;
  private final CustomSchemas schemas;
  private final CustomScales scales;
  private final PublishedSchema published;
  private List<JsonNode> known = List.of();

  CustomKinds(ServedCatalogue served, CustomSchemas schemas, CustomScales scales) {
    this.served = served;
    this.schemas = schemas;
    this.scales = scales;
    var present = served.current();
    this.published = PublishedSchema.inWordsOf(present);
    this.builtIn = new IndexedCatalogue(present.servedVersions(), present.kinds(), present.types());
  }

  /** Serves what these definitions say, and no other custom resource. */
  void serve(List<Definition> definitions) {
    var accepted =
        definitions.stream()
            .filter(d -> NameConflicts.of(d, definitions).isEmpty() && d.storage().isPresent())
            .sorted(Comparator.comparing(Definition::name))
            .toList();
    var wanted = accepted.stream().map(Definition::spec).toList();
    if (wanted.equals(known)) {
      return;
    }
    var versions = new LinkedHashSet<ServedVersion>();
    var kinds = new ArrayList<Kind>();
    var types = new ArrayList<ObjectType>();
    var rules = new HashMap<GroupVersionKind, JsonNode>();
    var views = new HashMap<GroupVersionKind, SubresourceView>();
    for (var definition : accepted) {
      versions.addAll(DefinedKinds.versions(definition));
      kinds.addAll(DefinedKinds.of(definition));
      for (var version : definition.versions()) {
        var gvk = definition.gvk(version);
        types.addAll(SchemaTypes.of(gvk, definition.name("listKind"), version, published));
        rules.put(gvk, version.schema());
        if (version.hasScale()) {
          views.put(gvk, CustomScales.view(definition, version));
        }
      }
    }
    schemas.replace(rules);
    scales.replace(views);
    served.replace(builtIn.plus(List.copyOf(versions), kinds, types));
    known = wanted;
    log.atInfo().addKeyValue("definitions", accepted.size()).log("custom resources are served");
  }
}
