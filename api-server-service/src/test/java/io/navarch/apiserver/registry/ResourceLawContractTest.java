package io.navarch.apiserver.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.apiserver.codec.BodyDecoder;
import io.navarch.apiserver.codec.FieldValidation;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.apiserver.testing.Registry;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.source.BuiltInCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the objects of every kind that is stored. */
@TestInstance(Lifecycle.PER_CLASS)
class ResourceLawContractTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Catalogue CATALOGUE = BuiltInCatalogue.load();
  private static final String NAMESPACE = "facts-defaults";
  private static final String FINALIZER = "example.com/last";

  /** One object a kind. */
  private static final Map<GroupVersionKind, ObjectNode> SAMPLES = samples();

  @AutoClose private final Registry registry = new Registry();

  @AfterEach
  void clear() {
    registry.clear();
  }

  static Stream<Kind> kinds() {
    return CATALOGUE.kinds().stream()
        .filter(kind -> !kind.storageVersionHash().isEmpty() && kind.verbs().contains("create"));
  }

  static Stream<Kind> kindsWithStatus() {
    return kinds().filter(kind -> kind.findSubresource("status").isPresent());
  }

  static Stream<Kind> kindsWithoutFinalizersOfTheirOwn() {
    return kinds().filter(kind -> !kind.gvk().kind().equals("Namespace"));
  }

  private static Map<GroupVersionKind, ObjectNode> samples() {
    var samples = new HashMap<GroupVersionKind, ObjectNode>();
    try (var in = ResourceLawContractTest.class.getResourceAsStream("/golden/defaults.jsonl")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> (ObjectNode) JSON.readTree(line).get("request"))
          .forEach(object -> samples.putIfAbsent(gvk(object), object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }

  private static GroupVersionKind gvk(ObjectNode object) {
    var version = GroupVersion.parse(object.path("apiVersion").asString());
    return new GroupVersionKind(version.group(), version.version(), object.path("kind").asString());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void createdObjectsAreFoundWithTheirSystemFields(Kind kind) {
    var stored = create(kind);

    var meta = ObjectMeta.of(tree(stored));
    assertThat(find(kind, meta.name()).json()).isEqualTo(stored.json());
    assertThat(meta.uid()).isNotEmpty();
    assertThat(meta.creationTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(meta.resourceVersion()).isEqualTo(Long.toString(stored.revision()));
    assertThat(meta.generation()).isEqualTo(kind.strategy().countsGeneration() ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void namesAreTakenOnce(Kind kind) {
    create(kind);

    assertRefused(StatusReason.ALREADY_EXISTS, () -> create(kind));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void updatesWithoutChangeChangeNothing(Kind kind) {
    var stored = create(kind);

    var updated = update(kind, tree(stored));

    assertThat(updated.revision()).isEqualTo(stored.revision());
    assertThat(updated.json()).isEqualTo(stored.json());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void updatesKeepWhatTheSystemSays(Kind kind) {
    var stored = create(kind);
    var body = tree(stored);
    var meta = ObjectMeta.of(body);
    List.of("uid", "creationTimestamp", "generation").forEach(meta.node()::remove);
    meta.putAnnotation("changed", "yes");

    var updated = update(kind, body);

    var before = ObjectMeta.of(tree(stored));
    var now = ObjectMeta.of(tree(updated));
    assertThat(updated.revision()).isGreaterThan(stored.revision());
    assertThat(now.uid()).isEqualTo(before.uid());
    assertThat(now.creationTimestamp()).isEqualTo(before.creationTimestamp());
    assertThat(now.annotations()).containsEntry("changed", "yes");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void updatesOfAnOlderStateAreRefused(Kind kind) {
    var stored = create(kind);
    var body = tree(stored);
    ObjectMeta.of(body).putAnnotation("changed", "yes");
    update(kind, body);

    assertRefused(StatusReason.CONFLICT, () -> update(kind, tree(stored)));
  }

  @ParameterizedTest
  @MethodSource("kindsWithStatus")
  void updatesOfTheObjectLeaveItsStatus(Kind kind) {
    var stored = create(kind);
    var body = tree(stored);
    body.remove("status");
    ObjectMeta.of(body).putAnnotation("changed", "yes");

    var updated = update(kind, body);

    assertThat(tree(updated).get("status")).isEqualTo(tree(stored).get("status"));
  }

  @ParameterizedTest
  @MethodSource("kindsWithStatus")
  void updatesOfStatusLeaveTheObject(Kind kind) {
    var stored = create(kind);
    var body = tree(stored);
    body.remove("spec");

    var updated = registry.objects().updateStatus(write(kind, body, false), _ -> body);

    assertThat(tree(updated).get("spec")).isEqualTo(tree(stored).get("spec"));
    assertThat(ObjectMeta.of(tree(updated)).generation())
        .isEqualTo(ObjectMeta.of(tree(stored)).generation());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void triesStoreNothing(Kind kind) {
    var object = sample(kind);

    registry.objects().create(write(kind, object, true), object);

    assertThat(registry.objects().find(resource(kind), namespace(kind), name(object))).isEmpty();

    var stored = create(kind);
    var body = tree(stored);
    ObjectMeta.of(body).putAnnotation("changed", "yes");
    registry.objects().update(write(kind, body, true), _ -> body);
    registry.objects().delete(write(kind, body, true), DeleteOptions.NONE);

    assertThat(find(kind, name(body)).revision()).isEqualTo(stored.revision());
  }

  @ParameterizedTest
  @MethodSource("kindsWithoutFinalizersOfTheirOwn")
  void deletedObjectsStayUntilTheirLastFinalizerIsTaken(Kind kind) {
    var object = sample(kind);
    ObjectMeta.of(object).setFinalizers(List.of(FINALIZER));
    registry.objects().create(write(kind, object, false), object);

    var deleted = registry.objects().delete(write(kind, object, false), DeleteOptions.NONE);
    var body = tree(find(kind, name(object)));

    assertThat(deleted.gone()).isFalse();
    assertThat(ObjectMeta.of(body).isTerminating()).isTrue();
    assertRefused(StatusReason.ALREADY_EXISTS, () -> create(kind));

    ObjectMeta.of(body).setFinalizers(List.of());
    update(kind, body);

    assertThat(registry.objects().find(resource(kind), namespace(kind), name(body))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void unknownFieldsAreToldOrRefused(Kind kind) {
    var object = submitted(kind);
    object.retain("kind", "apiVersion", "metadata");
    object.put("noSuchField", 1);
    var target = BodyDecoder.Target.of(registry.resources().catalogue(), kind.gvk());
    var decoder = new BodyDecoder();

    var decoded = decoder.decode(object.deepCopy(), target, FieldValidation.WARN);

    assertThat(decoded.problems()).containsExactly("unknown field \"noSuchField\"");
    assertThat(decoded.object().has("noSuchField")).isFalse();
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() -> decoder.decode(object, target, FieldValidation.STRICT))
        .withMessageContaining("strict decoding error: unknown field \"noSuchField\"");
  }

  private static void assertRefused(StatusReason reason, Runnable write) {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(write::run)
        .satisfies(e -> assertThat(e.status().reason()).isEqualTo(reason));
  }

  private StoredObject create(Kind kind) {
    var object = sample(kind);
    return registry.objects().create(write(kind, object, false), object);
  }

  private StoredObject update(Kind kind, ObjectNode body) {
    return registry.objects().update(write(kind, body, false), _ -> body.deepCopy());
  }

  private StoredObject find(Kind kind, String name) {
    return registry.objects().find(resource(kind), namespace(kind), name).orElseThrow();
  }

  private Write write(Kind kind, ObjectNode object, boolean dryRun) {
    return Write.builder()
        .resource(resource(kind))
        .namespace(namespace(kind))
        .name(name(object))
        .dryRun(dryRun)
        .gates(WriteGates.OPEN)
        .build();
  }

  private ServedResource resource(Kind kind) {
    return registry.resources().find(kind.resource()).orElseThrow();
  }

  private static String namespace(Kind kind) {
    return kind.namespaced() ? NAMESPACE : "";
  }

  private static String name(ObjectNode object) {
    return ObjectMeta.of(object).name();
  }

  private static ObjectNode tree(StoredObject stored) {
    return StoredForm.decode(stored.json());
  }

  private static ObjectNode submitted(Kind kind) {
    return Objects.requireNonNull(SAMPLES.get(kind.gvk()), kind.toString()).deepCopy();
  }

  /** As a handler would hand it on: in the stored version, with its defaults. */
  private ObjectNode sample(Kind kind) {
    var object = submitted(kind);
    var meta = ObjectMeta.of(object);
    meta.set("namespace", namespace(kind));
    meta.set("name", meta.name().isEmpty() ? "sample" : meta.name());
    registry.rules().applyDefaults(kind, object);
    return resource(kind).toStorage(object);
  }
}
