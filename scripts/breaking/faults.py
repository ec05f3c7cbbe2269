"""The list of faults, in the order they are run."""

from . import database, folder, learning, machine, network, order, processes, rights, soak, notifications, threads

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
    "notifications": notifications.notifications,
    "learning": learning.learning,
    "poison": processes.poison,
    "rescue": processes.rescue,
    "restart": processes.restart,
    "silent": machine.silent,
    "descriptors": machine.descriptors,
    "disk": machine.disk,
    "folder": folder.folder,
    "folder-lock": folder.lock,
    "folder-full": folder.full,
    "folder-read-only": folder.read_only,
    "threads": threads.refused,
    "read-only": rights.read_only,
    "password": rights.password,
    "full": database.full,
    "snapshot": database.snapshot,
    "half-open": network.half_open,
    "clocks": network.clocks,
    "overload": network.overload,
    "stall": processes.stall,
    "kills": processes.kills,
}

# Run only if they are named, since they take as long as the options say.
LONG = {"soak": soak.soak, "cut": network.cut}
