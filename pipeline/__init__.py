"""The spine of Tröskel: from a scan in the inbox to packets in the units' outboxes."""
