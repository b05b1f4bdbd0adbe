package dev.nadir.expr.graph;

import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.SizeName;
import java.util.Objects;

/**
 * What stands at a node. It has a leg for its rows and one for its columns, but none where that size is literally 1: a
 * vector has one leg, a scalar none.
 *
 * @param key says which letter it is; letters are equal when their keys are
 * @param symmetric whether its two legs may be exchanged
 */
record Letter(String key, Shape shape, boolean symmetric, boolean positive, Content content) {

    /** The kinds of letter. */
    sealed interface Content {
        record OfSymbol(Expr.Symbol symbol) implements Content {}

        record OfSize(SizeName name) implements Content {}

        record OfPi() implements Content {}

        /** A function applied to every entry of a form. */
        record OfFunction(EntrywiseFunction function, Form argument) implements Content {}

        /** The inverse of a form that is not a product of square letters. */
        record OfInverse(Form argument) implements Content {}

        record OfLogDet(Form argument) implements Content {}

        /** A form as one letter, so that it can stand below a fraction or a root. */
        record OfForm(Form argument) implements Content {}
    }

    static Letter of(Expr.Symbol symbol) {
        boolean isPositive = symbol.properties().contains(Property.POSITIVE);
        return new Letter(
                symbol.name(), symbol.shape(), symbol.isSymmetric(), isPositive, new Content.OfSymbol(symbol));
    }

    static Letter of(SizeName name) {
        return new Letter("#" + name, Shape.SCALAR, false, true, new Content.OfSize(name));
    }

    static Letter pi() {
        return new Letter("#pi", Shape.SCALAR, false, true, new Content.OfPi());
    }

    static Letter of(EntrywiseFunction function, Form argument) {
        boolean isPositive = function == EntrywiseFunction.EXP;
        String key = function.symbol() + "{" + argument.key() + "}";
        return new Letter(
                key, argument.shape(), argument.isSymmetric(), isPositive, new Content.OfFunction(function, argument));
    }

    static Letter inverse(Form argument) {
        String key = "inv{" + argument.key() + "}";
        return new Letter(key, argument.shape(), argument.isSymmetric(), false, new Content.OfInverse(argument));
    }

    static Letter logDet(Form argument) {
        return new Letter("logdet{" + argument.key() + "}", Shape.SCALAR, false, false, new Content.OfLogDet(argument));
    }

    static Letter of(Form argument) {
        return new Letter(
                "{" + argument.key() + "}",
                argument.shape(),
                argument.isSymmetric(),
                false,
                new Content.OfForm(argument));
    }

    /** Mixes the key's characters; the same in every run. */
    long colour() {
        return Colour.of(key);
    }

    int legCount() {
        return (shape.rows().isOne() ? 0 : 1) + (shape.columns().isOne() ? 0 : 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Letter letter && key.equals(letter.key);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(key);
    }

    @Override
    public String toString() {
        return key;
    }
}
