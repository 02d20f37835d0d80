/** Work queues that hold keys: no key is ever in two workers, failed keys come back later. */
@NullMarked
package io.navarch.client.queue;

import org.jspecify.annotations.NullMarked;
