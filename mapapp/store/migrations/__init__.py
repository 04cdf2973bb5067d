"""The steps by which the tables became what they are; run by `store.opening`, never by hand."""
