package io.navarch.nodeagent.proxy;

/**
 * A port on which load balancers ask whether this node has endpoints of a Service.
 *
 * @param localEndpoints how many there are
 */
public record HealthCheck(String namespace, String service, int port, int localEndpoints) {}
