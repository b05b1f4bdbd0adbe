package dev.nadir.model.format;

import dev.nadir.model.grammar.NadirLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/**
 * Lays out a model file: two spaces in front of the lines of a block, what belongs together in columns, one blank line
 * between blocks. Words, comments and line breaks inside brackets stay as they are; what is laid out once is not changed
 * a second time.
 */
public final class Formatter {

    private static final String INDENT = "  ";

    /** How far a line inside brackets is indented. */
    private static final String CONTINUED = "      ";

    /** Blocks whose lines start with a word that says what they are. */
    private static final Set<Integer> WORDED = Set.of(NadirLexer.SYMMETRY, NadirLexer.CLAIM, NadirLexer.VERIFY);

    /** Blocks without columns. */
    private static final Set<Integer> PLAIN =
            Set.of(NadirLexer.MODEL, NadirLexer.ASSUME, NadirLexer.EQUATIONS, NadirLexer.SUBJECT_TO);

    private static final Set<Integer> COMPARISONS =
            Set.of(NadirLexer.EQUAL, NadirLexer.LESS, NadirLexer.UP_TO_AND, NadirLexer.GREATER, NadirLexer.AT_LEAST);

    /** What the first column of a block holds. */
    private enum Columns {
        WORD,
        NAME,
        NONE
    }

    private Formatter() {}

    /** The same model in the one layout; the text must follow the grammar. */
    public static String format(String text) {
        NadirLexer lexer = new NadirLexer(CharStreams.fromString(
                text.stripTrailing().replace("\r\n", "\n").replace('\r', '\n') + "\n"));
        lexer.removeErrorListeners();
        Statement.Collector collector = new Statement.Collector();
        lexer.getAllTokens().forEach(collector::add);
        StringBuilder out = new StringBuilder();
        List<Statement> block = new ArrayList<>();
        for (Statement statement : collector.statements()) {
            if (statement.opensBlock()) {
                writeBlock(block, out);
                block.clear();
            }
            block.add(statement);
        }
        writeBlock(block, out);
        collector.rest().stream().filter(comment -> !comment.isEmpty()).forEach(comment -> out.append(comment)
                .append('\n'));
        return out.toString();
    }

    private static void writeBlock(List<Statement> block, StringBuilder out) {
        if (block.isEmpty()) {
            return;
        }
        Statement head = block.get(0);
        if (out.length() > 0) {
            out.append('\n');
        }
        head.above().stream().filter(comment -> !comment.isEmpty()).forEach(comment -> out.append(comment)
                .append('\n'));
        out.append(plain(head)).append(comment(head)).append('\n');
        List<Statement> lines = block.subList(1, block.size());
        Columns columns = columnsOf(head.words().get(0).getType());
        int column =
                lines.stream().mapToInt(line -> columnOf(line, columns)).max().orElse(0);
        List<Written> written = new ArrayList<>();
        for (Statement line : lines) {
            written.add(write(line, columns, column));
        }
        int note = written.stream()
                .filter(line -> !line.note().isEmpty() && !line.isBroken())
                .mapToInt(line -> line.text().length())
                .max()
                .orElse(0);
        for (int i = 0; i < lines.size(); i++) {
            writeAbove(lines.get(i), i == 0, out);
            Written line = written.get(i);
            String gap = line.isBroken()
                    ? ""
                    : " ".repeat(Math.max(0, note - line.text().length()));
            out.append(line.text())
                    .append(line.note().isEmpty() ? "" : gap + "    " + line.note())
                    .append('\n');
        }
    }

    /** A line without its description or comment, and these. */
    private record Written(String text, String note, boolean isBroken) {}

    private static void writeAbove(Statement line, boolean isFirst, StringBuilder out) {
        boolean isBlank = isFirst;
        for (String comment : line.above()) {
            if (comment.isEmpty() && !isBlank) {
                out.append('\n');
            } else if (!comment.isEmpty()) {
                out.append(INDENT).append(comment).append('\n');
            }
            isBlank = comment.isEmpty();
        }
    }

    private static Columns columnsOf(int head) {
        if (WORDED.contains(head)) {
            return Columns.WORD;
        }
        return PLAIN.contains(head) ? Columns.NONE : Columns.NAME;
    }

    /** The number of tokens in the first column: the word of the line, or what stands in front of :, = or a condition. */
    private static int firstColumn(Statement line, Columns columns) {
        if (columns != Columns.NAME) {
            return columns == Columns.WORD ? 1 : 0;
        }
        int depth = 0;
        for (int i = 0; i < line.words().size(); i++) {
            int type = line.words().get(i).getType();
            depth += type == NadirLexer.OPEN || type == NadirLexer.OPEN_LIST ? 1 : 0;
            depth -= type == NadirLexer.CLOSE || type == NadirLexer.CLOSE_LIST ? 1 : 0;
            boolean isBehind = type == NadirLexer.COLON || type == NadirLexer.IS || COMPARISONS.contains(type);
            if (depth == 0 && isBehind) {
                return i;
            }
        }
        return 0;
    }

    private static int columnOf(Statement line, Columns columns) {
        int count = firstColumn(line, columns);
        return count == 0 ? 0 : text(line, 0, count).length();
    }

    private static Written write(Statement line, Columns columns, int column) {
        int count = firstColumn(line, columns);
        List<Token> words = line.words();
        boolean hasText = words.get(words.size() - 1).getType() == NadirLexer.STRING && words.size() > count + 1;
        int end = hasText ? words.size() - 1 : words.size();
        String first = count == 0 ? "" : text(line, 0, count);
        String gap = columns == Columns.WORD ? INDENT : " ";
        String padding = count == 0 || count >= end ? "" : " ".repeat(Math.max(0, column - first.length())) + gap;
        String text = INDENT + first + padding + text(line, count, end);
        String description = hasText ? words.get(end).getText() : "";
        String note = description + (description.isEmpty() || line.comment().isEmpty() ? "" : INDENT) + line.comment();
        return new Written(text.stripTrailing(), note, text.indexOf('\n') >= 0);
    }

    private static String plain(Statement line) {
        return text(line, 0, line.words().size());
    }

    private static String comment(Statement line) {
        return line.comment().isEmpty() ? "" : "    " + line.comment();
    }

    /** The tokens from one to another with their spaces; line breaks inside brackets stay. */
    private static String text(Statement line, int from, int to) {
        Spacing spacing = new Spacing(line.words());
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            List<String> gap = line.gaps().get(i);
            if (!gap.isEmpty()) {
                text.append(gap.get(0).isEmpty() ? "" : INDENT + gap.get(0))
                        .append('\n')
                        .append(CONTINUED);
                gap.subList(1, gap.size()).stream()
                        .filter(comment -> !comment.isEmpty())
                        .forEach(comment -> text.append(comment).append('\n').append(CONTINUED));
            } else if (i > from && spacing.before(i)) {
                text.append(' ');
            }
            text.append(word(line.words().get(i)));
        }
        return text.toString();
    }

    private static String word(Token token) {
        return token.getText().replaceAll("(?<=\\S)[ \t]+(?=\\S)", token.getType() == NadirLexer.STRING ? "$0" : " ");
    }
}
