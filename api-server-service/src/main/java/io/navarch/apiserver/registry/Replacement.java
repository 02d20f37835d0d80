package io.navarch.apiserver.registry;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.CommitResult.Mismatch;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.Arrays;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The law of update: one pass from the present state to the next, and a commit that expects it. */
@Component
@RequiredArgsConstructor
final class Replacement {

  private static final String MODIFIED =
      "the object has been modified; please apply your changes to the latest version and try again";

  private final RevisionStore store;
  private final ObjectRules rules;
  private final Warnings warnings;

  /**
   * One attempt.
   *
   * @param present the state the change is made from
   * @return the written object; empty if another write came between
   */
  Optional<StoredObject> attempt(
      Write write, UpdateMode mode, Change change, StoredObject present) {
    var old = StoredForm.decode(present.json());
    var proposed = change.apply(old.deepCopy());
    boolean expectsThis = checkPreconditions(write, proposed, old, present);
    var mutated =
        Creation.defaultedIfChanged(
            rules, write, proposed, write.gates().mutate(proposed, Optional.of(old)));
    var errors = new FieldErrors();
    var law = write.resource().law();
    var claim = law.claim(mutated, Optional.of(old), write.dryRun(), errors);
    boolean committed = false;
    try {
      Creation.throwIfAny(write, mutated, errors);
      var prepared = prepare(write, mode, mutated, old);
      validate(write, mode, prepared, old);
      var result = commit(write, prepared, old, present);
      if (result.isEmpty() && expectsThis) {
        throw modified(write);
      }
      committed = result.isPresent() && !write.dryRun();
      return result;
    } finally {
      Creation.settle(claim, committed);
    }
  }

  /** Whether the caller named the revision to be replaced. */
  private static boolean checkPreconditions(
      Write write, ObjectNode proposed, ObjectNode old, StoredObject present) {
    var meta = ObjectMeta.of(proposed);
    var oldMeta = ObjectMeta.of(old);
    if (!meta.uid().isEmpty() && !meta.uid().equals(oldMeta.uid())) {
      throw ApiStatusException.conflict(
          write.resource().resource(),
          write.name(),
          ("StorageError: invalid object, Code: 4, Key: /registry/%s/%s, ResourceVersion: 0, "
                  + "AdditionalErrorMsg: Precondition failed: UID in precondition: %s, "
                  + "UID in object meta: %s")
              .formatted(write.resource().kind().plural(), write.key(), meta.uid(), oldMeta.uid()));
    }
    long asked = Revisions.parseUpdate(meta.resourceVersion());
    if (asked == 0) {
      if (!write.resource().kind().strategy().unconditionalUpdate()) {
        var errors = new FieldErrors();
        errors.invalid("metadata.resourceVersion", "0", "must be specified for an update");
        Creation.throwIfAny(write, proposed, errors);
      }
      return false;
    }
    if (asked != present.revision()) {
      throw modified(write);
    }
    return !write.repeatable();
  }

  private ObjectNode prepare(Write write, UpdateMode mode, ObjectNode object, ObjectNode old) {
    var resource = write.resource();
    var meta = ObjectMeta.of(object);
    var oldMeta = ObjectMeta.of(old);
    keepSystemFields(meta, oldMeta);
    var prepared = mode.prepare(resource, object, old);
    if (mode.countsGeneration()
        && resource.kind().strategy().countsGeneration()
        && Generations.rises(resource.lifecycle().generationFields(), prepared, old)) {
      ObjectMeta.of(prepared).setGeneration(oldMeta.generation() + 1);
    }
    return prepared;
  }

  private static void keepSystemFields(ObjectMeta meta, ObjectMeta oldMeta) {
    for (var field :
        new String[] {"name", "namespace", "uid", "creationTimestamp", "resourceVersion"}) {
      meta.copy(field, oldMeta);
    }
    meta.copy("generation", oldMeta);
    meta.set("selfLink", "");
    if (oldMeta.isTerminating()) { // nobody takes it back; who sets it is refused
      meta.copy("deletionTimestamp", oldMeta);
    }
    if (meta.deletionGracePeriodSeconds().isEmpty()) {
      meta.copy("deletionGracePeriodSeconds", oldMeta);
    }
  }

  private void validate(Write write, UpdateMode mode, ObjectNode object, ObjectNode old) {
    var errors = new FieldErrors();
    mode.validate(write.resource(), rules, object, old, errors);
    Creation.throwIfAny(write, object, errors);
    if (mode.countsGeneration()) {
      write.gates().warn(warnings.of(write.resource(), object, Optional.of(old)));
    }
    write.gates().validate(Optional.of(object), Optional.of(old));
  }

  private Optional<StoredObject> commit(
      Write write, ObjectNode object, ObjectNode old, StoredObject present) {
    var resource = write.resource();
    var value = StoredForm.encode(object);
    if (isSame(value.at(present.revision()), present.json(), old)) {
      return Optional.of(present);
    }
    if (write.dryRun()) {
      return Optional.of(
          new StoredObject(present.key(), present.revision(), value.at(present.revision())));
    }
    boolean ends = endsWithUpdate(resource, object, old);
    var result =
        ends
            ? store.delete(resource.collection(), present.key(), present.revision(), value)
            : store.put(resource.collection(), present.key(), present.revision(), value);
    return switch (result) {
      case Committed(var stored) -> {
        if (ends) {
          resource.law().removed(object);
        }
        yield Optional.of(stored);
      }
      case Mismatch _ -> Optional.empty();
    };
  }

  /** Equal in content: fields in another order are no change. */
  private static boolean isSame(byte[] next, byte[] present, ObjectNode old) {
    return Arrays.equals(next, present)
        || (next.length == present.length && StoredForm.decode(next).equals(old));
  }

  /** An update that takes the last finalizer off a terminating object removes it. */
  private static boolean endsWithUpdate(
      ServedResource resource, ObjectNode object, ObjectNode old) {
    var meta = ObjectMeta.of(object);
    return meta.isTerminating()
        && meta.finalizers().isEmpty()
        && ObjectMeta.of(old).deletionGracePeriodSeconds().orElse(0) == 0
        && !resource.law().isHeld(object);
  }

  static ApiStatusException modified(Write write) {
    return ApiStatusException.conflict(write.resource().resource(), write.name(), MODIFIED);
  }
}
