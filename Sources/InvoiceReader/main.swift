import Glibc

// The server's end closes the pipe; the loop must see that as an end, not die of it.
signal(SIGPIPE, SIG_IGN)
exit(ReaderProcess().run())
