package dev.nadir.workbench;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.NotApplicable;
import dev.nadir.evidence.PhaseDiagram;
import dev.nadir.evidence.Solution;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.evidence.phase.Minima;
import dev.nadir.evidence.phase.PhaseSearch;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Benches;
import dev.nadir.evidence.verify.DerivationCheck;
import dev.nadir.evidence.verify.PlanOptions;
import dev.nadir.evidence.verify.Solving;
import dev.nadir.evidence.verify.constrained.ConstrainedVerifier;
import dev.nadir.evidence.verify.judge.DerivedMinimum;
import dev.nadir.evidence.verify.judge.Verifier;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelFormatter;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.constrained.Lagrangian;
import dev.nadir.numeric.constrained.TangentObjective;
import dev.nadir.numeric.homotopy.RememberedStarts;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.plan.Numbers;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.agree.claim.Agreement;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.depth.DepthLaw;
import dev.nadir.reduction.chain.depth.SymbolicDepth;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.chain.orthonormal.OrthonormalColumns;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.reduction.scalar.PowerSolver;
import dev.nadir.reduction.scalar.loss.ScalarClosedForms;
import dev.nadir.report.Author;
import dev.nadir.report.Bibliography;
import dev.nadir.report.ReportFile;
import dev.nadir.report.ReportWriter;
import dev.nadir.report.content.ReportAuthor;
import dev.nadir.report.html.HtmlReport;
import dev.nadir.report.latex.LatexReport;
import dev.nadir.report.latex.PdfCompiler;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.Presentation;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.symmetry.SymmetrySearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The front door: all that the command can do, without the shell.
 *
 * <p>A model is loaded and checked, derived, solved, verified and reported; each step takes the noun that the one before
 * made. Nothing here prints, and nothing is kept between calls.
 */
public final class Workbench {

    /** Runs of a minimiser for a point of a phase diagram: traps beside the minimum take some of them. */
    private static final int PHASE_RUNS = 8;

    /**
     * Reads and checks a model file, or the one in a folder, with its data.
     *
     * @param displayName the path as it is to appear in messages
     * @throws dev.nadir.base.ModelException with every diagnostic, if anything is wrong
     */
    public Model load(Path file, String displayName) {
        return ModelReader.read(file, displayName);
    }

    /**
     * The structure at which a model is derived: the sizes asked for; what an instance says; the smallest allowed.
     *
     * @param sizes sizes by name that come first
     * @param instance whose settings come second, if any
     */
    public Map<String, Integer> structure(
            Model model, Map<String, Integer> sizes, Optional<Model.InstanceDeclaration> instance) {
        Map<String, Integer> structure = new LinkedHashMap<>();
        for (String name : Elaboration.structuralSizes(model)) {
            Integer asked = sizes.get(name);
            structure.put(
                    name,
                    asked != null
                            ? asked
                            : instance.flatMap(each -> setting(each, name)).orElseGet(() -> smallest(model, name)));
        }
        return structure;
    }

    /** Gradient and Hessian of the loss, at the given structure and for all other sizes. */
    public Derivation derive(Model model, Map<String, Integer> structure) {
        return Presentation.of(Deriver.derive(Elaboration.elaborate(model, structure)));
    }

    /** The symmetries of a loss that can be found, and what its gradient flow keeps. */
    public Symmetries symmetries(Derivation derivation) {
        return SymmetrySearch.of(derivation);
    }

    /**
     * The closed forms of a derivation's loss, with the steps that lead there, or the step that could not be taken. What
     * is returned was tried on random instances.
     */
    public Reduction closedForms(Derivation derivation) {
        Landscape landscape = derivation.landscape();
        CellSolver solver = new CellSolver(new RingsAlgebra());
        Reduction reduction = OrthonormalColumns.covers(landscape)
                ? OrthonormalColumns.derive(landscape)
                : ScalarClosedForms.covers(landscape)
                        ? ScalarClosedForms.derive(landscape, solver)
                        : ClosedForms.derive(landscape, solver);
        return ClosedFormTrial.tried(derivation, reduction);
    }

    /**
     * Thresholds as formulas of the depth; empty where the structure has no depth.
     *
     * @throws dev.nadir.reduction.Refusal naming what does not follow a pattern over the layers
     */
    public Optional<DepthLaw> depthLaw(Derivation derivation) {
        Model model = derivation.landscape().model();
        int least = Elaboration.structuralSizes(model).stream()
                .mapToInt(name -> smallest(model, name))
                .findFirst()
                .orElse(1);
        PowerSolver solver = new PowerSolver(new RingsAlgebra());
        return SymbolicDepth.derive(derivation.landscape(), least, solver::solve);
    }

    /** What was seen when each step of a derivation was tried by itself, on random instances. */
    public Replay.Checks stepChecks(Derivation derivation, Reduction reduction) {
        return new Replay.Checks(
                StepTrial.of(derivation, reduction),
                reduction.branches().stream()
                        .map(branch -> StepTrial.of(derivation, reduction, branch))
                        .toList(),
                PointTrial.of(derivation, reduction));
    }

    private static Optional<DerivedMinimum> derivedMinimum(
            Derivation derivation, Reduction reduction, Instance instance) {
        if (reduction.closedForms().isEmpty()) {
            return Optional.empty();
        }
        Landscape landscape = derivation.landscape();
        return DerivedMinimum.of(
                reduction,
                replay(derivation, instance),
                claim -> claim.statement() instanceof Claim.Statement.Trajectory
                        ? FlowProof.of(landscape, claim)
                        : claim.fixed().isEmpty()
                                ? Agreement.of(landscape, claim, reduction, e -> ChainReader.isThrough(landscape, e))
                                : HeldProof.of(landscape, claim));
    }

    /** What walks closed forms on an instance. */
    public Replay replay(Derivation derivation, Model.InstanceDeclaration declaration, VerifyOptions options) {
        Model model = derivation.landscape().model();
        return replay(derivation, instance(model, declaration, PlanOptions.runSeed(model, options)));
    }

    private static Replay replay(Derivation derivation, Instance instance) {
        Model model = derivation.landscape().model();
        if (derivation.landscape().isUnderEquations()) {
            CompiledObjective compiled =
                    CompiledObjective.of(Deriver.derive(Lagrangian.landscape(derivation.landscape())), instance);
            Lagrangian lagrangian = new Lagrangian(compiled, compiled.layout());
            return new Replay(model, instance, new TangentObjective(lagrangian), lagrangian.layout());
        }
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        return new Replay(model, instance, objective, objective.layout());
    }

    /** Beside a search on equations: what was derived, if anything was. */
    private static ConstrainedVerifier.Derived beside(Optional<DerivedMinimum> derived) {
        return (claim, result, scope, lowest) -> derived.map(minimum -> minimum.beside(
                        claim,
                        result,
                        new DerivedMinimum.Seen(
                                statement -> scope.with(claim.lets()).scalar(statement.value()),
                                () -> minimum.isValue(lowest))))
                .orElse(result);
    }

    /** What puts numbers into formulas: an instance, and a point of the run's seed. */
    public Numbers numbers(Derivation derivation, Model.InstanceDeclaration declaration, VerifyOptions options) {
        Model model = derivation.landscape().model();
        long seed = PlanOptions.runSeed(model, options);
        return Numbers.of(derivation, instance(model, declaration, seed), seed);
    }

    /**
     * Every claim on every instance to a verdict.
     *
     * @throws dev.nadir.base.InternalErrorException if the derivation fails a check: our defect
     */
    public Evidence verify(Model model, VerifyOptions options, Watcher watcher) {
        Verifier verifier = new Verifier(model, options.withStarts(new RememberedStarts(options.starts())), watcher);
        List<Derivation> derivations = new ArrayList<>();
        List<Reduction> reductions = new ArrayList<>();
        List<InstanceEvidence> instances = new ArrayList<>();
        for (Model.InstanceDeclaration declaration : model.instances()) {
            if (options.includesInstance(declaration.name()) && isDue(model, declaration.name(), options)) {
                watcher.began(model.name() + "/" + declaration.name() + ": derivation");
                Instance instance = instance(model, declaration, verifier.runSeed());
                Derivation derivation = derive(model, structure(model, instance.sizes(), Optional.of(declaration)));
                derivations.add(derivation);
                Reduction reduction = closedForms(derivation);
                reductions.add(reduction);
                instances.add(
                        !derivation.landscape().isUnderEquations()
                                ? OtherData.beside(
                                        verifier.verify(
                                                derivation, instance, derivedMinimum(derivation, reduction, instance)),
                                        derivation,
                                        reduction,
                                        options,
                                        watcher)
                                : new ConstrainedVerifier(
                                                derivation.landscape(),
                                                options,
                                                watcher,
                                                beside(derivedMinimum(derivation, reduction, instance)))
                                        .verify(instance));
            }
        }
        return new Evidence(
                model.name(),
                Version.current(),
                Version.jdk(),
                verifier.runSeed(),
                options.thorough(),
                model.file().sha256(),
                dataHashes(model),
                asked(options),
                derivations,
                reductions,
                NotApplicable.setApart(instances),
                Optional.empty(),
                List.of());
    }

    /** The same evidence with thresholds for every depth and the phases of the derived minima, for a report. */
    public Evidence withPhases(Evidence evidence, Watcher watcher) {
        List<PhaseDiagram> diagrams = new ArrayList<>();
        for (int i = 0; i < evidence.instances().size(); i++) {
            Instance instance = evidence.instances().get(i).instance();
            watcher.began(evidence.model() + "/" + instance.name() + ": phases");
            Seed seed = new Seed(evidence.seed()).child("phases").child(instance.name());
            new PhaseSearch(
                            evidence.derivations().get(i),
                            evidence.reductions().get(i),
                            instance,
                            new Minima(PHASE_RUNS, seed, watcher))
                    .find()
                    .ifPresent(diagrams::add);
        }
        return evidence.with(depthLaw(evidence), diagrams);
    }

    private Optional<DepthLaw> depthLaw(Evidence evidence) {
        try {
            return evidence.derivations().stream().findFirst().flatMap(this::depthLaw);
        } catch (Refusal refusal) {
            // A report says what was found; the command derive says what stopped the search.
            return Optional.empty();
        }
    }

    /** Whether an instance that its verify block keeps for thorough runs is verified now. */
    private static boolean isDue(Model model, String instance, VerifyOptions options) {
        return options.thorough()
                || options.instances().contains(instance)
                || !PlanOptions.of(model, instance, false).has("thorough-only");
    }

    /**
     * The slopes of the Taylor remainders of a derivation on an instance.
     *
     * @throws dev.nadir.base.InternalErrorException if one is wrong: our defect
     */
    public DerivationCheck check(Derivation derivation, Model.InstanceDeclaration declaration, VerifyOptions options) {
        Model model = derivation.landscape().model();
        long seed = PlanOptions.runSeed(model, options);
        PlanOptions plan = PlanOptions.of(model, declaration.name(), options.thorough());
        Instance instance = instance(model, declaration, seed);
        Derivation checked = derivation.landscape().isUnderEquations()
                ? Deriver.derive(derivation.landscape().lossAlone())
                : derivation;
        Bench bench = Benches.of(checked, instance, new Benches.Circumstances(plan, options, seed, Watcher.none()));
        return DerivationCheck.of(bench, plan);
    }

    /**
     * A model file's text as it is, and in the one canonical layout; names, shapes and data need not be right.
     *
     * @throws dev.nadir.base.ModelException if the file does not follow the grammar
     */
    public Layout format(Path file, String displayName) {
        String canonical = ModelFormatter.format(file, displayName);
        try {
            return new Layout(Files.readString(file, StandardCharsets.UTF_8), canonical);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text before and after. */
    public record Layout(String original, String canonical) {
        /** Whether nothing changes. */
        public boolean isCanonical() {
            return original.equals(canonical);
        }
    }

    /** The numbers of an instance. */
    public Instance instance(Model model, Model.InstanceDeclaration declaration, long seed) {
        return InstanceBuilder.build(model, declaration, new Seed(seed));
    }

    /** The points that a search finds on an instance: {@code multi-start}, {@code critical-points} or {@code flow}. */
    public Solution solve(Model model, String instanceName, Search search, VerifyOptions options, Watcher watcher) {
        Model.InstanceDeclaration declaration = model.instances().stream()
                .filter(each -> each.name().equals(instanceName))
                .findFirst()
                .orElseThrow(() -> new PreconditionException(
                        "an instance must be one that the model declares, got " + instanceName));
        long seed = PlanOptions.runSeed(model, options);
        Instance instance = instance(model, declaration, seed);
        Derivation derivation = derive(model, structure(model, instance.sizes(), Optional.of(declaration)));
        PlanOptions plan = PlanOptions.of(model, instanceName, options.thorough());
        if (search.starts().isPresent()) {
            plan = plan.withStarts((int) search.starts().getAsLong());
        }
        Bench bench = Benches.of(derivation, instance, new Benches.Circumstances(plan, options, seed, watcher));
        return Solving.of(bench, search.method(), plan.seed(search.method(), options, seed));
    }

    /** The reports of models as files, with an index where there are several; writes nothing. */
    public List<ReportFile> report(List<ReportWriter.Subject> subjects) {
        Author author = new ReportAuthor(Bibliography.known());
        return new ReportWriter(author, List.of(new LatexReport(), new HtmlReport())).write(subjects);
    }

    /**
     * The PDF of a model's report, or a sentence that says why there is none.
     *
     * @param files the report, as {@link #report} makes it of one model
     */
    public PdfCompiler.Outcome pdf(List<ReportFile> files) {
        return PdfCompiler.DEFAULTS.compile(files);
    }

    /**
     * What to search with.
     *
     * @param method the word
     * @param starts replaces those of the verify block
     */
    public record Search(String method, OptionalLong starts) {}

    private static Map<String, String> dataHashes(Model model) {
        Map<String, String> hashes = new TreeMap<>();
        model.instances()
                .forEach(instance ->
                        instance.tables().values().forEach(table -> hashes.put(table.path(), table.sha256())));
        return hashes;
    }

    private static Map<String, String> asked(VerifyOptions options) {
        Map<String, String> asked = new LinkedHashMap<>();
        options.seed().ifPresent(seed -> asked.put("--seed", Long.toString(seed)));
        if (!options.claims().isEmpty()) {
            asked.put("--claim", String.join(",", new TreeSet<>(options.claims())));
        }
        if (!options.instances().isEmpty()) {
            asked.put("--instance", String.join(",", new TreeSet<>(options.instances())));
        }
        return asked;
    }

    private static Optional<Integer> setting(Model.InstanceDeclaration instance, String name) {
        return Optional.ofNullable(instance.settings().get(name))
                .filter(Formula.NumberLiteral.class::isInstance)
                .map(formula -> ((Formula.NumberLiteral) formula).value())
                .filter(Rational::isInteger)
                .map(Rational::intValueExact);
    }

    /** The smallest whole number that the declared condition allows, and at least 1. */
    private static int smallest(Model model, String name) {
        return model.sizes().stream()
                .filter(size -> size.name().equals(name))
                .map(Declaration::condition)
                .flatMap(Optional::stream)
                .filter(condition -> condition.bound() instanceof Formula.NumberLiteral)
                .mapToInt(condition -> {
                    Rational bound = ((Formula.NumberLiteral) condition.bound()).value();
                    int least = (int) Math.ceil(bound.round());
                    boolean isStrict = condition.operator() == Formula.Operator.GREATER && bound.isInteger();
                    return isStrict ? least + 1 : least;
                })
                .max()
                .orElse(1);
    }
}
