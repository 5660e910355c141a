"""One document in, one document out; one module for each format of tables."""
