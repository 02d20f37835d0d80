package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.selection.FieldSelector;
import io.navarch.apiserver.endpoint.selection.LabelSelector;
import io.navarch.apiserver.registry.FieldLabels;
import io.navarch.apiserver.registry.FieldLabels.Place;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.WatchScope;
import io.navarch.schema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which objects of a collection a request is about. */
final class Selection {

  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";

  private final ServedResource resource;
  private final WatchScope scope;
  private final LabelSelector labels;
  private final FieldSelector fields;
  private final List<Test> tests;

  private Selection(
      ServedResource resource,
      WatchScope scope,
      LabelSelector labels,
      FieldSelector fields,
      List<Test> tests) {
    this.resource = resource;
    this.scope = scope;
    this.labels = labels;
    this.fields = fields;
    this.tests = tests;
  }

  /**
   * Reads the selectors of a request.
   *
   * @throws ApiStatusException 400 if they can't be read or name what can't be selected by
   */
  static Selection of(ApiRequest request, ListOptions options, FieldLabels places) {
    var labels = LabelSelector.parse(options.labelSelector());
    var fields = FieldSelector.parse(options.fieldSelector());
    var kind = request.resource().kind();
    var tests = new ArrayList<Test>();
    for (var term : fields.terms()) {
      if (!kind.selectableFields().contains(term.field())) {
        throw unsupported(kind, term.field());
      }
      if (!isInScope(term)) {
        var place = places.place(kind.groupResource(), term.field());
        tests.add(new Test(place, term.value(), term.equal()));
      }
    }
    var name = request.name().isEmpty() ? fields.required(NAME).orElse("") : request.name();
    var namespace =
        request.namespace().isEmpty() && kind.namespaced()
            ? fields.required(NAMESPACE).orElse("")
            : request.namespace();
    var scope = new WatchScope(namespace, name, nodeName(fields, kind));
    return new Selection(request.resource(), scope, labels, fields, List.copyOf(tests));
  }

  /** What the indexes of the cache can tell apart. */
  WatchScope scope() {
    return scope;
  }

  /** Whether only the namespace of the URL selects. */
  boolean isUnfiltered() {
    return labels.isEmpty() && fields.isEmpty();
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
    if (!labels.isEmpty() && !labels.matches(object.labels())) {
      return false;
    }
    return tests.isEmpty() || matchesFields(object);
  }

  private boolean isInScope(String key) {
    int slash = key.indexOf('/');
    return (scope.name().isEmpty() || key.substring(slash + 1).equals(scope.name()))
        && (scope.namespace().isEmpty()
            || (slash == scope.namespace().length() && key.startsWith(scope.namespace())));
  }

  private boolean matchesFields(CachedObject object) {
    var tree = resource.toServed(object.tree());
    return tests.stream().allMatch(t -> t.place.read(tree).equals(t.value) == t.equal);
  }

  private static boolean isInScope(FieldSelector.Term term) {
    return term.equal() && (term.field().equals(NAME) || term.field().equals(NAMESPACE));
  }

  /**
   * The cache indexes one field of one resource; the catalogue says where it can be selected by.
   */
  private static String nodeName(FieldSelector fields, Kind kind) {
    return kind.selectableFields().contains("spec.host")
        ? fields.required("spec.nodeName").or(() -> fields.required("spec.host")).orElse("")
        : "";
  }

  private static ApiStatusException unsupported(Kind kind, String field) {
    if (!kind.selectableFields().equals(List.of(NAME, NAMESPACE))) {
      return ApiStatusException.badRequest("field label not supported: " + field);
    }
    var known =
        kind.selectableFields().stream()
            .map(known1 -> '"' + known1 + '"')
            .collect(Collectors.joining(", "));
    return ApiStatusException.badRequest(
        "\"%s\" is not a known field selector: only %s".formatted(field, known));
  }

  private record Test(Place place, String value, boolean equal) {}
}
