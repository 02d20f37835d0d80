package io.navarch.apiserver.endpoint.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.codec.BodyDecoder;
import io.navarch.apiserver.codec.FieldValidation;
import io.navarch.apiserver.endpoint.table.TableRenderer.Include;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersionResource;
import io.navarch.schema.source.BuiltInCatalogue;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tables show what those of the reference show. */
class TableRendererTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Catalogue CATALOGUE = BuiltInCatalogue.load();
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final TableRenderer renderer =
      new TableRenderer(
          List.of(
              new PodPrinter(),
              new NodePrinter(),
              new ServicePrinter(),
              new EventPrinter(),
              new WorkloadPrinters(),
              new CorePrinters(),
              new AutoscalerPrinter(),
              new NetworkPrinters(),
              new StoragePrinters(),
              new PolicyPrinters()),
          Clock.fixed(NOW, ZoneOffset.UTC));

  /** Objects and the cells that the reference showed for them. */
  static Stream<JsonNode> samples() throws IOException {
    try (var stream = TableRendererTest.class.getResourceAsStream("samples.json")) {
      return JSON.readTree(stream.readAllBytes()).values().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void showsTheCellsOfTheReference(JsonNode sample) {
    var kind =
        CATALOGUE
            .findKind(
                new GroupVersionResource(
                    sample.path("group").asString(),
                    sample.path("version").asString(),
                    sample.path("resource").asString()))
            .orElseThrow();
    var object = (ObjectNode) sample.path("object").deepCopy();
    var metadata = object.withObject("metadata");
    if (!metadata.has("creationTimestamp")) {
      metadata.put("creationTimestamp", NOW.toString());
    }
    var typed =
        new BodyDecoder()
            .decode(object, BodyDecoder.Target.of(CATALOGUE, kind.gvk()), FieldValidation.IGNORE)
            .object();

    var table = renderer.ofObject(kind, typed, Include.METADATA, true);

    var row = table.path("rows").path(0);
    var expected = sample.path("cells");
    assertThat(row.path("cells")).hasSize(kind.columns().size());
    for (int i = 0; i < kind.columns().size(); i++) {
      var column = kind.columns().get(i).name();
      var cell = expected.path(column);
      if (!isGivenByTheServer(column)) {
        assertThat(row.path("cells").path(i)).as(column).isEqualTo(cell);
      }
    }
    assertThat(row.path("conditions").valueStream().map(c -> c.path("reason")).toList())
        .isEqualTo(sample.path("conditions").valueStream().toList());
  }

  private static boolean isGivenByTheServer(String column) {
    return column.equals("Age") || column.equals("Created At") || column.equals("Selector");
  }

  @Test
  void namesTheColumnsOnlyWhenAsked() {
    var kind = CATALOGUE.findKind(new GroupVersionResource("", "v1", "configmaps")).orElseThrow();
    var object = JSON.readTree("{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"7\"}}");

    var first = renderer.ofObject(kind, object, Include.NONE, true);
    var next = renderer.ofObject(kind, object, Include.OBJECT, false);

    assertThat(first.path("columnDefinitions")).hasSize(3);
    assertThat(first.path("rows").path(0).path("object").isNull()).isTrue();
    assertThat(first.path("metadata").path("resourceVersion").asString()).isEqualTo("7");
    assertThat(next.path("columnDefinitions").isNull()).isTrue();
    assertThat(next.path("rows").path(0).path("object")).isEqualTo(object);
  }
}
