import Invoices

extension Resource {
    /// The table of docs/contract.md section 2.
    package var fields: [ResourceField] {
        switch self {
        case .job: Resource.jobFields
        case .group: Resource.groupFields
        case .template: Resource.templateFields
        case .page: Resource.pageFields
        case .supplier: Resource.supplierFields
        }
    }

    private static let priorities = ResourceField.Kind.choice(["low", "medium", "high", "urgent"])

    private static let jobFields = jobRowFields + resultFields

    private static let jobRowFields: [ResourceField] = [
        ResourceField("createdAt", .time, "r.created_at"),
        ResourceField("updatedAt", .time, "r.updated_at"),
        ResourceField("jobNumber", .text, "r.number", unique: true),
        ResourceField("documentName", .text, "r.document_name"),
        ResourceField(
            "status", .choice(JobStatus.allCases.map(\.rawValue)), "r.status", order: ["r.status", "r.created_at"]),
        ResourceField("priority", priorities, "r.priority", order: ["r.priority", "r.created_at"]),
        ResourceField("startedAt", .time, "r.started_at"),
        ResourceField("completedAt", .time, "r.completed_at"),
        ResourceField("processingTime", .number, "(r.processing_time / 1000)", order: ["r.processing_time"]),
        ResourceField("cost", .number, "r.cost"),
        ResourceField(
            "documentType", .choice(DocumentType.allCases.map(\.rawValue)), "r.document_type", sortable: false),
        ResourceField("template", .id, "r.template_id", sortable: false),
        ResourceField("group", .id, "r.group_id", sortable: false),
        ResourceField("createdBy", .text, "r.created_by", sortable: false),
        ResourceField("retryCount", .number, "r.retry_count", sortable: false),
        ResourceField("errorCode", .text, "r.error_code", sortable: false),
    ]

    /// What the job's result has.
    private static let resultFields: [ResourceField] =
        InvoiceField.header.compactMap { field in
            field.column.map { result("extractedData." + field.name, ResourceField.Kind(field.kind), $0.name) }
        } + [
            result("validationResults.isValid", .flag, "is_valid"),
            result("confidence.overall", .number, "confidence"),
            ResourceField(
                "review.state", .choice(ReviewState.allCases.map(\.rawValue)), "r.review_state", sortable: false),
            ResourceField("review.priority", .number, "r.review_priority"),
            ResourceField("supplier", .id, "sup.root_id", sortable: false, join: .supplier),
            ResourceField("proposedSupplier", .id, "prop.root_id", sortable: false, join: .proposedSupplier),
            ResourceField("duplicates.kind", .anyChoice(duplicates.map(\.rawValue)), linked, sortable: false),
            ResourceField("metadata", .json, "d.metadata", sortable: false, join: .detail),
        ]

    /// The first of the kinds that links have, so that their places are the numbers that are stored.
    private static let duplicates = JobLink.Kind.allCases.filter(\.isDuplicate)
    private static let linked = """
        SELECT l.job_id FROM job_link l WHERE l.account_id = r.account_id AND l.kind IN (\(duplicates.sql)) AND l.kind
        """

    private static func result(_ name: String, _ kind: ResourceField.Kind, _ column: String) -> ResourceField {
        ResourceField(name, kind, "x." + column, sortable: false, join: .result)
    }

    private static let groupFields: [ResourceField] = [
        ResourceField("createdAt", .time, "r.created_at"),
        ResourceField("updatedAt", .time, "r.updated_at"),
        ResourceField("name", .text, "r.name"),
        ResourceField("batchNumber", .text, "r.batch_number"),
        ResourceField("status", .choice(GroupStatus.allCases.map(\.rawValue)), "r.status"),
        ResourceField("priority", priorities, "r.priority"),
        ResourceField("startedAt", .time, "r.started_at"),
        ResourceField("completedAt", .time, "r.completed_at"),
        ResourceField("template", .id, "r.template_id", sortable: false),
        ResourceField("assignedTo", .text, "r.assigned_to", sortable: false),
        ResourceField("createdBy", .text, "r.created_by", sortable: false),
        ResourceField("tags", .texts, "d.tags", sortable: false, join: .detail),
        ResourceField("metadata", .json, "d.metadata", sortable: false, join: .detail),
    ]

    private static let templateFields: [ResourceField] = [
        ResourceField("createdAt", .time, "r.created_at"),
        ResourceField("updatedAt", .time, "r.updated_at"),
        ResourceField("name", .text, "r.name"),
        ResourceField("version", .text, "r.version"),
        ResourceField(
            "documentType", .choice(Template.DocumentKind.allCases.map(\.rawValue)), "r.document_kind", sortable: false),
        ResourceField("ocrEngine", .text, "r.ocr_engine", sortable: false),
        ResourceField("isActive", .flag, "r.is_active", sortable: false),
        ResourceField("isDefault", .flag, "r.is_default", sortable: false),
        ResourceField("createdBy", .text, "r.created_by", sortable: false),
        ResourceField("metadata", .json, "r.metadata", sortable: false),
    ]

    private static let supplierFields: [ResourceField] = [
        ResourceField("createdAt", .time, "r.created_at"),
        ResourceField("updatedAt", .time, "r.updated_at"),
        ResourceField("name", .text, "r.name"),
        ResourceField("externalId", .text, "r.external_id", unique: true),
        ResourceField("isConfirmed", .flag, "r.is_confirmed", sortable: false),
        ResourceField("taxIds", .anyText, having(.vatNumber, .taxNumber), sortable: false),
        ResourceField("registrationNumbers", .anyText, having(.registrationNumber), sortable: false),
        ResourceField("ibans", .anyText, having(.iban), sortable: false),
        ResourceField("domains", .anyText, having(.domain), sortable: false),
    ]

    /// Those that have such a proof, or to which one was merged that has it.
    private static func having(_ kinds: SupplierProof.Kind...) -> String {
        """
        SELECT o.root_id FROM supplier_proof p JOIN supplier o ON o.id = p.supplier_id
        WHERE p.account_id = r.account_id AND p.kind IN (\(kinds.sql)) AND p.value
        """
    }

    private static let pageFields: [ResourceField] = [
        ResourceField("createdAt", .time, "r.created_at"),
        ResourceField("updatedAt", .time, "r.updated_at"),
        ResourceField("pageNumber", .number, "r.number"),
        ResourceField("job", .id, "r.job_id", sortable: false),
        ResourceField("status", .choice(PageStatus.allCases.map(\.rawValue)), "r.status", sortable: false),
        ResourceField("pageType", .choice(PageType.allCases.map(\.rawValue)), "r.type", sortable: false),
        ResourceField("qualityScore", .number, "r.quality_score", sortable: false),
        ResourceField("metadata", .json, "d.metadata", sortable: false, join: .detail),
    ]
}

extension ResourceField.Kind {
    /// How a value of an invoice is compared.
    fileprivate init(_ kind: FieldKind) {
        self =
            switch kind {
            case .text, .identifier, .vatNumber, .iban, .bic, .currency: .text
            case .amount, .number: .number
            case .date: .date
            case .flag: .flag
            }
    }
}
