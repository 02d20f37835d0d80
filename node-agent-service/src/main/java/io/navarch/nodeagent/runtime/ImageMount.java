package io.navarch.nodeagent.runtime;

/**
 * The content of an image that a container sees, read-only.
 *
 * @param image its id
 * @param subPath the folder of it that is shown; empty: all of it
 */
public record ImageMount(String containerPath, String image, String subPath) {}
