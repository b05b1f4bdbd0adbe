/**
 * The name of a lemma goes in; what it assumes comes out, checked and trusted apart, as its proof note says.
 * Every lemma of a step has an entry here, which a test compares with {@code docs/theorems}.
 * Knows nothing but text.
 */
@NullMarked
package dev.nadir.reduction.assume;

import org.jspecify.annotations.NullMarked;
