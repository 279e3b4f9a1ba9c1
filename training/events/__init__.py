"""Fits the model that scores events."""
