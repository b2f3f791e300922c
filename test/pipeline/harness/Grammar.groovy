/** What may stand where in a Jenkinsfile, and which arguments it takes: what the project's one uses, and no more. */
class Grammar {

    static final List POST = ['always', 'changed', 'fixed', 'regression', 'aborted', 'failure', 'success', 'unstable',
        'unsuccessful', 'cleanup']
    static final List PIPELINE = ['agent', 'triggers', 'options', 'parameters', 'environment', 'stages', 'post']
    static final List STAGE = ['agent', 'options', 'environment', 'when', 'input', 'failFast', 'steps', 'stages',
        'parallel', 'post']

    /** By the name of the argument: its type, or the values that it may have. `main` may be given without its name. */
    private static final Map TIMEOUT = [main: 'time', need: ['time'], args: [time: Integer,
        unit: ['NANOSECONDS', 'MICROSECONDS', 'MILLISECONDS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS']]]
    private static final Map NOTHING = [args: [:]]
    private static final Map LOCK = [main: 'resource', need: ['resource'], args: [resource: String]]
    private static final Map BINDING = [need: ['credentialsId', 'variable'],
        args: [credentialsId: String, variable: String]]

    static final Map STAGE_OPTIONS = [timeout: TIMEOUT, timestamps: NOTHING, lock: LOCK]
    static final Map OPTIONS = STAGE_OPTIONS + [
        disableConcurrentBuilds: [args: [abortPrevious: Boolean]],
        disableRestartFromStage: NOTHING,
        skipStagesAfterUnstable: NOTHING,
        buildDiscarder: [main: 'strategy', need: ['strategy'], args: [strategy: Object]],
        durabilityHint: [main: 'hint', need: ['hint'],
            args: [hint: ['PERFORMANCE_OPTIMIZED', 'SURVIVABLE_NONATOMIC', 'MAX_SURVIVABILITY']]],
    ]
    static final Map LOG_ROTATOR = [args: ['daysToKeepStr', 'numToKeepStr', 'artifactDaysToKeepStr',
        'artifactNumToKeepStr'].collectEntries { name -> [name, String] }]
    static final Map TRIGGERS = [githubPush: NOTHING,
        cron: [main: 'spec', need: ['spec'], args: [spec: String]],
        pollSCM: [main: 'scmpoll_spec', need: ['scmpoll_spec'], args: [scmpoll_spec: String]]]
    static final Map PARAMETERS = [
        booleanParam: [need: ['name'], args: [name: String, defaultValue: Boolean, description: String]],
        string: [need: ['name'], args: [name: String, defaultValue: String, description: String, trim: Boolean]],
        choice: [need: ['name', 'choices'], args: [name: String, choices: List, description: String]],
    ]
    static final Map INPUT = ['message', 'ok', 'submitter'].collectEntries { field ->
        [field, [main: field, need: [field], args: [(field): String]]] }
    static final Map WHEN_FLAGS = ['beforeAgent', 'beforeInput', 'beforeOptions'].collectEntries { flag ->
        [flag, [main: flag, need: [flag], args: [(flag): Boolean]]] }
    static final Map WHEN = [
        branch: [main: 'pattern', need: ['pattern'], args: [pattern: String]],
        environment: [need: ['name', 'value'], args: [name: String, value: String]],
        expression: [block: true], changeRequest: NOTHING,
        not: [block: true], allOf: [block: true], anyOf: [block: true],
    ]
    static final Map STEPS = [
        sh: [main: 'script', need: ['script'],
            args: [script: String, label: String, returnStatus: Boolean, returnStdout: Boolean]],
        echo: [main: 'message', need: ['message'], args: [message: String]],
        error: [main: 'message', need: ['message'], args: [message: String]],
        junit: [main: 'testResults', need: ['testResults'], args: [testResults: String, allowEmptyResults: Boolean]],
        recordCoverage: [need: ['tools'], args: [tools: List, failOnError: Boolean]],
        archiveArtifacts: [main: 'artifacts', need: ['artifacts'],
            args: [artifacts: String, excludes: String, allowEmptyArchive: Boolean, fingerprint: Boolean]],
        stash: [main: 'name', need: ['name'],
            args: [name: String, includes: String, excludes: String, allowEmpty: Boolean]],
        unstash: [main: 'name', need: ['name'], args: [name: String]],
        milestone: [main: 'ordinal', args: [ordinal: Integer, label: String]],
        mail: [need: ['subject', 'body'], args: ['to', 'cc', 'bcc', 'from', 'replyTo', 'subject', 'body']
            .collectEntries { name -> [name, String] }],
        timeout: TIMEOUT + [block: true],
        withCredentials: [main: 'bindings', need: ['bindings'], args: [bindings: List], block: true],
        script: [block: true],
    ]
    /** What is called within the arguments of a step. */
    static final Map VALUES = [file: BINDING, string: BINDING]

}
