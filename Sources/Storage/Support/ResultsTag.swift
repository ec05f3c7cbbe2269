/// Which results of a job these are: raised by each reading, and by each change of its pages, its number or its name.
package struct ResultsTag: Sendable, Hashable {
    /// Of the claim that saved them: a reading that any program saved changes it.
    package let epoch: Int
    /// Of what people said since; never set back.
    package let revision: Int

    package init(epoch: Int, revision: Int) {
        self.epoch = epoch
        self.revision = revision
    }

    /// `7-2`
    package var text: String { "\(epoch)-\(revision)" }
}
