/** One active process among many, decided by a Lease object. */
@NullMarked
package io.navarch.client.leader;

import org.jspecify.annotations.NullMarked;
