package io.navarch.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the compose file promises, read from the files alone. */
class ComposeFileTest {

  private static final Path ROOT = Path.of("..");
  private static final String IDENTITIES = "identities";

  private final Map<String, Object> file = yaml(ROOT.resolve("docker-compose.yml"));

  @Test
  void givesNoContainerMoreOfTheMachineThanItNeeds() {
    services()
        .forEach((name, service) -> {
          assertThat(service)
              .as(name)
              .doesNotContainKeys("privileged", "pid", "ipc", "userns_mode");
          assertThat(service.get("network_mode")).as(name).isNotEqualTo("host");
          assertThat(strings(service.get("cap_add")))
              .as(name)
              .isSubsetOf("NET_ADMIN", "SYS_ADMIN", "SYS_PTRACE");
          assertThat(strings(service.get("volumes"))).as(name).noneMatch(v -> v.contains(".sock"));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "api-server, api-server",
    "scheduler, scheduler",
    "controller, controller",
    "node-1, node-agent",
    "node-2, node-agent"
  })
  void asksEachServiceForItsHealthAtThePortOfItsConfiguration(String name, String service) {
    var url = strings(at(services().get(name), "healthcheck", "test")).getLast();

    assertThat(url).contains("://127.0.0.1:%d/".formatted(port(service)));
  }

  @Test
  void publishesThePortOfTheApi() {
    assertThat(strings(services().get("api-server").get("ports")))
        .singleElement()
        .asString()
        .endsWith(":" + port("api-server"));
  }

  @Test
  void scrapesEveryService() {
    var scraped = new TreeSet<String>();
    for (var job :
        maps(yaml(ROOT.resolve("deploy/prometheus/compose.yml")).get("scrape_configs"))) {
      maps(job.get("static_configs")).forEach(c -> scraped.addAll(strings(c.get("targets"))));
    }

    assertThat(scraped)
        .containsExactlyInAnyOrder(
            "api-server:" + port("api-server"),
            "scheduler:" + port("scheduler"),
            "controller:" + port("controller"),
            "node-1:" + port("node-agent"),
            "node-2:" + port("node-agent"));
  }

  @Test
  void givesAnIdentityToOneComponentOnly() {
    var owners = new HashMap<String, Set<String>>();
    services()
        .forEach((name, service) ->
            strings(service.get("volumes")).stream()
                .map(v -> v.substring(0, v.indexOf(':')))
                .forEach(v -> owners.computeIfAbsent(v, _ -> new HashSet<>()).add(name)));

    assertThat(owners.get("pki")).containsExactlyInAnyOrder("api-server", IDENTITIES);
    assertThat(owners.keySet().stream().filter(v -> v.endsWith("-identity")))
        .isNotEmpty()
        .allSatisfy(v ->
            assertThat(owners.get(v))
                .containsExactlyInAnyOrder(IDENTITIES, v.replace("-identity", "")));
  }

  @Test
  void waitsForWhatAServiceNeeds() {
    assertThat(at(services().get("api-server"), "depends_on", "redis", "condition"))
        .isEqualTo("service_healthy");
    assertThat(at(services().get(IDENTITIES), "depends_on", "api-server", "condition"))
        .isEqualTo("service_healthy");
    assertThat(Stream.of("scheduler", "controller", "node-1", "node-2", "prometheus"))
        .allSatisfy(s ->
            assertThat(at(services().get(s), "depends_on", IDENTITIES, "condition"))
                .isEqualTo("service_completed_successfully"));
  }

  @Test
  void mountsFilesThatAreThere() {
    assertThat(
            services().values().stream()
                .flatMap(s -> strings(s.get("volumes")).stream())
                .filter(v -> v.startsWith("./"))
                .map(v -> v.substring(0, v.indexOf(':')))
                .map(ROOT::resolve))
        .isNotEmpty()
        .allMatch(Files::exists);
  }

  @Test
  void keepsWhatItAcknowledges() {
    assertThat(strings(services().get("redis").get("command")))
        .containsSequence("--appendonly", "yes")
        .containsSequence("--appendfsync", "always");
  }

  /** What the service's own configuration says, unless that of compose says otherwise. */
  private static int port(String service) {
    var inCompose = yaml(ROOT.resolve("deploy/compose/" + service + ".yaml"));
    var own = resource("/" + service + ".yaml");
    return Optional.ofNullable(at(inCompose, "server", "port"))
        .or(() -> Optional.ofNullable(at(own, "server", "port")))
        .map(Integer.class::cast)
        .orElseThrow();
  }

  private Map<String, Map<String, Object>> services() {
    return map(file.get("services")).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> map(e.getValue())));
  }

  private static Map<String, Object> yaml(Path path) {
    try (var in = Files.newInputStream(path)) {
      return yaml(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> resource(String name) {
    try (var in = ComposeFileTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return yaml(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> yaml(InputStream in) {
    return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
  }

  private static Object at(Map<String, Object> tree, String... path) {
    Object value = tree;
    for (var key : path) {
      value = value == null ? null : map(value).get(key);
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object value) {
    return (List<Map<String, Object>>) value;
  }

  private static List<String> strings(Object value) {
    return value == null
        ? List.of()
        : ((Collection<?>) value).stream().map(String::valueOf).toList();
  }
}
