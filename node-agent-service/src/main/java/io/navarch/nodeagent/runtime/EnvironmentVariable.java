package io.navarch.nodeagent.runtime;

/** One variable of a container's environment. */
public record EnvironmentVariable(String name, String value) {}
