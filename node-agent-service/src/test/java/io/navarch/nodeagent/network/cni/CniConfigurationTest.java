package io.navarch.nodeagent.network.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.testing.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What container runtimes and CNI plugins are told of a node's network. */
class CniConfigurationTest {

  private final NetworkProperties defaults = Defaults.of(NetworkProperties.class);

  @Test
  void podsHangOnABridgeWithAddressesOfTheNodesRange() {
    var list = CniConfiguration.of("n1", List.of("10.244.3.0/24"), defaults).list();

    assertThat(list.at("/cniVersion").stringValue()).isEqualTo("1.0.0");
    assertThat(list.at("/plugins/0/type").stringValue()).isEqualTo("bridge");
    assertThat(list.at("/plugins/0/hairpinMode").booleanValue()).isTrue();
    assertThat(list.at("/plugins/0/isGateway").booleanValue()).isTrue();
    assertThat(list.at("/plugins/0/ipMasq").booleanValue()).isFalse();
    assertThat(list.at("/plugins/0/ipam/ranges/0/0/subnet").stringValue())
        .isEqualTo("10.244.3.0/24");
    assertThat(list.at("/plugins/1/capabilities/portMappings").booleanValue()).isTrue();
  }

  @Test
  void bothFamiliesGetARangeOfTheirOwn() {
    var cidrs = List.of("10.244.3.0/24", "fd00:3::/64");

    var list = CniConfiguration.of("n1", cidrs, defaults).list();

    assertThat(list.at("/plugins/0/ipam/ranges/1/0/subnet").stringValue()).isEqualTo("fd00:3::/64");
  }

  @Test
  void nodesOfOneMachineDoNotShareNames() {
    var one = CniConfiguration.of("n1", List.of("10.244.1.0/24"), defaults);
    var two = CniConfiguration.of("n2", List.of("10.244.2.0/24"), defaults);

    assertThat(one.network()).isNotEqualTo(two.network());
    assertThat(one.fileName()).isNotEqualTo(two.fileName());
  }

  @Test
  void theFileIsWrittenOnceAndTakenAway(@TempDir Path directory) throws IOException {
    var properties =
        Defaults.with(
            NetworkProperties.class,
            Map.of("cni-configuration-directory", directory.resolve("net.d").toString()));
    var file = new CniConfigurationFile(properties);

    file.write("n1", List.of("10.244.3.0/24"));

    var written = directory.resolve("net.d/10-navarch-n1.conflist");
    var tree = JsonMapper.shared().readTree(Files.readString(written));
    assertThat(tree.at("/name").stringValue()).isEqualTo("navarch-n1");
    assertThat(directory.resolve("net.d")).isDirectoryContaining(written::equals);

    file.remove("n1");
    assertThat(directory.resolve("net.d")).isEmptyDirectory();
  }
}
