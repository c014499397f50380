"""`python -m gracious_reply`: the same as the command `gracious-reply`."""

import sys

from gracious_reply.command import main

sys.exit(main())
