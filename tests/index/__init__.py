"""What is remembered of articles, so that a run reads only what has changed."""

import pytest

pytest.register_assert_rewrite("tests.index.newsroom")
