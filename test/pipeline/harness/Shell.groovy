import java.util.concurrent.TimeUnit

/** Runs a script like the `sh` step of Jenkins, in a separate process group that can be terminated as a whole. */
class Shell {

    private static final List<Long> GROUPS = [].asSynchronized()
    private static final int KILL_AFTER_S = 10

    /** Returns the exit code, and the standard output if `wantsOutput` is set. */
    static Map run(String script, Map<String, String> environment, boolean wantsOutput) {
        Context context = Context.current()
        File workspace = context.requireWorkspace()
        context.check()
        File file = File.createTempFile('script', '.sh', Workspaces.temporary(workspace))
        file.text = script
        file.executable = true
        List<String> interpreter = script.startsWith('#!') ? [] : ['sh', '-xe']
        ProcessBuilder builder = new ProcessBuilder(['setsid'] + interpreter + [file.path]).directory(workspace)
        builder.environment().putAll(environment)
        builder.redirectInput(new File('/dev/null')).redirectErrorStream(!wantsOutput)
        Process process = builder.start()
        GROUPS << process.pid()
        StringBuffer output = new StringBuffer()
        Closure printLine = { line -> Log.info(line, context.branch) }
        Closure captureLine = { line -> output << line << '\n' }
        List<Thread> readers = [reader(process.inputStream, wantsOutput ? captureLine : printLine), reader(process.errorStream, printLine)]
        try {
            while (process.alive) {
                context.check()
                process.waitFor(50, TimeUnit.MILLISECONDS)
            }
        } catch (Interrupted e) {
            terminate(process.pid())
            throw e
        } finally {
            // A background process may keep the output open. Jenkins does not wait for it either.
            readers*.join(1000)
            file.delete()
        }
        [code: process.exitValue(), output: output.toString()]
    }

    /** Terminates the background processes of all steps at the end of the build. */
    static void terminateAll() { GROUPS.each { group -> terminate(group) } }

    private static Thread reader(InputStream stream, Closure consume) {
        Thread.startDaemon {
            try {
                stream.eachLine('UTF-8', 1) { String line, int number -> consume(line) }
            } catch (IOException ignored) {
                // The process was terminated.
            }
        }
    }

    private static void terminate(long group) {
        if (!signal('TERM', group)) return
        for (int i = 0; i < KILL_AFTER_S * 20 && signal('0', group); i++) sleep(50)
        signal('KILL', group)
    }

    private static boolean signal(String name, long group) {
        ['sh', '-c', "kill -s $name -- -$group"].execute().with { process ->
            process.consumeProcessOutput()
            process.waitFor() == 0
        }
    }

}
