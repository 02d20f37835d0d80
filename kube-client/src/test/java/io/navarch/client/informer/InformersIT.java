package io.navarch.client.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ClientProperties;
import io.navarch.client.transport.KubernetesClients;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs an API server: {@code NAVARCH_IT_KUBECONFIG} names a file with its administrator. */
@Timeout(60)
class InformersIT {

  private static final ResourceType<ConfigMap> MAPS = ResourceType.of(ConfigMap.class);
  private static final ResourceKey KEY = ResourceKey.of("default", "informers-it");

  private KubernetesClient client;
  private ApiClient writer;
  private Informers informers;
  private ApiClient reader;

  @BeforeEach
  void connect() {
    var kubeconfig = System.getenv("NAVARCH_IT_KUBECONFIG");
    Assumptions.assumeTrue(kubeconfig != null, "NAVARCH_IT_KUBECONFIG is not set");
    client = KubernetesClients.connect(ClientProperties.of(Path.of(kubeconfig)));
    writer = new ApiClient(client);
    reader = new ApiClient(client);
    informers = new Informers(reader, Duration.ofMinutes(5));
    delete();
  }

  @AfterEach
  void disconnect() {
    if (client != null) {
      delete();
      informers.close();
      client.close();
    }
  }

  private void delete() {
    try {
      writer.delete(MAPS, KEY, new DeleteOptionsBuilder().build());
    } catch (ApiException e) {
      assertThat(e.isNotFound()).isTrue();
    }
  }

  private static ConfigMap map(String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(KEY.namespace())
        .withName(KEY.name())
        .endMetadata()
        .withData(Map.of("key", value))
        .build();
  }

  @Test
  void followsWhatOthersWrite() throws InterruptedException {
    BlockingQueue<CacheEvent<ConfigMap>> events = new LinkedBlockingQueue<>();
    var informer = informers.of(MAPS, ListQuery.byField("metadata.name=informers-it"));
    try (var _ = informer.subscribe(events::add)) {
      informers.start();
      assertThat(informers.awaitSync(Duration.ofSeconds(10))).isTrue();

      writer.create(map("one"));
      assertThat(events.poll(5, TimeUnit.SECONDS)).isInstanceOf(CacheEvent.Added.class);
      writer.patch(MAPS, KEY, PatchKind.MERGE, Map.of("data", Map.of("key", "two")));
      assertThat(events.poll(5, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              CacheEvent.Updated.class,
              event -> assertThat(event.object().toString()).contains("two"));
      delete();
      assertThat(events.poll(5, TimeUnit.SECONDS)).isInstanceOf(CacheEvent.Removed.class);
    }
  }

  @Test
  void showsOwnWritesAtOnce() throws InterruptedException {
    var lister = informers.lister(ConfigMap.class);
    informers.start();
    assertThat(informers.awaitSync(Duration.ofSeconds(10))).isTrue();

    for (int i = 0; i < 50; i++) {
      reader.create(map("one"));
      assertThat(lister.find(KEY)).isPresent();
      reader.delete(MAPS, KEY, new DeleteOptionsBuilder().build());
      assertThat(lister.find(KEY)).isEmpty();
    }
  }

  @Test
  void readsOnlyMetadataIfThatIsWanted() {
    writer.create(map("one"));

    var found = reader.get(MAPS.metadata(), KEY);
    var listed = reader.list(MAPS.metadata(), ListQuery.inNamespace("default"), "");

    assertThat(found.getMetadata().getName()).isEqualTo(KEY.name());
    assertThat(listed.items())
        .anySatisfy(item -> assertThat(item.getMetadata().getName()).isEqualTo(KEY.name()));
    assertThat(listed.items())
        .allSatisfy(item -> assertThat(item.getKind()).isEqualTo("ConfigMap"));
  }

  @Test
  void tellsWhyARequestWasRefused() {
    writer.create(map("one"));

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> writer.create(map("two")))
        .satisfies(e -> assertThat(e.isAlreadyExists()).isTrue());
  }
}
