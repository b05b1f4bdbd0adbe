/**
 * Reports in LaTeX.
 * A document goes in; a file that pdflatex compiles without a warning comes out, with its bibliography.
 * Figures are PGFPlots with their data inline.
 */
@NullMarked
package dev.nadir.report.latex;

import org.jspecify.annotations.NullMarked;
