package dev.nadir.arch;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How large a file and its methods may be. */
final class SizeRules {

    static final int FILE_LINES = 500;
    static final int METHOD_LINES = 60;
    static final int COMPLEXITY = 12;
    static final int KERNEL_COMPLEXITY = 20;
    static final int PARAMETERS = 5;
    static final int PACKAGE_FILES = 20;

    private SizeRules() {}

    /** What is too large in a file of the program, one line each. */
    static List<String> violations(SourceFile file) {
        List<String> found = new ArrayList<>(fileViolations(file));
        new Methods(file, found).scan(file.tree(), null);
        return found;
    }

    /** What is too large in the file as a whole; all that is asked of tests. */
    static List<String> fileViolations(SourceFile file) {
        int lines = file.lineCount();
        return lines > FILE_LINES ? List.of(file.path() + ": " + lines + " lines, limit " + FILE_LINES) : List.of();
    }

    /** Walks the methods of a file. */
    private static final class Methods extends TreeScanner<@Nullable Void, @Nullable ClassTree> {

        private final SourceFile file;
        private final List<String> found;

        Methods(SourceFile file, List<String> found) {
            this.file = file;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable ClassTree outer) {
            return super.visitClass(node, node);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree node, @Nullable ClassTree owner) {
            SourcePositions positions = file.trees().getSourcePositions();
            int first = file.lineOf(positions.getStartPosition(file.tree(), node));
            int last = file.lineOf(positions.getEndPosition(file.tree(), node));
            String name = file.path() + ":" + first + ": " + node.getName();
            require(name, "lines", last - first + 1, METHOD_LINES);
            if (!isFold(node)) {
                require(name, "branches", complexity(node), isKernel(node) ? KERNEL_COMPLEXITY : COMPLEXITY);
            }
            if (!isFold(node) && !isOfRecord(node, owner)) {
                require(name, "parameters", node.getParameters().size(), PARAMETERS);
            }
            return super.visitMethod(node, owner);
        }

        private void require(String name, String what, int count, int limit) {
            if (count > limit) {
                found.add(name + " has " + count + " " + what + ", limit " + limit);
            }
        }

        /** A fold over a closed choice has a branch and a function for each case, and is meant to. */
        private static boolean isFold(MethodTree node) {
            return node.getName().contentEquals("match");
        }

        /** A record is the way out of too many parameters. */
        private static boolean isOfRecord(MethodTree node, @Nullable ClassTree owner) {
            return owner != null
                    && owner.getKind() == Tree.Kind.RECORD
                    && node.getName().contentEquals("<init>");
        }

        private static boolean isKernel(MethodTree node) {
            for (AnnotationTree annotation : node.getModifiers().getAnnotations()) {
                if (annotation.getAnnotationType().toString().equals("Kernel")) {
                    return true;
                }
            }
            return false;
        }
    }

    /** McCabe's number: one, and one more for each branch; the methods of a class inside count for themselves. */
    static int complexity(MethodTree method) {
        Branches branches = new Branches();
        branches.scan(method.getBody(), null);
        return branches.count;
    }

    private static final Set<Tree.Kind> BRANCHES = EnumSet.of(
            Tree.Kind.IF,
            Tree.Kind.FOR_LOOP,
            Tree.Kind.ENHANCED_FOR_LOOP,
            Tree.Kind.WHILE_LOOP,
            Tree.Kind.DO_WHILE_LOOP,
            Tree.Kind.CATCH,
            Tree.Kind.CONDITIONAL_EXPRESSION,
            Tree.Kind.CONDITIONAL_AND,
            Tree.Kind.CONDITIONAL_OR);

    private static final class Branches extends TreeScanner<@Nullable Void, @Nullable Void> {

        private int count = 1;

        @Override
        public @Nullable Void scan(@Nullable Tree node, @Nullable Void nothing) {
            if (node == null || node instanceof ClassTree) {
                return null;
            }
            boolean isLabel =
                    node instanceof CaseTree label && !label.getExpressions().isEmpty();
            if (isLabel || BRANCHES.contains(node.getKind())) {
                count++;
            }
            return super.scan(node, null);
        }
    }
}
