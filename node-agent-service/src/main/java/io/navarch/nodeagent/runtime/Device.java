package io.navarch.nodeagent.runtime;

/** A device of the node that a container may use. */
public record Device(String containerPath, String hostPath, String permissions) {}
