/** What the schema can't say of autoscalers. */
@NullMarked
package io.navarch.apiserver.registry.autoscaling;

import org.jspecify.annotations.NullMarked;
