"""What keeps the secret address of a learner's page between learner and library."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found


def keep_to_ourselves(response: HttpResponse) -> HttpResponse:
    """Let no cache keep a page, no search engine find it, and no other site hear of it.

    A site's own frame may load what it likes on other pages: counters, fonts, videos.
    On this one whatever comes from elsewhere could read the address, so the browser is
    told to load nothing but from this site, and from where its own static files and
    media lie (Content Security Policy, level 3).
    """
    here = " ".join(["'self'", *_own_hosts()])
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Security-Policy"] = "; ".join(
        [
            f"default-src {here}",
            f"script-src {here} 'unsafe-inline'",
            f"style-src {here} 'unsafe-inline'",
            f"img-src {here} data:",
            f"font-src {here} data:",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "object-src 'none'",
        ]
    )
    return keep_out_of_logs(response)


def keep_out_of_reports(request: HttpRequest) -> None:
    """Let no report of an error quote what somebody wrote into a form.

    Django mails such reports to the site's administrators. (As its decorator
    `sensitive_post_parameters` does for a view of one's own.)
    """
    request.sensitive_post_parameters = "__ALL__"


def keep_out_of_logs(response: HttpResponse) -> HttpResponse:
    """Let Django write no log entry, and mail none, of an answer of 400 and above.

    It would hold the address, which may be secret, and what was posted.
    """
    response._has_been_logged = True
    return response


def unknown_address(request: HttpRequest) -> HttpResponse:
    """Answer as the site does for what it does not know, as secretly as a known one.

    The address may open the page elsewhere: of somebody who was moved.
    """
    return keep_to_ourselves(page_not_found(request, Http404()))


def _own_hosts() -> list[str]:
    """Return the origins of static files and media where they are not this site's."""
    parts = (urlsplit(one or "") for one in (settings.STATIC_URL, settings.MEDIA_URL))
    return sorted({f"{one.scheme}://{one.netloc}" for one in parts if one.netloc})
