package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import java.util.Map;

/** Printers of the kinds of some groups. Found as beans; a kind without one shows name and age. */
interface RowPrinters {

  /** Printers by resource. */
  Map<GroupResource, RowPrinter> printers();

  /** The core group's resource of this name. */
  static GroupResource core(String resource) {
    return new GroupResource("", resource);
  }
}
