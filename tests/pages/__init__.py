"""What the pages are opened with in a real browser, and whole pages to compare with."""
