"""HTML in feeds: what readers show, what could harm them."""

import re

from feedpub.problem import Severity
from feedpub.rules.grammar import Blank, text
from feedpub.rules.rule import Basis, Fault, value_rule

_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


@value_rule("h-script", Severity.ERROR, "HTML; OWASP, XSS", "Take it out; readers do.", Basis.POLICY)
def _script(value: str) -> Fault | None:
    """No script stands in content."""
    found = _SCRIPT.search(value)
    return Fault("There is a script in the content.", snippet=found.group()) if found else None


HTML = text(_script)
"""Text that readers show as HTML."""
OPTIONAL_HTML = text(_script, blank=Blank.ALLOWED)
