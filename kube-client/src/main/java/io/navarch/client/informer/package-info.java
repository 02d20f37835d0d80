/**
 * Local copies of the API's objects, kept current by list and watch, with the process's own writes
 * laid over them.
 */
@NullMarked
package io.navarch.client.informer;

import org.jspecify.annotations.NullMarked;
