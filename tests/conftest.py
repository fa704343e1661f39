"""What holds for every test: Ctrl-C reaches the commands that a test starts."""

from __future__ import annotations

import signal

# A shell lets what it starts in the background ignore Ctrl-C, and all that this starts as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
