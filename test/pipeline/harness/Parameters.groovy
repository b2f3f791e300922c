/** The values of a build's parameters: from the command line, or the defaults of the Jenkinsfile. */
class Parameters {

    static Map<String, Object> values(Closure block, Object script, Map<String, String> given) {
        List<List> declared = block ? Recorder.record(block, script) : []
        Map<String, Object> values = declared.collectEntries { kind, args -> [args[0].name, value(kind, args[0], given)] }
        List unknown = (given.keySet() - values.keySet()) as List
        if (unknown) throw new UsageError("The Jenkinsfile has no parameter ${unknown.join(', ')}.")
        values
    }

    private static Object value(String kind, Map parameter, Map<String, String> given) {
        boolean isGiven = given.containsKey(parameter.name)
        if (kind == 'booleanParam') return isGiven ? given[parameter.name] == 'true' : parameter.defaultValue ?: false
        if (isGiven) return given[parameter.name]
        kind == 'choice' ? parameter.choices[0] : parameter.defaultValue ?: ''
    }

}
