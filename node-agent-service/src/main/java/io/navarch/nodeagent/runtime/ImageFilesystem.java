package io.navarch.nodeagent.runtime;

/** Space that images take on one file system. */
public record ImageFilesystem(String mountPoint, long usedBytes, long usedInodes) {}
