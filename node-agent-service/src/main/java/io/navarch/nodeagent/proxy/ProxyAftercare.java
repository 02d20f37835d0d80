package io.navarch.nodeagent.proxy;

import io.navarch.nodeagent.network.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** What has to be done around the rules: kernel settings, old flows, health checks. */
@Slf4j
@Component
@RequiredArgsConstructor
class ProxyAftercare {

  private static final Path ROUTE_LOCALHOST = Path.of("/proc/sys/net/ipv4/conf/all/route_localnet");

  private final NetworkNamespace namespace;
  private final FlowCleaner flows;
  private final HealthCheckServers healthChecks;
  private final ProxyProperties properties;

  void start() {
    healthChecks.start();
    if (!properties.localhostNodePorts()) {
      return;
    }
    try {
      namespace.call(() -> Files.writeString(ROUTE_LOCALHOST, "1"));
    } catch (IOException e) {
      log.atWarn().setCause(e).log("node ports will not answer on 127.0.0.1");
    }
  }

  void applied(ProxyRules rules, List<HealthCheck> checks) throws IOException {
    healthChecks.serve(checks);
    flows.clean(rules);
  }

  void close() {
    healthChecks.close();
  }
}
