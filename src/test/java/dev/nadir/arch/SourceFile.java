package dev.nadir.arch;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java source of the house, as text and as the compiler's tree. */
record SourceFile(Path path, String text, CompilationUnitTree tree, DocTrees trees) {

    /** Every source below a folder, parsed by one compiler, in the order of the paths. */
    static List<SourceFile> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return parse(files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> new Source(file, read(file)))
                    .toList());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** A source that need not be on disk. */
    static SourceFile parse(Path path, String text) {
        return parse(List.of(new Source(path, text))).get(0);
    }

    private static List<SourceFile> parse(List<Source> sources) {
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, sources);
        DocTrees trees = DocTrees.instance(task);
        // The compiler wraps what it is given, so that a tree's source is known by its name only.
        Map<URI, Source> byName = new HashMap<>();
        sources.forEach(source -> byName.put(source.toUri(), source));
        List<SourceFile> files = new ArrayList<>();
        try {
            for (CompilationUnitTree tree : task.parse()) {
                Source source = byName.get(tree.getSourceFile().toUri());
                files.add(new SourceFile(source.path, source.text, tree, trees));
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return files;
    }

    /** What the compiler reads. */
    private static final class Source extends SimpleJavaFileObject {

        private final Path path;
        private final String text;

        Source(Path path, String text) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.path = path;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    int lineCount() {
        return (int) text.lines().count();
    }

    /** The line of a place in the text, from 1. */
    int lineOf(long position) {
        return (int) tree.getLineMap().getLineNumber(position);
    }
}
