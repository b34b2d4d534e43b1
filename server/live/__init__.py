"""Answers that go on: subscriptions over WebSocket and server-sent events."""
