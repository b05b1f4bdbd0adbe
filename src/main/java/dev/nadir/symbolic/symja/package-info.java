/**
 * Scalar computer algebra by Symja, whose types stay in here.
 * A derivation and small sizes go in; how many entries of its gradient Symja derives as well comes out.
 * Slow to start: nothing here is touched before a scalar question needs it.
 */
@NullMarked
package dev.nadir.symbolic.symja;

import org.jspecify.annotations.NullMarked;
