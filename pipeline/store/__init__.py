"""Effects on disk: ledger, register, archive, inbox, outbox."""
