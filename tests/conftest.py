"""Lets the tests of every room import the helpers that lie in this folder."""
