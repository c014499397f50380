"""`python -m generator read email.txt`: what the rules make of a text, for everyone who changes one."""

import sys

from gracious_reply.command import main

sys.exit(main())
