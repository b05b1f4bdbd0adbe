/**
 * Evidence goes in; LaTeX and HTML come out.
 * One page a model: the mathematics, the claims, the verdicts, how to run it again.
 * Knows the rooms to its left.
 */
@NullMarked
package dev.nadir.report;

import org.jspecify.annotations.NullMarked;
