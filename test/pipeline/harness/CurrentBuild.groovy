/** The variable `currentBuild` of the Jenkinsfile. */
class CurrentBuild {

    private final Build build

    CurrentBuild(Build build) { this.build = build }

    String getCurrentResult() { build.result.name() }

    String getResult() { build.result == Result.SUCCESS ? null : build.result.name() }

    void setResult(String name) { build.worsen(Result.valueOf(name)) }

    int getNumber() { build.number }

    String getAbsoluteUrl() { build.jobVariables().BUILD_URL }

}
