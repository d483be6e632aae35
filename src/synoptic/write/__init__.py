"""The brief and the headline, every sentence cited."""
