/** The state of a build, and the environment variables that derive from it. */
class Build {

    String branch = 'feature'
    String changeRequest
    int number = 1
    String previousCommit
    Result lastResult
    String answer = 'none'
    File output
    Map<String, Object> params = [:]
    /** Global properties of Jenkins and assignments to `env`. */
    Map<String, String> environment = [:].asSynchronized()
    Result result = Result.SUCCESS
    boolean skipsAfterUnstable

    synchronized void worsen(Result other) { result = result.worse(other) }

    /** Why the next stage must be skipped, or null. */
    String skipReason(boolean hasFailed) {
        if (hasFailed) return 'due to earlier failure(s)'
        skipsAfterUnstable && result == Result.UNSTABLE ? 'due to earlier stage(s) marking the build as unstable' : null
    }

    String getBranchName() { changeRequest ? "PR-$changeRequest" : branch }

    Map<String, String> jobVariables() {
        String job = "quartet/${URLEncoder.encode(branchName, 'UTF-8')}"
        String url = "http://localhost/job/${job.replace('/', '/job/')}/"
        Map<String, String> all = [BRANCH_NAME: branchName, BUILD_NUMBER: "$number", BUILD_ID: "$number",
            BUILD_DISPLAY_NAME: "#$number", BUILD_TAG: "jenkins-${job.replace('/', '-')}-$number", BUILD_URL: "$url$number/",
            JOB_NAME: job, JOB_BASE_NAME: job.split('/').last(), JOB_URL: url, JENKINS_URL: 'http://localhost/']
        if (changeRequest) all += [CHANGE_ID: changeRequest, CHANGE_BRANCH: branch, CHANGE_TARGET: 'main']
        all.collectEntries { name, value -> [name, value.toString()] }
    }

    /** The environment of the current thread. */
    Map<String, String> currentEnvironment() {
        Map<String, String> asTexts = params.collectEntries { name, value -> [name, value.toString()] }
        jobVariables() + asTexts + environment + Context.current().environment
    }

}
