"""One module a format: each writes the collection's records, all of them and nothing else, into the data folder."""
