import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.util.regex.Pattern

/** Finds files with Ant patterns, as Jenkins does. `**` matches any number of folders, including none. */
class Patterns {

    private static final String DEFAULT_EXCLUDES = '**/.git/**,**/.svn/**,**/.gitignore,**/.gitattributes,**/*~,**/.DS_Store'

    /** Returns the paths relative to the folder. */
    static List<String> find(File folder, String includes, String excludes = null) {
        List<Pattern> wanted = regexes(includes)
        List<Pattern> unwanted = regexes(DEFAULT_EXCLUDES) + (excludes ? regexes(excludes) : [])
        List<String> found = []
        Path root = folder.toPath()
        // Do not follow links: npm links the workspaces in node_modules, which would be a cycle.
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
