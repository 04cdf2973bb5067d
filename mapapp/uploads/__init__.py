"""Files people upload: read in a process of their own, compared with what is there, and proposed; nothing counts before a person says so."""
