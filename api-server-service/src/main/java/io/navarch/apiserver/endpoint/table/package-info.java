/** What {@code kubectl get} shows: rows of cells, made by the server for every kind. */
@NullMarked
package io.navarch.apiserver.endpoint.table;

import org.jspecify.annotations.NullMarked;
