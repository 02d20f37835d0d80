package io.navarch.apiserver.defaulting;

import io.navarch.apiserver.defaulting.TypePlan.Content;
import io.navarch.apiserver.defaulting.TypePlan.Member;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the plan of each type once. */
final class TypePlans {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Catalogue catalogue;
  private final Map<String, Presence> presences;
  private final Map<String, List<DefaultRow>> rows;
  private final Map<String, TypePlan> plans = new ConcurrentHashMap<>();
  private final Map<String, Boolean> withRows = new ConcurrentHashMap<>();

  TypePlans(Catalogue catalogue) {
    this(catalogue, Presence.read(), DefaultRows.read());
  }

  private TypePlans(
      Catalogue catalogue, Map<String, Presence> presences, Map<String, List<DefaultRow>> rows) {
    this.catalogue = catalogue;
    this.presences = presences;
    this.rows = rows;
  }

  /** The plans for another catalogue, by the same tables. */
  TypePlans with(Catalogue other) {
    return new TypePlans(other, presences, rows);
  }

  TypePlan of(String typeName) {
    var plan = plans.get(typeName);
    return plan == null ? plans.computeIfAbsent(typeName, this::make) : plan;
  }

  /** Whether this content, or anything below it, has rows. */
  boolean hasRows(Content content) {
    return switch (content) {
      case Content.Single _ -> false;
      case Content.Many(var element) -> hasRows(element);
      case Content.Struct(var name) -> {
        var known = withRows.get(name);
        if (known == null) {
          known = reachesRows(name, new HashSet<>());
          withRows.put(name, known);
        }
        yield known;
      }
    };
  }

  private boolean reachesRows(String typeName, Set<String> seen) {
    if (!seen.add(typeName)) {
      return false;
    }
    var plan = of(typeName);
    return !plan.rows().isEmpty()
        || plan.members().stream().anyMatch(member -> reachesRows(member.content(), seen));
  }

  private boolean reachesRows(Content content, Set<String> seen) {
    return switch (content) {
      case Content.Single _ -> false;
      case Content.Many(var element) -> reachesRows(element, seen);
      case Content.Struct(var name) -> reachesRows(name, seen);
    };
  }

  private TypePlan make(String typeName) {
    var fields = catalogue.findType(typeName).map(ObjectType::fields).orElse(Map.of());
    boolean builtIn = isBuiltIn(typeName, fields.values());
    var presence = presences.getOrDefault(typeName, Presence.NONE);
    var members = new ArrayList<Member>();
    var order = new HashMap<String, Integer>();
    var always = new HashMap<String, JsonNode>();
    var maps = new HashSet<String>();
    var zeroes = new HashSet<>(presence.zeroes());
    for (var field : fields.values()) {
      order.put(field.name(), members.size());
      members.add(
          new Member(field.name(), content(field.type()), builtIn ? null : field.defaultValue()));
      if (field.type() instanceof FieldType.MapOf) {
        maps.add(field.name());
      }
      if (field.type() instanceof FieldType.Scalar(var scalar)
          && scalar == ScalarType.INT_OR_STRING
          && !presence.always().contains(field.name())) {
        zeroes.add(field.name()); // upstream has pointers to structures here
      }
      if (presence.always().contains(field.name())) {
        always.put(field.name(), empty(field));
      } else if (presence.always().contains(field.name() + "?")) {
        always.put(field.name(), JSON.nullNode());
      }
    }
    return new TypePlan(
        List.copyOf(members),
        order,
        always,
        Set.copyOf(zeroes),
        maps,
        rows.getOrDefault(typeName, List.of()),
        builtIn);
  }

  /**
   * Groups of custom resources may end like those of Kubernetes; only its own travel as protobuf.
   */
  private static boolean isBuiltIn(String typeName, Collection<Field> fields) {
    return typeName.startsWith("io.k8s.")
        && fields.stream().anyMatch(field -> !field.protoPath().isEmpty());
  }

  private static Content content(FieldType type) {
    return switch (type) {
      case FieldType.Scalar(var scalar) -> new Content.Single(scalar);
      case FieldType.Ref(var name) -> new Content.Struct(name);
      case FieldType.ListOf(var element) -> new Content.Many(content(element));
      case FieldType.MapOf(var value) -> new Content.Many(content(value));
    };
  }

  /** What a member that is always written has if nothing was said. */
  private static JsonNode empty(Field field) {
    return switch (field.type()) {
      case FieldType.Ref _ -> JSON.objectNode();
      case FieldType.ListOf _, FieldType.MapOf _ -> JSON.nullNode();
      case FieldType.Scalar(var scalar) -> empty(scalar);
    };
  }

  private static JsonNode empty(ScalarType type) {
    return switch (type) {
      case STRING -> JSON.stringNode("");
      case BOOLEAN -> JSON.booleanNode(false);
      case INT32, INT64, DOUBLE, INT_OR_STRING -> JSON.numberNode(0);
      case QUANTITY -> JSON.stringNode("0");
      case DURATION -> JSON.stringNode("0s");
      default -> JSON.nullNode();
    };
  }
}
