/** The subset of the declarative syntax that the project's Jenkinsfile needs. */
class Grammar {

    static final List POST = ['always', 'changed', 'fixed', 'regression', 'aborted', 'failure', 'success', 'unstable',
        'unsuccessful', 'cleanup']
    static final List PIPELINE = ['agent', 'triggers', 'options', 'parameters', 'environment', 'stages', 'post']
    static final List STAGE = ['agent', 'options', 'environment', 'when', 'input', 'failFast', 'steps', 'stages',
        'parallel', 'post']

    /** `args` maps argument names to a type or a list of allowed values. `main` may be passed without its name. */
    private static final Map TIMEOUT = [main: 'time', required: ['time'], args: [time: Integer,
        unit: ['NANOSECONDS', 'MICROSECONDS', 'MILLISECONDS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS']]]
    private static final Map NOTHING = [args: [:]]
    private static final Map LOCK = [main: 'resource', required: ['resource'], args: [resource: String]]
    private static final Map BINDING = [required: ['credentialsId', 'variable'],
        args: [credentialsId: String, variable: String]]

    static final Map STAGE_OPTIONS = [timeout: TIMEOUT, timestamps: NOTHING, lock: LOCK]
    static final Map OPTIONS = STAGE_OPTIONS + [
        disableConcurrentBuilds: [args: [abortPrevious: Boolean]],
        disableRestartFromStage: NOTHING,
        skipStagesAfterUnstable: NOTHING,
        buildDiscarder: [main: 'strategy', required: ['strategy'], args: [strategy: Object]],
        durabilityHint: [main: 'hint', required: ['hint'],
            args: [hint: ['PERFORMANCE_OPTIMIZED', 'SURVIVABLE_NONATOMIC', 'MAX_SURVIVABILITY']]],
    ]
    static final Map LOG_ROTATOR = [args: ['daysToKeepStr', 'numToKeepStr', 'artifactDaysToKeepStr',
        'artifactNumToKeepStr'].collectEntries { name -> [name, String] }]
    static final Map TRIGGERS = [githubPush: NOTHING,
        cron: [main: 'spec', required: ['spec'], args: [spec: String]],
        pollSCM: [main: 'scmpoll_spec', required: ['scmpoll_spec'], args: [scmpoll_spec: String]]]
    static final Map PARAMETERS = [
        booleanParam: [required: ['name'], args: [name: String, defaultValue: Boolean, description: String]],
        string: [required: ['name'], args: [name: String, defaultValue: String, description: String, trim: Boolean]],
        choice: [required: ['name', 'choices'], args: [name: String, choices: List, description: String]],
    ]
    static final Map INPUT = ['message', 'ok', 'submitter'].collectEntries { field ->
        [field, [main: field, required: [field], args: [(field): String]]] }
    static final Map WHEN_FLAGS = ['beforeAgent', 'beforeInput', 'beforeOptions'].collectEntries { flag ->
        [flag, [main: flag, required: [flag], args: [(flag): Boolean]]] }
    static final Map WHEN = [
        branch: [main: 'pattern', required: ['pattern'], args: [pattern: String]],
        environment: [required: ['name', 'value'], args: [name: String, value: String]],
        expression: [block: true], changeRequest: NOTHING,
        not: [block: true], allOf: [block: true], anyOf: [block: true],
    ]
    static final Map STEPS = [
        sh: [main: 'script', required: ['script'],
            args: [script: String, label: String, returnStatus: Boolean, returnStdout: Boolean]],
        echo: [main: 'message', required: ['message'], args: [message: String]],
        error: [main: 'message', required: ['message'], args: [message: String]],
        junit: [main: 'testResults', required: ['testResults'], args: [testResults: String, allowEmptyResults: Boolean]],
        recordCoverage: [required: ['tools'], args: [tools: List, failOnError: Boolean]],
        archiveArtifacts: [main: 'artifacts', required: ['artifacts'],
            args: [artifacts: String, excludes: String, allowEmptyArchive: Boolean, fingerprint: Boolean]],
        stash: [main: 'name', required: ['name'],
            args: [name: String, includes: String, excludes: String, allowEmpty: Boolean]],
        unstash: [main: 'name', required: ['name'], args: [name: String]],
        milestone: [main: 'ordinal', args: [ordinal: Integer, label: String]],
        mail: [required: ['subject', 'body'], args: ['to', 'cc', 'bcc', 'from', 'replyTo', 'subject', 'body']
            .collectEntries { name -> [name, String] }],
        timeout: TIMEOUT + [block: true],
        withCredentials: [main: 'bindings', required: ['bindings'], args: [bindings: List], block: true],
        script: [block: true],
    ]
    /** Calls within the arguments of a step. */
    static final Map VALUES = [file: BINDING, string: BINDING]

}
