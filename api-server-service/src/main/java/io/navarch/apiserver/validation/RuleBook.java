package io.navarch.apiserver.validation;

import io.navarch.schema.Catalogue;
import io.navarch.schema.FieldType;
import io.navarch.schema.ObjectType;
import io.navarch.schema.source.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All rows, by the type they belong to, and where in a type there are any. */
final class RuleBook {

  private static final String APIREGISTRATION = "apiregistration.v1";
  private static final List<String> GROUPS =
      List.of(
          "core.v1",
          "apps.v1",
          "batch.v1",
          "rbac.v1",
          "networking.v1",
          "storage.v1",
          "policy.v1",
          "autoscaling.v1",
          "autoscaling.v2",
          "scheduling.v1",
          "coordination.v1",
          "discovery.v1",
          "certificates.v1",
          APIREGISTRATION);
  private static final String TYPES = "io.k8s.api.";
  private static final Map<String, String> OTHER_TYPES =
      Map.of(APIREGISTRATION, "io.k8s.kube-aggregator.pkg.apis.");

  private final Catalogue catalogue;
  private final Map<String, List<Rule>> rules;
  private final Map<String, List<Rule>> statuses;
  private final Map<String, String> names;
  private final Map<String, Boolean> reaching = new ConcurrentHashMap<>();

  RuleBook(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.rules = new HashMap<>();
    this.statuses = new HashMap<>();
    this.names = new HashMap<>();
    GROUPS.forEach(this::read);
  }

  /** The rows of a book for another catalogue. */
  RuleBook(Catalogue catalogue, RuleBook rows) {
    this.catalogue = catalogue;
    this.rules = rows.rules;
    this.statuses = rows.statuses;
    this.names = rows.names;
  }

  private void read(String group) {
    var prefix = OTHER_TYPES.getOrDefault(group, TYPES);
    for (var line : TextTable.lines(RuleBook.class, group + ".rules")) {
      var rule = Rule.parse(line);
      var type = prefix + group + "." + rule.type();
      switch (rule.check()) {
        case NAMED -> names.put(type, rule.arguments().getFirst());
        case STATUS -> statuses.computeIfAbsent(type, _ -> new ArrayList<>()).add(rule);
        default -> rules.computeIfAbsent(type, _ -> new ArrayList<>()).add(rule);
      }
    }
  }

  List<Rule> rules(String typeName) {
    return rules.getOrDefault(typeName, List.of());
  }

  /** What a change of {@code status} has to agree with elsewhere in the object. */
  List<Rule> statusRules(String typeName) {
    return statuses.getOrDefault(typeName, List.of());
  }

  /** The format of names of objects of this type. */
  String nameFormat(String typeName) {
    return names.getOrDefault(typeName, "dnsSubdomain");
  }

  @Nullable ObjectType type(String typeName) {
    return catalogue.findType(typeName).orElse(null);
  }

  /** Whether there are rules for what a field of this type holds. */
  boolean reaches(FieldType type) {
    return switch (type) {
      case FieldType.Scalar _ -> false;
      case FieldType.ListOf(var element) -> reaches(element);
      case FieldType.MapOf(var value) -> reaches(value);
      case FieldType.Ref(var name) -> {
        var known = reaching.get(name);
        if (known == null) {
          known = reaches(name, new HashSet<>());
          reaching.put(name, known);
        }
        yield known;
      }
    };
  }

  private boolean reaches(String typeName, Set<String> seen) {
    if (!seen.add(typeName)) {
      return false;
    }
    var type = type(typeName);
    return type != null
        && (!rules(typeName).isEmpty()
            || type.fields().values().stream().anyMatch(field -> reaches(field.type(), seen)));
  }

  private boolean reaches(FieldType type, Set<String> seen) {
    return switch (type) {
      case FieldType.Scalar _ -> false;
      case FieldType.ListOf(var element) -> reaches(element, seen);
      case FieldType.MapOf(var value) -> reaches(value, seen);
      case FieldType.Ref(var name) -> reaches(name, seen);
    };
  }
}
