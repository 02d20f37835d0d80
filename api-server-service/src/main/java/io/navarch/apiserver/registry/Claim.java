package io.navarch.apiserver.registry;

/**
 * What a write takes outside its object, such as an address: kept with the commit, or given back.
 */
public interface Claim {

  /** Nothing. */
  Claim NONE =
      new Claim() {
        @Override
        public void keep() {}

        @Override
        public void giveBack() {}
      };

  /** The write is committed. */
  void keep();

  /** The write did not happen. */
  void giveBack();
}
