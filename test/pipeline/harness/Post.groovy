/** Runs what stands in a `post`, in the order of Jenkins and not in that of the Jenkinsfile. */
class Post {

    private final Build build
    private final Steps script

    Post(Build build, Steps script) {
        this.build = build
        this.script = script
    }

    /** Each condition is judged when its turn comes: after an `always` that failed, `unsuccessful` holds. */
    Throwable run(Closure post, Throwable error) {
        Map blocks = Recorder.recordOnce(post, script)
        Throwable first = error
        Grammar.POST.findAll { name -> blocks[name] }.each { name ->
            if (!holds(name, build.result.worse(Result.of(first)))) return
            try {
                Log.say("Post: $name")
                Recorder.run(blocks[name], script)
            } catch (Throwable e) {
                Log.say("Error when executing $name post condition: ${Runner.told(e)}")
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
