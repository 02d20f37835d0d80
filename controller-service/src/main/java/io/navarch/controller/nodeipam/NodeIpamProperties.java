package io.navarch.controller.nodeipam;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where nodes get the addresses of their pods.
 *
 * @param enabled false if the network's own controller gives them out
 * @param clusterCidr all addresses of pods
 * @param nodeMaskSize the length of a node's prefix
 */
@ConfigurationProperties("controller.node-ipam")
record NodeIpamProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("10.244.0.0/16") String clusterCidr,
    @DefaultValue("24") int nodeMaskSize) {}
