import Glibc

if CommandLine.arguments.dropFirst() == ["--check"] {
    print(Confinement.report)
    exit(0)
}
// The server's end closes the pipe; the loop must see that as an end, not die of it.
signal(SIGPIPE, SIG_IGN)
exit(ReaderProcess().run())
