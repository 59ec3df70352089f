"""Bytes from outside -> nodes that know where they stand, within limits. The only home of yaml."""
