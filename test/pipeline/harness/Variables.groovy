/** The variable `env` of the Jenkinsfile. Reads the current environment; assignments apply to the whole build, as strings. */
class Variables extends GroovyObjectSupport {

    private final Build build

    Variables(Build build) { this.build = build }

    static Map<String, String> current(Build build) {
        Map<String, String> known = build.currentEnvironment()
        Context.current().workspace ? System.getenv() + known : known
    }

    @Override
    Object getProperty(String name) { current(build)[name] }

    @Override
    void setProperty(String name, Object value) { build.environment[name] = value.toString() }

}
