/** Runs what the documents say, and follows where they point. */
@NullMarked
package dev.nadir.docs;

import org.jspecify.annotations.NullMarked;
