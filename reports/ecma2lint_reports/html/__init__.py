"""The HTML compliance report: view, templates, style and script."""
