/** What a request is about and who makes it: the words that all gates and handlers share. */
@NullMarked
package io.navarch.apiserver.request;

import org.jspecify.annotations.NullMarked;
