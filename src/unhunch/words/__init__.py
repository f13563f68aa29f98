"""Everything the program says, and the catalogues it is said from. Values to text, nothing else."""
