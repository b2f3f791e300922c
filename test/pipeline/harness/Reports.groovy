/** Reads the reports of tests and of coverage. */
class Reports {

    /** How many tests there are in JUnit's XML, and the names of those that failed. */
    static Map tests(File workspace, List<String> paths) {
        List cases = paths.collectMany { path ->
            new XmlSlurper().parse(new File(workspace, path)).depthFirst().findAll { node -> node.name() == 'testcase' }
        }
        List failed = cases.findAll { test -> test.children().any { child -> child.name() in ['failure', 'error'] } }
        [total: cases.size(), failed: failed.collect { test -> "${test.@classname} ${test.@name}".trim() }]
    }

    /** The percentage of lines in Cobertura's XML. */
    static BigDecimal coveredLines(File path) {
        XmlSlurper slurper = new XmlSlurper(false, false, true)
        slurper.setFeature('http://apache.org/xml/features/nonvalidating/load-external-dtd', false)
        new BigDecimal(slurper.parse(path).'@line-rate'.text()) * 100
    }

}
