package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.tree.ObjectView;

/** Fills the cells of one object, in the order of the kind's columns. Pure. */
@FunctionalInterface
interface RowPrinter {

  void print(ObjectView object, Row row);
}
