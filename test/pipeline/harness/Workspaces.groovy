/** Creates a fresh clone for each agent, so that files which were not stashed are missing there. */
class Workspaces {

    static File folder
    static File repository
    static String commit
    private static int count = 0

    static synchronized File next() { new File(folder, "${++count}") }

    static File temporary(File workspace) {
        File temporary = new File("${workspace.path}@tmp")
        temporary.mkdirs()
        temporary
    }

    static void checkOut(File workspace) {
        git(['clone', '--quiet', '--no-checkout', repository.path, workspace.path])
        git(['-C', workspace.path, 'checkout', '--quiet', '--detach', commit])
    }

    /** The variables that Jenkins sets for an agent and its checkout. */
    static Map<String, String> environmentOf(File workspace, String branch, String previous) {
        Map<String, String> environment = [WORKSPACE: workspace.path, WORKSPACE_TMP: temporary(workspace).path,
            NODE_NAME: 'harness', EXECUTOR_NUMBER: '0', GIT_COMMIT: commit, GIT_BRANCH: branch, GIT_URL: repository.path]
        previous ? environment + [GIT_PREVIOUS_SUCCESSFUL_COMMIT: previous] : environment
    }

    static String git(List<String> arguments) {
        Process process = (['git'] + arguments).execute()
        StringBuffer output = new StringBuffer()
        StringBuffer errors = new StringBuffer()
        process.waitForProcessOutput(output, errors)
        if (process.exitValue() != 0) throw new StepFailed("git ${arguments.join(' ')}: ${errors.toString().trim()}")
        output.toString().trim()
    }

}
