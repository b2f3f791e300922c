import java.util.concurrent.CopyOnWriteArrayList

/** The state of one thread of the build: workspace, environment and the scopes that can interrupt it. */
class Context {

    private static final ThreadLocal<Context> THREAD_CONTEXT = new ThreadLocal<>()
    private static final List<Context> ALL = new CopyOnWriteArrayList<>()

    File workspace
    Map<String, String> environment = [:]
    String branch
    /** The build, the timeouts and the parallel branches around the current step. Each can be interrupted. */
    List scopes = []
    private boolean isWaiting = false
    private Interrupted pending

    static Context current() { THREAD_CONTEXT.get() }

    static void enter(Context context, Closure body) {
        THREAD_CONTEXT.set(context)
        ALL << context
        try {
            body()
        } finally {
            ALL.remove(context)
        }
    }

    /** Interrupts each thread within the scope once, so that `post` can run afterwards. */
    static void interrupt(Interrupted interruption) {
        ALL.findAll { context -> interruption.scope in context.scopes && !context.isWaiting }
            .each { context -> context.pending = interruption }
    }

    Context fork(String name, Object scope) {
        new Context(workspace: workspace, environment: environment, branch: name, scopes: scopes + [scope])
    }

    /** Runs the body with changed properties. */
    Object within(Map changes, Closure body) {
        Map before = changes.collectEntries { name, value -> [name, this."$name"] }
        changes.each { name, value -> this."$name" = value }
        try {
            body()
        } finally {
            before.each { name, value -> this."$name" = value }
            if (pending && !(pending.scope in scopes)) pending = null
        }
    }

    Object withEnvironment(Map<String, String> more, Closure body) { within(environment: environment + more, body) }

    /** Runs a body that waits for other threads, which receive the interruption instead of this one. */
    void waiting(Closure body) {
        isWaiting = true
        try {
            body()
        } finally {
            isWaiting = false
        }
    }

    /** Throws a pending interruption. */
    void check() {
        Interrupted interruption = pending
        if (!interruption) return
        if (!interruption.isFinal) pending = null
        throw interruption
    }

    File requireWorkspace() {
        if (!workspace) throw new StepFailed('This step needs a workspace, but the stage has no agent.')
        workspace
    }

}
