/// How far a job is: which step of how many.
package struct JobProgress: Sendable, Equatable {
    package enum Step: String, Sendable, CaseIterable {
        case fetching, reading, extracting, validating, saving
    }

    /// 0…100
    package var percentage: Int
    /// Nil before the first step and after the last.
    package var currentStep: Step?

    package static let totalSteps = Step.allCases.count

    package init(percentage: Int, currentStep: Step?) {
        self.percentage = percentage
        self.currentStep = currentStep
    }
}
