"""From a Document to ProjectEvents and Indicators with exact spans; rules are data in `lexicons/`."""
