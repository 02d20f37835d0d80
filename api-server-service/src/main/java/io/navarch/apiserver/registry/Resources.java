package io.navarch.apiserver.registry;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionResource;
import io.navarch.schema.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All served resources by the names of URLs: one look-up a request, made anew per catalogue. */
@Component
public class Resources {

  private final ServedCatalogue catalogue;
  private final Lifecycles lifecycles;
  private final Map<GroupResource, ResourceLaw> laws;
  private final Map<GroupResource, Conversion> conversions;
  private volatile @Nullable Index index;

  Resources(
      ServedCatalogue catalogue,
      Lifecycles lifecycles,
      List<ResourceLaw> laws,
      List<Conversion> conversions) {
    this.catalogue = catalogue;
    this.lifecycles = lifecycles;
    this.laws = laws.stream().collect(Collectors.toMap(ResourceLaw::resource, Function.identity()));
    this.conversions =
        conversions.stream().collect(Collectors.toMap(Conversion::collection, Function.identity()));
  }

  /** The resource of a URL. */
  public Optional<ServedResource> find(GroupVersionResource resource) {
    @Nullable ServedResource served = index().byUrl.get(resource);
    return Optional.ofNullable(served);
  }

  /** The resource in whose version a collection is stored. */
  public Optional<ServedResource> findStored(GroupResource collection) {
    @Nullable ServedResource served = index().byCollection.get(collection);
    return Optional.ofNullable(served);
  }

  /** The catalogue that is served. */
  public Catalogue catalogue() {
    return catalogue.current();
  }

  @SuppressWarnings("ReferenceEquality") // a change makes another instance
  private Index index() {
    var current = catalogue.current();
    var known = index;
    if (known == null || known.catalogue != current) {
      known = build(current);
      index = known;
    }
    return known;
  }

  private Index build(Catalogue current) {
    var byUrl = new HashMap<GroupVersionResource, ServedResource>();
    var byCollection = new HashMap<GroupResource, ServedResource>();
    for (var kind : current.kinds()) {
      var served = served(kind, current.findKind(kind.storageKind()).orElse(kind));
      byUrl.put(kind.resource(), served);
      if (served.isStorageVersion()) {
        byCollection.put(kind.collection(), served);
      }
    }
    return new Index(current, byUrl, byCollection);
  }

  private ServedResource served(Kind kind, Kind storageKind) {
    var collection = kind.collection();
    return ServedResource.builder()
        .kind(kind)
        .storageKind(storageKind)
        .lifecycle(lifecycles.of(kind))
        .law(laws.getOrDefault(collection, new NoFurtherLaw(collection)))
        .conversion(conversions.getOrDefault(collection, new SameShape(collection)))
        .build();
  }

  private record NoFurtherLaw(GroupResource resource) implements ResourceLaw {}

  private record Index(
      Catalogue catalogue,
      Map<GroupVersionResource, ServedResource> byUrl,
      Map<GroupResource, ServedResource> byCollection) {}
}
