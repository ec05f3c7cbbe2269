import Foundation
import PackagePlugin

/// Generates a source file with the commit that is built. The same commit gives the same file.
///
/// The file changes only with its content, so that an unchanged revision compiles nothing again.
@main struct RevisionPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) -> [Command] {
        let folder = context.pluginWorkDirectoryURL
        return [
            .prebuildCommand(
                displayName: "Revision", executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", Self.script, "revision", context.package.directoryURL.path, folder.path],
                outputFilesDirectory: folder)
        ]
    }

    /// Outside a repository the variable OCR_INVOICE_REVISION may name the revision.
    private static let script = """
        revision=${OCR_INVOICE_REVISION:-unknown}
        if found=$(git -C "$1" rev-parse --short=12 HEAD 2>/dev/null); then
            git -C "$1" diff --quiet HEAD -- 2>/dev/null || found=$found-modified
            revision=$found
        fi
        line="let generatedRevision = \\"$(printf %s "$revision" | tr -cd 'A-Za-z0-9._-')\\""
        [ "$(cat "$2/Revision.swift" 2>/dev/null)" = "$line" ] || printf '%s\\n' "$line" > "$2/Revision.swift"
        """
}
