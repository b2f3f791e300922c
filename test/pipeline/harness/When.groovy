/** Evaluates the conditions of a `when` in their order, until one does not hold. */
class When {

    private final Build build
    private final Steps script

    When(Build build, Steps script) {
        this.build = build
        this.script = script
    }

    boolean holds(Closure when) { !when || Recorder.record(when, script).every { call -> condition(call[0], call[1]) } }

    /** The layer of the stage before which `when` is evaluated: 0 options, 1 input, 2 agent, 3 environment. */
    int layer(Closure when) {
        Map flags = Recorder.recordByName(when, script)
        int first = ['beforeOptions', 'beforeInput', 'beforeAgent'].findIndexOf { flag -> flags[flag] == true }
        first < 0 ? 3 : first
    }

    private boolean condition(String name, List args) {
        Object arg = args ? args[0] : null
        switch (name) {
            case 'branch':
                String pattern = arg instanceof Map ? arg.pattern : arg
                // Jenkins compares with BRANCH_NAME, which is PR-1 for a change request.
                return Patterns.matches(pattern, build.branchName)
            case 'environment': return script.env[arg.name] == arg.value
            case 'expression': return Recorder.run(arg, script)
            case 'changeRequest': return build.changeRequest != null
            case 'not': return !holds(arg)
            case 'allOf': return holds(arg)
            case 'anyOf': return Recorder.record(arg, script).any { call -> condition(call[0], call[1]) }
            default: return true
        }
    }

}
