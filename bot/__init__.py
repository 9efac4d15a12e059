"""A chat that answers from a patient leaflet: document -> faq -> matcher -> replies -> cli / tui."""

__version__ = "0.1.0"
