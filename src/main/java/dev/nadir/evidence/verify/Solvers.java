package dev.nadir.evidence.verify;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Model;
import dev.nadir.numeric.Classifier;
import dev.nadir.numeric.Classifier.Classification;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.EquationSolver.Equations;
import dev.nadir.numeric.EquationSolver.Root;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.critical.CriticalPointOptions;
import dev.nadir.numeric.critical.CriticalPointSolver;
import dev.nadir.numeric.critical.CriticalStarts;
import dev.nadir.numeric.flow.FlowOptions;
import dev.nadir.numeric.flow.GradientFlow;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopySolver;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.numeric.homotopy.certify.KrawczykCertifier;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.homotopy.enumerate.Enumerator;
import dev.nadir.numeric.homotopy.enumerate.Probe;
import dev.nadir.numeric.homotopy.scale.ScaledSolver;
import dev.nadir.numeric.homotopy.track.RootOrbits;
import dev.nadir.numeric.homotopy.track.start.StructuredHomotopySolver;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.minimise.Settled;
import dev.nadir.numeric.multistart.MultiStart;
import dev.nadir.numeric.multistart.MultiStartOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.spectrum.SpectralClassifier;
import dev.nadir.numeric.spectrum.SpectralClassifierOptions;
import dev.nadir.numeric.symmetry.GroupOrbitMatcher;
import dev.nadir.numeric.symmetry.OrbitMatcherOptions;
import dev.nadir.symbolic.Derivation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The searches, made of the solvers of {@code numeric}. */
final class Solvers implements Searches {

    /**
     * Ends are polished to rounding: points on one orbit can only be matched as well as they are known. What is not
     * there after a thousand steps is badly scaled, and nearer by ten Newton steps than by nine thousand more.
     */
    private static final QuasiNewtonOptions POLISHED = new QuasiNewtonOptions(10, 1e-12, 1000, 200, true);

    /** Millions of operations on an exact bound: about a second. */
    private static final int DEFAULT_WORK = 6;

    private static final int MATCHES = 20;

    private static final int FEW_MATCHES = 2;

    private final Setup setup;
    private final Map<String, Matrix> fixed;
    private final SymmetryAction symmetry;
    private final Seed seed;
    private final LocalSolver minimiser = new Settled(new QuasiNewton(POLISHED));
    private final LocalSolver critical = new Settled(new CriticalPointSolver(CriticalPointOptions.DEFAULTS));
    private final EquationSolver equations = new LeastSquares(LeastSquaresOptions.DEFAULTS);
    private final OrbitMatcher matcher = new GroupOrbitMatcher(equations, OrbitMatcherOptions.DEFAULTS);
    private final Classifier classifier = new SpectralClassifier(
            new QuasiNewton(QuasiNewtonOptions.FAST), matcher, SpectralClassifierOptions.DEFAULTS);
    private final CompiledObjective own;
    private Optional<MultiStartResult> minima = Optional.empty();
    private Optional<MultiStartResult> criticalPoints = Optional.empty();
    private Optional<FlowResult> flow = Optional.empty();
    private Optional<Enumeration> enumeration = Optional.empty();

    Solvers(Setup setup, Map<String, Matrix> fixed, SymmetryAction symmetry, Seed seed) {
        this.setup = setup;
        this.fixed = fixed;
        this.symmetry = symmetry;
        this.seed = seed;
        this.own = CompiledObjective.of(setup.derivation(), setup.instance(), fixed);
    }

    /** What a bench is made from. */
    record Setup(
            Model model,
            Instance instance,
            Derivation derivation,
            PlanOptions plan,
            VerifyOptions options,
            long runSeed,
            Watcher watcher) {

        String place() {
            return model.name() + "/" + instance.name();
        }

        Seed seed(String method) {
            return new Seed(plan.seed(method, options, runSeed)).child(place()).child(method);
        }
    }

    @Override
    public MultiStartResult minima() {
        if (minima.isEmpty()) {
            minima = Optional.of(search("multi-start", minimiser, 100));
        }
        return minima.get();
    }

    @Override
    public MultiStartResult criticalPoints() {
        if (criticalPoints.isEmpty()) {
            criticalPoints = Optional.of(search("critical-points", critical, 100));
        }
        return criticalPoints.get();
    }

    @Override
    public Optional<MultiStartResult> minimaIfRun() {
        return minima;
    }

    @Override
    public Optional<MultiStartResult> criticalPointsIfRun() {
        return criticalPoints;
    }

    private MultiStartResult search(String method, LocalSolver solver, int starts) {
        setup.watcher().began(setup.place() + ": " + method);
        int asked = setup.plan().count(method, "starts", starts);
        // A claim on slices asks for a search on each: together they cost about two whole ones.
        int count = fixed.isEmpty() ? asked : Math.max(10, asked / 3);
        MultiStartOptions options = new MultiStartOptions(count, setup.options().threads(), matches(method));
        Seed own = setup.seed(method).child(seed.value());
        return new MultiStart(solver, classifier, matcher, options)
                .run(this::compiled, law(method), symmetry, own, setup.watcher());
    }

    /** Points are matched up to the symmetry where a claim asks for it; a search for a group element takes long. */
    private int matches(String method) {
        boolean isAsked =
                setup.model().claims().stream().anyMatch(claim -> claim.upTo().isPresent());
        return method.equals("critical-points") ? 1 : isAsked ? MATCHES : FEW_MATCHES;
    }

    /** Minima are sought from independent normal entries; saddles, which are nearer to zero, from all sizes and ranks. */
    private StartLaw law(String method) {
        double scale = setup.plan().number(method, "scale", 1);
        boolean isPlain = own.layout().isFlat()
                && own.layout().blocks().stream().allMatch(block -> block.count() == block.rows() * block.columns());
        if (method.equals("critical-points") && isPlain) {
            return CriticalStarts.ofAllSizesAndRanks(
                    own.layout().blocks().stream()
                            .map(block -> new CriticalStarts.Block(block.rows(), block.columns()))
                            .toList(),
                    scale);
        }
        return StartLaw.gaussian(scale);
    }

    @Override
    public FlowResult flow(Map<String, UnaryOperator<double[]>> conserved) {
        if (flow.isEmpty()) {
            setup.watcher().began(setup.place() + ": gradient-flow");
            double[] start = FlowStart.of(
                    setup.plan().choice("gradient-flow", "from"),
                    own.layout(),
                    setup.seed("gradient-flow").child("start").generator());
            flow = Optional.of(new GradientFlow(FlowOptions.DEFAULTS)
                    .follow(compiled(), start, conserved, setup.watcher()::isCancelled));
        }
        return flow.get();
    }

    @Override
    public Enumeration enumeration() {
        if (enumeration.isEmpty()) {
            if (!fixed.isEmpty()) {
                throw new PreconditionException("critical points are counted with no parameter held fixed, got "
                        + String.join(", ", fixed.keySet()));
            }
            setup.watcher().began(setup.place() + ": homotopy");
            long millions = setup.plan().count("homotopy", "work", DEFAULT_WORK);
            // One seed for all instances: they share the start systems of their architectures.
            Seed own = new Seed(setup.plan().seed("homotopy", setup.options(), setup.runSeed())).child("homotopy");
            Enumerator.Effort effort = new Enumerator.Effort(
                    own,
                    millions * 1_000_000,
                    setup.plan().choice("homotopy", "work").isPresent(),
                    setup.watcher());
            HomotopyOptions options =
                    HomotopyOptions.DEFAULTS.withThreads(setup.options().threads());
            Enumerator enumerator = new Enumerator(
                    new Enumerator.Solvers(
                            homotopy(options),
                            homotopy(options.withStart(StartKind.MONODROMY)),
                            homotopy(options.withStart(StartKind.TOTAL_DEGREE)),
                            RootOrbits::of),
                    new KrawczykCertifier());
            CompiledProbe probe = new CompiledProbe(this.own, this::classify);
            enumeration = Optional.of(enumerator.enumerate(setup.derivation(), setup.instance(), probe, effort));
        }
        return enumeration.get();
    }

    private HomotopySolver homotopy(HomotopyOptions options) {
        return new ScaledSolver(
                new StructuredHomotopySolver(options, setup.options().starts()));
    }

    @Override
    public boolean isCountOdd() {
        return fixed.isEmpty()
                && Enumerator.isOdd(Enumerator.equations(
                        setup.derivation(), setup.instance(), new CompiledProbe(own, this::classify)));
    }

    @Override
    public Optional<Enumeration> enumerationIfRun() {
        return enumeration;
    }

    @Override
    public Optional<FlowResult> flowIfRun() {
        return flow;
    }

    @Override
    public boolean isPlanned(String method) {
        // Paths are many: they are followed where the block or a claim asks for it.
        return setup.plan().has(method) || (setup.plan().methods().isEmpty() && !method.equals("homotopy"));
    }

    @Override
    public boolean isThorough() {
        return setup.options().thorough();
    }

    private Objective compiled() {
        return CompiledObjective.of(setup.derivation(), setup.instance(), fixed);
    }

    @Override
    public Point descend(double[] start) {
        return minimiser.solve(own, start, setup.watcher()::isCancelled);
    }

    @Override
    public Point descend(Objective function, double[] start) {
        return new QuasiNewton(QuasiNewtonOptions.FAST).solve(function, start, setup.watcher()::isCancelled);
    }

    @Override
    public Classification classify(Point point) {
        return classifier.classify(own, point, symmetry, seed.child("classify"));
    }

    @Override
    public Root solve(Equations system, double[] start) {
        return equations.solve(system, start, setup.watcher()::isCancelled);
    }

    @Override
    public double[] start(Seed its) {
        return law("multi-start").draw(own.dimension(), its.generator());
    }

    @Override
    public Objective objective() {
        return own;
    }

    @Override
    public Bench slice(Bench whole, Map<String, Matrix> values, String name) {
        return Benches.slice(setup, whole, values, seed.child(name));
    }

    CompiledObjective compiledObjective() {
        return own;
    }

    /** A compiled loss, asked at points. */
    private record CompiledProbe(CompiledObjective compiled, Function<Point, Classification> classifier)
            implements Probe {

        @Override
        public double loss(Map<String, Matrix> parameters) {
            return compiled.value(coordinates(parameters));
        }

        @Override
        public Objective objective() {
            return compiled;
        }

        @Override
        public double[] coordinates(Map<String, Matrix> parameters) {
            return compiled.layout().pack(parameters);
        }

        @Override
        public Map<String, Matrix> parameters(double[] coordinates) {
            return compiled.layout().unpack(coordinates);
        }

        @Override
        public Classification classify(Map<String, Matrix> parameters) {
            double[] x = coordinates(parameters);
            double[] gradient = new double[x.length];
            double value = compiled.valueAndGradient(x, gradient);
            double norm = 0;
            for (double each : gradient) {
                norm = Math.hypot(norm, each);
            }
            return classifier.apply(new Point(x, value, norm, Termination.CONVERGED, 0));
        }
    }
}
