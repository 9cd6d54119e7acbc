"""What a packet holds: the record, the drafts, the stapled print."""
