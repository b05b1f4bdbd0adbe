package dev.nadir.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The command in this process, as a person without a terminal sees it. */
public final class InProcess {

    /**
     * How it ended.
     *
     * @param text results and errors, in the order in which they were written
     */
    public record Result(int code, String text) {}

    private InProcess() {}

    /** Runs the command in a folder. */
    public static Result run(Path folder, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int code = new Nadir(new Console(writer, writer, false, folder), () -> false).run(arguments);
        writer.flush();
        return new Result(code, text.toString());
    }
}
