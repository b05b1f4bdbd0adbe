package dev.nadir.model;

import dev.nadir.base.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked model file: every name is declared, every shape fits, for all sizes.
 *
 * @param name the label after {@code model}
 * @param file what was read, with the folder that data paths are relative to
 */
public record Model(
        String name,
        String description,
        List<String> cites,
        SourceFile file,
        List<Declaration> sizes,
        List<Declaration> data,
        List<Declaration> random,
        List<Declaration> parameters,
        List<Function> functions,
        List<Let> lets,
        Objective objective,
        List<Assumption> assumptions,
        List<Symmetry> symmetries,
        List<Claim> claims,
        List<InstanceDeclaration> instances,
        List<VerifyPlan> verifyPlans) {

    /** Copies the lists. */
    public Model {
        cites = List.copyOf(cites);
        sizes = List.copyOf(sizes);
        data = List.copyOf(data);
        random = List.copyOf(random);
        parameters = List.copyOf(parameters);
        functions = List.copyOf(functions);
        lets = List.copyOf(lets);
        assumptions = List.copyOf(assumptions);
        symmetries = List.copyOf(symmetries);
        claims = List.copyOf(claims);
        instances = List.copyOf(instances);
        verifyPlans = List.copyOf(verifyPlans);
    }

    /** The same with further sizes, such as those that a proof names. */
    public Model withSizes(List<Declaration> more) {
        List<Declaration> all = new java.util.ArrayList<>(sizes);
        all.addAll(more);
        return with(all, data, parameters, symmetries, instances);
    }

    /** The same with these parameters held: they are data. Symmetries, which may move them, are left out. */
    public Model holding(List<String> names) {
        List<Declaration> given = new java.util.ArrayList<>(data);
        List<Declaration> free = new java.util.ArrayList<>();
        parameters.forEach(each -> (names.contains(each.name()) ? given : free).add(each));
        return with(sizes, given, free, List.of(), instances);
    }

    /** The same with other instances. */
    public Model withInstances(List<InstanceDeclaration> others) {
        return with(sizes, data, parameters, symmetries, others);
    }

    private Model with(
            List<Declaration> otherSizes,
            List<Declaration> otherData,
            List<Declaration> otherParameters,
            List<Symmetry> otherSymmetries,
            List<InstanceDeclaration> otherInstances) {
        return new Model(
                name,
                description,
                cites,
                file,
                otherSizes,
                otherData,
                random,
                otherParameters,
                functions,
                lets,
                objective,
                assumptions,
                otherSymmetries,
                claims,
                otherInstances,
                verifyPlans);
    }

    /** The function of a call, primes left aside, if the model declares it. */
    public Optional<Function> function(String called) {
        return functions.stream()
                .filter(function -> function.name().equals(Function.nameOf(called)))
                .findFirst();
    }

    /**
     * A function of one number, applied to every entry: {@code g(t) = t^2*tanh(t)}, or by name only.
     *
     * @param definition what it is; empty for any smooth function
     */
    public record Function(SourceSpan span, String name, Optional<Definition> definition, String description) {

        /** {@code (variable) = body}. */
        public record Definition(String variable, Formula body) {}

        /** The name in {@code f''}. */
        public static String nameOf(String called) {
            return called.replace("'", "");
        }

        /** How often {@code f''} is differentiated. */
        public static int orderOf(String called) {
            return called.length() - nameOf(called).length();
        }
    }

    /**
     * {@code name = formula}; {@code let lambda, U = eig(S)} has two names.
     */
    public record Let(SourceSpan span, List<String> names, Formula value, String description) {
        /** Copies the names. */
        public Let {
            names = List.copyOf(names);
        }
    }

    /**
     * What is minimised.
     *
     * @param value where there are equations, half the sum of the squares of the differences of their sides
     * @param constraints {@code subject to} equations, each a comparison; empty for most models
     * @param equations what {@code equations} asks to be solved, each some for each of a range; empty for a landscape
     */
    public record Objective(
            SourceSpan span,
            String name,
            Formula value,
            List<Formula> constraints,
            List<Claim.Equation> equations,
            String description) {
        /** Copies the constraints. */
        public Objective {
            constraints = List.copyOf(constraints);
            equations = List.copyOf(equations);
        }

        /** A loss of its own, with no equations. */
        public Objective(SourceSpan span, String name, Formula value, List<Formula> constraints, String description) {
            this(span, name, value, constraints, List.of(), description);
        }
    }

    /** A condition on the data, such as {@code invertible(Sxx)}, {@code distinct(eig(S))} or a comparison. */
    public record Assumption(Formula condition, String description) {}

    /**
     * A group that leaves the loss alone.
     *
     * @param range the index, where the statement holds for each of a range
     * @param group the group's element, declared with the kind that says which group
     * @param maps each from the left side to the right side, at once
     */
    public record Symmetry(
            SourceSpan span,
            String name,
            String description,
            Optional<Declaration.IndexRange> range,
            Declaration group,
            List<Map.Entry<Formula, Formula>> maps) {
        /** Copies the maps. */
        public Symmetry {
            maps = List.copyOf(maps);
        }
    }

    /**
     * The named settings of an instance, in the order of the file.
     *
     * @param settings by name, {@code X} or {@code X[2]}; {@code seed} is the seed of what is sampled
     * @param tables what the {@code csv} calls among the settings read, by the call as {@link FormulaPrinter} prints it
     */
    public record InstanceDeclaration(
            SourceSpan span,
            String name,
            String description,
            Map<String, Formula> settings,
            Map<String, Table> tables) {
        /** Copies the settings, in order. */
        public InstanceDeclaration {
            settings = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(settings));
            tables = Map.copyOf(tables);
        }

        /** The same with the tables that were read. */
        public InstanceDeclaration withTables(Map<String, Table> read) {
            return new InstanceDeclaration(span, name, description, settings, read);
        }
    }

    /** How to try to break the claims on one instance. */
    public record VerifyPlan(SourceSpan span, String instance, List<MethodCall> methods) {
        /** Copies the methods. */
        public VerifyPlan {
            methods = List.copyOf(methods);
        }
    }

    /**
     * One method with its options, as in {@code multi-start starts = 50 (thorough 400)}.
     *
     * @param options what the quick run uses
     * @param thorough what replaces them in a thorough run
     */
    public record MethodCall(
            SourceSpan span, String method, Map<String, Formula> options, Map<String, Formula> thorough) {
        /** Copies the options. */
        public MethodCall {
            options = Map.copyOf(options);
            thorough = Map.copyOf(thorough);
        }
    }
}
