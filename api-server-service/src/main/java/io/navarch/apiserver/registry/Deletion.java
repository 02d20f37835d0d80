package io.navarch.apiserver.registry;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.CommitResult.Mismatch;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The law of deletion: at once, or marked and left to whoever holds the object: its finalizers, the
 * garbage collector, or the node on which it runs.
 */
@Component
@RequiredArgsConstructor
final class Deletion {

  private final RevisionStore store;
  private final Clock clock;

  /**
   * One attempt.
   *
   * @return what became of the object; empty if another write came between
   */
  Optional<Deleted> attempt(Write write, DeleteOptions options, StoredObject present) {
    var old = StoredForm.decode(present.json());
    checkPreconditions(write, options, old, present);
    write.gates().validate(Optional.empty(), Optional.of(old));
    var object = old.deepCopy();
    var grace = grace(write.resource(), object, options);
    if (grace == Grace.RUNNING) {
      return Optional.of(new Deleted(present, false));
    }
    addFinalizers(write.resource(), object, options);
    boolean held =
        !ObjectMeta.of(object).finalizers().isEmpty() || write.resource().law().isHeld(object);
    if (held || grace == Grace.BEGINS) {
      return mark(write, grace == Grace.NONE ? terminating(object) : object, present);
    }
    return remove(write, object, present);
  }

  private enum Grace {
    /** The object knows no grace, or none is left. */
    NONE,
    /** It is given time from now on. */
    BEGINS,
    /** It was given time before. */
    RUNNING,
    /** It is asked to end without time. */
    ZERO
  }

  private Grace grace(ServedResource resource, ObjectNode object, DeleteOptions options) {
    var meta = ObjectMeta.of(object);
    if (meta.isTerminating() && meta.deletionGracePeriodSeconds().isPresent()) {
      return shorten(resource, object, options);
    }
    if (meta.isTerminating()) {
      return Grace.NONE;
    }
    var period = resource.law().gracePeriod(object, options.gracePeriodSeconds());
    if (period.isEmpty()) {
      return Grace.NONE;
    }
    long seconds = period.getAsLong();
    setDeletion(meta, now().plusSeconds(seconds), seconds);
    raiseGeneration(meta);
    return seconds > 0 ? Grace.BEGINS : Grace.ZERO;
  }

  /** Only a shorter time may be asked for while time is running. */
  private static Grace shorten(ServedResource resource, ObjectNode object, DeleteOptions options) {
    var meta = ObjectMeta.of(object);
    if (resource.law().gracePeriod(object, options.gracePeriodSeconds()).isEmpty()) {
      return Grace.NONE;
    }
    long running = meta.deletionGracePeriodSeconds().orElse(0);
    if (options.gracePeriodSeconds().isEmpty()) {
      return Grace.RUNNING;
    }
    long asked = resource.law().gracePeriod(object, options.gracePeriodSeconds()).orElse(0);
    if (asked >= running && running > 0) {
      return Grace.RUNNING;
    }
    var begun = Instant.parse(meta.deletionTimestamp()).minusSeconds(running);
    setDeletion(meta, begun.plusSeconds(asked), asked);
    return asked > 0 ? Grace.BEGINS : Grace.ZERO;
  }

  private static void addFinalizers(
      ServedResource resource, ObjectNode object, DeleteOptions options) {
    if (resource.lifecycle().ownsDependents()) {
      var meta = ObjectMeta.of(object);
      var present = meta.finalizers();
      var next =
          Finalizers.afterDelete(present, options, resource.kind().strategy().orphansByDefault());
      if (!next.equals(present)) {
        meta.setFinalizers(next);
      }
    }
  }

  private ObjectNode terminating(ObjectNode object) {
    var meta = ObjectMeta.of(object);
    if (meta.deletionGracePeriodSeconds().isEmpty()) {
      raiseGeneration(meta);
    }
    var since = meta.isTerminating() ? Instant.parse(meta.deletionTimestamp()) : now();
    setDeletion(meta, since.isAfter(now()) ? now() : since, 0);
    return object;
  }

  private Optional<Deleted> mark(Write write, ObjectNode marked, StoredObject present) {
    var object = write.resource().law().prepareForTermination(marked);
    var value = StoredForm.encode(object);
    byte[] unchanged = value.at(present.revision());
    if (Arrays.equals(unchanged, present.json())) {
      return Optional.of(new Deleted(present, false));
    }
    if (write.dryRun()) {
      return Optional.of(
          new Deleted(new StoredObject(present.key(), present.revision(), unchanged), false));
    }
    var collection = write.resource().collection();
    return switch (store.put(collection, present.key(), present.revision(), value)) {
      case Committed(var stored) -> Optional.of(new Deleted(stored, false));
      case Mismatch _ -> Optional.empty();
    };
  }

  private Optional<Deleted> remove(Write write, ObjectNode object, StoredObject present) {
    if (write.dryRun()) {
      byte[] json = StoredForm.encode(object).at(present.revision());
      return Optional.of(
          new Deleted(new StoredObject(present.key(), present.revision(), json), true));
    }
    var collection = write.resource().collection();
    var last = StoredForm.encode(object);
    return switch (store.delete(collection, present.key(), present.revision(), last)) {
      case Committed(var stored) -> {
        write.resource().law().removed(object);
        yield Optional.of(new Deleted(stored, true));
      }
      case Mismatch _ -> Optional.empty();
    };
  }

  private static void checkPreconditions(
      Write write, DeleteOptions options, ObjectNode old, StoredObject present) {
    var uid = ObjectMeta.of(old).uid();
    if (!options.uid().isEmpty() && !options.uid().equals(uid)) {
      throw preconditionFailed(
          write,
          ("the UID in the precondition (%s) does not match the UID in record (%s). "
                  + "The object might have been deleted and then recreated")
              .formatted(options.uid(), uid));
    }
    var revision = Long.toString(present.revision());
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(revision)) {
      throw preconditionFailed(
          write,
          ("the ResourceVersion in the precondition (%s) does not match the ResourceVersion in "
                  + "record (%s). The object might have been modified")
              .formatted(options.resourceVersion(), revision));
    }
  }

  /** Names the kind where other conflicts name the resource, as upstream does. */
  private static ApiStatusException preconditionFailed(Write write, String why) {
    var kind = write.resource().kind().gvk();
    var qualified = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
    var message =
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(qualified, write.name(), why);
    var reason = StatusReason.CONFLICT;
    return new ApiStatusException(
        new Status(
            reason,
            reason.code(),
            message,
            kind.group(),
            kind.kind(),
            write.name(),
            "",
            List.of(),
            0));
  }

  private static void setDeletion(ObjectMeta meta, Instant at, long graceSeconds) {
    meta.set("deletionTimestamp", at.toString());
    meta.node().put("deletionGracePeriodSeconds", graceSeconds);
  }

  private static void raiseGeneration(ObjectMeta meta) {
    if (meta.generation() > 0) {
      meta.setGeneration(meta.generation() + 1);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
