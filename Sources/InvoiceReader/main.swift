import Glibc

// Asked by `ocr-invoice check`: what of its confinement this machine can do.
if CommandLine.arguments.dropFirst().first == "--confinement" {
    for measure in Confinement.probe() { print(measure.rawValue) }
    exit(0)
}
// The server's end closes the pipe; the loop must see that as an end, not die of it.
signal(SIGPIPE, SIG_IGN)
exit(ReaderProcess().run())
