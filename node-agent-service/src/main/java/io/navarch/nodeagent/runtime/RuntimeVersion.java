package io.navarch.nodeagent.runtime;

/** What runs the containers, for example {@code containerd} {@code v2.1.0}. */
public record RuntimeVersion(String name, String version) {}
