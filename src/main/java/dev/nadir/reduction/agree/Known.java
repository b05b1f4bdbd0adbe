package dev.nadir.reduction.agree;

import dev.nadir.expr.Expr;

/** A letter: what kind, of what, and its name. */
public record Known(String kind, Expr argument, String name) {}
