package io.navarch.nodeagent.dns;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;

/** What the cluster's zone is made of, as of now. Reading it never waits. */
interface Names {

  boolean hasNamespace(String namespace);

  Optional<Service> service(String namespace, String name);

  List<EndpointSlice> slices(String namespace, String service);

  /** Services that have this cluster IP. */
  List<Service> servicesAt(String clusterIp);

  /** Slices in which this address is an endpoint's. */
  List<EndpointSlice> slicesAt(String address);

  /** Whether the cluster has been seen once; before, nothing can be said about it. */
  boolean isReady();
}
