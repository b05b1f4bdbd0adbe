package dev.nadir.cli;

/** The entry point of the command. */
public final class Main {

    private Main() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        System.out.println("nadir");
    }
}
