package dev.nadir.workbench;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.NotApplicable;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.evidence.verify.Assumptions;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Places;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.evidence.verify.judge.Verifier;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Means;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.instance.VariedData;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries claims of a global minimum, and of the type or the index of a point, on other data than those of the file. An
 * instance may lie where a wrong condition and the right one say the same; a claim is about all data that the model allows.
 * Closed forms and Hessians are cheap, so many data are drawn, and where a claim says otherwise than these it is judged there
 * by the means that judge it on the instances, which know no lemma. Only what they refute is refuted.
 */
final class OtherData {

    private static final int DRAWS = 100;

    /** Draws on which the claim is judged. */
    private static final int JUDGED = 2;

    /** Larger instances take seconds to judge. */
    private static final int MOST_COORDINATES = 40;

    private static final double RELATIVE = 1e-6;

    /** An eigenvalue of the Hessian above so much of the largest is not zero, and one below so little is. */
    private static final double PLAIN = 1e-4;

    private static final double ROUNDING = 1e-10;

    private final Derivation derivation;
    private final Reduction reduction;
    private final Model model;
    private final Instance instance;

    /** What was drawn, in order: the claims are tried on the same data. */
    private final List<Optional<Drawn>> drawn = new ArrayList<>();

    private OtherData(Derivation derivation, Reduction reduction, Instance instance) {
        this.derivation = derivation;
        this.reduction = reduction;
        this.model = derivation.landscape().model();
        this.instance = instance;
    }

    /** Other data with the loss on them, and the least loss by the closed forms, sought when it is first wanted. */
    private final class Drawn {

        private final Instance here;
        private final CompiledObjective objective;
        private @Nullable OptionalDouble least;

        private Drawn(Instance here) {
            this.here = here;
            this.objective = CompiledObjective.of(derivation, here);
        }

        private OptionalDouble least() {
            if (least == null) {
                least = OtherData.this.least(new Replay(model, here, objective, objective.layout()));
            }
            return least;
        }
    }

    /** The evidence with what other data refute. */
    static InstanceEvidence beside(
            InstanceEvidence evidence,
            Derivation derivation,
            Reduction reduction,
            VerifyOptions options,
            Watcher watcher) {
        OtherData other = new OtherData(derivation, reduction, evidence.instance());
        List<ClaimResult> claims = new ArrayList<>();
        for (ClaimResult result : evidence.claims()) {
            boolean isOpen = result.verdict() instanceof Verdict.Corroborated
                    || result.verdict() instanceof Verdict.Certified
                    || (result.verdict() instanceof Verdict.Undecided
                            && !result.method().equals("none")
                            && !result.method().equals(NotApplicable.METHOD));
            Optional<Claim> claim = other.model.claims().stream()
                    .filter(each -> each.name().equals(result.claim()))
                    .findFirst();
            claims.add(
                    isOpen
                            ? claim.flatMap(each -> other.refuted(each, result, options, watcher))
                                    .orElse(result)
                            : result);
        }
        return evidence.with(claims, evidence.notApplicable());
    }

    private Optional<ClaimResult> refuted(Claim claim, ClaimResult result, VerifyOptions options, Watcher watcher) {
        boolean isSearched = claim.lets().stream().anyMatch(let -> holdsSearch(let.value()))
                || formulas(claim).stream().anyMatch(OtherData::holdsSearch);
        if (!claim.fixed().isEmpty() || !isOfData(claim) || isSearched) {
            return Optional.empty();
        }
        if (CompiledObjective.of(derivation, instance).dimension() > MOST_COORDINATES) {
            return Optional.empty();
        }
        VerifyOptions only = new VerifyOptions(
                options.seed(), false, options.threads(), Set.of(claim.name()), Set.of(), options.starts());
        int judged = 0;
        for (int draw = 1; draw <= DRAWS && judged < JUDGED && !watcher.isCancelled(); draw++) {
            Optional<Drawn> other = drawn(draw).filter(each -> saysOtherwise(claim, each));
            if (other.isEmpty()) {
                continue;
            }
            judged++;
            Instance here = other.get().here;
            Optional<ClaimResult> found = new Verifier(model, only, watcher)
                    .verify(derivation, here).claims().stream()
                            .filter(each -> each.verdict() instanceof Verdict.Refuted)
                            .findFirst();
            if (found.isPresent()) {
                return Optional.of(
                        said(result, here, (Verdict.Refuted) found.get().verdict()));
            }
        }
        return Optional.empty();
    }

    private Optional<Drawn> drawn(int draw) {
        VariedData data = new VariedData(model, instance.sizes(), new LeastSquares(LeastSquaresOptions.DEFAULTS));
        while (drawn.size() < draw) {
            Seed seed = new Seed(drawn.size() + 1).child("other-data");
            drawn.add(data.draw(seed).flatMap(this::lowered));
        }
        return drawn.get(draw - 1);
    }

    /** Empty where the loss is not defined on the data. */
    private Optional<Drawn> lowered(Instance here) {
        try {
            return Optional.of(new Drawn(here));
        } catch (PreconditionException | ModelException e) {
            return Optional.empty();
        }
    }

    /** A grid that suits the data of the file may be too coarse for others: then nothing is refuted but the grid. */
    private static boolean holdsSearch(Formula formula) {
        return formula instanceof Formula.Search || formula.children().stream().anyMatch(OtherData::holdsSearch);
    }

    private static List<Formula> formulas(Claim claim) {
        if (claim.statement() instanceof Claim.Statement.GlobalMinimum minimum) {
            return List.of(minimum.value());
        }
        return claim.statement() instanceof Claim.Statement.CriticalPoint point
                ? Stream.concat(point.condition().stream(), point.index().stream())
                        .toList()
                : List.of();
    }

    /** What speaks of numbers alone speaks of the instance; what names data, or needs something of them, speaks of all. */
    private boolean isOfData(Claim claim) {
        Means names = new Means(model, claim.lets());
        return Stream.concat(formulas(claim).stream(), claim.needs().stream())
                .flatMap(formula -> names.names(formula).stream())
                .anyMatch(name ->
                        model.data().stream().anyMatch(item -> item.name().equals(name)));
    }

    private static boolean isGlobal(Claim.Statement.CriticalPoint point) {
        return point.type().filter("global-minimum"::equals).isPresent();
    }

    private boolean saysOtherwise(Claim claim, Drawn drawn) {
        try {
            Scope scope = Scope.of(model, drawn.here);
            Scope inside = scope.with(claim.lets());
            boolean isMeant = Assumptions.of(model, scope).stream().allMatch(InstanceEvidence.Finding::holds)
                    && claim.needs().stream()
                            .allMatch(need -> inside.condition(need).holds());
            if (!isMeant) {
                return false;
            }
            if (claim.statement() instanceof Claim.Statement.CriticalPoint point && !isGlobal(point)) {
                return curvesOtherwise(point, inside, drawn.objective);
            }
            OptionalDouble least = drawn.least();
            return least.isPresent() && saysOtherwise(claim, inside, drawn.objective, least.getAsDouble());
        } catch (PreconditionException | ModelException e) {
            // Something has no value for these numbers: nothing can be compared.
            return false;
        }
    }

    private static boolean saysOtherwise(Claim claim, Scope inside, CompiledObjective objective, double least) {
        if (claim.statement() instanceof Claim.Statement.GlobalMinimum minimum) {
            double claimed = inside.scalar(minimum.value());
            return Double.isFinite(claimed) && !isClose(claimed, least);
        } else if (claim.statement() instanceof Claim.Statement.CriticalPoint point && isGlobal(point)) {
            Optional<double[]> at = at(point.at(), inside, objective);
            boolean isSaid = point.condition()
                    .map(condition -> inside.condition(condition).holds())
                    .orElse(true);
            return at.isPresent() && isClose(objective.value(at.get()), least) != isSaid;
        }
        return false;
    }

    /** Whether the Hessian at the point plainly has another index than the claim says. */
    private static boolean curvesOtherwise(
            Claim.Statement.CriticalPoint point, Scope inside, CompiledObjective objective) {
        Optional<double[]> at = at(point.at(), inside, objective);
        if (at.isEmpty()) {
            return false;
        }
        int n = objective.dimension();
        double[] entries = new double[n * n];
        objective.hessian(at.get(), entries);
        double[] values = SymmetricEigen.of(Matrix.of(n, n, entries)).values();
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        boolean isPlain = Arrays.stream(values)
                .map(Math::abs)
                .allMatch(value -> value > PLAIN * largest || value < ROUNDING * largest);
        long negative =
                Arrays.stream(values).filter(value -> value < -PLAIN * largest).count();
        if (!isPlain) {
            return false;
        }
        boolean isOther = point.index().isPresent()
                && Math.round(inside.scalar(point.index().get())) != negative;
        boolean isSaid = point.condition()
                .map(condition -> inside.condition(condition).holds())
                .orElse(true);
        return isOther
                || (point.type().filter("strict-saddle"::equals).isPresent() && (negative > 0) != isSaid)
                || (point.type().filter("local-minimum"::equals).isPresent() && (negative == 0) != isSaid);
    }

    private OptionalDouble least(Replay replay) {
        for (ClosedForm form : reduction.closedForms()) {
            Optional<Replay.Numbers> numbers = form.kind() == Kind.GLOBAL_MINIMUM ? replay.of(form) : Optional.empty();
            boolean isTrue = numbers.isPresent()
                    && numbers.get().holds()
                    && Double.isFinite(numbers.get().value())
                    && (numbers.get().point().isEmpty()
                            || isClose(numbers.get().loss(), numbers.get().value()));
            if (isTrue) {
                return OptionalDouble.of(numbers.get().value());
            }
        }
        return OptionalDouble.empty();
    }

    /** The coordinates of a point whose equations give every parameter; empty where they do not. */
    private static Optional<double[]> at(List<Claim.Equation> equations, Scope inside, CompiledObjective objective) {
        Map<String, Matrix> point = new LinkedHashMap<>();
        for (Claim.Equation equation : equations) {
            for (Map<String, Matrix> index : Places.of(equation.range(), inside)) {
                Scope scope = inside.with(index);
                point.put(name(equation.left(), scope), scope.value(equation.right()));
            }
        }
        boolean isWhole = objective.layout().blocks().stream().allMatch(block -> point.containsKey(block.name()));
        return isWhole ? Optional.of(objective.layout().pack(point)) : Optional.empty();
    }

    private static String name(Formula left, Scope scope) {
        if (left instanceof Formula.Indexed indexed
                && indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.At at) {
            return FormulaPrinter.print(indexed.base()) + "[" + Math.round(scope.scalar(at.index())) + "]";
        }
        return FormulaPrinter.print(left);
    }

    private static boolean isClose(double a, double b) {
        return Math.abs(a - b) <= RELATIVE * (1 + Math.abs(b));
    }

    private static ClaimResult said(ClaimResult result, Instance here, Verdict.Refuted refuted) {
        String witness = "with other data that the model allows,\n" + Numbers.point(here.data()) + refuted.witness();
        return new ClaimResult(
                result.claim(),
                result.description(),
                result.kind(),
                new Verdict.Refuted(refuted.gap(), witness),
                "other data",
                List.of(new ClaimResult.Fact(
                        "on this instance", result.verdict().word() + " by " + result.method())),
                result.curve(),
                result.seconds());
    }
}
