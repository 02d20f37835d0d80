package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.storage.cache.CachedObject;
import java.io.IOException;
import java.io.OutputStream;

/** How an object becomes an item of a list in JSON. */
@FunctionalInterface
interface JsonItem {

  void write(OutputStream out, CachedObject object) throws IOException;
}
