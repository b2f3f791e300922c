/** The steps that read or write files of the workspace. */
class FileSteps {

    private final Build build
    private final File workspace

    FileSteps(Build build) {
        this.build = build
        Context.current().check()
        workspace = Context.current().requireWorkspace()
    }

    Map junit(Map args) {
        List<String> paths = Patterns.find(workspace, args.testResults)
        Map tests = Reports.tests(workspace, paths)
        Log.info("Recording test results: $tests.total tests, ${tests.failed.size()} failed")
        if (!tests.total && !args.allowEmptyResults) {
            throw new StepFailed(paths ? 'None of the test reports contained any result'
                : 'No test report files were found. Configuration error?')
        }
        tests.failed.each { name -> Log.info("Failed: $name") }
        if (tests.failed) build.worsen(Result.UNSTABLE)
        [totalCount: tests.total, failCount: tests.failed.size(), passCount: tests.total - tests.failed.size()]
    }

    void recordCoverage(Map args) {
        args.tools.each { Map tool ->
            if (tool.parser != 'COBERTURA') throw new StepFailed("The coverage parser $tool.parser is not supported.")
            List<String> paths = Patterns.find(workspace, tool.pattern)
            paths.each { path -> Log.info("Coverage of lines in $path: ${Reports.coveredLines(new File(workspace, path))} %") }
            if (!paths) {
                String message = "No files found for pattern '$tool.pattern'. Configuration error?"
                if (args.failOnError) throw new StepFailed(message)
                Log.info("[-ERROR-] $message")
            }
        }
    }

    void archiveArtifacts(Map args) {
        List<String> paths = Patterns.find(workspace, args.artifacts, args.excludes)
        Log.info("Archiving artifacts: ${paths ? paths.join(', ') : 'none'}")
        Patterns.copy(workspace, paths, new File(build.output, 'artifacts'))
        // A failed build may not have created the artifacts.
        if (!paths && !args.allowEmptyArchive && build.result <= Result.UNSTABLE) {
            throw new StepFailed("No artifacts found that match the file pattern \"$args.artifacts\". Configuration error?")
        }
    }

    void stash(Map args) {
        List<String> paths = Patterns.find(workspace, args.includes ?: '**', args.excludes)
        if (!paths && !args.allowEmpty) throw new StepFailed("No files included in stash '$args.name'")
        File folder = stashed(args.name)
        folder.deleteDir()
        folder.mkdirs()
        Patterns.copy(workspace, paths, folder)
        Log.info("Stashed ${paths.size()} file(s)")
    }

    void unstash(String name) {
        File folder = stashed(name)
        if (!folder.directory) throw new StepFailed("No such saved stash '$name'")
        Patterns.copy(folder, Patterns.find(folder, '**'), workspace)
    }

    private File stashed(String name) { new File(build.output, "stashes/$name") }

}
