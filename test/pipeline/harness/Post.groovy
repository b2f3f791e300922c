/** Runs the conditions of a `post` section in the order that Jenkins defines, not in the order of the Jenkinsfile. */
class Post {

    private final Build build
    private final Steps script

    Post(Build build, Steps script) {
        this.build = build
        this.script = script
    }

    /** Evaluates each condition just before it runs: `unsuccessful` holds after a failed `always`. */
    Throwable run(Closure post, Throwable error) {
        Map blocks = Recorder.recordByName(post, script)
        Throwable first = error
        Grammar.POST.findAll { name -> blocks[name] }.each { name ->
            if (!holds(name, build.result.worse(Result.of(first)))) return
            try {
                Log.info("Post: $name")
                Recorder.run(blocks[name], script)
            } catch (Throwable e) {
                Log.info("Error when executing $name post condition: ${Runner.messageOf(e)}")
                build.worsen(Result.of(e))
                first = first ?: e
            }
        }
        first
    }

    private boolean holds(String name, Result result) {
        Result last = build.lastResult
        switch (name) {
            case 'changed': return last != result
            case 'fixed': return result == Result.SUCCESS && last in [Result.FAILURE, Result.UNSTABLE]
            case 'regression': return last && result > last && result in [Result.FAILURE, Result.UNSTABLE, Result.ABORTED]
            case 'unsuccessful': return result != Result.SUCCESS
            case ['aborted', 'failure', 'success', 'unstable']: return result.name() == name.toUpperCase()
            default: return true
        }
    }

}
