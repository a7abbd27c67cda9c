"""Our icons among Wagtail's own, by the names that menus and choosers use."""

ICONS = (
    "lc-boilerplate",
    "lc-branch",
    "lc-circle",
    "lc-course",
    "lc-facilitator",
    "lc-library",
    "lc-press",
    "lc-press-contact",
    "lc-sign-up",
    "lc-toolkit",
    "lc-topic",
)


def register_icons(icons: list[str]) -> list[str]:
    """Return the icon templates of the admin with ours at their end."""
    return [*icons, *(f"learningcircles_wagtail/icons/{name}.svg" for name in ICONS)]
