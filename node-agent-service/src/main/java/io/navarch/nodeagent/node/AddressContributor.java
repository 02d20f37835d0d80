package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeStatusFluent;
import io.navarch.nodeagent.NodeIdentity;
import java.util.ArrayList;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Where the node and its agent are reached. */
@Component
@RequiredArgsConstructor
class AddressContributor implements NodeStatusContributor {

  private final NodeIdentity node;
  private final NodeProperties properties;

  @Override
  public void contribute(Node present, NodeStatusFluent<?> status) {
    var addresses = new ArrayList<NodeAddress>();
    node.addresses().forEach(a -> addresses.add(new NodeAddress(a, "InternalIP")));
    addresses.add(new NodeAddress(node.name(), "Hostname"));
    status.withAddresses(addresses);
    status.withNewDaemonEndpoints().withNewKubeletEndpoint(properties.port()).endDaemonEndpoints();
  }
}
