import CSystem
import Glibc
import Reading

// If memory runs out, readers are killed before the server. Set first: with PR_SET_DUMPABLE 0 the file in /proc
// belongs to root.
OutOfMemoryScore.raise()
csystem_prctl(PR_SET_DUMPABLE, 0)
// For `ocr-invoice check`: prints the confinement measures that work on this machine.
if CommandLine.arguments.dropFirst().first == "--confinement" {
    for measure in Confinement.probe() { print(measure.rawValue) }
    exit(0)
}
// For the server's start and `ocr-invoice check`: prints “own” if this program computes Tesseract's networks, else why
// it does not.
if CommandLine.arguments.dropFirst().first == "--network" {
    do {
        print(try Recognisers(triesNetworkFirst: true).reasonAgainstOwnNetwork() ?? "own")
        exit(0)
    } catch {
        exit(1)
    }
}
// The same of the line recogniser: prints “ready” if it works, else why it does not.
if CommandLine.arguments.dropFirst().first == "--line-recognition" {
    print(Recognisers().reasonAgainstLineRecognition ?? "ready")
    exit(0)
}
// If the server ends, the pipe closes. The loop must see that as its end and not be killed by the signal.
signal(SIGPIPE, SIG_IGN)
exit(ReaderProcess().run())
