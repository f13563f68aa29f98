"""A home, runtime folder and environment of our own, with a desktop's settings in it."""

import os
from contextlib import closing
from pathlib import Path

from unhunch.fact import Fact
from unhunch.journal.store import SqliteJournal

KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "COVERAGE_PROCESS_START")

GTK = """[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=DejaVu Sans 10
gtk-enable-animations=0
"""

PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"""

WINDOWS = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfwm4" version="1.0">
  <property name="general" type="empty">
    <property name="use_compositing" type="bool" value="false"/>
    <property name="workspace_count" type="int" value="1"/>
  </property>
</channel>
"""


HURRIED = """from datetime import timedelta
from unhunch.web import lifetime
lifetime.FINISHED = timedelta(seconds=3)
"""
"""Python runs a module of this name at its start: the pages' process ends sooner than it would."""


class Home:
    """Where one test lives. `run` has a short path: a Unix socket's may have 107 bytes."""

    def __init__(self, folder: Path, run: Path) -> None:
        self.folder = folder
        self.run = run
        self.config = folder / ".config"
        channels = self.config / "xfce4/xfconf/xfce-perchannel-xml"
        channels.mkdir(parents=True)
        (channels / "xfce4-panel.xml").write_text(PANEL)
        (channels / "xfwm4.xml").write_text(WINDOWS)
        (self.config / "gtk-3.0").mkdir()
        (self.config / "gtk-3.0/settings.ini").write_text(GTK)

    @property
    def journal(self) -> Path:
        """Where the journal is."""
        return self.folder / ".local/share/unhunch/journal.db"

    @property
    def settings(self) -> Path:
        """Where the settings file is."""
        return self.config / "unhunch/config.toml"

    def remembers(self, *facts: Fact) -> None:
        """Put these into the journal, before the program runs for the first time here."""
        self.journal.parent.mkdir(mode=0o700, parents=True)
        with closing(SqliteJournal.open(self.journal)) as journal:
            journal.append(facts, durable=True)

    def hurries(self) -> dict[str, str]:
        """Return more of the environment: pages are not waited for as long as usual."""
        folder = self.folder / "hurried"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(HURRIED)
        return {"PYTHONPATH": str(folder)}

    def environment(self) -> dict[str, str]:
        """Return what every program is started with: no display and no bus yet."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return (
            {"LANG": "C.UTF-8"}
            | kept
            | {
                "HOME": str(self.folder),
                "XDG_CONFIG_HOME": str(self.config),
                "XDG_DATA_HOME": str(self.folder / ".local/share"),
                "XDG_STATE_HOME": str(self.folder / ".local/state"),
                "XDG_CACHE_HOME": str(self.folder / ".cache"),
                "XDG_RUNTIME_DIR": str(self.run),
                "GSETTINGS_BACKEND": "memory",
            }
        )
