package io.navarch.nodeagent.proxy.nftables;

import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.network.ProcessCommandRunner;
import io.navarch.nodeagent.proxy.ProxyBackend;
import io.navarch.nodeagent.proxy.ProxyBackendContractTest;
import io.navarch.nodeagent.proxy.ProxyProperties;
import io.navarch.nodeagent.testing.Defaults;

/** The nftables backend obeys the law of backends, in a real kernel. */
class NftablesBackendIT extends ProxyBackendContractTest {

  @Override
  protected ProxyBackend backend(NetworkNamespace node) {
    return new NftablesBackend(
        node,
        new ProcessCommandRunner(),
        Defaults.of(NetworkProperties.class),
        Defaults.of(ProxyProperties.class));
  }
}
