"""From raw pages to reports: text, typed blocks and every repair."""
