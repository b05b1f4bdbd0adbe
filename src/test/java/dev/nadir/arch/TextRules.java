package dev.nadir.arch;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** What a source may not say, and what it must. */
final class TextRules {

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");

    private TextRules() {}

    /** Marks of unfinished work. */
    static List<String> unfinished(SourceFile file) {
        return matches(file, UNFINISHED);
    }

    /** Every match of a pattern, with its line. */
    static List<String> matches(SourceFile file, Pattern pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(file.text());
        while (matcher.find()) {
            found.add(file.path() + ":" + file.lineOf(matcher.start()) + ": " + matcher.group());
        }
        return found;
    }

    /** Literals that hold one of the names: the program may not know a model by name. */
    static List<String> literalsWith(SourceFile file, Set<String> names) {
        List<String> found = new ArrayList<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
                if (node.getValue() instanceof String text && names.stream().anyMatch(text::contains)) {
                    found.add(file.path() + ": \"" + text + "\"");
                }
                return super.visitLiteral(node, null);
            }
        }.scan(file.tree(), null);
        return found;
    }

    /** Public types and methods that do not say what they are. A question or part of a noun may be its own name. */
    static List<String> undocumented(SourceFile file) {
        List<String> found = new ArrayList<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
                if (isOpen(node.getModifiers().getFlags()) && !isDocumented()) {
                    found.add(file.path() + ": type " + node.getSimpleName());
                }
                return super.visitClass(node, null);
            }

            @Override
            public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
                boolean isInherited = node.getModifiers().getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getAnnotationType().toString().equals("Override"));
                if (isOpen(node.getModifiers().getFlags()) && !isInherited && !isPlain(node) && !isDocumented()) {
                    found.add(file.path() + ": method " + node.getName());
                }
                return super.visitMethod(node, null);
            }

            /** Public itself, or a member of an interface, and so is everything around it. */
            private boolean isOpen(Set<Modifier> flags) {
                TreePath outer = getCurrentPath().getParentPath();
                boolean isPublic = flags.contains(Modifier.PUBLIC)
                        || (outer.getLeaf().getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE));
                for (; isPublic && outer.getLeaf() instanceof ClassTree type; outer = outer.getParentPath()) {
                    boolean isInInterface = outer.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
                    isPublic = isInInterface || type.getModifiers().getFlags().contains(Modifier.PUBLIC);
                }
                return isPublic;
            }

            private boolean isDocumented() {
                return file.trees().getDocComment(getCurrentPath()) != null;
            }

            /** Forced comments become echoes: {@code isSquare()}, {@code rows()}. */
            private boolean isPlain(MethodTree node) {
                return node.getParameters().isEmpty();
            }
        }.scan(file.tree(), null);
        return found;
    }
}
