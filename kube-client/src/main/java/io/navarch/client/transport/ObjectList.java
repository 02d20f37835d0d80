package io.navarch.client.transport;

import java.util.List;

/**
 * What a list request answered.
 *
 * @param resourceVersion the revision the items are from
 * @param next token for the next page, empty on the last one
 */
public record ObjectList<T>(List<T> items, String resourceVersion, String next) {}
