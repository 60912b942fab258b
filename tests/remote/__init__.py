"""Media on other servers: what these are asked, and what is remembered of it."""

import pytest

pytest.register_assert_rewrite("tests.remote.web")
