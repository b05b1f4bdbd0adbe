/**
 * The canonical form: a sum of contraction graphs, symbols as nodes, indices as edges, which decides equality.
 * Expressions go in; forms, their derivatives and expectations, and expressions again come out.
 * A word of letters is a graph that is a path, a trace one that is a cycle; an index shared by three is a diagonal.
 */
@NullMarked
package dev.nadir.expr.graph;

import org.jspecify.annotations.NullMarked;
