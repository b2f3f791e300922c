import org.codehaus.groovy.control.CompilerConfiguration
import sun.misc.Signal
import sun.misc.SignalHandler

/** `Main CHECKOUT OPTION...`: checks the Jenkinsfile, runs it, and ends with 0 only where the build is a success. */
class Main {

    private static final Object BUILD = new Object()
    private static final int ONE_CTRL_C_MS = 1000

    static void main(String[] args) {
        int code
        try {
            Settings settings = new Settings(args.drop(1) as List, new File(args[0]))
            code = isValid(settings.jenkinsfile) ? (settings.validate ? tellValid(settings) : run(settings)) : 1
        } catch (Misuse e) {
            System.err.println(e.message)
            code = 2
        }
        System.exit(code)
    }

    private static boolean isValid(File jenkinsfile) {
        List mistakes = Validator.mistakesIn(jenkinsfile)
        mistakes.each { line, what -> System.err.println("$jenkinsfile.name:$line: $what") }
        mistakes.empty
    }

    private static int tellValid(Settings settings) {
        System.out.println("$settings.jenkinsfile.name: as Jenkins would take it")
        0
    }

    private static int run(Settings settings) {
        Build build = settings.build
        prepare(settings)
        Steps script = parse(settings.jenkinsfile)
        script.begin(build)
        script.run()
        abortOnSignals()
        try {
            Context.enter(new Context(scopes: [BUILD])) { new Runner(build, script).run(script.pipelineBlock) }
        } finally {
            Shell.endAll()
        }
        Log.write('')
        StageTable.print()
        if (settings.report) StageTable.write(settings.report)
        Log.write("Finished: $build.result")
        build.result == Result.SUCCESS ? 0 : 1
    }

    /** The terminal and npm may both tell of one Ctrl-C; a later one ends what `post` does. */
    private static void abortOnSignals() {
        long last = 0
        SignalHandler abort = { signal ->
            if (System.currentTimeMillis() - last > ONE_CTRL_C_MS) {
                last = System.currentTimeMillis()
                Log.say('Aborted by somebody')
                Context.interrupt(new Interrupted('Aborted by somebody', BUILD))
            }
        }
        ['INT', 'TERM', 'HUP'].each { name -> Signal.handle(new Signal(name), abort) }
    }

    private static void prepare(Settings settings) {
        File output = settings.build.output
        try {
            Workspaces.commit = Workspaces.git(['-C', settings.repository.path,
                'rev-parse', '--verify', "$settings.commit^{commit}"])
        } catch (StepFailed e) {
            throw new Misuse(e.message)
        }
        ['artifacts', 'mail', 'stashes', 'workspaces'].each { name -> new File(output, name).deleteDir() }
        Workspaces.repository = settings.repository
        Workspaces.folder = new File(output, 'workspaces')
        Workspaces.folder.mkdirs()
        Log.open(new File(output, 'log'))
    }

    private static Steps parse(File jenkinsfile) {
        CompilerConfiguration configuration = new CompilerConfiguration(scriptBaseClass: 'Steps')
        new GroovyShell(Main.classLoader, new Binding(), configuration).parse(jenkinsfile.text, 'Jenkinsfile')
    }

}
