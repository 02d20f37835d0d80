package io.navarch.schema.source;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.GroupVersionResource;
import io.navarch.schema.Kind;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ServedVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A catalogue that finds everything by hash. Immutable; {@link #plus} makes a larger one. */
public final class IndexedCatalogue implements Catalogue {

  private final List<ServedVersion> versions;
  private final List<Kind> kinds;
  private final Map<String, ObjectType> types = new LinkedHashMap<>();
  private final Map<GroupVersionResource, Kind> kindsByResource = new HashMap<>();
  private final Map<GroupVersionKind, Kind> kindsByGvk = new HashMap<>();
  private final Map<GroupVersionKind, ObjectType> typesByGvk = new HashMap<>();

  /** Of several kinds or types with the same name the last one counts. */
  public IndexedCatalogue(
      List<ServedVersion> versions, Collection<Kind> kinds, Collection<ObjectType> types) {
    this.versions = List.copyOf(versions);
    this.kinds = List.copyOf(kinds);
    for (var type : types) {
      this.types.put(type.name(), type);
      type.kinds().forEach(gvk -> typesByGvk.put(gvk, type));
    }
    for (var kind : kinds) {
      kindsByResource.put(kind.resource(), kind);
      kindsByGvk.put(kind.gvk(), kind);
    }
  }

  /** This catalogue and what is added to it, in this order. */
  public IndexedCatalogue plus(
      List<ServedVersion> moreVersions, Collection<Kind> moreKinds, Collection<ObjectType> more) {
    var allVersions = new ArrayList<>(versions);
    moreVersions.stream().filter(v -> !allVersions.contains(v)).forEach(allVersions::add);
    var allKinds = new ArrayList<>(kinds);
    allKinds.addAll(moreKinds);
    var allTypes = new ArrayList<>(types.values());
    allTypes.addAll(more);
    return new IndexedCatalogue(allVersions, allKinds, allTypes);
  }

  @Override
  public Collection<Kind> kinds() {
    return kinds;
  }

  @Override
  public List<ServedVersion> servedVersions() {
    return versions;
  }

  @Override
  public Optional<Kind> findKind(GroupVersionResource resource) {
    @Nullable Kind kind = kindsByResource.get(resource);
    return Optional.ofNullable(kind);
  }

  @Override
  public Optional<Kind> findKind(GroupVersionKind gvk) {
    @Nullable Kind kind = kindsByGvk.get(gvk);
    return Optional.ofNullable(kind);
  }

  @Override
  public Collection<ObjectType> types() {
    return Collections.unmodifiableCollection(types.values());
  }

  @Override
  public Optional<ObjectType> findType(String name) {
    @Nullable ObjectType type = types.get(name);
    return Optional.ofNullable(type);
  }

  @Override
  public Optional<ObjectType> findType(GroupVersionKind gvk) {
    @Nullable ObjectType type = typesByGvk.get(gvk);
    return Optional.ofNullable(type);
  }
}
