"""What other programs reach on the same rows: one module for each job, each with `rivals(folder, limit)`."""
