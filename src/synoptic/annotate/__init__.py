"""From reports to readings: sentences, names, times, figures, quotes and claims."""
