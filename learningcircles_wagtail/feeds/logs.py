"""Where feeds write down what they had to leave out."""

import logging

logger = logging.getLogger("learningcircles_wagtail.feeds")
