/** What a fresh cluster has, and what every server keeps true about itself. */
@NullMarked
package io.navarch.apiserver.bootstrap;

import org.jspecify.annotations.NullMarked;
