"""Lets the tests of every room import the helpers that lie in this folder."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is slow, which says nothing of what is tried.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
