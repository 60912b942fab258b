"""Unattended for years: runs beside each other, and all that docs/running.md shows, run as it stands there."""

import pytest

pytest.register_assert_rewrite("tests.running.page")
