/** Runs a block of the Jenkinsfile and records its calls. The block has passed the Validator. */
class Recorder extends GroovyObjectSupport {

    /** Pairs of a name and its arguments. */
    final List<List> calls = []
    private final Object script

    Recorder(Object script) { this.script = script }

    static List<List> record(Closure block, Object script) {
        Recorder recorder = new Recorder(script)
        run(block, recorder)
        recorder.calls
    }

    /** The first argument of each call, by name. */
    static Map recordByName(Closure block, Object script) {
        block ? record(block, script).collectEntries { call -> [call[0], call[1] ? call[1][0] : null] } : [:]
    }

    /** The variables of an `environment` section in their order. A value may refer to earlier variables. */
    static Map<String, Object> variables(Closure block, Object script) {
        Map<String, Object> variables = [:]
        if (block) run(block, new Assignments(variables, script))
        variables
    }

    static Object run(Closure block, Object delegate) {
        Closure body = block.clone()
        body.delegate = delegate
        body.resolveStrategy = Closure.DELEGATE_ONLY
        body.call()
    }

    Object methodMissing(String name, Object args) {
        calls << [name, args as List]
        null
    }

    Object propertyMissing(String name) { name in ['any', 'none'] ? name : script.getProperty(name) }

    private static class Assignments extends GroovyObjectSupport {

        private final Map<String, Object> variables
        private final Object script

        Assignments(Map<String, Object> variables, Object script) {
            this.variables = variables
            this.script = script
        }

        Map credentials(String id) { [credentials: id] }

        @Override
        Object getProperty(String name) { variables.containsKey(name) ? variables[name] : script.getProperty(name) }

        @Override
        void setProperty(String name, Object value) { variables[name] = value instanceof Map ? value : value.toString() }

    }

}
