"""Tables of how often values of a confidence are right, and of what needs no review."""
from samples import FIELDS, OVERALL

GROUPS = ("PDFs", "unknown PDFs", "scans", "unknown scans", "receipts", "drawn PDFs", "drawn scans", "drawn receipts")
SURE = 0.9
# The default threshold of docs/contract.md: below it somebody looks at the document.
REVIEW = 0.98
BANDS = ((0.98, 1.01), (0.9, 0.98), (0.7, 0.9), (0.4, 0.7), (0, 0.4))


def show(found):
    for group in GROUPS:
        documents = [document for document in found if document.group == group]
        if documents:
            show_fields(group, documents)
            show_bands([pair for field in FIELDS for pair in pairs(documents, field)], "values")
            show_bands([(d.confidence[OVERALL], d.is_core_right) for d in documents if OVERALL in d.confidence],
                       "documents, by overall")
            show_review(documents)


def pairs(documents, field):
    return [(document.confidence[field], document.label(field)) for document in documents
            if document.label(field) is not None and field in document.confidence]


def share(part, whole):
    return f"{part / whole:6.3f}" if whole else "     –"


def show_fields(group, documents):
    print(f"\n{group}: {len(documents)} documents of {len({d.issuer for d in documents})} issuers")
    print(f"  {'field':26}{'n':>6}{'right':>8}{'>= 0.9':>8}{'right':>8}")
    everything = []
    for field in FIELDS + [None]:
        values = pairs(documents, field) if field else everything
        everything += values if field else []
        sure = [right for confidence, right in values if confidence >= SURE]
        print(f"  {field or 'all':26}{len(values):6}{share(sum(r for _, r in values), len(values)):>8}"
              f"{share(len(sure), len(values)):>8}{share(sum(sure), len(sure)):>8}")


def show_bands(values, of):
    print(f"  {of}: confidence, share, right")
    for low, high in BANDS:
        band = [right for confidence, right in values if low <= confidence < high]
        print(f"    {low:4} {share(len(band), len(values))} {share(sum(band), len(band))}")


def show_review(documents):
    free = [d for d in documents if d.confidence.get(OVERALL, 0) >= REVIEW and not d.errors]
    print(f"  no review: {share(len(free), len(documents))} of the documents; of these with a wrong or missing value "
          f"{share(sum(not d.is_all_right for d in free), len(free))}, in the five fields of overall "
          f"{share(sum(not d.is_core_right for d in free), len(free))}")
