import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Waits until the API answers and the nodes are Ready, and says each step: {@code java WaitForCluster.java PKI-FOLDER PORT NODES SECONDS PID}.
 * With zero seconds it looks once.
 */
final class WaitForCluster {

  /** After this time without a word the cluster itself takes a node for lost. */
  private static final Duration GRACE = Duration.ofSeconds(50);

  private final Path pki;
  private final String server;
  private final int nodes;
  private final long deadline;
  private final long pid;
  private final Instant since;
  private final Set<String> said = new TreeSet<>();

  private WaitForCluster(String[] args) {
    pki = Path.of(args[0]);
    server = "https://127.0.0.1:" + args[1];
    nodes = Integer.parseInt(args[2]);
    deadline = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[3])).toNanos();
    pid = Long.parseLong(args[4]);
    since = Instant.now().minus(deadline > System.nanoTime() ? Duration.ZERO : GRACE);
  }

  public static void main(String[] args) throws InterruptedException {
    if (args.length != 5) {
      System.err.println("usage: java WaitForCluster.java PKI-FOLDER PORT NODES SECONDS PID");
      System.exit(2);
    }
    System.exit(new WaitForCluster(args).run() ? 0 : 1);
  }

  private boolean run() throws InterruptedException {
    var last = "";
    do {
      last = look();
      if (last.isEmpty()) {
        return true;
      }
      if (pid > 0 && ProcessHandle.of(pid).isEmpty()) {
        System.err.println("navarch: the process has ended");
        return false;
      }
      Thread.sleep(200);
    } while (System.nanoTime() < deadline);
    System.err.println("navarch: " + last);
    return false;
  }

  /** What is still missing; empty when nothing is. */
  private String look() throws InterruptedException {
    try (var client = HttpClient.newBuilder().sslContext(trust()).connectTimeout(Duration.ofSeconds(2)).build()) {
      var ready = get(client, "/readyz");
      if (ready.statusCode() != 200) {
        return "the api-server is not ready: " + ready.body().strip();
      }
      say("api", "the api-server answers at " + server);
      var leases = get(client, "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases").body();
      return missingNodes(get(client, "/api/v1/nodes").body(), alive(leases));
    } catch (IOException | GeneralSecurityException e) {
      return "the api-server does not answer yet: " + e;
    }
  }

  /** Nodes whose agents were heard of: what a node said of itself may be from before a stop. */
  private Set<String> alive(String leases) {
    var alive = new TreeSet<String>();
    for (var object : leases.split("\"metadata\":\\{", -1)) {
      var name = Pattern.compile("\"name\":\"([^\"]+)\"").matcher(object);
      var renewed = Pattern.compile("\"renewTime\":\"([^\"]+)\"").matcher(object);
      if (name.find() && renewed.find() && Instant.parse(renewed.group(1)).isAfter(since)) {
        alive.add(name.group(1));
      }
    }
    return alive;
  }

  private String missingNodes(String list, Set<String> alive) {
    int ready = 0;
    var objects = list.split("\"metadata\":\\{", -1);
    for (var object : objects) {
      var name = Pattern.compile("\"name\":\"([^\"]+)\"").matcher(object);
      if (object.contains("\"type\":\"Ready\"") && name.find() && alive.contains(name.group(1)) && isReady(object)) {
        ready++;
        say(name.group(1), name.group(1) + " is Ready");
      }
    }
    return ready >= nodes ? "" : "%d of %d nodes are Ready".formatted(ready, nodes);
  }

  private static boolean isReady(String node) {
    for (var condition : node.split("\\{", -1)) {
      if (condition.contains("\"type\":\"Ready\"") && condition.contains("\"status\":\"True\"")) {
        return true;
      }
    }
    return false;
  }

  private void say(String key, String what) {
    if (said.add(key)) {
      System.out.println("[navarch] " + what);
    }
  }

  private HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + adminToken())
            .header("Accept", "application/json")
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The administrator's is the first of the static tokens: {@code token,user,uid,"groups"}. */
  private String adminToken() throws IOException {
    return Files.readString(pki.resolve("tokens.csv")).lines().findFirst().orElse("").split(",")[0];
  }

  private SSLContext trust() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = Files.newInputStream(pki.resolve("ca.crt"))) {
      store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
