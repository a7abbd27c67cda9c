"""The demo's circles, in every state, at whatever date they are loaded."""

from example_site.demo.circles.coming import COMING
from example_site.demo.circles.drop_in import DROP_IN
from example_site.demo.circles.given_up import GIVEN_UP
from example_site.demo.circles.languages import IN_OTHER_LANGUAGES
from example_site.demo.circles.past import PAST
from example_site.demo.circles.plan import CirclePlan
from example_site.demo.circles.planned import PLANNED
from example_site.demo.circles.running import RUNNING

CIRCLES: tuple[CirclePlan, ...] = (
    *RUNNING,
    *DROP_IN,
    *COMING,
    *IN_OTHER_LANGUAGES,
    *PLANNED,
    *GIVEN_UP,
    *PAST,
)
