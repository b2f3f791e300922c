/** `env` of the Jenkinsfile: what is there at this moment and place. What is set counts for the whole build, and is a text. */
class Variables extends GroovyObjectSupport {

    private final Build build

    Variables(Build build) { this.build = build }

    static Map<String, String> here(Build build) {
        Map<String, String> known = build.environmentHere()
        Context.current().workspace ? System.getenv() + known : known
    }

    @Override
    Object getProperty(String name) { here(build)[name] }

    @Override
    void setProperty(String name, Object value) { build.environment[name] = value.toString() }

}
