/** What we promise about speed, measured. See docs/benchmarks.md. */
@NullMarked
package dev.nadir.benchmark;

import org.jspecify.annotations.NullMarked;
