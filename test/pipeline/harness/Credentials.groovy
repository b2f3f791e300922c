import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

/** Secrets exist only while what binds them runs. */
class Credentials {

    /** By id: the files whose content is bound as a text, and those that are bound as files. */
    static final Map<String, File> TEXTS = [:]
    static final Map<String, File> FILES = [:]

    /** Variables and ids; runs the body with the variables set. */
    static void bind(Map<String, String> idsByVariable, Closure body) {
        if (!idsByVariable) {
            body()
            return
        }
        List<File> made = []
        try {
            Map<String, String> bound = idsByVariable.collectEntries { variable, id -> [variable, valueOf(id, made)] }
            Context.current().withEnvironment(bound, body)
        } finally {
            made.each { folder -> folder.deleteDir() }
        }
    }

    private static String valueOf(String id, List<File> made) {
        if (TEXTS[id]) {
            String text = TEXTS[id].text.replaceAll(/\n+\z/, '')
            Log.hide(text)
            return text
        }
        if (!FILES[id]) throw new StepFailed("Could not find credentials entry with ID '$id'")
        Log.hide(FILES[id].text)
        File secrets = new File(Workspaces.temporary(Context.current().requireWorkspace()), 'secretFiles')
        secrets.mkdirs()
        File folder = Files.createTempDirectory(secrets.toPath(), '').toFile()
        made << folder
        File file = new File(folder, FILES[id].name)
        Files.createFile(file.toPath(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rw-------')))
        file.bytes = FILES[id].bytes
        file.path
    }

}
