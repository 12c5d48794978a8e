"""The pages: each module shows one, and is one line in the registry."""
