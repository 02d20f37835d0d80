package io.navarch.apiserver.registry;

import io.navarch.apiserver.storage.StoredObject;

/**
 * What became of an object that was to be deleted.
 *
 * @param object its last state, or its present one if it is still there
 * @param gone whether it is removed
 */
public record Deleted(StoredObject object, boolean gone) {}
