package io.navarch.apiserver.registry;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.CommitResult.Mismatch;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.apiserver.validation.FieldErrors;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The law of creation: system fields, defaults, gates, rules, and a commit that finds no object.
 */
@Component
@RequiredArgsConstructor
final class Creation {

  private static final int GENERATE_ATTEMPTS = 8;
  private static final int LONGEST_GENERATED_BASE = 58;

  private final RevisionStore store;
  private final ObjectRules rules;
  private final Warnings warnings;
  private final Identities identities;
  private final Clock clock;

  /**
   * Creates an object.
   *
   * @param object defaulted, in the storage version; belongs to this class
   */
  StoredObject create(Write write, ObjectNode object) {
    var meta = ObjectMeta.of(object);
    boolean generated = meta.name().isEmpty() && !meta.generateName().isEmpty();
    for (int attempt = 1; ; attempt++) {
      var candidate = generated ? object.deepCopy() : object;
      if (generated) {
        ObjectMeta.of(candidate).set("name", generatedName(meta.generateName()));
      }
      var result = attempt(write, candidate);
      if (result.isPresent()) {
        return result.get();
      }
      if (!generated) {
        throw ApiStatusException.alreadyExists(write.resource().resource(), meta.name());
      }
      if (attempt == GENERATE_ATTEMPTS) {
        throw noUniqueName(write, ObjectMeta.of(candidate).name());
      }
    }
  }

  private Optional<StoredObject> attempt(Write write, ObjectNode submitted) {
    var object = pastMutation(write, submitted);
    fillSystemFields(write, object);
    var errors = new FieldErrors();
    var claim = write.resource().law().claim(object, Optional.empty(), write.dryRun(), errors);
    boolean committed = false;
    try {
      throwIfAny(write, object, errors);
      var prepared = prepare(write.resource(), object);
      validate(write, prepared);
      var result = commit(write, prepared);
      committed = result.isPresent() && !write.dryRun();
      return result;
    } finally {
      settle(claim, committed);
    }
  }

  static void settle(Claim claim, boolean committed) {
    if (committed) {
      claim.keep();
    } else {
      claim.giveBack();
    }
  }

  private ObjectNode pastMutation(Write write, ObjectNode submitted) {
    var mutated = write.gates().mutate(submitted, Optional.empty());
    return defaultedIfChanged(rules, write, submitted, mutated);
  }

  @SuppressWarnings("ReferenceEquality") // gates return the same instance if nothing changed
  static ObjectNode defaultedIfChanged(
      ObjectRules rules, Write write, ObjectNode submitted, ObjectNode mutated) {
    if (mutated != submitted) {
      rules.applyDefaults(write.resource().storageKind(), mutated);
    }
    return mutated;
  }

  private void fillSystemFields(Write write, ObjectNode object) {
    var meta = ObjectMeta.of(object);
    meta.set("namespace", write.resource().kind().namespaced() ? write.namespace() : "");
    meta.set("selfLink", "");
    meta.set("uid", identities.uid());
    meta.set("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    meta.set("deletionTimestamp", "");
    meta.node().remove("deletionGracePeriodSeconds");
  }

  private static ObjectNode prepare(ServedResource resource, ObjectNode object) {
    var lifecycle = resource.lifecycle();
    if (lifecycle.statusSeparate()) {
      lifecycle.initialStatus().ifPresent(status -> object.set("status", status));
      if (lifecycle.initialStatus().isEmpty() && isCustom(resource)) {
        object.remove("status");
      }
    }
    if (resource.kind().strategy().countsGeneration()) {
      ObjectMeta.of(object).setGeneration(1);
    }
    return resource.law().prepareForCreate(object);
  }

  private static boolean isCustom(ServedResource resource) {
    return resource.lifecycle().generationFields().contains("*");
  }

  private void validate(Write write, ObjectNode object) {
    var errors = new FieldErrors();
    rules.validate(write.resource().storageKind(), object, errors);
    write.resource().law().validate(object, errors);
    throwIfAny(write, object, errors);
    write.gates().warn(warnings.of(write.resource(), object, Optional.empty()));
    write.gates().validate(Optional.of(object), Optional.empty());
  }

  static void throwIfAny(Write write, ObjectNode object, FieldErrors errors) {
    if (!errors.isEmpty()) {
      throw ApiStatusException.invalid(
          write.resource().kind().gvk(), ObjectMeta.of(object).name(), errors.causes());
    }
  }

  private Optional<StoredObject> commit(Write write, ObjectNode object) {
    var resource = write.resource();
    var name = ObjectMeta.of(object).name();
    var key = resource.key(write.namespace(), name);
    if (write.dryRun()) {
      return store.find(resource.collection(), key).isPresent()
          ? Optional.empty()
          : Optional.of(new StoredObject(key, 0, StoredForm.encodeUnstored(object)));
    }
    refuseRevision(ObjectMeta.of(object));
    var encoded = StoredForm.encode(object);
    return switch (store.put(resource.collection(), key, RevisionStore.ABSENT, encoded)) {
      case Committed(var stored) -> Optional.of(stored);
      case Mismatch(var present) -> {
        if (present != null && ObjectMeta.of(StoredForm.decode(present.json())).isTerminating()) {
          throw beingDeleted(write, name);
        }
        yield Optional.empty();
      }
    };
  }

  /** Looked at last, as upstream's store does: what is no number is none. */
  private static void refuseRevision(ObjectMeta meta) {
    if (Revisions.isSet(meta.resourceVersion())) {
      throw ApiStatusException.unclassified(
          "resourceVersion should not be set on objects to be created");
    }
  }

  private String generatedName(String base) {
    var head =
        base.length() > LONGEST_GENERATED_BASE ? base.substring(0, LONGEST_GENERATED_BASE) : base;
    return head + identities.suffix();
  }

  private static ApiStatusException beingDeleted(Write write, String name) {
    return exists(write, name, "object is being deleted: %s \"%s\" already exists", 0);
  }

  private static ApiStatusException noUniqueName(Write write, String name) {
    return exists(
        write,
        name,
        "%s \"%s\" already exists, the server was not able to generate a unique name for the"
            + " object",
        1);
  }

  private static ApiStatusException exists(Write write, String name, String words, int retryAfter) {
    var resource = write.resource().resource();
    return ApiStatusException.alreadyExists(
        resource, name, words.formatted(resource, name), retryAfter);
  }
}
