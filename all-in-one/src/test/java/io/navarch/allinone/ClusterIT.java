package io.navarch.allinone;

import static io.navarch.allinone.TestImage.FIRST;
import static io.navarch.allinone.TestImage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole, as a user has it: {@code navarch up} with two nodes on containerd, a Deployment of an
 * image that this test makes, and what kubectl does with it; then down, up and reset.
 */
@Timeout(600)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ClusterIT {

  private static final String WEB = "web";

  private Navarch navarch;
  private Workloads workloads;
  private String id;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Machine.assumeItRunsContainers();
    var image = TestImage.archive(folder);
    navarch = new Navarch(folder.resolve("cluster"));
    var up = navarch.tryUp("--nodes", "2", "--memory", "600m");
    assumeFalse(
        up.output().contains("packages could not be installed"),
        "skipped: containerd is not installed and can't be");
    assertThat(up.succeeded()).as(up.output()).isTrue();
    navarch.succeed("images", "load", image.toString());
    id =
        Pattern.compile("/run/navarch-(\\w+)/")
            .matcher(navarch.succeed("status"))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    workloads = new Workloads(navarch.connect());
    workloads.run(WEB, FIRST, 3);
    workloads.expose(WEB);
  }

  @AfterAll
  void clear() {
    if (workloads != null) {
      workloads.close();
    }
    if (navarch != null) {
      navarch.close();
    }
  }

  @Test
  void bothNodesAreReadyWithAddressesOfTheirOwn() {
    var nodes = workloads.client().nodes().list().getItems();

    assertThat(nodes)
        .extracting(n -> n.getMetadata().getName())
        .containsExactly("node-1", "node-2");
    assertThat(nodes).extracting(ClusterIT::address).doesNotHaveDuplicates();
    assertThat(nodes).extracting(n -> n.getSpec().getPodCIDR()).doesNotHaveDuplicates();
  }

  @Test
  void theApiIsAService() {
    var client = workloads.client();

    assertThat(client.services().inNamespace("default").withName("kubernetes").get()).isNotNull();
    assertThat(client.endpoints().inNamespace("default").withName("kubernetes").get().getSubsets())
        .isNotEmpty();
  }

  @Test
  void watchesAreServedOverWebSocketToo() {
    var client = workloads.client();
    var events = new CopyOnWriteArrayList<String>();
    var path = "/api/v1/namespaces/default/configmaps?watch=true&timeoutSeconds=60";
    var socket =
        client
            .getHttpClient()
            .newWebSocketBuilder()
            .uri(URI.create(client.getMasterUrl().toString().replaceFirst("/$", "") + path))
            .buildAsync(
                new WebSocket.Listener() {
                  @Override
                  public void onMessage(WebSocket from, String text) {
                    events.add(text);
                    from.request();
                  }
                })
            .orTimeout(20, TimeUnit.SECONDS)
            .join();

    var map = new ConfigMapBuilder().withNewMetadata().withName("watched").endMetadata().build();
    client.configMaps().inNamespace("default").resource(map).create();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> events.stream().anyMatch(e -> e.contains("ADDED") && e.contains("watched")));
    socket.sendClose(1000, "seen");
  }

  @Test
  void replicasRunOnBothNodes() {
    assertThat(workloads.pods(WEB)).hasSize(3);
    assertThat(workloads.pods(WEB))
        .extracting(p -> p.getSpec().getNodeName())
        .contains("node-1", "node-2");
  }

  @Test
  void serviceReachesAllReplicasFromTheMachine() {
    var url = "http://%s/".formatted(workloads.service(WEB).getSpec().getClusterIP());

    workloads.awaitAnswersOfAll(WEB, url);
  }

  @Test
  void everyNodeServesTheNodePort() {
    int port = workloads.service(WEB).getSpec().getPorts().getFirst().getNodePort();

    for (var node : workloads.client().nodes().list().getItems()) {
      workloads.awaitAnswersOfAll(WEB, "http://%s:%d/".formatted(address(node), port));
    }
  }

  @Test
  void podReachesTheServiceByItsNames() {
    for (var name : List.of("web", "web.default", "web.default.svc.cluster.local")) {
      var pod = workloads.pods(WEB).getFirst();
      await("answer of " + name)
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(
                      workloads.exec(
                          pod, "timeout", "5", "wget", "-q", "-O", "-", "http://" + name))
                  .startsWith("0: 1 web-"));
    }
  }

  @Test
  void logsTellWhatTheContainerWrote() {
    assertThat(workloads.logs(workloads.pods(WEB).getFirst())).isEqualTo("serving version 1\n");
  }

  @Test
  void commandRunsInTheContainerAndTellsItsEnd() throws IOException {
    var pod = workloads.pods(WEB).getFirst();

    assertThat(workloads.exec(pod, "hostname")).isEqualTo("0: %s\n", pod.getMetadata().getName());
    assertThat(workloads.exec(pod, "sh", "-c", "exit 7")).isEqualTo("7: ");
  }

  @Test
  void unmodifiedKubectlManagesTheCluster() {
    assumeTrue(Commands.exist("kubectl"), "skipped: there is no kubectl on this machine");

    assertThat(kubectl("get", "nodes", "-o", "wide"))
        .containsPattern("node-1 +Ready")
        .contains("containerd://");
    assertThat(kubectl("get", "deployments,replicasets,pods"))
        .containsPattern("deployment.apps/web +3/3");
    assertThat(kubectl("exec", "deploy/web", "--", "cat", "/www/index.html")).contains("1 web-");
    assertThat(kubectl("rollout", "history", "deploy/web")).contains("REVISION");
    assertThat(kubectl("describe", "deploy/web")).contains("NewReplicaSet:", "ScalingReplicaSet");
    assertThat(kubectl("explain", "pod.spec.containers.image")).contains("FIELD: image");
  }

  private String kubectl(String... arguments) {
    var command =
        new ArrayList<>(List.of("kubectl", "--kubeconfig", navarch.kubeconfig().toString()));
    command.addAll(List.of(arguments));
    var outcome = Commands.run(Duration.ofSeconds(60), Map.of(), command);
    assertThat(outcome.succeeded()).as("%s: %s", command, outcome.output()).isTrue();
    return outcome.output();
  }

  @Test
  void scalingChangesTheNumberOfPods() {
    workloads.run("scaled", FIRST, 1);

    workloads.scale("scaled", 4);
    workloads.awaitReady("scaled", 4);
    workloads.scale("scaled", 2);
    workloads.awaitReady("scaled", 2);
    await().atMost(Duration.ofSeconds(60)).until(() -> workloads.pods("scaled").size() == 2);

    workloads.delete("scaled");
  }

  @Test
  void rollingUpdateReplacesAllPodsAndIsUndone() {
    workloads.run("rolled", FIRST, 2);

    workloads.setImage("rolled", SECOND);
    workloads.awaitLogs("rolled", 2, "serving version 2\n");
    workloads.undo("rolled");
    workloads.awaitLogs("rolled", 2, "serving version 1\n");

    workloads.delete("rolled");
  }

  @Test
  void killedContainerIsStartedAgainInItsPod() {
    workloads.run("killed", FIRST, 1);
    var before = workloads.pods("killed").getFirst();

    Machine.kill(containerId(before));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          var status =
              workloads.pods("killed").getFirst().getStatus().getContainerStatuses().getFirst();
          return status.getReady() && status.getRestartCount() == 1;
        });
    assertThat(workloads.pods("killed").getFirst().getMetadata().getUid())
        .isEqualTo(before.getMetadata().getUid());
    workloads.delete("killed");
  }

  @Test
  void deletionEndsTheContainers() {
    workloads.run("deleted", FIRST, 1);
    var container = containerId(workloads.pods("deleted").getFirst());
    assertThat(Machine.runs(container)).isTrue();

    workloads.delete("deleted");

    await().atMost(Duration.ofSeconds(60)).until(() -> workloads.pods("deleted").isEmpty());
    assertThat(Machine.runs(container)).isFalse();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void stateOutlivesDownAndNothingElseDoes() throws IOException {
    var written =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("kept")
            .endMetadata()
            .addToData("key", "value")
            .build();
    workloads.client().configMaps().inNamespace("default").resource(written).create();
    var pods = new TreeSet<>(workloads.names(WEB));

    navarch.succeed("down");
    assertThat(Machine.leftovers(navarch.folder(), id)).isEmpty();

    var up = navarch.tryUp();
    assertThat(up.succeeded()).as(up.output()).isTrue();
    assertThat(
            workloads.client().configMaps().inNamespace("default").withName("kept").get().getData())
        .containsEntry("key", "value");
    await().atMost(Duration.ofSeconds(90)).until(() -> workloads.restarted(WEB));
    assertThat(workloads.names(WEB)).isEqualTo(pods);
    workloads.awaitAnswersOfAll(
        WEB, "http://%s/".formatted(workloads.service(WEB).getSpec().getClusterIP()));

    navarch.succeed("reset");
    assertThat(Machine.leftovers(navarch.folder(), id)).isEmpty();
    assertThat(Files.exists(navarch.folder())).isFalse();
  }

  private static String address(Node node) {
    return node.getStatus().getAddresses().getFirst().getAddress();
  }

  private static String containerId(Pod pod) {
    return pod.getStatus()
        .getContainerStatuses()
        .getFirst()
        .getContainerID()
        .replace("containerd://", "");
  }
}
