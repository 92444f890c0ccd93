"""So that ``python -m samspel.config.command`` works without the installed script."""

import sys

from samspel.config.command import main

sys.exit(main())
