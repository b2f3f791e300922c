import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

/** Binds credentials to variables. Secret files exist only while the body runs. */
class Credentials {

    /** The files with the secrets by credential id: secret texts and secret files. */
    static final Map<String, File> TEXTS = [:]
    static final Map<String, File> FILES = [:]

    /** Runs the body with the variables set. */
    static void bind(Map<String, String> idsByVariable, Closure body) {
        if (!idsByVariable) {
            body()
            return
        }
        List<File> folders = []
        try {
            Map<String, String> bound = idsByVariable.collectEntries { variable, id -> [variable, valueOf(id, folders)] }
            Context.current().withEnvironment(bound, body)
        } finally {
            folders.each { folder -> folder.deleteDir() }
        }
    }

    private static String valueOf(String id, List<File> folders) {
        if (TEXTS[id]) {
            String text = TEXTS[id].text.replaceAll(/\n+\z/, '')
            Log.mask(text)
            return text
        }
        if (!FILES[id]) throw new StepFailed("Could not find credentials entry with ID '$id'")
        Log.mask(FILES[id].text)
        File secrets = new File(Workspaces.temporary(Context.current().requireWorkspace()), 'secretFiles')
        secrets.mkdirs()
        File folder = Files.createTempDirectory(secrets.toPath(), '').toFile()
        folders << folder
        File file = new File(folder, FILES[id].name)
        Files.createFile(file.toPath(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rw-------')))
        file.bytes = FILES[id].bytes
        file.path
    }

}
