/** Runs each branch in a thread. With failFast, the first failure interrupts the other branches. */
class Parallel {

    static void run(Map<String, Closure> branches, boolean failFast) {
        Context parent = Context.current()
        Map<String, Object> scopes = branches.collectEntries { name, body -> [name, new Object()] }
        List<Throwable> errors = [].asSynchronized()
        List<Thread> threads = branches.collect { name, body ->
            Context context = parent.fork(name, scopes[name])
            Thread.start {
                try {
                    Context.enter(context, body)
                } catch (Throwable e) {
                    errors << e
                    if (failFast && errors[0].is(e)) interruptAll(scopes - scopes.subMap([name]), name)
                }
            }
        }
        parent.waiting { threads*.join() }
        if (errors) throw errors[0]
    }

    private static void interruptAll(Map<String, Object> scopes, String failed) {
        scopes.values().each { scope ->
            Context.interrupt(new Interrupted("Failed in branch $failed", scope, Result.FAILURE))
        }
    }

}
