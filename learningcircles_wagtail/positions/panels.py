"""The panel for a position in page and snippet forms."""

from typing import Any

from wagtailgeowidget.panels import LeafletPanel

from learningcircles_wagtail.domain.geo import PositionError, parse_position
from learningcircles_wagtail.positions.typed import write_position
from learningcircles_wagtail.positions.widgets import PositionWidget


class PositionPanel(LeafletPanel):
    """A `FieldPanel` for a `PositionField`, with our input and map.

    Takes the arguments of `LeafletPanel`; `zoom` is the map's first zoom.
    """

    def __init__(
        self, field_name: str = "position", *, classname: str = "", **kwargs: Any
    ) -> None:
        super().__init__(field_name, **kwargs)
        # LeafletPanel takes the class name away from Wagtail's own panel.
        self.classname = classname

    def get_form_options(self) -> dict[str, Any]:
        """Offer no input where the panel is read-only."""
        options = super().get_form_options()
        return {} if self.read_only else options

    def widget_overrides(self) -> dict[str, PositionWidget]:
        """Override to give the field another widget."""
        return {self.field_name: PositionWidget(zoom=self.zoom)}

    def format_value_for_display(self, value: Any) -> Any:
        """Show "latitude, longitude" where the panel is read-only."""
        try:
            return write_position(parse_position(value)) if value else ""
        except PositionError:
            return value
