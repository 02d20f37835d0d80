package io.navarch.apiserver.customresource;

import io.navarch.apiserver.customresource.Conditions.Condition;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.registry.WriteGates;
import io.navarch.apiserver.request.ApiStatusException;
import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Tells in each definition whether it has its names and is served. */
@Slf4j
@Component
@RequiredArgsConstructor
final class DefinitionStatuses {

  private static final Condition ACCEPTED =
      new Condition("NamesAccepted", true, "NoConflicts", "no conflicts found");
  private static final Condition ESTABLISHED =
      new Condition(
          "Established", true, "InitialNamesAccepted", "the initial names have been accepted");
  private static final Condition NOT_ESTABLISHED =
      new Condition("Established", false, "NotAccepted", "not all names are accepted");

  private final Resources resources;
  private final ResourceStore store;
  private final Clock clock;

  /** Writes what has changed. */
  void write(List<Definition> definitions) {
    for (var definition : definitions) {
      var wanted = complete(definition.object().deepCopy(), definitions);
      if (!wanted.equals(definition.object())) {
        try {
          store.updateStatus(write(definition), now -> complete(now, definitions));
        } catch (ApiStatusException e) {
          log.atDebug().addKeyValue("definition", definition.name()).setCause(e).log("not written");
        }
      }
    }
  }

  private ObjectNode complete(ObjectNode object, List<Definition> all) {
    var definition = new Definition(object);
    var conflict = NameConflicts.of(definition, all);
    Conditions.set(object, clock, conflict.orElse(ACCEPTED));
    if (conflict.isEmpty()) {
      ((ObjectNode) object.path("status")).set("acceptedNames", definition.names().deepCopy());
    }
    if (!definition.hasCondition("Established")) {
      Conditions.set(object, clock, conflict.isEmpty() ? ESTABLISHED : NOT_ESTABLISHED);
    }
    return object;
  }

  private Write write(Definition definition) {
    return Write.builder()
        .resource(resources.findStored(Definition.RESOURCE).orElseThrow())
        .namespace("")
        .name(definition.name())
        .dryRun(false)
        .repeatable(true)
        .gates(WriteGates.OPEN)
        .build();
  }
}
