"""What holds for every test: Ctrl-C reaches commands, and a busy machine fails none."""

from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

# A shell lets what it starts in the background ignore Ctrl-C, and all that this starts as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("factpack", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("factpack")
