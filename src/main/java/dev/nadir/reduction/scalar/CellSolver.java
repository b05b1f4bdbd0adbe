package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Effort;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.PolynomialAlgebra;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarSolver;
import dev.nadir.reduction.scalar.Cells.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Solves a problem in one unknown cell by cell: elimination finds where in the space of the parameters anything can
 * change, and one exact sample of each cell says what holds there.
 *
 * <p>Refuses by name: more than two parameters after scaling, a slope of a degree above {@value #LARGEST_DEGREE}, more
 * than {@value #MOST_CELLS} cells, exact numbers that become too long, a pole on the domain, minima whose values are not algebraic and must be compared.
 */
public final class CellSolver implements ScalarSolver {

    /** Degrees above have discriminants of thousands of terms. */
    private static final int LARGEST_DEGREE = 24;

    /** A plane with more cells takes longer than anyone waits. */
    private static final int MOST_CELLS = 4000;

    /** Machine words of exact numbers: a few seconds. */
    private static final long WORDS = 1_000_000;

    private final NamedAlgebra algebra;

    /** Solves with this algebra of polynomials. */
    public CellSolver(PolynomialAlgebra algebra) {
        this.algebra = new NamedAlgebra(algebra);
    }

    @Override
    public ScalarAnswer solve(ScalarProblem given) {
        try {
            return solveOrStop(given);
        } catch (StepRefused refusal) {
            return refusal.answer();
        } catch (Effort.Exhausted exhausted) {
            return new ScalarAnswer.Refused("exact samples", Objects.requireNonNull(exhausted.getMessage()));
        }
    }

    private ScalarAnswer solveOrStop(ScalarProblem given) {
        Elimination elimination = new Elimination(algebra);
        Optional<Elimination.Result> result = elimination.toOne(given);
        Optional<Balance> balance = given.unknowns().size() == 1 ? Optional.empty() : Balance.of(given);
        Optional<FreeNumbers> free = FreeNumbers.of(given);
        ScalarAnswer.Solved solved;
        if (free.isPresent()) {
            solved = free.get().lift(oneUnknown(free.get().inOne(), List.of(), false));
        } else if (balance.isPresent()) {
            solved = balance.get().lift(oneUnknown(balance.get().inOne(), List.of(), false));
        } else if (result.isPresent()) {
            solved = oneUnknown(
                    result.get().problem(),
                    elimination.inLast(result.get()),
                    given.unknowns().size() == 1);
        } else {
            throw new StepRefused(
                    "elimination of unknowns",
                    "none of " + String.join(", ", given.unknowns().keySet())
                            + " has a unique minimum of positive curvature whatever the others are, and they do not"
                            + " stand in one product alone, or with a price on the square of each");
        }
        if (given.unknowns().size() > 1) {
            new PointCheck(given).objection(solved).ifPresent(objection -> {
                throw new StepRefused("numerical check of the answer", objection);
            });
        }
        String first =
                free.isPresent() ? "scalar-product" : balance.isPresent() ? "scalar-balance" : "scalar-elimination";
        return given.unknowns().size() == 1
                ? solved
                : new ScalarAnswer.Solved(solved.branches(), solved.thresholds(), List.of(first, "scalar-cells"));
    }

    private ScalarAnswer.Solved oneUnknown(ScalarProblem given, List<Elimination.Step> steps, boolean isAlone) {
        OneUnknown problem = OneUnknown.of(given, algebra);
        int degree = problem.slope().degree(problem.unknown());
        if (degree > LARGEST_DEGREE) {
            throw new StepRefused(
                    "stationary equation", "its degree is " + degree + ", at most " + LARGEST_DEGREE + " is solved");
        }
        Effort effort = new Effort(WORDS);
        Cells space = new Cells(problem.problem(), algebra, effort);
        if (space.free().size() > Cells.DIMENSIONS) {
            throw new StepRefused(
                    "scaling of the parameters",
                    String.join(", ", space.free()) + " are left, at most " + Cells.DIMENSIONS
                            + " parameters can be cut into cells");
        }
        Projection projection = new Projection(problem, algebra);
        Set<LaurentPolynomial> polynomials = new LinkedHashSet<>(projection.ofPoints());
        List<Cell> cells = decompose(space, polynomials);
        List<CellPoints> points = points(problem, cells, isAlone, effort);
        Set<LaurentPolynomial> ties = ties(projection, points);
        if (polynomials.addAll(ties)) {
            cells = decompose(space, polynomials);
            points = points(problem, cells, isAlone, effort);
        }
        ScalarAnswer.Solved solved =
                new Assembly(problem, new RootWriter(problem, steps, algebra), cells, points, isAlone).solved();
        new AnswerCheck(given).objection(solved).ifPresent(objection -> {
            throw new StepRefused("numerical check of the answer", objection);
        });
        return solved;
    }

    private static List<Cell> decompose(Cells space, Set<LaurentPolynomial> polynomials) {
        List<Cell> cells = space.decompose(polynomials);
        if (cells.size() > MOST_CELLS) {
            throw new StepRefused(
                    "cells of the parameters", cells.size() + " cells, at most " + MOST_CELLS + " are sampled");
        }
        return cells;
    }

    private static List<CellPoints> points(OneUnknown problem, List<Cell> cells, boolean isAlone, Effort effort) {
        List<CellPoints> points = new ArrayList<>();
        cells.forEach(cell -> points.add(new CellPoints(problem, cell.sample(), isAlone, effort)));
        return points;
    }

    /** Only pairs of minima that exist together can change their order. */
    private static Set<LaurentPolynomial> ties(Projection projection, List<CellPoints> points) {
        Set<List<Integer>> pairs = new LinkedHashSet<>();
        Set<Integer> withLimit = new LinkedHashSet<>();
        for (CellPoints cell : points) {
            List<CellPoints.Point> minima =
                    cell.points().stream().filter(CellPoints.Point::isMinimum).toList();
            for (int i = 0; i < minima.size(); i++) {
                for (CellPoints.Point other : minima.subList(i + 1, minima.size())) {
                    int a = minima.get(i).factor();
                    int b = other.factor();
                    pairs.add(List.of(Math.min(a, b), Math.max(a, b)));
                }
                if (!cell.limits().isEmpty()) {
                    withLimit.add(minima.get(i).factor());
                }
            }
        }
        Set<LaurentPolynomial> ties = new LinkedHashSet<>();
        for (List<Integer> pair : pairs) {
            ties.addAll(
                    pair.get(0) == CellPoints.ZERO
                            ? projection.ofTieWithZero(pair.get(1))
                            : projection.ofTie(pair.get(0), pair.get(1)));
        }
        for (int factor : withLimit) {
            if (factor != CellPoints.ZERO) {
                ties.addAll(projection.ofTieWithLimit(factor));
            }
        }
        return ties;
    }
}
