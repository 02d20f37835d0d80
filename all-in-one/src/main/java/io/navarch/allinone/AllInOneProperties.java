package io.navarch.allinone;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What runs in this JVM.
 *
 * @param services names among {@code api-server}, {@code scheduler}, {@code controller}, {@code
 *     node-agent}
 * @param nodes a node agent is started for each; its configuration file bears the node's name
 * @param configuration the folder of the services' configuration files
 * @param redis the embedded store
 */
@ConfigurationProperties("all-in-one")
record AllInOneProperties(
    @DefaultValue({"api-server", "scheduler", "controller", "node-agent"}) List<String> services,
    @DefaultValue List<String> nodes,
    @Nullable Path configuration,
    @DefaultValue Redis redis) {

  AllInOneProperties {
    services = List.copyOf(services);
    nodes = List.copyOf(nodes);
  }

  /**
   * The embedded Redis.
   *
   * @param enabled false where the api-server's configuration names another one
   * @param port on loopback
   * @param directory where its append-only file lies
   */
  record Redis(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("16443") int port,
      @DefaultValue(".navarch/redis") Path directory) {}
}
