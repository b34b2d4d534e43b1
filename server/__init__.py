"""The edge: settings, HTTP and the command line; the only place that puts the parts together."""
