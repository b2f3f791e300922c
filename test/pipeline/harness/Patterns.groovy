import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.util.regex.Pattern

/** Files by the patterns of Ant, which Jenkins uses: `**` is any folders, none included. */
class Patterns {

    private static final String NEVER = '**/.git/**,**/.svn/**,**/.gitignore,**/.gitattributes,**/*~,**/.DS_Store'

    /** Their paths within the folder. */
    static List<String> find(File folder, String includes, String excludes = null) {
        List<Pattern> wanted = regexes(includes)
        List<Pattern> unwanted = regexes(NEVER) + (excludes ? regexes(excludes) : [])
        List<String> found = []
        Path root = folder.toPath()
        // Links to folders are not followed: those of workspaces in node_modules lead back.
        for (Path path : Files.walk(root).iterator()) {
            String relative = root.relativize(path)
            boolean isWanted = !Files.isDirectory(path) && wanted.any { regex -> relative ==~ regex }
            if (isWanted && !unwanted.any { regex -> relative ==~ regex }) found << relative
        }
        found.sort()
    }

    static boolean matches(String patterns, String path) { regexes(patterns).any { regex -> path ==~ regex } }

    static void copy(File from, List<String> paths, File to) {
        paths.each { path ->
            File target = new File(to, path)
            target.parentFile.mkdirs()
            Files.copy(new File(from, path).toPath(), target.toPath(),
                StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES)
        }
    }

    private static List<Pattern> regexes(String patterns) {
        patterns.tokenize(',')*.trim().findAll().collect { pattern ->
            String whole = pattern.endsWith('/') ? "$pattern**" : pattern
            String regex = whole.replaceAll(/\*\*\/|\/\*\*|\*\*|\*|\?|[^*?\/]+|\//) { part ->
                switch (part) {
                    case '**/': return '(?:.*/)?'
                    case '/**': return '(?:/.*)?'
                    case '**': return '.*'
                    case '*': return '[^/]*'
                    case '?': return '[^/]'
                    default: return Pattern.quote(part)
                }
            }
            Pattern.compile(regex)
        }
    }

}
