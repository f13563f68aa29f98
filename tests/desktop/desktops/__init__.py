"""The desktops on which the same scenario is run, and what was seen on each.

`desktop.py` is what the scenario asks of a desktop, one module each is a desktop, `scenario.py` are
the steps, `seen/` what the committed runs saw. docs/platforms.md is made from that by
`python -m tests.desktop.platforms --write`.

To add a desktop: a module with a class, the class in `ALL`, its Debian packages in
.ci/packages.txt, then `pytest tests/desktop/test_scenario.py -k NAME --record`.
"""

from .bare import Bare
from .desktop import AnyDesktop
from .gnome import Gnome, GnomeTray
from .kde import Kde
from .lxqt import Lxqt
from .sway import Sway
from .xfce import Xfce

ALL: tuple[type[AnyDesktop], ...] = (Xfce, Gnome, GnomeTray, Kde, Lxqt, Sway, Bare)
"""In the order of docs/platforms.md."""
