/** Reads test and coverage reports. */
class Reports {

    /** The number of tests in JUnit XML, and the names of the failed tests. */
    static Map tests(File workspace, List<String> paths) {
        List cases = paths.collectMany { path ->
            new XmlSlurper().parse(new File(workspace, path)).depthFirst().findAll { node -> node.name() == 'testcase' }
        }
        List failed = cases.findAll { test -> test.children().any { child -> child.name() in ['failure', 'error'] } }
        [total: cases.size(), failed: failed.collect { test -> "${test.@classname} ${test.@name}".trim() }]
    }

    /** The line coverage in Cobertura XML as a percentage. */
    static BigDecimal coveredLines(File path) {
        XmlSlurper slurper = new XmlSlurper(false, false, true)
        slurper.setFeature('http://apache.org/xml/features/nonvalidating/load-external-dtd', false)
        new BigDecimal(slurper.parse(path).'@line-rate'.text()) * 100
    }

}
