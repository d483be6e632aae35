"""Scripts that fit the small models whose weights come with the package."""
