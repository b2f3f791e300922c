/** What is said, on standard output and in a file: without secrets, and in parallel branches with their name before it. */
class Log {

    static boolean timestamps = false
    private static final int SHORTEST = 8
    private static final List<String> SECRETS = []
    private static PrintStream file

    static void open(File path) { file = new PrintStream(path.newOutputStream(), true, 'UTF-8') }

    /** Its lines are hidden from now on; short ones of many are not, since they would hide half of the log. */
    static synchronized void hide(String secret) {
        List<String> lines = secret.readLines()*.trim().findAll()
        List<String> hidden = lines.size() == 1 ? lines : lines.findAll { line -> line.size() >= SHORTEST }
        // As a shell that shows its commands may quote it, too.
        SECRETS.addAll(hidden + hidden*.replace("'", "'\\''"))
        // The longest first: one may be part of another.
        SECRETS.unique().sort { line -> -line.size() }
    }

    static String masked(String text) { SECRETS.inject(text) { masked, secret -> masked.replace(secret, '****') } }

    static synchronized void say(String text, String branch = Context.current()?.branch) {
        String before = (timestamps ? new Date().format('[HH:mm:ss] ') : '') + (branch ? "[$branch] " : '')
        masked(text).eachLine { line -> write(before + line) }
    }

    static synchronized void write(String line) {
        System.out.println(line)
        System.out.flush()
        file?.println(line)
    }

}
