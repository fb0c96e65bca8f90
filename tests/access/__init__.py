"""A package, so that its office stands for these tests only and is gone before the next."""
