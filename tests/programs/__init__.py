"""Programs people open our files in; a test that needs one is left out with a clear line where it is not installed."""
