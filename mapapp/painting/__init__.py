"""Files that take long to paint: the queue they wait in, and the process that makes one."""
