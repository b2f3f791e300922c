import java.util.concurrent.CopyOnWriteArrayList

/** Where a thread of the build is: its workspace, its environment, and what can end it. A parallel branch has its own. */
class Context {

    private static final ThreadLocal<Context> HERE = new ThreadLocal<>()
    private static final List<Context> ALL = new CopyOnWriteArrayList<>()

    File workspace
    Map<String, String> environment = [:]
    String branch
    /** The timeouts, parallel branches and the build that this is within: each can be ended. */
    List scopes = []
    private boolean isWaiting = false
    private Interrupted pending

    static Context current() { HERE.get() }

    static void enter(Context context, Closure body) {
        HERE.set(context)
        ALL << context
        try {
            body()
        } finally {
            ALL.remove(context)
        }
    }

    /** Each thread within a scope hears of it once: what a `post` does afterwards is not ended by it. */
    static void interrupt(Interrupted why) {
        ALL.findAll { context -> why.scope in context.scopes && !context.isWaiting }.each { context -> context.pending = why }
    }

    Context branchOff(String name, Object scope) {
        new Context(workspace: workspace, environment: environment, branch: name, scopes: scopes + [scope])
    }

    /** Runs the body with some of this changed. */
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

    void waiting(Closure body) {
        isWaiting = true
        try {
            body()
        } finally {
            isWaiting = false
        }
    }

    void check() {
        Interrupted why = pending
        if (!why) return
        if (!why.forGood) pending = null
        throw why
    }

    File requireWorkspace() {
        if (!workspace) throw new StepFailed('This step takes a workspace, and there is no agent here.')
        workspace
    }

}
