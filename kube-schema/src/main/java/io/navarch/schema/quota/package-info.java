/** What objects use of what a ResourceQuota bounds, as admission and the controller both count. */
@NullMarked
package io.navarch.schema.quota;

import org.jspecify.annotations.NullMarked;
