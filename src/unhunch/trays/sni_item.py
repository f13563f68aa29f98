"""org.kde.StatusNotifierItem: our icon as a panel reads it."""

from typing import Annotated

from dbus_fast import PropertyAccess
from dbus_fast.annotations import DBusBool, DBusInt32, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from ..bus import sendable
from ..ports import IconState
from .dbusmenu import MENU_PATH
from .icons import Pixmap, pixmaps

ITEM = "org.kde.StatusNotifierItem"
ITEM_PATH = "/StatusNotifierItem"

# Xfce and KDE show the tooltip as text, waybar as markup: with these both are right.
LOOKALIKES = str.maketrans({"<": "\u2039", ">": "\u203a", "&": "+"})

Pixmaps = Annotated[list[Pixmap], DBusSignature("a(iiay)")]
ToolTip = Annotated[list[object], DBusSignature("(sa(iiay)ss)")]
READ = PropertyAccess.READ


class Item(ServiceInterface):
    """The icon on the bus.

    There is no Activate: hosts then open the menu on either click, and GNOME's extension does not
    wait for a second one.
    """

    def __init__(self) -> None:
        super().__init__(ITEM)
        self.icon = IconState.OK
        self.tooltip = ""
        self.is_active = True
        self._pixmaps: dict[IconState, list[Pixmap]] = {}

    @property
    def status(self) -> str:
        """The word of the specification for how much the icon wants to be seen."""
        if not self.is_active:
            return "Passive"
        return "NeedsAttention" if self.icon is IconState.NEEDS_YOU else "Active"

    def _drawn(self) -> list[Pixmap]:
        if self.icon not in self._pixmaps:
            self._pixmaps[self.icon] = pixmaps(self.icon)
        return self._pixmaps[self.icon]

    @dbus_property(access=READ)
    def Category(self) -> DBusStr:
        return "ApplicationStatus"

    @dbus_property(access=READ)
    def Id(self) -> DBusStr:
        return "unhunch"

    @dbus_property(access=READ)
    def Title(self) -> DBusStr:
        return "Unhunch"

    @dbus_property(access=READ)
    def Status(self) -> DBusStr:
        return self.status

    @dbus_property(access=READ)
    def WindowId(self) -> DBusInt32:
        return 0

    @dbus_property(access=READ)
    def IconName(self) -> DBusStr:
        return ""

    @dbus_property(access=READ)
    def IconThemePath(self) -> DBusStr:
        return ""

    @dbus_property(access=READ)
    def IconPixmap(self) -> Pixmaps:
        return self._drawn()

    @dbus_property(access=READ)
    def OverlayIconName(self) -> DBusStr:
        return ""

    @dbus_property(access=READ)
    def OverlayIconPixmap(self) -> Pixmaps:
        return []

    @dbus_property(access=READ)
    def AttentionIconName(self) -> DBusStr:
        return ""

    @dbus_property(access=READ)
    def AttentionIconPixmap(self) -> Pixmaps:
        # Xfce asks for everything again with each new tooltip: no second copy of 19 KB for nothing.
        return self._drawn() if self.status == "NeedsAttention" else []

    @dbus_property(access=READ)
    def AttentionMovieName(self) -> DBusStr:
        return ""

    @dbus_property(access=READ, name="ToolTip")
    def tool_tip(self) -> ToolTip:
        return ["", [], sendable(self.tooltip).translate(LOOKALIKES), ""]

    @dbus_property(access=READ)
    def ItemIsMenu(self) -> DBusBool:
        return True

    @dbus_property(access=READ)
    def Menu(self) -> DBusObjectPath:
        return MENU_PATH

    @dbus_method()
    def SecondaryActivate(self, x: DBusInt32, y: DBusInt32) -> None:
        """A middle click means nothing."""

    @dbus_method()
    def Scroll(self, delta: DBusInt32, orientation: DBusStr) -> None:
        """The wheel means nothing."""
