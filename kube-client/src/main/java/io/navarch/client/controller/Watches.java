package io.navarch.client.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which changes ask for a reconcile of which key. Data: the runner makes informers and handlers
 * from it.
 *
 * @param primary the resource whose keys are reconciled
 */
public record Watches<T extends HasMetadata>(ResourceType<T> primary, List<Source<?>> sources) {

  /** Changes of one resource and the keys that they concern. */
  public record Source<S extends HasMetadata>(
      ResourceType<S> type,
      ListQuery query,
      Function<CacheEvent<S>, Collection<ResourceKey>> keys) {}

  /** Copies what it is given. */
  public Watches {
    sources = List.copyOf(sources);
  }

  /** Every change of an object asks for its reconcile. */
  public static <T extends HasMetadata> Watches<T> of(Class<T> primary) {
    return of(primary, _ -> true);
  }

  /** Those changes of an object that a predicate picks ask for its reconcile. */
  public static <T extends HasMetadata> Watches<T> of(
      Class<T> primary, Predicate<CacheEvent<T>> relevant) {
    var type = ResourceType.of(primary);
    Function<CacheEvent<T>, Collection<ResourceKey>> keys =
        event -> relevant.test(event) ? List.of(ResourceKey.of(event.object())) : List.of();
    return new Watches<>(type, List.of(new Source<>(type, ListQuery.ALL, keys)));
  }

  /**
   * A change of an owned object asks for its controller's reconcile, a change of hands for both.
   */
  public Watches<T> owning(Class<? extends HasMetadata> owned) {
    return mappingEvents(owned, this::owners);
  }

  /** A change of another object asks for the reconciles that its newest state names. */
  public <S extends HasMetadata> Watches<T> mapping(
      Class<S> other, Function<S, Collection<ResourceKey>> keys) {
    return mappingEvents(
        other,
        event ->
            switch (event) {
              case CacheEvent.Updated<S>(var before, var after) ->
                  Stream.concat(keys.apply(before).stream(), keys.apply(after).stream())
                      .distinct()
                      .toList();
              case CacheEvent.Added<S>(var object) -> keys.apply(object);
              case CacheEvent.Removed<S>(var object) -> keys.apply(object);
            });
  }

  /** A change of another object asks for the reconciles that a function finds from the event. */
  public <S extends HasMetadata> Watches<T> mappingEvents(
      Class<S> other, Function<CacheEvent<S>, Collection<ResourceKey>> keys) {
    return mappingEvents(ResourceType.of(other), keys);
  }

  /** As above, for resources of which perhaps only the metadata is wanted. */
  public <S extends HasMetadata> Watches<T> mappingEvents(
      ResourceType<S> other, Function<CacheEvent<S>, Collection<ResourceKey>> keys) {
    var all = new ArrayList<>(sources);
    all.add(new Source<>(other, ListQuery.ALL, keys));
    return new Watches<>(primary, all);
  }

  private <S extends HasMetadata> Collection<ResourceKey> owners(CacheEvent<S> event) {
    return switch (event) {
      case CacheEvent.Updated<S>(var before, var after) ->
          Stream.of(before, after).flatMap(this::owner).distinct().toList();
      case CacheEvent.Added<S>(var object) -> owner(object).toList();
      case CacheEvent.Removed<S>(var object) -> owner(object).toList();
    };
  }

  private Stream<ResourceKey> owner(HasMetadata object) {
    var namespace = primary.namespaced() ? object.getMetadata().getNamespace() : null;
    return object.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .filter(reference -> primary.kind().equals(reference.getKind()))
        .filter(reference -> groupOf(reference.getApiVersion()).equals(primary.group()))
        .map(reference -> ResourceKey.of(namespace, reference.getName()));
  }

  private static String groupOf(String apiVersion) {
    int slash = Objects.requireNonNullElse(apiVersion, "").indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
