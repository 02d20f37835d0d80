/** What the schema can't say of disruption: evictions and the budgets they respect. */
@NullMarked
package io.navarch.apiserver.registry.policy;

import org.jspecify.annotations.NullMarked;
