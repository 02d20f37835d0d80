package io.navarch.apiserver.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.registry.StoredForm;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.registry.WriteGates;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.testing.Registry;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * New objects and changes as they were sent to kube-apiserver 1.36.3, with what it had against
 * them: ours has the same. Where it had nothing against them, neither has ours.
 */
class RefusalGoldenTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern LONG = Pattern.compile("\"@(b?)(\\d{6,})\"");

  private static final Pattern STRUCTURE = Pattern.compile("(?:\\{.*\\}|\\[\\{.*\\}\\])(?=(: |$))");
  private static final Pattern UID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatTheReferenceRefuses() throws IOException {
    return lines().stream()
        .map(RefusalGoldenTest::expand)
        .map(line -> (ObjectNode) JSON.readTree(line))
        .map(c -> DynamicTest.dynamicTest(name(c), () -> check(c)));
  }

  private static List<String> lines() throws IOException {
    try (var in = RefusalGoldenTest.class.getResourceAsStream("/golden/invalid.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  /** Long values are written as their length. */
  private static String expand(String line) {
    return LONG.matcher(line)
        .replaceAll(found -> Matcher.quoteReplacement('"' + longText(found.group(1), found) + '"'));
  }

  private static String longText(String form, java.util.regex.MatchResult found) {
    int length = Integer.parseInt(found.group(2));
    return form.isEmpty()
        ? "y".repeat(length)
        : Base64.getEncoder().encodeToString("x".repeat(length).getBytes(StandardCharsets.UTF_8));
  }

  private static String name(ObjectNode sample) {
    var object = sample.get("object").toString();
    return sample.path("object").path("kind").asString()
        + (sample.has("old") ? " change " : " ")
        + sample.path("subresource").asString("")
        + object.substring(0, Math.min(object.length(), 400));
  }

  private void check(ObjectNode sample) {
    var object = (ObjectNode) sample.get("object");
    var version = GroupVersion.parse(object.path("apiVersion").asString());
    var gvk =
        new GroupVersionKind(version.group(), version.version(), object.path("kind").asString());
    var kind = registry.resources().catalogue().findKind(gvk).orElseThrow();
    var resource = registry.resources().find(kind.resource()).orElseThrow();
    registry.rules().applyDefaults(kind, object);

    var causes = causes(() -> write(sample, resource, object));

    assertThat(lean(causes)).isEqualTo(lean(expected(sample)));
  }

  /**
   * What both say. Upstream tells some causes twice, spells its own structures, and appends what
   * its structures differ in; uids differ.
   */
  private static Set<String> lean(List<FieldCause> causes) {
    return causes.stream()
        .map(cause ->
            "%s %s %s"
                .formatted(
                    cause.field(),
                    cause.reason(),
                    STRUCTURE.matcher(firstLine(cause.message())).replaceAll("{…}")))
        .map(text -> UID.matcher(text).replaceAll("<uid>"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private void write(ObjectNode sample, ServedResource resource, ObjectNode object) {
    var meta = ObjectMeta.of(object);
    var write =
        Write.builder()
            .resource(resource)
            .namespace(resource.kind().namespaced() ? meta.namespace() : "")
            .name(meta.name())
            .dryRun(true)
            .gates(WriteGates.OPEN)
            .build();
    if (!(sample.get("old") instanceof ObjectNode old)) {
      registry.objects().create(write, object);
      return;
    }
    long revision = store(resource, old);
    meta.set("resourceVersion", Long.toString(revision));
    if (sample.path("subresource").asString("").equals("status")) {
      registry.objects().updateStatus(write, _ -> object);
    } else {
      registry.objects().update(write, _ -> object);
    }
  }

  private long store(ServedResource resource, ObjectNode old) {
    var meta = ObjectMeta.of(old);
    meta.set("resourceVersion", "");
    var key = (resource.kind().namespaced() ? meta.namespace() + "/" : "") + meta.name();
    var result =
        registry
            .store()
            .put(resource.collection(), key, RevisionStore.ABSENT, StoredForm.encode(old));
    return result instanceof Committed(var stored) ? stored.revision() : 0;
  }

  private static List<FieldCause> causes(Runnable write) {
    try {
      write.run();
      return List.of();
    } catch (ApiStatusException e) {
      assertThat(e.status().causes()).as(e.getMessage()).isNotEmpty();
      return e.status().causes();
    }
  }

  private static List<FieldCause> expected(ObjectNode sample) {
    return sample
        .path("causes")
        .valueStream()
        .map(cause ->
            new FieldCause(
                cause.path("reason").asString(),
                cause.path("message").asString(),
                cause.path("field").asString()))
        .toList();
  }
}
