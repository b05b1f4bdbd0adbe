package dev.nadir.symbolic.symja;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.symbolic.Derivation;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.matheclipse.core.basic.Config;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IASTAppendable;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Asks Symja for the derivative of the loss with respect to each single entry, at small sizes, and compares with the
 * derived gradient exactly at random rational points: a different program, with rules for scalars only.
 *
 * <p>A wrong entry of degree {@code d} passes one point with a probability of at most {@code d/N}, {@code N} the number
 * of values that a coordinate is drawn from (Schwartz1980).
 */
public final class EntrywiseCheck {

    /** Coordinates are drawn from {@code k/7}, k = 1..9973, a prime so that few of them cancel; positive for logarithms. */
    private static final int VALUES = 9973;

    private static final int DENOMINATOR = 7;

    private EntrywiseCheck() {}

    /** The number of entries compared, and of those that agree. */
    public record Result(int entries, int agreeing) {}

    /**
     * Compares every entry of the gradient.
     *
     * @param sizes a number for every size by name, families unrolled
     * @throws PreconditionException if the loss holds an inverse or a determinant, or a size has no number
     */
    public static Result check(Derivation derivation, Map<String, Integer> sizes, Seed seed) {
        // Without this the JVM stays alive for a minute after the first polynomial operation.
        Config.JAS_NO_THREADS = true;
        EvalEngine engine = new EvalEngine(false);
        EvalEngine.set(engine);
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            engine.setOutPrintStream(silence);
            engine.setErrorPrintStream(silence);
            return check(derivation, new Entries(sizes), engine, seed);
        }
    }

    private static Result check(Derivation derivation, Entries entries, EvalEngine engine, Seed seed) {
        IExpr loss = entries.of(derivation.landscape().expectedLoss())[0][0];
        List<IExpr[]> pairs = new ArrayList<>();
        derivation.gradient().forEach((parameter, gradient) -> pair(entries, parameter, gradient, pairs));
        IExpr point = point(entries.symbols(), seed.generator());
        int agreeing = 0;
        for (IExpr[] pair : pairs) {
            IExpr theirs = engine.evaluate(F.D(loss, pair[0]));
            IExpr difference = F.Subtract(theirs, pair[1]);
            IExpr value = engine.evaluate(F.ReplaceAll(difference, point));
            agreeing += value.isZero() ? 1 : 0;
        }
        return new Result(pairs.size(), agreeing);
    }

    /** Each free entry of a parameter with the gradient's entry; a symmetric parameter's mirrored entries count twice. */
    private static void pair(Entries entries, Expr.Symbol parameter, Expr gradient, List<IExpr[]> pairs) {
        IExpr[][] symbols = entries.of(parameter);
        IExpr[][] ours = entries.of(gradient);
        for (int i = 0; i < symbols.length; i++) {
            for (int j = 0; j < symbols[i].length; j++) {
                boolean isMirrored = parameter.isSymmetric() && i > j;
                if (symbols[i][j].isSymbol() && !isMirrored) {
                    boolean isTwice = parameter.isSymmetric() && i != j;
                    pairs.add(new IExpr[] {symbols[i][j], isTwice ? F.Times(F.C2, ours[i][j]) : ours[i][j]});
                }
            }
        }
    }

    private static IExpr point(List<ISymbol> symbols, RandomGenerator random) {
        IASTAppendable rules = F.ListAlloc(symbols.size());
        for (ISymbol symbol : symbols) {
            rules.append(F.Rule(symbol, F.QQ(1L + random.nextInt(VALUES), DENOMINATOR)));
        }
        return rules;
    }
}
