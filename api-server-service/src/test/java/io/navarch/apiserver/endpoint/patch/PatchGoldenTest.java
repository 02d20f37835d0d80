package io.navarch.apiserver.endpoint.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.navarch.apiserver.codec.EmptyObjects;
import io.navarch.apiserver.registry.ServedCatalogue;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.source.BuiltInCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sequence of writes with the answers that kube-apiserver 1.36.3 gave: each must leave the same
 * owners, the same fields and the same complaints.
 */
class PatchGoldenTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Catalogue catalogue = BuiltInCatalogue.load();
  private final ObjectSchema.Source schemas = new ObjectSchema.Source(catalogue);

  @TestFactory
  Stream<DynamicTest> answersAsTheReference() throws IOException {
    var live = new HashMap<String, ObjectNode>();
    var tests = new ArrayList<DynamicTest>();
    for (var line : lines()) {
      var step = (ObjectNode) JSON.readTree(line);
      var key = step.path("kind").asString() + "/" + step.path("name").asString();
      var before = live.get(key);
      if (step.get("after") instanceof ObjectNode after) {
        live.put(key, after);
        tests.add(
            DynamicTest.dynamicTest(
                step.path("case").asString(), () -> succeeds(step, before, after)));
      } else {
        tests.add(DynamicTest.dynamicTest(step.path("case").asString(), () -> fails(step, before)));
      }
    }
    return tests.stream();
  }

  private static Iterable<String> lines() throws IOException {
    try (InputStream in = PatchGoldenTest.class.getResourceAsStream("/golden/patches.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private void succeeds(ObjectNode step, ObjectNode before, ObjectNode after) {
    var written = after.deepCopy();
    step.path("admitted").forEach(path -> remove(written, path.asString()));
    switch (step.path("verb").asString()) {
      case "create" -> {}
      case "update" ->
          ((ObjectNode) written.get("metadata"))
              .set("managedFields", step.path("body").path("metadata").path("managedFields"));
      case "apply" -> {
        var applied = apply(step, before, now(after));
        assertOwners(applied, after);
        assertContains(after, applied, "");
        return;
      }
      default -> {
        var patched = patch(step, before);
        if (step.path("subresource").asString().isEmpty()) {
          assertContains(after, patched, "");
        }
        written
            .withObject("/metadata")
            .set("managedFields", before.path("metadata").path("managedFields"));
      }
    }
    if (step.path("verb").asString().equals("create")) {
      ((ObjectNode) written.get("metadata")).remove("managedFields");
      var schema = schema(step);
      var empty = EmptyObjects.of(new ServedCatalogue().current(), schema.kind());
      ManagedFields.afterCreate(schema, empty, written, manager(step), now(after));
    } else {
      ManagedFields.afterUpdate(schema(step), before, written, manager(step), now(after));
    }
    assertOwners(written, after);
  }

  /** Takes out what the reference adds only after ownership is settled. */
  private static void remove(ObjectNode object, String path) {
    int dot = path.lastIndexOf('.');
    var parent = object.at("/" + path.substring(0, dot).replace('.', '/'));
    ((ObjectNode) parent).remove(path.substring(dot + 1));
  }

  private void fails(ObjectNode step, ObjectNode before) {
    var message = step.path("status").path("message").asString();
    if (message.startsWith("invalid object type")
        || step.path("code").asInt() == 422 && message.contains("is invalid")) {
      return; // said by the handler and by validation
    }
    var thrown =
        catchThrowableOfType(
            ApiStatusException.class,
            () -> {
              if (step.path("verb").asString().equals("apply")) {
                apply(step, before, Instant.EPOCH);
              } else {
                patch(step, before);
              }
            });
    assertThat(thrown).isNotNull();
    assertThat(thrown.status().code()).isEqualTo(step.path("code").asInt());
    if (!message.startsWith("list element types")) {
      assertThat(thrown.status().message()).isEqualTo(message);
    }
    var causes = step.path("status").path("details").path("causes");
    assertThat(thrown.status().causes()).hasSize(causes.size());
    for (var cause : causes) {
      assertThat(thrown.status().causes())
          .contains(
              new FieldCause(
                  cause.path("reason").asString(),
                  cause.path("message").asString(),
                  cause.path("field").asString()));
    }
  }

  private ObjectNode apply(ObjectNode step, ObjectNode before, Instant now) {
    return ServerSideApply.apply(
        new ServerSideApply.Request(
            schema(step), manager(step), step.path("force").asBoolean(), o -> o, now),
        before,
        (ObjectNode) step.get("body"));
  }

  private ObjectNode patch(ObjectNode step, ObjectNode before) {
    var type = PatchType.valueOf(typeName(step.path("verb").asString()));
    var body = step.has("raw") ? step.path("raw").asString() : step.path("body").toString();
    return Patch.apply(type, schema(step), before, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String typeName(String verb) {
    return switch (verb) {
      case "json" -> "JSON";
      case "merge" -> "MERGE";
      default -> "STRATEGIC_MERGE";
    };
  }

  private ObjectSchema schema(ObjectNode step) {
    var version = GroupVersion.parse(step.path("apiVersion").asString());
    return schemas.of(
        catalogue
            .findKind(
                new GroupVersionKind(
                    version.group(), version.version(), step.path("kind").asString()))
            .orElseThrow());
  }

  private static FieldManager manager(ObjectNode step) {
    return new FieldManager(step.path("manager").asString(), step.path("subresource").asString());
  }

  private static void assertOwners(ObjectNode actual, ObjectNode expected) {
    assertThat(owners(actual)).isEqualTo(owners(expected));
  }

  private static String owners(ObjectNode object) {
    var entries = new ArrayList<String>();
    object.path("metadata").path("managedFields").forEach(e -> entries.add(e.toString()));
    return String.join("\n", entries);
  }

  /** When the reference wrote: the latest time that it put down. */
  private static Instant now(ObjectNode after) {
    var now = Instant.EPOCH;
    for (var entry : after.path("metadata").path("managedFields")) {
      var time = Instant.parse(entry.path("time").asString("1970-01-01T00:00:00Z"));
      now = time.isAfter(now) ? time : now;
    }
    return now;
  }

  /** All that a patch makes is in the answer, which has defaults and the server's words besides. */
  private static void assertContains(JsonNode whole, JsonNode part, String path) {
    if (part instanceof ObjectNode object) {
      for (var entry : object.properties()) {
        boolean server =
            path.equals("/metadata")
                && !entry.getKey().matches("labels|annotations|finalizers|ownerReferences");
        if (!server && !path.equals("/status") && !entry.getValue().isNull()) {
          assertContains(whole.path(entry.getKey()), entry.getValue(), path + "/" + entry.getKey());
        }
      }
    } else if (part.isArray()) {
      assertThat(whole.size()).as(path).isEqualTo(part.size());
      for (int i = 0; i < part.size(); i++) {
        assertContains(whole.path(i), part.get(i), path + "/" + i);
      }
    } else if (!path.endsWith("/generation")) {
      assertThat(whole).as(path).isEqualTo(part);
    }
  }
}
