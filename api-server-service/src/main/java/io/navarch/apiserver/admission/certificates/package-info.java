/** Who may ask for certificates in whose name, approve the requests, and sign them. */
@NullMarked
package io.navarch.apiserver.admission.certificates;

import org.jspecify.annotations.NullMarked;
