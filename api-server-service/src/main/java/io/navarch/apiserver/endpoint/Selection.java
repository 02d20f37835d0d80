package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.WatchScope;
import io.navarch.schema.Kind;
import io.navarch.schema.selector.FieldLabels;
import io.navarch.schema.selector.FieldSelector;
import io.navarch.schema.selector.LabelSelector;
import io.navarch.schema.selector.SelectorFormatException;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;

/** Which objects of a collection a request is about. */
@RequiredArgsConstructor(access = AccessLevel.PRIVATE)
final class Selection {

  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";

  private final ServedResource resource;
  private final WatchScope scope;
  private final LabelSelector labels;
  private final FieldSelector fields;

  /** Whether the fields say more than the scope, so that objects must be looked into. */
  private final boolean looksIntoFields;

  /**
   * Reads the selectors of a request.
   *
   * @throws ApiStatusException 400 if they can't be read or name what can't be selected by
   */
  static Selection of(ApiRequest request, ListOptions options) {
    LabelSelector labels;
    FieldSelector fields;
    try {
      labels = LabelSelector.parse(options.labelSelector());
      fields = FieldSelector.parse(options.fieldSelector());
    } catch (SelectorFormatException e) {
      throw ApiStatusException.badRequest(String.valueOf(e.getMessage()));
    }
    var kind = request.resource().kind();
    fields
        .refusal(kind)
        .ifPresent(words -> {
          throw ApiStatusException.badRequest(words);
        });
    var scope = scope(request, kind, fields);
    boolean looks = fields.requirements().stream().anyMatch(term -> !isInScope(term));
    return new Selection(request.resource(), scope, labels, fields, looks);
  }

  private static WatchScope scope(ApiRequest request, Kind kind, FieldSelector fields) {
    var name = request.name().isEmpty() ? fields.requiredValue(NAME).orElse("") : request.name();
    var namespace =
        request.namespace().isEmpty() && kind.namespaced()
            ? fields.requiredValue(NAMESPACE).orElse("")
            : request.namespace();
    return new WatchScope(namespace, name, nodeName(fields, kind));
  }

  /** What the indexes of the cache can tell apart. */
  WatchScope scope() {
    return scope;
  }

  /** Whether only the namespace of the URL selects. */
  boolean isUnfiltered() {
    return labels.isEverything() && fields.isEverything();
  }

  /** What the keys of all selected objects begin with. */
  String keyPrefix() {
    return resource.keyPrefix(scope.namespace());
  }

  /** The one key that can be selected, if the selectors name it. */
  Optional<String> onlyKey() {
    boolean known =
        !scope.name().isEmpty() && (!resource.kind().namespaced() || !scope.namespace().isEmpty());
    return known ? Optional.of(resource.key(scope.namespace(), scope.name())) : Optional.empty();
  }

  /** Whether the object is selected. */
  boolean matches(CachedObject object) {
    if (!isInScope(object.key())) {
      return false;
    }
    if (!labels.isEverything() && !labels.matches(object.labels())) {
      return false;
    }
    return !looksIntoFields || matchesFields(object);
  }

  private boolean isInScope(String key) {
    int slash = key.indexOf('/');
    return (scope.name().isEmpty() || key.substring(slash + 1).equals(scope.name()))
        && (scope.namespace().isEmpty()
            || (slash == scope.namespace().length() && key.startsWith(scope.namespace())));
  }

  private boolean matchesFields(CachedObject object) {
    var tree = resource.toServed(object.tree());
    return fields.matches(label -> FieldLabels.value(tree, label));
  }

  private static boolean isInScope(FieldSelector.Requirement term) {
    return term.equal() && (term.label().equals(NAME) || term.label().equals(NAMESPACE));
  }

  /**
   * The cache indexes one field of one resource; the catalogue says where it can be selected by.
   */
  private static String nodeName(FieldSelector fields, Kind kind) {
    return kind.selectableFields().contains("spec.host")
        ? fields
            .requiredValue("spec.nodeName")
            .or(() -> fields.requiredValue("spec.host"))
            .orElse("")
        : "";
  }
}
