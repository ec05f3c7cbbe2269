"""All attacks by name, in the order of their ids."""

from . import documents, network, requests

ATTACKS = {
    "A-1": requests.accounts, "A-2": network.addresses, "A-3": network.rebinding, "A-4": network.servers,
    "A-5": documents.files, "A-5s": documents.uploads, "A-6": documents.xml, "A-7": documents.patterns, "A-8": requests.injection,
    "A-9": requests.assignment, "A-10": requests.sinks, "A-11": requests.secrets, "A-12": requests.keys, "A-13": requests.headers,
    "A-14": requests.idempotency,
}
