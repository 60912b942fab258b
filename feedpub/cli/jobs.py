"""What jobs of several commands have in common."""

from dataclasses import replace
from datetime import UTC, datetime

from feedpub.job import Job


def asking_servers(job: Job) -> Job:
    """The job, with the servers of audio elsewhere asked for what authors do not say of it."""
    from feedpub.remote import MEMORY, Remote  # noqa: PLC0415 - most runs have nothing to do

    return replace(job, remote=Remote(job.cache / MEMORY if job.cache else None, datetime.now(UTC)))
