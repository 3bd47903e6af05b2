"""The service: store, snapshot, questions, and the faces that answer them."""
