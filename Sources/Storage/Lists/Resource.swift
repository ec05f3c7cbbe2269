/// The resources that have lists.
package enum Resource: String, Sendable, CaseIterable { case job, group, template, page, supplier }
