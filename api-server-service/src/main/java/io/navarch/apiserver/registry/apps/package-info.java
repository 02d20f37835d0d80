/** What the schema can't say of workloads. */
@NullMarked
package io.navarch.apiserver.registry.apps;

import org.jspecify.annotations.NullMarked;
