package io.navarch.nodeagent;

/**
 * What the machine has.
 *
 * @param memory bytes
 * @param ephemeralStorage bytes of the file system that holds the agent's root
 */
public record NodeCapacity(int cpus, long memory, long ephemeralStorage) {}
