import CSystem
import Glibc
import Reading

// Where memory runs out, readers go before the server; said before the file that says it belongs to root.
OwnPlace.goFirst()
csystem_prctl(PR_SET_DUMPABLE, 0)
// Asked by `ocr-invoice check`: what of its confinement this machine can do.
if CommandLine.arguments.dropFirst().first == "--confinement" {
    for measure in Confinement.probe() { print(measure.rawValue) }
    exit(0)
}
// Asked by the server at its start and by `ocr-invoice check`: whether our networks stand in for Tesseract's, else why not.
if CommandLine.arguments.dropFirst().first == "--network" {
    do {
        print(try Recognisers(triesNetworkFirst: true).reasonAgainstOwnNetwork() ?? "own")
        exit(0)
    } catch {
        exit(1)
    }
}
// The server's end closes the pipe; the loop must see that as an end, not die of it.
signal(SIGPIPE, SIG_IGN)
exit(ReaderProcess().run())
