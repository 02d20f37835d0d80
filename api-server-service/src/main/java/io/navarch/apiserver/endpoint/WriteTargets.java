package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.Change;
import io.navarch.apiserver.registry.DefinedViews;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.SubresourceLaw;
import io.navarch.apiserver.registry.SubresourceView;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupResource;
import io.navarch.schema.Kind;
import io.navarch.schema.Subresource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Finds the part of an object that a URL names. */
@Component
final class WriteTargets {

  private final ResourceStore store;
  private final Map<Name, SubresourceLaw> laws;
  private final Map<Name, SubresourceView> views;
  private final DefinedViews defined;

  WriteTargets(
      ResourceStore store,
      List<SubresourceLaw> laws,
      List<SubresourceView> views,
      DefinedViews defined) {
    this.store = store;
    this.defined = defined;
    this.laws =
        laws.stream()
            .collect(Collectors.toMap(l -> new Name(l.resource(), l.subresource()), l -> l));
    this.views =
        views.stream()
            .collect(Collectors.toMap(v -> new Name(v.resource(), v.subresource()), v -> v));
  }

  /** The object itself. */
  WriteTarget main(ApiRequest request) {
    return new Whole(request.resource().kind(), store::update);
  }

  /** A sub-resource that can be read and written; empty if it can't. */
  Optional<WriteTarget> find(ApiRequest request, Subresource subresource, Catalogue catalogue) {
    var kind = request.resource().kind();
    if (subresource.name().equals("status")) {
      return Optional.of(new Whole(kind, store::updateStatus));
    }
    var name = new Name(request.resource().collection(), subresource.name());
    @Nullable SubresourceLaw law = laws.get(name);
    if (law != null) {
      return Optional.of(new Whole(kind, (write, change) -> store.update(write, law, change)));
    }
    @Nullable SubresourceView view = views.get(name);
    return Optional.ofNullable(view)
        .or(() -> defined.find(kind.gvk(), subresource.name()))
        .map(found -> new Part(BodyKinds.of(subresource.kind(), catalogue), found, store));
  }

  private record Name(GroupResource resource, String subresource) {}

  private record Whole(Kind kind, BiFunction<Write, Change, StoredObject> law)
      implements WriteTarget {

    @Override
    public ObjectNode view(ObjectNode object) {
      return object;
    }

    @Override
    public ObjectNode merge(ObjectNode object, ObjectNode part) {
      return part;
    }

    @Override
    public StoredObject write(Write write, Change change) {
      return law.apply(write, change);
    }
  }

  private record Part(Kind kind, SubresourceView law, ResourceStore store) implements WriteTarget {

    @Override
    public ObjectNode view(ObjectNode object) {
      return law.read(object);
    }

    @Override
    public ObjectNode merge(ObjectNode object, ObjectNode part) {
      return law.write(object, part);
    }

    @Override
    public StoredObject write(Write write, Change change) {
      return store.update(write, change);
    }
  }
}
