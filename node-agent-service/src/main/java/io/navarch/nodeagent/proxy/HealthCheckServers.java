package io.navarch.nodeagent.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.navarch.nodeagent.network.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Answers load balancers in the node's namespace: on a Service's health check port whether it has
 * endpoints here, on the proxy's own port whether the proxy works.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class HealthCheckServers {

  private static final Duration STALE = Duration.ofMinutes(2);

  private final NetworkNamespace namespace;
  private final ProxyProperties properties;
  private final ProxyMetrics metrics;
  private final Clock clock;
  private final Map<Integer, HttpServer> servers = new HashMap<>();
  private final Map<Integer, HealthCheck> checks = new ConcurrentHashMap<>();

  void start() {
    if (properties.healthPort() > 0) {
      open(properties.healthPort());
    }
  }

  /** Opens and closes ports so that exactly these checks are answered. */
  void serve(List<HealthCheck> wanted) {
    var byPort =
        wanted.stream()
            .collect(Collectors.toMap(HealthCheck::port, check -> check, (one, _) -> one));
    checks.keySet().retainAll(byPort.keySet());
    checks.putAll(byPort);
    for (int port : new HashSet<>(servers.keySet())) {
      if (port != properties.healthPort() && !byPort.containsKey(port)) {
        close(port);
      }
    }
    byPort.keySet().stream().filter(port -> !servers.containsKey(port)).forEach(this::open);
  }

  /** A port in use is somebody else's: told, and tried again with the next change. */
  private void open(int port) {
    try {
      var server = namespace.call(() -> HttpServer.create(new InetSocketAddress(port), 16));
      server.setExecutor(
          Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("health-" + port).factory()));
      server.createContext("/", exchange -> answer(exchange, port));
      server.start();
      servers.put(port, server);
    } catch (IOException e) {
      log.atWarn().setCause(e).addKeyValue("port", port).log("health check port cannot be opened");
    }
  }

  private void answer(HttpExchange exchange, int port) throws IOException {
    try (exchange) {
      var check = checks.get(port);
      if (check != null) {
        answerForService(exchange, check);
      } else if (port == properties.healthPort()) {
        answerForProxy(exchange);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void answerForService(HttpExchange exchange, HealthCheck check) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("X-Load-Balancing-Endpoint-Weight", Integer.toString(check.localEndpoints()));
    var body =
        """
        {
        	"service": {
        		"namespace": "%s",
        		"name": "%s"
        	},
        	"localEndpoints": %d,
        	"serviceProxyHealthy": %b
        }\
        """
            .formatted(check.namespace(), check.service(), check.localEndpoints(), isHealthy());
    send(exchange, isHealthy() && check.localEndpoints() > 0, body);
  }

  private void answerForProxy(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (!path.equals("/healthz") && !path.equals("/livez")) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    var body =
        "{\"lastUpdated\": \"%s\",\"currentTime\": \"%s\", \"nodeEligible\": true}"
            .formatted(metrics.lastSuccess(), clock.instant());
    send(exchange, isHealthy(), body);
  }

  private static void send(HttpExchange exchange, boolean healthy, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(healthy ? 200 : 503, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Healthy is who is not behind with its rules. */
  private boolean isHealthy() {
    return metrics.isUpToDate(STALE);
  }

  private void close(int port) {
    var server = servers.remove(port);
    if (server != null) {
      server.stop(0);
    }
  }

  void close() {
    new HashSet<>(servers.keySet()).forEach(this::close);
  }
}
