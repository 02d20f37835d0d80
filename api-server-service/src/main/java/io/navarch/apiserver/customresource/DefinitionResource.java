package io.navarch.apiserver.customresource;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.customresource.Definition.Version;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code CustomResourceDefinition}. */
@Component
@RequiredArgsConstructor
final class DefinitionResource implements ResourceLaw {

  private final Clock clock;
  private final Expressions expressions;

  @Override
  public GroupResource resource() {
    return Definition.RESOURCE;
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    var status = object.putObject("status");
    status.putNull("conditions");
    status.putObject("acceptedNames").put("plural", "").put("kind", "");
    var stored = status.putArray("storedVersions");
    new Definition(object).storage().ifPresent(version -> stored.add(version.name()));
    return object;
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    var definition = new Definition(object);
    if (object.get("status") instanceof ObjectNode status) {
      var versions = status.withArray("storedVersions");
      definition
          .storage()
          .filter(v -> !Definition.texts(versions).contains(v.name()))
          .ifPresent(v -> versions.add(v.name()));
    }
    return object;
  }

  /** Before a definition goes, its objects go. */
  @Override
  public boolean isHeld(ObjectNode object) {
    return !ObjectMeta.of(object).isTerminating();
  }

  @Override
  public ObjectNode prepareForTermination(ObjectNode object) {
    var meta = ObjectMeta.of(object);
    meta.node().remove("deletionGracePeriodSeconds");
    if (!new Definition(object).hasCondition("Terminating")) {
      var finalizers = new ArrayList<>(meta.finalizers());
      if (!finalizers.contains(Definition.FINALIZER)) {
        finalizers.add(Definition.FINALIZER);
        meta.setFinalizers(finalizers);
      }
      Conditions.set(
          object,
          clock,
          new Conditions.Condition(
              "Terminating",
              true,
              "InstanceDeletionPending",
              "CustomResourceDefinition marked for deletion; CustomResource deletion will begin"
                  + " soon"));
    }
    return object;
  }

  @Override
  public void validate(ObjectNode object, FieldErrors errors) {
    var definition = new Definition(object);
    var expected = definition.name("plural") + "." + definition.group();
    if (!definition.name().equals(expected)) {
      errors.invalid(
          "metadata.name",
          '"' + definition.name() + '"',
          "must be spec.names.plural+\".\"+spec.group");
    }
    if (definition.group().isEmpty()) {
      errors.required("spec.group", "");
    } else if (definition.group().split("\\.", -1).length < 2) {
      errors.invalid(
          "spec.group", '"' + definition.group() + '"', "should be a domain with at least one dot");
    }
    for (var name : java.util.List.of("plural", "singular", "kind", "listKind")) {
      if (definition.name(name).isEmpty()) {
        errors.required("spec.names." + name, "");
      }
    }
    var scope = definition.spec().path("scope").asString("");
    if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
      errors.notSupported(
          "spec.scope", '"' + scope + '"', java.util.List.of("Cluster", "Namespaced"));
    }
    validateVersions(definition, errors);
    if (errors.isEmpty()) {
      validateRules(definition, errors);
    }
  }

  /** Versions that share one schema are told of once, at the place where such a schema once was. */
  private void validateRules(Definition definition, FieldErrors errors) {
    var versions = definition.versions();
    var schemas = new HashSet<>(versions.stream().map(Version::schema).toList());
    for (int i = 0; i < (schemas.size() == 1 ? 1 : versions.size()); i++) {
      var place =
          schemas.size() == 1
              ? "spec.validation.openAPIV3Schema"
              : "spec.versions[%d].schema.openAPIV3Schema".formatted(i);
      new RuleDefinitions(expressions, errors).check(versions.get(i).schema(), place);
    }
  }

  private static void validateVersions(Definition definition, FieldErrors errors) {
    var versions = definition.versions();
    if (versions.stream().filter(Version::isStored).count() != 1) {
      errors.invalid(
          "spec.versions",
          definition.spec().path("versions").toString(),
          "must have exactly one version marked as storage version");
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < versions.size(); i++) {
      var version = versions.get(i);
      var place = "spec.versions[%d]".formatted(i);
      if (!seen.add(version.name())) {
        errors.invalid(
            "spec.versions",
            definition.spec().path("versions").toString(),
            "must contain unique version names");
      }
      var schema = place + ".schema.openAPIV3Schema";
      if (version.schema().isMissingNode()) {
        errors.required(schema, "schemas are required");
      } else {
        StructuralRules.check(version.schema(), schema, errors);
      }
    }
  }

  @Override
  public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
    var now = new Definition(object);
    var before = new Definition(old);
    if (before.hasCondition("Established")) {
      immutable(now.spec().path("group"), before.spec().path("group"), "spec.group", errors);
      immutable(now.spec().path("scope"), before.spec().path("scope"), "spec.scope", errors);
      immutable(now.names().path("kind"), before.names().path("kind"), "spec.names.kind", errors);
      immutable(
          now.names().path("plural"), before.names().path("plural"), "spec.names.plural", errors);
    }
    var stored = Definition.texts(object.path("status").path("storedVersions"));
    var served = now.versions().stream().map(Version::name).toList();
    for (int i = 0; i < stored.size(); i++) {
      if (!served.contains(stored.get(i))) {
        errors.invalid(
            "status.storedVersions[%d]".formatted(i),
            '"' + stored.get(i) + '"',
            "missing from spec.versions; %s was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in %s and removes %s from status.storedVersions"
                .formatted(stored.get(i), stored.get(i), stored.get(i)));
      }
    }
  }

  private static void immutable(
      tools.jackson.databind.JsonNode now,
      tools.jackson.databind.JsonNode before,
      String field,
      FieldErrors errors) {
    if (!now.equals(before)) {
      errors.invalid(field, now.toString(), "field is immutable");
    }
  }
}
