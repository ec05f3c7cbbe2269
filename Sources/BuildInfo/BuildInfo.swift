/// Which program this is.
package enum BuildInfo {
    package static let version = "0.1.0"
    /// The commit that was built, with `-modified` after it if files differed; `unknown` outside a repository. Generated
    /// by RevisionPlugin.
    package static let revision = generatedRevision
}
