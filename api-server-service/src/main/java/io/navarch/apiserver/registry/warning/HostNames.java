package io.navarch.apiserver.registry.warning;

import java.util.ArrayList;
import java.util.List;

/** Names that become host names. Pure. */
final class HostNames {

  private static final int LONGEST = 63;

  private HostNames() {}

  /** Why a valid name of an object is no label of DNS. */
  static List<String> faults(String name) {
    var faults = new ArrayList<String>();
    if (name.contains(".")) {
      faults.add("must not contain dots");
    }
    if (name.length() > LONGEST) {
      faults.add("must be no more than 63 characters");
    }
    return faults;
  }
}
