"""How two revisions of a field of several choices are compared."""

from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.admin.compare import FieldComparison, TextDiff, comparison_class_registry

from learningcircles_wagtail.fields import MultipleChoiceField


class MultipleChoiceComparison(FieldComparison):
    """Shows the choices in words, what went and what came."""

    def words(self, values: list[str]) -> str:
        """Return the labels of the choices, with commas between them."""
        labels = {str(key): str(label) for key, label in self.field.options}
        return ", ".join(labels.get(value, value) for value in values or [])

    def htmldiff(self) -> SafeString | str:
        """Return both lists where they differ, else the one."""
        before, after = self.words(self.val_a), self.words(self.val_b)
        if before == after:
            return escape(after)
        changes = [("deletion", before), ("addition", after)]
        return TextDiff([change for change in changes if change[1]]).to_html()


def register_comparisons() -> None:
    """Tell Wagtail's comparison of revisions of our field."""
    comparison_class_registry.register(
        MultipleChoiceField, value=MultipleChoiceComparison
    )
