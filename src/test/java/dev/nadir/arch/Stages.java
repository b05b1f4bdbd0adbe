package dev.nadir.arch;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;

/**
 * Who may import whom: a stage those to its left, a child its parents, a parent never its children.
 *
 * @param root the package that holds the stages
 */
record Stages(String root) {

    /** From left to right. */
    static final List<String> ORDER = List.of(
            "base", "expr", "model", "symbolic", "reduction", "numeric", "evidence", "report", "workbench", "cli");

    /** The rule that is broken when a class of one package uses a type of another, if any; full names of both. */
    Optional<String> violation(String fromPackage, String toType) {
        String toPackage = toType.substring(0, toType.lastIndexOf('.'));
        String from = inside(fromPackage);
        String to = inside(toPackage);
        int fromStage = ORDER.indexOf(stageOf(from));
        int toStage = ORDER.indexOf(stageOf(to));
        if (fromStage < 0) {
            return Optional.of("'" + fromPackage + "' is not in one of the stages " + ORDER);
        }
        if (toStage < 0) {
            return Optional.of("'" + toPackage + "' is not in one of the stages " + ORDER);
        }
        if (to.equals("model.grammar") && fromStage != toStage) {
            return Optional.of("the generated grammar is used inside model only");
        }
        if (fromStage != toStage) {
            return toStage < fromStage ? Optional.empty() : Optional.of("a stage imports only to its left");
        }
        return withinStage(from, to, toType);
    }

    private static Optional<String> withinStage(String from, String to, String toType) {
        if (from.equals(to) || from.startsWith(to + ".")) {
            return Optional.empty();
        }
        if (to.equals("model.grammar")) {
            return Optional.empty();
        }
        if (to.startsWith(from + ".")) {
            boolean isMatrix = from.equals("numeric") && toType.endsWith(".numeric.linalg.Matrix");
            return isMatrix ? Optional.empty() : Optional.of("a parent never imports its children");
        }
        // The door of the room puts its pieces together; no one inside the room uses the door.
        boolean isDoor = from.equals("model.read") || from.equals("reduction.chain.derive");
        boolean isShared =
                to.equals("numeric.linalg") || (to.equals("numeric.evaluate") && !from.equals("numeric.linalg"));
        return isShared || isDoor ? Optional.empty() : Optional.of("siblings do not import each other");
    }

    private String inside(String packageName) {
        return packageName.startsWith(root + ".") ? packageName.substring(root.length() + 1) : packageName;
    }

    private static String stageOf(String inside) {
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }

    /** The same as a condition on classes. */
    ArchCondition<JavaClass> condition() {
        return new ArchCondition<>("import only to their left, and parents never their children") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (target.getPackageName().startsWith(root)) {
                        violation(item.getPackageName(), target.getName())
                                .ifPresent(rule -> events.add(SimpleConditionEvent.violated(
                                        item, rule + ": " + dependency.getDescription())));
                    }
                }
            }
        };
    }
}
