package io.navarch.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.RequiredArgsConstructor;

/** Deployments of the test's image in the default namespace, and what can be asked of them. */
@RequiredArgsConstructor
final class Workloads implements AutoCloseable {

  private static final String NAMESPACE = "default";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final KubernetesClient client;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  KubernetesClient client() {
    return client;
  }

  /** Creates a Deployment and waits until all of its Pods are Ready. */
  void run(String name, String image, int replicas) {
    var deployment =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withReplicas(replicas)
            .withNewSelector()
            .addToMatchLabels("app", name)
            .endSelector()
            .withNewTemplate()
            .withNewMetadata()
            .addToLabels("app", name)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("web")
            .withImage(image)
            .withNewReadinessProbe()
            .withPeriodSeconds(1)
            .withNewHttpGet()
            .withPort(new IntOrString(TestImage.PORT))
            .endHttpGet()
            .endReadinessProbe()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    client.apps().deployments().inNamespace(NAMESPACE).resource(deployment).create();
    awaitReady(name, replicas);
  }

  /** Gives a Deployment a Service with a port on every node. */
  void expose(String name) {
    var service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withType("NodePort")
            .addToSelector("app", name)
            .addNewPort()
            .withPort(80)
            .withTargetPort(new IntOrString(TestImage.PORT))
            .endPort()
            .endSpec()
            .build();
    client.services().inNamespace(NAMESPACE).resource(service).create();
  }

  Service service(String name) {
    return client.services().inNamespace(NAMESPACE).withName(name).require();
  }

  List<Pod> pods(String name) {
    return client.pods().inNamespace(NAMESPACE).withLabel("app", name).list().getItems();
  }

  Set<String> names(String name) {
    var names = new TreeSet<String>();
    pods(name).forEach(pod -> names.add(pod.getMetadata().getName()));
    return names;
  }

  void awaitReady(String name, int replicas) {
    await(name + " with " + replicas + " ready Pods")
        .atMost(LIMIT)
        .until(() -> ready(name) == replicas && observed(name));
  }

  private long ready(String name) {
    return pods(name).stream()
        .filter(Readiness.getInstance()::isReady)
        .filter(Workloads::lives)
        .count();
  }

  private static boolean lives(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null;
  }

  private boolean observed(String name) {
    var deployment = client.apps().deployments().inNamespace(NAMESPACE).withName(name).require();
    var status = deployment.getStatus();
    return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && deployment.getSpec().getReplicas().equals(status.getReadyReplicas())
        && deployment.getSpec().getReplicas().equals(status.getUpdatedReplicas());
  }

  /** Whether every container of the Pods was started again and is ready. */
  boolean restarted(String name) {
    return pods(name).stream()
        .allMatch(pod ->
            Readiness.getInstance().isReady(pod)
                && pod.getStatus().getContainerStatuses().getFirst().getRestartCount() > 0);
  }

  void scale(String name, int replicas) {
    client.apps().deployments().inNamespace(NAMESPACE).withName(name).scale(replicas);
  }

  void setImage(String name, String image) {
    client
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withName(name)
        .edit(deployment ->
            new DeploymentBuilder(deployment)
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build());
  }

  void undo(String name) {
    client.apps().deployments().inNamespace(NAMESPACE).withName(name).rolling().undo();
  }

  void delete(String name) {
    client.apps().deployments().inNamespace(NAMESPACE).withName(name).delete();
  }

  String logs(Pod pod) {
    return client.pods().resource(pod).getLog();
  }

  /** Waits until there are so many Pods and the log of each is as said. */
  void awaitLogs(String name, int replicas, String log) {
    await(name + " says " + log)
        .atMost(LIMIT)
        .untilAsserted(() -> {
          awaitReady(name, replicas);
          assertThat(pods(name)).hasSize(replicas).extracting(this::logs).containsOnly(log);
        });
  }

  /** Runs a command in a Pod's container: {@code exit code: output}. */
  String exec(Pod pod, String... command) throws IOException {
    var output = new ByteArrayOutputStream();
    try (var run =
        client.pods().resource(pod).writingOutput(output).writingError(output).exec(command)) {
      int code = run.exitCode().get(30, TimeUnit.SECONDS);
      return code + ": " + output.toString(StandardCharsets.UTF_8);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no end of " + Arrays.toString(command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Asks an address until every Pod of a Deployment has answered, and no other has. */
  void awaitAnswersOfAll(String name, String url) {
    var answers = new HashSet<String>();
    await("answers of " + url)
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> {
          answers.add(get(url).strip().replaceFirst("^\\d+ ", ""));
          return answers.size() >= names(name).size();
        });
    assertThat(answers).isEqualTo(names(name));
  }

  private String get(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    http.close();
    client.close();
  }
}
