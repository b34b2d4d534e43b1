"""What sentences say where a page has no label for it; labelled facts go before these."""
