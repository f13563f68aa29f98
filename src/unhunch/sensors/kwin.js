// Loaded into KWin by kwin.py, which puts its own address on the bus in place of the two words in
// capitals. Tells whether the focused window is full screen, and whether it is another one than
// before; never its title or program. KWin 5 (Plasma 5) has clients where KWin 6 has windows.

var focused = null;
var last = null;
var followed = [];

function tell(moved) {
    var full = focused !== null && focused.fullScreen && !focused.desktopWindow;
    callDBus("ADDRESS", "PATH", "org.unhunch.Windows", "Focused", full, moved);
}

function follow(window) {
    if (followed.indexOf(window) >= 0) {
        return;
    }
    followed.push(window);
    window.fullScreenChanged.connect(function () {
        if (window === focused) {
            tell(false);
        }
    });
}

function turnTo(window) {
    focused = window || null;
    // A focus that leaves and comes back to the same window is no change.
    var moved = focused !== null && focused !== last;
    if (focused !== null) {
        last = focused;
        follow(focused);
    }
    tell(moved);
}

function forget(window) {
    var at = followed.indexOf(window);
    if (at >= 0) {
        followed.splice(at, 1);
    }
    if (window === last) {
        last = null;
    }
    if (window === focused) {
        turnTo(null);
    }
}

if (workspace.windowActivated) {
    workspace.windowActivated.connect(turnTo);
    workspace.windowRemoved.connect(forget);
    focused = workspace.activeWindow || null;
} else {
    workspace.clientActivated.connect(turnTo);
    workspace.clientRemoved.connect(forget);
    focused = workspace.activeClient || null;
}
if (focused !== null) {
    last = focused;
    follow(focused);
}
tell(focused !== null);
