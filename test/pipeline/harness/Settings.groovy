/** The command line options. */
class Settings {

    final Build build = new Build()
    File repository
    File jenkinsfile
    File report
    String commit = 'HEAD'
    boolean validate = false

    Settings(List<String> arguments, File checkout) {
        repository = checkout
        build.output = new File(checkout, 'test-output/pipeline')
        Iterator<String> rest = arguments.iterator()
        while (rest.hasNext()) {
            String option = rest.next()
            if (option == '--validate') validate = true
            else if (!option.startsWith('--')) throw new UsageError("Unexpected argument $option; see --help.")
            else if (!rest.hasNext()) throw new UsageError("$option is unknown or has no value; see --help.")
            else setOption(option, rest.next())
        }
        jenkinsfile = jenkinsfile ?: new File(repository, 'Jenkinsfile')
        if (!jenkinsfile.file) throw new UsageError("The file $jenkinsfile does not exist.")
    }

    private void setOption(String option, String value) {
        switch (option) {
            case '--branch': build.branch = value; break
            case '--change-request': build.changeRequest = value; break
            case '--commit': commit = value; break
            case '--repository': repository = new File(value).canonicalFile; break
            case '--previous': build.previousCommit = value; break
            case '--param': build.params << pair(option, value); break
            case '--env': build.environment << pair(option, value); break
            case '--credential': Credentials.FILES << file(option, value); break
            case '--secret': Credentials.TEXTS << file(option, value); break
            case '--answer': build.answer = oneOf(option, value, ['ok', 'abort', 'none']); break
            case '--build': build.number = number(option, value); break
            case '--last-result': build.lastResult = oneOf(option, value, Result.values()*.name()) as Result; break
            case '--grace': Timeouts.graceSeconds = number(option, value); break
            case '--jenkinsfile': jenkinsfile = new File(value).canonicalFile; break
            case '--output': build.output = new File(value).canonicalFile; break
            case '--report': report = new File(value).canonicalFile; break
            default: throw new UsageError("Unknown option $option; see --help.")
        }
    }

    private static Map<String, String> pair(String option, String value) {
        int at = value.indexOf('=')
        if (at < 1) throw new UsageError("$option must be NAME=VALUE, got `$value`.")
        [(value[0..<at]): value.substring(at + 1)]
    }

    private static Map<String, File> file(String option, String value) {
        pair(option, value).collectEntries { id, path ->
            File file = new File(path).canonicalFile
            if (!file.file) throw new UsageError("$option: the file $path does not exist.")
            [id, file]
        }
    }

    private static String oneOf(String option, String value, List<String> known) {
        if (value in known) return value
        throw new UsageError("$option must be one of ${known.join(', ')}, got `$value`.")
    }

    private static int number(String option, String value) {
        if (value.integer) return value as int
        throw new UsageError("$option must be a whole number, got `$value`.")
    }

}
