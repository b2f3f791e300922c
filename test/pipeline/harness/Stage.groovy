/** A stage of the Jenkinsfile. */
class Stage {

    final String name
    /** The names from the outermost stage to this one. */
    final String path
    /** The sections of the stage itself, such as agent, options, when, steps and post. */
    final Map parts
    final List<Stage> stages
    final List<Stage> parallel

    Stage(String name, Closure block, Object script, String within = '') {
        this.name = name
        path = within + name
        parts = Recorder.recordByName(block, script)
        stages = nested(parts.stages, script)
        parallel = nested(parts.parallel, script)
    }

    private List<Stage> nested(Closure block, Object script) {
        block ? Recorder.record(block, script).collect { call -> new Stage(call[1][0], call[1][1], script, "$path / ") } : null
    }

}
