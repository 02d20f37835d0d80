package io.navarch.schema;

/**
 * A version of a group that is served, and the priorities by which upstream's {@code APIService}
 * orders it among others; both are 0 where no such object is made for it.
 */
public record ServedVersion(GroupVersion groupVersion, int groupPriority, int versionPriority) {}
