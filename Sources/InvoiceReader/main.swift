import CSystem
import Glibc

// Where memory runs out, readers go before the server; said before the file that says it belongs to root.
OwnPlace.goFirst()
csystem_prctl(PR_SET_DUMPABLE, 0)
// Asked by `ocr-invoice check`: what of its confinement this machine can do.
if CommandLine.arguments.dropFirst().first == "--confinement" {
    for measure in Confinement.probe() { print(measure.rawValue) }
    exit(0)
}
// The server's end closes the pipe; the loop must see that as an end, not die of it.
signal(SIGPIPE, SIG_IGN)
exit(ReaderProcess().run())
