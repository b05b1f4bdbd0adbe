/** Derivatives that others publish, test or get wrong, each against their formula and the function as written. */
@NullMarked
package dev.nadir.conformance;

import org.jspecify.annotations.NullMarked;
