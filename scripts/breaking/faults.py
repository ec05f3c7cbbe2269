"""The list of faults, in the order they are run."""

from . import database, machine, network, order, processes, soak, telling

FAULTS = {
    "submit": processes.submit,
    "crash": processes.crash,
    "away": database.away,
    "parallel": order.parallel,
    "priority": order.priority,
    "cancel": order.cancel,
    "fair": order.fair,
    "estimate": order.estimate,
    "idempotent": database.idempotent,
    "telling": telling.telling,
    "poison": processes.poison,
    "rescue": processes.rescue,
    "restart": processes.restart,
    "silent": machine.silent,
    "descriptors": machine.descriptors,
    "disk": machine.disk,
    "full": database.full,
    "snapshot": database.snapshot,
    "half-open": network.half_open,
    "clocks": network.clocks,
    "overload": network.overload,
    "stall": processes.stall,
    "kills": processes.kills,
}

# Only when they are named: they take as long as they are told to.
LONG = {"soak": soak.soak, "cut": network.cut}
