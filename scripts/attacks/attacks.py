"""All attacks by name, in the order of their ids."""

from . import documents, inputs, loads, network, requests, sessions, swarm

ATTACKS = {
    "A-1": requests.accounts, "A-2": network.addresses, "A-3": network.rebinding, "A-4": network.servers,
    "A-5": documents.files, "A-5s": documents.uploads, "A-6": documents.xml, "A-7": documents.patterns, "A-8": requests.injection,
    "A-9": requests.assignment, "A-10": requests.sinks, "A-11": requests.secrets, "A-12": requests.keys, "A-13": requests.headers,
    "A-14": requests.idempotency, "A-15": inputs.amounts, "A-16": inputs.offsets, "A-17": inputs.names, "A-18": inputs.edges,
    "A-19": inputs.results, "A-20": loads.templates, "A-21": loads.trials, "A-22": loads.cancel, "A-23": loads.backlog,
    "A-24": loads.revisions, "A-25": swarm.mutants, "A-26": sessions.sessions,
}
