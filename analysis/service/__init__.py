"""The model service: answers the dashboard's questions that need a model, in a process of its own."""
