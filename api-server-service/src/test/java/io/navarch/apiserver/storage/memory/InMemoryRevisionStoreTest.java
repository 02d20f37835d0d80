package io.navarch.apiserver.storage.memory;

import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStoreContractTest;

/** The memory store under the law of all stores. */
class InMemoryRevisionStoreTest extends RevisionStoreContractTest {

  private final RevisionStore store = new InMemoryRevisionStore();

  @Override
  protected RevisionStore store() {
    return store;
  }
}
