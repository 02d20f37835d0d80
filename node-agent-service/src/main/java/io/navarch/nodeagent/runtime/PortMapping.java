package io.navarch.nodeagent.runtime;

/**
 * A port of the node that leads into a sandbox.
 *
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 * @param hostPort 0: none
 * @param hostIp empty: all addresses
 */
public record PortMapping(String protocol, int containerPort, int hostPort, String hostIp) {}
