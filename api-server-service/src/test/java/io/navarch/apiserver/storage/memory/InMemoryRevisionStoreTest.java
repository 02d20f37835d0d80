package io.navarch.apiserver.storage.memory;

import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStoreContractTest;
import java.time.Clock;

/** The memory store under the law of all stores. */
class InMemoryRevisionStoreTest extends RevisionStoreContractTest {

  @Override
  protected RevisionStore newStore(Clock clock) {
    return new InMemoryRevisionStore(clock);
  }
}
