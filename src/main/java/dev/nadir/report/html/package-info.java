/**
 * Reports as one HTML page that needs nothing else.
 * A document goes in; a page with MathML and SVG comes out, without scripts, fit for paper.
 * Several documents get an index.
 */
@NullMarked
package dev.nadir.report.html;

import org.jspecify.annotations.NullMarked;
